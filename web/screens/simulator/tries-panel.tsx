// What to try, how the world behaves, and where it all ends up.
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { SimulatorApp, SimulatorDevice, SimulatorInbox } from '#wire/simulator.ts'
import { apps } from './apps.ts'
import { emptyDevice, saveDeviceSettings, sendMail } from './data.ts'
import { helpOf, modesOf } from './delivery-modes.ts'
import { InboxCard } from './inbox-card.tsx'
import { DeedList, Section } from './panel-section.tsx'
import { ReviewTries } from './review-tries.tsx'
import { type Try, triesFor } from './tries.ts'
import { COPIES, type HowToSend, sendTextAs } from './use-send.ts'

export type PanelProps = {
  app: SimulatorApp
  device: SimulatorDevice
  inbox: SimulatorInbox
  conversationId: string | null
  service: string | null
  takesMail: boolean
  how: HowToSend
  onHow: (change: Partial<HowToSend>) => void
  /** Something was sent: where the panel covers the phone, it goes away. */
  onSent?: () => void
}

export function TriesPanel(props: PanelProps) {
  const { app, device } = props
  const { kind } = apps[app]
  const agent = props.inbox.outcomes.length > 0
  return (
    <div className="space-y-6">
      <InboxCard conversationId={props.conversationId} app={app} />
      {kind === 'browser' && <SiteTips />}
      {kind === 'dialer' && (agent ? <AgentTips /> : <CallTips />)}
      {kind === 'reviews' && <ReviewTries {...props} />}
      {(kind === 'phone' || kind === 'mailbox') && <Tries {...props} />}
      {kind !== 'browser' && (kind !== 'dialer' || agent) && <World {...props} />}
      {kind !== 'browser' && kind !== 'dialer' && <EmptyDevice device={device} />}
    </div>
  )
}

function Tries({ app, device, inbox, service, takesMail, how, onSent }: PanelProps) {
  const mailing = apps[app].kind === 'mailbox'
  const run = async (what: Try): Promise<void> => {
    for (const text of what.send) {
      const sent = mailing
        ? await sendMail(device.id, {
            inboxId: inbox.id,
            subject: what.subject ?? what.label,
            text: text.text ?? '',
            copies: how.duplicates ? COPIES : 1,
          })
        : await sendTextAs(device, inbox, how, text)
      if (!sent) break
    }
    onSent?.()
  }
  const tries = triesFor(app, { service, keywords: inbox.keywords })
  return (
    <Section title="What to try">
      <DeedList
        deeds={tries.map((what) => ({
          label: what.label,
          hint: what.hint,
          disabled: mailing && !takesMail,
          run: () => run(what),
        }))}
      />
    </Section>
  )
}

function World({ app, device, inbox, how, onHow }: PanelProps) {
  const { settings } = device
  const modes = modesOf(inbox)
  const save = (change: Partial<typeof settings>): void =>
    void saveDeviceSettings(device.id, { ...settings, ...change })
  // A mail is signed by nobody.
  const signed = apps[app].kind !== 'mailbox'
  return (
    <Section title="How the world behaves">
      <div className="space-y-4">
        {inbox.ways.length > 0 && (
          <SelectField
            label="When the business writes to this customer"
            value={settings.receipts}
            onChange={(event) => {
              const next = modes.find((one) => one.value === event.target.value)
              if (next) save({ receipts: next.value })
            }}
            options={modes}
            help={helpOf(inbox, settings.receipts)}
          />
        )}
        {settings.receipts === 'late' && !modes.find((one) => one.value === 'late')?.disabled && (
          <TextField
            label="Seconds until “delivered”"
            type="number"
            min={1}
            max={600}
            defaultValue={settings.lateSeconds}
            onBlur={(event) => {
              const seconds = Math.round(Number(event.target.value))
              if (seconds >= 1 && seconds <= 600) save({ lateSeconds: seconds })
            }}
          />
        )}
        <Switch
          label={`Everything arrives ${COPIES} times`}
          help="The same webhook or mail at once, as providers do when they retry."
          checked={how.duplicates}
          onChange={(duplicates) => onHow({ duplicates })}
        />
        {signed && (
          <>
            <Switch
              label="Forged signature"
              help="What the provider says is signed with the wrong secret."
              checked={how.forged}
              onChange={(forged) => onHow({ forged })}
            />
            {inbox.obeysKeywords && (
              <Switch
                label="The carrier obeys STOP itself"
                help="It answers, tells the business, and refuses to deliver until START."
                checked={settings.carrierKeywords}
                onChange={(carrierKeywords) => save({ carrierKeywords })}
              />
            )}
          </>
        )}
      </div>
    </Section>
  )
}

function SiteTips() {
  return (
    <Section title="What to try">
      <ul className="list-disc space-y-1.5 ps-4 text-base text-ink-2">
        <li>Open the chat in the corner and ask for a price, the hours, or a time to come by.</li>
        <li>Load the page again in the middle of it: the conversation is still there.</li>
        <li>Answer from the inbox, and watch both sides see each other type.</li>
        <li>Become a new visitor, and ask for a real person.</li>
      </ul>
    </Section>
  )
}

function CallTips() {
  return (
    <Section title="What to try">
      <ul className="list-disc space-y-1.5 ps-4 text-base text-ink-2">
        <li>Call, and let nobody pick up. Speak after the tone for a few seconds, then hang up.</li>
        <li>
          Open the conversation in the inbox while it rings: the call is there, and becomes a voicemail.
        </li>
        <li>Half a minute later a text comes back to this customer. Find it under Texts.</li>
        <li>Call again and pick up: the missed call is dealt with.</li>
        <li>Call the customer from the conversation, with the button in its head.</li>
      </ul>
    </Section>
  )
}

function AgentTips() {
  return (
    <Section title="What to try">
      <ul className="list-disc space-y-1.5 ps-4 text-base text-ink-2">
        <li>Choose how a call went, and open the conversation: what was said, the summary, the recording.</li>
        <li>Listen to the recording. It is a tone here, as long as the call was.</li>
        <li>Let it arrive three times: it is one call.</li>
        <li>Report one with a forged signature: it is refused, and leaves nothing.</li>
        <li>Answer the customer in an inbox that writes: an agent takes no messages.</li>
      </ul>
    </Section>
  )
}

function EmptyDevice({ device }: { device: SimulatorDevice }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button size="sm" className="w-full" disabled={device.lastAt === null} onClick={() => setAsking(true)}>
        Empty this phone and mailbox
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={`Empty ${device.name}’s phone and mailbox?`}
        verb="Empty it"
        onConfirm={async () => {
          const done = await emptyDevice(device.id)
          if (done) toast.ok('Emptied. The conversations in the inbox are still there.')
          return done
        }}
      >
        The texts and mails on it are gone. The conversations in the inbox stay.
      </Confirm>
    </>
  )
}
