import { useMemo } from 'preact/hooks'
import { Avatar } from './avatar.tsx'
import type { Pending } from './conversation/thread.ts'
import { Alert, Check, Paper } from './icons.tsx'
import type { MessageRow } from './rows.ts'
import type { Calendar } from './text/calendar.ts'
import { linkify, safeAddress } from './text/linkify.ts'
import { words } from './text/words.ts'

type Props = {
  row: MessageRow
  calendar: Calendar
  /** Came while the visitor was here, so it may move into place. */
  fresh: boolean
  newestOwn: boolean
  onRetry: (clientId: string) => void
  onDiscard: (clientId: string) => void
}

/** One message with its author, and under the last of a group its time and state. */
export function Message({ row, calendar, fresh, newestOwn, onRetry, onDiscard }: Props) {
  const { from, first, last, text, attachments, pending } = row
  const author = authorOf(row)
  const parts = useMemo(() => linkify(text), [text])
  const classes = ['row', from, first && 'first', last && 'last', fresh && 'fresh', pending?.state]
  return (
    <div class={classes.filter(Boolean).join(' ')}>
      {first && (from === 'ai' || from === 'person') ? (
        <p class="author">
          <Avatar name={from === 'person' ? row.name : null} size="small" />
          <span dir="auto">{author}</span>
          {from === 'ai' && <span class="tag">{words.ai}</span>}
        </p>
      ) : (
        from !== 'system' && <span class="unseen">{author}: </span>
      )}
      {text && (
        <p class="bubble">
          {/* The text's own direction is inside: the bubble's corners follow the side that it stands on. */}
          <span dir="auto">
            {parts.map(({ text: part, href }, at) =>
              href ? (
                <Link key={at} href={href}>
                  {part}
                </Link>
              ) : (
                part
              ),
            )}
          </span>
        </p>
      )}
      {attachments.map((one) => (
        <Attachment key={one.url ?? one.name} {...one} />
      ))}
      {pending?.state === 'failed' ? (
        <p class="meta failed">
          <Alert />
          {words.failed}
          <button type="button" onClick={() => onRetry(pending.clientId)}>
            {words.retry}
          </button>
          <button type="button" onClick={() => onDiscard(pending.clientId)}>
            {words.discard}
          </button>
        </p>
      ) : (
        last &&
        from !== 'system' && (
          <p class="meta">
            <time dateTime={row.at.toISOString()} title={calendar.full(row.at)}>
              {calendar.time(row.at)}
            </time>
            {newestOwn && <State pending={pending} />}
          </p>
        )
      )}
    </div>
  )
}

function authorOf({ from, name }: MessageRow): string {
  if (from === 'visitor') return words.you
  return name ?? (from === 'ai' ? words.assistant : words.someone)
}

function State({ pending }: { pending: Pending | null }) {
  if (pending?.state === 'sending') return <span>{navigator.onLine ? words.sending : words.waiting}</span>
  return (
    <span class="state">
      <Check />
      {words.sent}
    </span>
  )
}

function Link({ href, children }: { href: string; children: string }) {
  // A mail or phone link opens no tab, which would stay behind empty.
  return href.startsWith('http') ? (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <a href={href}>{children}</a>
  )
}

function Attachment({ name, type, size, url }: MessageRow['attachments'][number]) {
  const href = url === null ? undefined : safeAddress(url)
  if (!href) {
    return (
      <p class="file">
        <Paper />
        <span>
          <b>{name}</b>
          <small>{words.gone}</small>
        </span>
      </p>
    )
  }
  const picture = /^image\/(avif|gif|jpeg|png|webp)$/.test(type)
  return (
    <a class={picture ? 'picture' : 'file'} href={href} target="_blank" rel="noopener noreferrer">
      {picture ? (
        <img src={href} alt={words.attachment(name)} loading="lazy" />
      ) : (
        <>
          <Paper />
          <span>
            <b>{name}</b>
            <small>{sizeOf(size)}</small>
          </span>
        </>
      )}
    </a>
  )
}

function sizeOf(bytes: number): string {
  const kilo = bytes / 1024
  return kilo < 1024 ? `${Math.max(1, Math.round(kilo))} KB` : `${(kilo / 1024).toFixed(1)} MB`
}
