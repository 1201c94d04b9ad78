// A browser with a small web site of the business in it: one script tag brings the real chat.
import { ExternalLink, Lock, RotateCw, UserRoundPlus } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { buttonClass, IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import type { SimulatorInbox } from '#wire/simulator.ts'

type Props = { inbox: SimulatorInbox; business: string; inboxPicker: ReactNode }
/** What the loader leaves on the page. */
type SiteWindow = Window & { frontdesk?: (command: string) => void }

export function Site({ inbox, business, inboxPicker }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [round, setRound] = useState(0)
  const reload = (): void => setRound((n) => n + 1)
  const startOver = (): void => {
    // The chat forgets its visitor by its own command, as on any site that signs its users out.
    const page = frame.current?.contentWindow as SiteWindow | null | undefined
    page?.frontdesk?.('shutdown')
    reload()
  }
  const url = inbox.siteUrl ?? ''
  return (
    <section aria-label="Web site of the business" className="sim-window max-w-260">
      <header className="flex items-center gap-1.5 border-b border-line bg-sunken px-3 py-2">
        <span className="me-2 hidden gap-1.5 pane:flex" aria-hidden="true">
          {['#ec6a5e', '#f4bf4f', '#61c554'].map((colour) => (
            <span key={colour} className="size-3 rounded-full" style={{ background: colour }} />
          ))}
        </span>
        <IconButton label="Load the page again" size="sm" onClick={reload}>
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
        <h2 className="flex h-7.5 min-w-0 flex-1 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-sm font-normal text-ink-2">
          <Lock size={12} className="shrink-0 text-ink-3" aria-hidden="true" />
          <span className="truncate">{business}</span>
        </h2>
        {inboxPicker}
        <button type="button" onClick={startOver} className={buttonClass('ghost', 'sm', 'max-pane:px-1.5')}>
          <UserRoundPlus size={15} aria-hidden="true" />
          <span className="sr-only pane:not-sr-only">New visitor</span>
        </button>
        <a
          href={url}
          target="_blank"
          rel="noopener"
          aria-label="Open the page in a tab of its own"
          title="Open the page in a tab of its own"
          className={cx(buttonClass('ghost', 'sm'), 'size-7! px-0!')}
        >
          <ExternalLink size={15} aria-hidden="true" />
        </a>
      </header>
      <iframe
        key={`${url} ${round}`}
        ref={frame}
        src={url}
        title={`Web site of ${business}`}
        className="min-h-0 w-full flex-1 bg-surface"
      />
    </section>
  )
}
