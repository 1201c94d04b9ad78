// The customer in the middle, who they are on the left, what to try on the right. Where there is no room beside the
// phone, the right side is a sheet.
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { navigate } from '#web/router/location.ts'
import { useServices } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody } from '#web/ui/overlay/dialog.tsx'
import type {
  SimulatorApp,
  SimulatorDevice,
  SimulatorInbox,
  SimulatorMail,
  SimulatorOverview,
  SimulatorReview,
  SimulatorText,
  SimulatorThread,
} from '#wire/simulator.ts'
import { AddChannel } from './add-channel.tsx'
import { AgentLine } from './agent-line.tsx'
import { AppTabs, FEW } from './app-tabs.tsx'
import { apps, placePath } from './apps.ts'
import { CustomerMenu, Customers } from './customers.tsx'
import { useDeviceThread } from './data.ts'
import { Dialer } from './dialer.tsx'
import { InboxPicker } from './inbox-picker.tsx'
import { Mailbox } from './mailbox.tsx'
import { Phone } from './phone.tsx'
import { Reviews } from './reviews.tsx'
import { Site } from './site.tsx'
import { type PanelProps, TriesPanel } from './tries-panel.tsx'
import { COPIES, useHowToSend } from './use-send.ts'

type Props = {
  overview: SimulatorOverview
  device: SimulatorDevice
  app: SimulatorApp
  available: SimulatorApp[]
}

export function Stage({ overview, device, app, available }: Props) {
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [sheet, setSheet] = useState(false)
  const [how, onHow] = useHowToSend()
  const thread = useDeviceThread(device.id).data
  const services = useServices().data
  const choices = overview.inboxes.filter((one) => one.app === app)
  // One that takes mail goes before one that cannot just now.
  const first = choices.find((one) => app !== 'mail' || one.takesMail) ?? choices[0]
  const inbox = choices.find((one) => one.id === chosenId) ?? first
  if (!inbox) return null

  const items = thread?.items.filter((item) => item.inboxId === inbox.id) ?? []
  const picker = <InboxPicker choices={choices} chosen={inbox} onChoose={setChosenId} />
  const panel: PanelProps = {
    app,
    device,
    inbox,
    conversationId: conversationOf(thread?.conversations ?? [], inbox, app),
    service: services?.find((one) => one.bookable)?.name ?? services?.[0]?.name ?? null,
    takesMail: inbox.takesMail,
    how,
    onHow,
  }
  return (
    <main className="flex h-full flex-col bg-canvas">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2 pane:px-5 pane:py-3">
        <div className="min-w-0 flex-1 max-pane:sr-only">
          <h1 className="text-lg leading-tight font-semibold">Simulator</h1>
          <p className="truncate text-sm text-ink-3">
            Be the customer. It all goes through the doors that real providers use.
          </p>
        </div>
        <CustomerMenu
          devices={overview.devices}
          chosen={device}
          app={app}
          className="max-pane:flex-1 wide:hidden"
        />
        <Button
          className="rail:hidden"
          icon={<SlidersHorizontal size={15} aria-hidden="true" />}
          onClick={() => setSheet(true)}
        >
          What to try
        </Button>
      </header>
      <div className="flex min-h-0 flex-1">
        <Customers
          devices={overview.devices}
          chosen={device}
          app={app}
          className="hidden w-58 shrink-0 border-e border-line wide:block"
        />
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="flex items-center justify-center gap-2 px-2 py-2 pane:py-3">
            <AppTabs device={device} app={app} available={available} />
            <AddChannel
              offers={overview.offers}
              small={available.length > FEW}
              onAdded={(id, added) => {
                setChosenId(id)
                navigate(placePath({ device: device.id, app: added }), { replace: true })
              }}
            />
          </div>
          <div className="flex min-h-0 flex-1 items-center justify-center pane:px-5 pane:pt-1 pane:pb-5">
            {apps[app].kind === 'phone' && (
              <Phone
                app={app}
                device={device}
                inbox={inbox}
                business={overview.business}
                texts={items.filter((item): item is SimulatorText => item.kind === 'text')}
                how={how}
                inboxPicker={picker}
              />
            )}
            {apps[app].kind === 'reviews' && (
              <Reviews
                key={`${device.id} ${inbox.id}`}
                device={device}
                inbox={inbox}
                business={overview.business}
                review={items.findLast((item): item is SimulatorReview => item.kind === 'review') ?? null}
                how={how}
                inboxPicker={picker}
              />
            )}
            {apps[app].kind === 'dialer' && inbox.outcomes.length > 0 && (
              <AgentLine
                key={`${device.id} ${inbox.id}`}
                device={device}
                inbox={inbox}
                business={overview.business}
                how={how}
                inboxPicker={picker}
              />
            )}
            {apps[app].kind === 'dialer' && inbox.outcomes.length === 0 && (
              <Dialer
                key={`${device.id} ${inbox.id}`}
                device={device}
                inbox={inbox}
                business={overview.business}
                inboxPicker={picker}
              />
            )}
            {apps[app].kind === 'mailbox' && (
              <Mailbox
                key={`${device.id} ${inbox.id}`}
                device={device}
                inbox={inbox}
                business={overview.business}
                mails={items.filter((item): item is SimulatorMail => item.kind === 'mail')}
                takesMail={inbox.takesMail}
                copies={how.duplicates ? COPIES : 1}
                inboxPicker={picker}
              />
            )}
            {apps[app].kind === 'browser' && (
              <Site inbox={inbox} business={overview.business} inboxPicker={picker} />
            )}
          </div>
        </div>
        <aside
          aria-label="What to try"
          className="scroll-quiet hidden w-76 shrink-0 overflow-y-auto border-s border-line px-4 py-4 rail:block"
        >
          <TriesPanel {...panel} />
        </aside>
      </div>
      <Dialog open={sheet} onClose={() => setSheet(false)} title="Try things out" place="side">
        <DialogBody>
          <TriesPanel {...panel} onSent={() => setSheet(false)} />
        </DialogBody>
      </Dialog>
    </main>
  )
}

/** Where the product has this customer. A call belongs to the talk that is going on at its number, whatever the inbox. */
function conversationOf(
  conversations: SimulatorThread['conversations'],
  inbox: SimulatorInbox,
  app: SimulatorApp,
): string | null {
  const own = conversations.find((one) => one.inboxId === inbox.id)
  const going = apps[app].kind === 'dialer' ? conversations[0] : undefined
  return (own ?? going)?.conversationId ?? null
}
