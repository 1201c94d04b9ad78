// Connects a channel: which one, then the form that the channel itself describes.
import { Info } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { CopyText, useSaving } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import type { ChannelInfo } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { Inbox } from '#wire/api/settings.ts'
import { ChooseChannel } from './choose-channel.tsx'
import { ConnectProvider } from './connect-provider.tsx'
import { SettingControl } from './setting-control.tsx'
import { shownFields, tidySettings } from './tidy-settings.ts'

const TestDialog = lazy(() => import('./test-dialog.tsx'))

export function NewInbox({ onClose }: { onClose: () => void }) {
  const [channel, setChannel] = useState<ChannelInfo | null>(null)
  const [made, setMade] = useState<Inbox | null>(null)
  const [testing, setTesting] = useState(false)
  if (made && testing)
    return (
      <Suspense>
        <TestDialog inbox={made} onClose={onClose} />
      </Suspense>
    )
  if (made)
    return (
      <Made
        inbox={made}
        connect={channel?.connect ?? null}
        called={channel?.ownDoor === null}
        logged={channel?.capabilities.loggedByHand !== undefined}
        onTest={() => setTesting(true)}
        onClose={onClose}
      />
    )
  if (channel)
    return <InboxForm channel={channel} onBack={() => setChannel(null)} onMade={setMade} onClose={onClose} />
  return <ChooseChannel onChoose={setChannel} onClose={onClose} />
}

type FormProps = {
  channel: ChannelInfo
  onBack: () => void
  onMade: (inbox: Inbox) => void
  onClose: () => void
}

function InboxForm({ channel, onBack, onMade, onClose }: FormProps) {
  const { capabilities, provider, providerName, settings: fields } = channel
  const title = capabilities.connectAs ?? capabilities.label
  const [name, setName] = useState(title)
  const [address, setAddress] = useState('')
  const [settings, setSettings] = useState<Record<string, unknown>>({})
  const saving = useSaving()
  // Channels on which the business has an address of its own that customers write to.
  const addressed = capabilities.addressKind === 'phone' || capabilities.addressKind === 'email'
  const submit = async (): Promise<void> => {
    let inbox: Inbox | null = null
    const done = await saving.run(async () => {
      inbox = await post<Inbox>('/inboxes', {
        channel: capabilities.channel,
        provider,
        name: name.trim(),
        address: address.trim(),
        settings: tidySettings(fields, settings),
      })
      await client.invalidateQueries({ queryKey: keys.inboxes })
      void client.invalidateQueries({ queryKey: keys.checklist })
    }, 'Connected')
    if (done && inbox) onMade(inbox)
  }
  return (
    <Dialog open onClose={onClose} title={`Connect ${title}`} description={`By ${providerName}`}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          {capabilities.connectNote && (
            <p className="flex gap-2.5 rounded-md bg-info-soft px-3.5 py-2.5 text-info-ink">
              <Info size={17} className="mt-0.5 shrink-0" aria-hidden="true" />
              {capabilities.connectNote}
            </p>
          )}
          <TextField
            label="Name"
            required
            maxLength={80}
            help="How your team calls it."
            value={name}
            error={saving.fields.name}
            onChange={(e) => setName(e.target.value)}
          />
          {addressed && (
            <TextField
              label={capabilities.addressKind === 'phone' ? 'Phone number' : 'Mail address'}
              required
              type={capabilities.addressKind === 'phone' ? 'tel' : 'email'}
              maxLength={320}
              placeholder={capabilities.addressKind === 'phone' ? '+1 555 010 0200' : 'hello@example.com'}
              value={address}
              error={saving.fields.address}
              onChange={(e) => setAddress(e.target.value)}
            />
          )}
          {shownFields(fields, settings).map((field) => (
            <SettingControl
              key={field.name}
              field={field}
              value={settings[field.name]}
              error={saving.fields[`settings.${field.name}`]}
              onChange={(next) => setSettings({ ...settings, [field.name]: next })}
            />
          ))}
          {saving.error !== null && Object.keys(saving.fields).length === 0 && (
            <p role="alert" className="text-danger-ink">
              {explainBriefly(saving.error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button look="ghost" className="me-auto" onClick={onBack}>
            Another channel
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saving.busy} disabled={!name.trim()}>
            Connect
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Made({
  inbox,
  connect,
  called,
  logged,
  onTest,
  onClose,
}: {
  inbox: Inbox
  connect: ChannelInfo['connect']
  /** The provider calls us. */
  called: boolean
  /** Nothing comes and goes by itself: people write down what happened. */
  logged: boolean
  onTest: () => void
  onClose: () => void
}) {
  return (
    <Dialog open onClose={onClose} title={`${inbox.name} is connected`}>
      <DialogBody className="space-y-3">
        {called && connect ? (
          <>
            <p className="text-ink-2">One step is left, so that messages find their way here.</p>
            <ConnectProvider inbox={inbox} connect={connect} />
          </>
        ) : called ? (
          <>
            <p className="text-ink-2">
              One step is left: give this address to the provider, so that messages find their way here.
            </p>
            <CopyText label="Webhook address" text={inbox.webhookUrl} block />
          </>
        ) : (
          <p className="text-ink-2">
            {logged
              ? 'It is ready. Log what happens there from a contact, a conversation, or the card of this inbox.'
              : 'It is ready. What comes in appears in your inbox.'}
          </p>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onTest}>Test it</Button>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
