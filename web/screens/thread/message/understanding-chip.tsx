// What a customer's message was read as: small and quiet, loud only where it presses. It opens why, and can be put right.
import { lazy, Suspense, useState } from 'react'
import { intentNames, moodNames, urgencyNames } from '#web/store/intent-names.ts'
import { cx } from '#web/ui/cx.ts'
import type { Message } from '#wire/api/messages.ts'

const Panel = lazy(() => import('./understanding-panel.tsx'))

export type Understood = Message & { understanding: NonNullable<Message['understanding']> }
const isUnderstood = (message: Message): message is Understood =>
  message.understanding !== null && message.direction === 'in' && !message.unsent

/** Small talk says itself; its chip shows only to whoever looks for it. */
const plain = new Set(['greeting', 'thanks', 'confirmation', 'other'])

export function UnderstandingChip({ message }: { message: Message }) {
  const [asked, setAsked] = useState(false)
  if (!isUnderstood(message)) return null
  const u = message.understanding
  const alarming = u.urgency === 'emergency' || u.urgency === 'high'
  const quiet = plain.has(u.intent) && !u.outOfScope && !alarming && u.mood === 'neutral' && !u.corrected
  const className = cx(
    'mt-0.5 inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-xs px-1.5 text-xs text-ink-3 hover:bg-hover hover:text-ink-2',
    quiet &&
      !asked &&
      'opacity-0 transition-opacity duration-100 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100',
  )
  const face = <Face message={message} />
  const label = `What it means: ${wordsOf(message).join(', ')}. Why?`
  if (asked)
    return (
      <Suspense
        fallback={
          <button type="button" className={className} aria-label={label}>
            {face}
          </button>
        }
      >
        <Panel message={message} face={face} className={className} label={label} />
      </Suspense>
    )
  return (
    <button
      type="button"
      className={className}
      title={u.why}
      aria-label={label}
      onClick={() => setAsked(true)}
    >
      {face}
    </button>
  )
}

/** What is worth saying: the intent, and mood and urgency where they are not the usual. */
function wordsOf({ understanding: u }: Understood): string[] {
  const intent = u.outOfScope ? 'Off topic' : intentNames[u.intent]
  return [
    intent,
    u.mood === 'neutral' ? '' : moodNames[u.mood],
    u.urgency === 'normal' || u.intent === 'emergency' ? '' : urgencyNames[u.urgency],
    u.repeated ? 'Wrote again' : '',
  ].filter(Boolean)
}

function Face({ message }: { message: Understood }) {
  const u = message.understanding
  const dot =
    u.urgency === 'emergency'
      ? 'bg-danger'
      : u.urgency === 'high' || u.mood === 'angry'
        ? 'bg-warn'
        : 'bg-line-strong'
  return (
    <>
      <span className={cx('size-1.5 shrink-0 rounded-full', dot)} aria-hidden="true" />
      <span
        className={cx(
          'truncate',
          u.urgency === 'emergency' && 'font-semibold text-danger-ink',
          u.urgency === 'high' && 'font-medium text-warn-ink',
        )}
      >
        {wordsOf(message).join(' · ')}
        {u.confidence < 0.5 && !u.corrected && '?'}
      </span>
    </>
  )
}
