// A phone that looks like one, with the texts or the WhatsApp chat of one inbox on it. On a small screen the real
// phone in the reader's hand is frame enough.
import { BatteryFull, Signal, Wifi } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { initials } from '#web/ui/avatar.tsx'
import { cx } from '#web/ui/cx.ts'
import { clockTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { SimulatorApp, SimulatorDevice, SimulatorInbox, SimulatorText } from '#wire/simulator.ts'
import { reportRead } from './data.ts'
import { TextComposer } from './text-composer.tsx'
import { TextLog } from './text-log.tsx'
import type { HowToSend } from './use-send.ts'

type Props = {
  app: SimulatorApp
  device: SimulatorDevice
  inbox: SimulatorInbox
  business: string
  texts: SimulatorText[]
  how: HowToSend
  /** Which of several numbers of the business is written to. */
  inboxPicker: ReactNode
}

export function Phone({ app, device, inbox, business, texts, how, inboxPicker }: Props) {
  useReadReceipts(device.id, inbox, texts)
  return (
    <section aria-label={`${device.name}’s phone`} className={cx('sim-phone', `sim-${app}`)}>
      <div className="sim-glass">
        <StatusBar />
        <header className="sim-bar flex items-center gap-3 px-4 py-2.5">
          <span className="sim-face" aria-hidden="true">
            {initials(business)}
          </span>
          <div className="min-w-0 flex-1">
            <h2 className="truncate text-md leading-tight font-semibold">{business}</h2>
            <p className="sim-bar-soft tabular truncate text-xs">
              {[inbox.display, `by ${inbox.by}`].filter(Boolean).join(' · ')}
            </p>
          </div>
          {inboxPicker}
        </header>
        <TextLog
          key={`${device.id} ${inbox.id}`}
          app={app}
          device={device}
          inbox={inbox}
          how={how}
          business={business}
          texts={texts}
        />
        {inbox.paused && (
          <p className="sim-note mx-4 mb-2 rounded-md px-3 py-1.5 text-center text-xs">
            This inbox is paused: what you send arrives, and nobody answers.
          </p>
        )}
        <TextComposer key={`${device.id} ${app}`} app={app} device={device} inbox={inbox} how={how} />
      </div>
    </section>
  )
}

export function StatusBar() {
  const now = useNow()
  return (
    <div className="sim-status" aria-hidden="true">
      <span className="tabular">{clockTime(now.toISOString())}</span>
      <span className="sim-island" />
      <span className="flex items-center gap-1">
        <Signal size={14} strokeWidth={2.6} />
        <Wifi size={14} strokeWidth={2.6} />
        <BatteryFull size={18} strokeWidth={2.2} />
      </span>
    </div>
  )
}

/** Whoever looks at a chat has read it: programs with read receipts say so. */
function useReadReceipts(device: string, inbox: SimulatorInbox, texts: SimulatorText[]): void {
  const unread = inbox.readReceipts
    ? texts.filter((text) => text.from === 'business' && text.status === 'delivered').map((text) => text.id)
    : []
  const key = unread.join(' ')
  useEffect(() => {
    if (key !== '' && document.visibilityState === 'visible') void reportRead(device, inbox.id)
  }, [key, device, inbox.id])
}
