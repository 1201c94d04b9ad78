// A call in the thread: what it was, who took it, and what a person can do about it. Player and transcript are loaded
// with the first call that has them.
import { MessageSquareReply, Phone } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { callHeadline, isMissed } from '#domain/call-words.ts'
import { runAction } from '#web/actions/registry.ts'
import { fetchCall } from '#web/store/calls.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { routeKey, writeDraft } from '#web/store/writing/drafts.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Bone } from '#web/ui/states.tsx'
import { clockTime, fullTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { CallBriefWire } from '#wire/api/calls.ts'
import type { Message } from '#wire/api/messages.ts'
import { type CallLook, callLook } from './call-look.ts'
import { openCallDialog } from './open-call-dialog.ts'

const CallDetails = lazy(() => import('./call-details.tsx'))

const tints: Record<CallLook['tone'], string> = {
  danger: 'bg-danger-soft text-danger-ink',
  warn: 'bg-warn-soft text-warn-ink',
  accent: 'bg-accent-soft text-accent-ink',
  quiet: 'bg-sunken text-ink-2',
}

type Props = {
  message: Message
  brief: CallBriefWire
  /** Somebody is still expected to deal with a missed call here. */
  owed: boolean
  flashing: boolean
}

export function CallItem({ message, brief, owed: open, flashing }: Props) {
  const { direction } = message
  const { Icon, tone } = callLook(brief.state, direction)
  const title = headline(message, brief)
  const missed = direction === 'in' && isMissed(brief.state)
  const owed = missed && open && !brief.settled
  const under = underline(message, brief)
  return (
    <article
      aria-label={`${title}, ${fullTime(message.createdAt)}`}
      className={cx('flex py-2', direction === 'out' ? 'justify-end' : 'justify-start')}
    >
      <div
        className={cx(
          'w-full max-w-md min-w-0 rounded-xl border bg-surface transition-shadow duration-500',
          owed ? 'border-danger-line' : 'border-line-strong',
          flashing && 'ring-3 ring-mark',
        )}
      >
        <header className="flex items-center gap-3 px-3.5 py-3">
          <span className={cx('flex size-9 shrink-0 items-center justify-center rounded-full', tints[tone])}>
            <Icon
              size={17}
              aria-hidden="true"
              className={brief.state === 'ringing' ? 'animate-pulse' : undefined}
            />
          </span>
          <div className="min-w-0 flex-1">
            <h4 className="flex flex-wrap items-center gap-x-2 text-base font-semibold text-ink">
              {title}
              {missed && !owed && <Badge tone="quiet">Dealt with</Badge>}
            </h4>
            <p className="text-xs text-ink-3">
              {under && <span dir="auto">{under} · </span>}
              <time dateTime={message.createdAt} title={fullTime(message.createdAt)}>
                {clockTime(message.createdAt)}
              </time>
            </p>
          </div>
        </header>
        {brief.problem && brief.state !== 'completed' && (
          <p className="mx-3.5 mb-3 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger-ink">
            {brief.problem}.
          </p>
        )}
        {isOverWithMore(brief) && (
          <Suspense fallback={<Waiting />}>
            <CallDetails id={brief.id} />
          </Suspense>
        )}
        {missed && <Answer message={message} brief={brief} owed={owed} />}
      </div>
    </article>
  )
}

/** There is more to see than the headline says: a recording, a transcript, who was on the line and how it sounded. */
function isOverWithMore(brief: CallBriefWire): boolean {
  return brief.hasRecording || brief.hasTranscript || brief.state === 'completed'
}

function Waiting() {
  return (
    <div className="space-y-2 border-t border-line px-3.5 py-3">
      <Bone className="h-9 w-full" />
    </div>
  )
}

function headline({ direction }: Message, brief: CallBriefWire): string {
  const words = callHeadline({ direction, state: brief.state, seconds: brief.seconds })
  if (brief.state !== 'completed') return words
  return words.replace(/^Call/, direction === 'in' ? 'Incoming call' : 'Outgoing call')
}

function underline({ direction, author, address }: Message, brief: CallBriefWire): string {
  if (direction === 'out') return [author.name, `to ${address}`].filter(Boolean).join(' ')
  if (brief.answeredBy) return `Answered by ${brief.answeredBy}`
  return brief.state === 'missed' ? 'Nobody answered' : ''
}

/** What can be done about a call that nobody took. */
function Answer({ message, brief, owed }: { message: Message; brief: CallBriefWire; owed: boolean }) {
  const [busy, setBusy] = useState(false)
  const textBack = async (): Promise<void> => {
    setBusy(true)
    try {
      const { textBack: offer } = await fetchCall(brief.id)
      if (!offer?.proposal) {
        toast.fail(offer?.why ?? 'This caller cannot be texted.')
        return
      }
      writeDraft(message.conversationId, { text: offer.proposal.text, route: routeKey(offer.proposal) })
      runAction('thread.reply')
    } catch (error) {
      toast.fail(explainBriefly(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <footer className="flex flex-wrap gap-2 border-t border-line px-3.5 py-2.5">
      <Button
        size="sm"
        look={owed ? 'primary' : 'secondary'}
        busy={busy}
        icon={<MessageSquareReply size={15} aria-hidden="true" />}
        onClick={() => void textBack()}
      >
        Text back
      </Button>
      <Button
        size="sm"
        icon={<Phone size={15} aria-hidden="true" />}
        onClick={() => openCallDialog(message.conversationId)}
      >
        Call back
      </Button>
    </footer>
  )
}
