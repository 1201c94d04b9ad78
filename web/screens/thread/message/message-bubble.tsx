// One message: whose it is, what it says, how far it got.
import { Mail } from 'lucide-react'
import { splitStars } from '#domain/stars.ts'
import { RichText } from '#web/screens/thread/rich-text.tsx'
import type { ThreadRow } from '#web/screens/thread/thread-rows.ts'
import { Badge } from '#web/ui/badge.tsx'
import { cx } from '#web/ui/cx.ts'
import { clockTime, fullTime } from '#web/ui/time.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import { AiSources } from './ai-sources.tsx'
import { Attachments } from './attachments.tsx'
import { BubbleMarks } from './bubble-marks.tsx'
import { DeliveryNote } from './delivery-note.tsx'
import { LoggedFoot, LoggedHead } from './logged-line.tsx'
import { MailBody } from './mail-body.tsx'
import { Quoted, Tappable } from './quoted.tsx'
import { ReplyButton } from './reply-button.tsx'
import { ReviewHead } from './review-head.tsx'
import { RightButton } from './right-button.tsx'
import { UnderstandingChip } from './understanding-chip.tsx'
import { Unsent } from './unsent.tsx'

type Props = {
  row: Extract<ThreadRow, { kind: 'message' }>
  turn: Turn | undefined
  flashing: boolean
  /** It can be answered by name. */
  quotable: boolean
}

export function MessageBubble({ row, turn, flashing, quotable }: Props) {
  const { message, start, end } = row
  const out = message.direction === 'out'
  return (
    <article
      aria-label={`${authorName(message)}, ${fullTime(message.createdAt)}`}
      className={cx(
        'group flex flex-col',
        out ? 'items-end' : 'items-start',
        start ? 'pt-2.5' : 'pt-0.75',
        end && 'pb-1',
      )}
    >
      {start && <Author message={message} turn={turn} />}
      <div className={cx('flex w-full gap-1', out && 'flex-row-reverse')}>
        <div
          className={cx(
            'max-w-[min(36rem,86%)] min-w-0 rounded-xl px-3.5 py-2 text-base transition-shadow duration-500',
            message.htmlUrl && 'w-full',
            bubbleLook(message),
            out ? !end && 'rounded-ee-sm' : !end && 'rounded-es-sm',
            out ? !start && 'rounded-se-sm' : !start && 'rounded-ss-sm',
            flashing && 'ring-3 ring-mark',
          )}
        >
          {message.quoted && !message.unsent && <Quoted quoted={message.quoted} />}
          {message.unsent && <Unsent message={message} />}
          {message.subject && (
            <p dir="auto" className="mb-1 flex items-center gap-1.5 font-semibold">
              <Mail size={14} className="shrink-0" aria-hidden="true" />
              {message.subject}
            </p>
          )}
          {message.review && <ReviewHead review={message.review} alone={words(message) === ''} />}
          {isLogged(message) && <LoggedHead message={message} />}
          {message.email ? <MailBody message={message} /> : <RichText text={words(message)} />}
          {!message.unsent && <Attachments files={message.attachments} />}
        </div>
        {quotable && !message.unsent && <ReplyButton message={message} author={authorName(message)} />}
        <RightButton message={message} />
      </div>
      <Tappable message={message} />
      <BubbleMarks message={message} />
      <UnderstandingChip message={message} />
      {isLogged(message) ? <LoggedFoot message={message} /> : <DeliveryNote message={message} end={end} />}
    </article>
  )
}

/** Theirs is paper, ours is coloured: the AI's pale, a person's strong. What machines of ours sent is neutral. */
function bubbleLook(message: Message): string {
  if (message.unsent) return 'border border-dashed border-line-strong text-ink-3'
  // Of what is only written down, nothing left or came here: paper with a dashed edge, whoever wrote.
  if (message.logged) return 'border border-dashed border-line-strong bg-surface text-ink'
  if (message.direction === 'in') return 'bg-sunken text-ink'
  switch (message.author.kind) {
    case 'member':
    case 'phone':
      return 'bg-ours text-on-ours'
    case 'ai':
      return 'bg-accent-soft text-ink'
    default:
      return 'border border-line-strong bg-surface text-ink'
  }
}

/** The stars of a review are drawn, and stand in its text as well. */
function words({ review, text }: Message): string {
  return review ? splitStars(text).rest : text
}

type LoggedMessage = Message & { logged: NonNullable<Message['logged']> }
function isLogged(message: Message): message is LoggedMessage {
  return message.logged !== null
}

function authorName({ author, direction }: Message): string {
  // The badge beside it says "AI" already.
  if (author.name && author.name !== 'AI') return author.name
  switch (author.kind) {
    case 'contact':
      return 'Customer'
    case 'ai':
      return 'Front desk'
    case 'automation':
      return 'Automation'
    case 'api':
      return 'API'
    case 'phone':
      return 'Sent from the phone'
    case 'system':
      return 'Frontdesk'
    case 'member':
      return direction === 'out' ? 'A member' : 'Customer'
  }
}

function Author({ message, turn }: { message: Message; turn: Turn | undefined }) {
  const { author } = message
  return (
    <div className="mb-1 flex max-w-full items-center gap-1.5 px-1 text-xs text-ink-3">
      <span dir="auto" className="truncate font-semibold text-ink-2">
        {authorName(message)}
      </span>
      {author.kind === 'ai' && <AiSources turn={turn} />}
      {message.approved && (
        <span className="truncate">
          {message.approved.edited ? 'edited and approved' : 'approved'} by {message.approved.by}
        </span>
      )}
      {(author.kind === 'automation' || author.kind === 'api' || author.kind === 'system') && (
        <Badge tone="quiet">{author.kind === 'api' ? 'API' : 'Automatic'}</Badge>
      )}
      <time dateTime={message.createdAt} title={fullTime(message.createdAt)}>
        {clockTime(message.createdAt)}
      </time>
    </div>
  )
}
