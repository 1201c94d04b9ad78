// A mail. The server gives its sanitised HTML as a page of its own; it is shown in a frame that may run no script. The
// frame keeps our origin only so that its height can be read: without allow-scripts nothing inside can use it.
import { ShieldAlert } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { RichText } from '#web/screens/thread/rich-text.tsx'
import { Badge } from '#web/ui/badge.tsx'
import type { Message } from '#wire/api/messages.ts'

const FIRST_HEIGHT = 120
const FOLDED_HEIGHT = 460

const ForwardDialog = lazy(() => import('./forward-dialog.tsx'))

export function MailBody({ message }: { message: Message }) {
  const [plain, setPlain] = useState(message.htmlUrl === null)
  const [forwarding, setForwarding] = useState(false)
  const out = message.direction === 'out'
  return (
    <>
      <SenderWarning message={message} />
      <Recipients message={message} />
      {plain || !message.htmlUrl ? (
        <RichText text={message.text} />
      ) : (
        <MailFrame url={message.htmlUrl} title={`Mail: ${message.subject ?? 'no subject'}`} />
      )}
      <p className={out ? 'mt-1.5 flex gap-3 text-xs' : 'mt-1.5 flex gap-3 text-xs text-ink-3'}>
        {message.htmlUrl && (
          <button
            type="button"
            className="inline-flex h-6 items-center underline-offset-2 hover:underline"
            onClick={() => setPlain(!plain)}
          >
            {plain ? 'Show as designed' : 'Show as plain text'}
          </button>
        )}
        {message.rawUrl && (
          <a
            href={message.rawUrl}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex h-6 items-center underline-offset-2 hover:underline"
          >
            Show original
          </a>
        )}
        <button
          type="button"
          className="inline-flex h-6 items-center underline-offset-2 hover:underline"
          onClick={() => setForwarding(true)}
        >
          Forward
        </button>
      </p>
      {forwarding && (
        <Suspense>
          <ForwardDialog message={message} onClose={() => setForwarding(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Only where our own mail server says so: a mail without a verdict is no suspect. */
function SenderWarning({ message }: { message: Message }) {
  if (message.auth?.dmarc !== 'fail') return null
  return (
    <p className="mb-1.5">
      <Badge tone="warn" icon={<ShieldAlert size={12} aria-hidden="true" />}>
        This may not be from whom it says
      </Badge>
    </p>
  )
}

function Recipients({ message }: { message: Message }) {
  const { email, purpose } = message
  const lines = [
    purpose === 'forward' && `Forwarded to ${email?.to.join(', ')}`,
    email && email.cc.length > 0 && `Cc: ${email.cc.join(', ')}`,
    email?.bcc && email.bcc.length > 0 && `Bcc: ${email.bcc.join(', ')}`,
  ].filter((line) => typeof line === 'string')
  if (lines.length === 0) return null
  return (
    <p className="mb-1 text-xs opacity-85 wrap-anywhere">
      {lines.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </p>
  )
}

function MailFrame({ url, title }: { url: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(FIRST_HEIGHT)
  const [unfolded, setUnfolded] = useState(false)
  const observer = useRef<ResizeObserver | null>(null)
  useEffect(() => () => observer.current?.disconnect(), [])

  const measure = (): void => {
    const page = frame.current?.contentDocument
    // Not ours to read (a server that isolates it further): a fixed height with its own scrollbar.
    if (!page?.documentElement) return setHeight(FOLDED_HEIGHT)
    const read = (): void =>
      setHeight(Math.max(40, Math.ceil(page.documentElement.getBoundingClientRect().height)))
    observer.current?.disconnect()
    observer.current = new ResizeObserver(read)
    observer.current.observe(page.documentElement)
    read()
  }
  const folded = !unfolded && height > FOLDED_HEIGHT
  return (
    <div className="relative overflow-hidden rounded-lg bg-[#fff] p-2 [color-scheme:light]">
      <iframe
        ref={frame}
        src={url}
        title={title}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        loading="lazy"
        onLoad={measure}
        className="block w-full"
        style={{ height: folded ? FOLDED_HEIGHT : height }}
      />
      {folded && (
        <button
          type="button"
          onClick={() => setUnfolded(true)}
          className="absolute inset-x-0 bottom-0 flex h-14 items-end justify-center bg-linear-to-t from-[#fff] from-45% to-[#fff0] pb-1.5 text-sm font-semibold text-[#0a5c45]"
        >
          Show the whole mail
        </button>
      )}
    </div>
  )
}
