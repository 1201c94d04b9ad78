import { CircleAlert, Clock3 } from 'lucide-react'
import { RichText } from '#web/screens/thread/rich-text.tsx'
import type { ThreadRow } from '#web/screens/thread/thread-rows.ts'
import { returnToComposer } from '#web/store/writing/drafts.ts'
import { discardSend, retrySend } from '#web/store/writing/outgoing.ts'
import { cx } from '#web/ui/cx.ts'
import { Attachments } from './attachments.tsx'

/** Ours, not yet with the server. Failed ones stay, with their text and three ways on. */
export function PendingBubble({ row }: { row: Extract<ThreadRow, { kind: 'pending' }> }) {
  const { outgoing, start, end } = row
  const failed = outgoing.problem !== null
  const edit = (): void => {
    returnToComposer(outgoing)
    discardSend(outgoing.clientId)
  }
  return (
    <article
      aria-label="You, not sent yet"
      className={cx('flex flex-col items-end', start ? 'pt-2.5' : 'pt-0.75', end && 'pb-1')}
    >
      <div
        className={cx(
          'max-w-[min(36rem,86%)] rounded-xl px-3.5 py-2 text-base',
          failed ? 'border border-danger-line bg-danger-soft text-ink' : 'bg-ours text-on-ours',
          !start && 'rounded-se-sm',
        )}
      >
        {outgoing.subject && <p className="mb-1 font-semibold">{outgoing.subject}</p>}
        <RichText text={outgoing.text} />
        <Attachments files={outgoing.attachments} />
      </div>
      {failed ? (
        <div
          role="alert"
          className="mt-0.5 flex max-w-[min(36rem,86%)] flex-wrap items-center justify-end gap-x-1.5 px-1 text-xs text-danger-ink"
        >
          <CircleAlert size={13} aria-hidden="true" />
          <span className="font-medium">Not sent</span>
          <span>· {outgoing.problem}</span>
          <span className="inline-flex">
            <TextButton onClick={() => retrySend(outgoing.clientId)}>Retry</TextButton>
            <TextButton onClick={edit}>Edit</TextButton>
            <TextButton onClick={() => discardSend(outgoing.clientId)}>Discard</TextButton>
          </span>
        </div>
      ) : (
        end && (
          <p className="mt-0.5 flex items-center gap-1.5 px-1 text-xs text-ink-3">
            <Clock3 size={13} aria-hidden="true" />
            Sending
          </p>
        )
      )}
    </article>
  )
}

function TextButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="inline-flex h-6 items-center rounded-xs px-1.5 font-semibold underline-offset-2 hover:underline"
    >
      {children}
    </button>
  )
}
