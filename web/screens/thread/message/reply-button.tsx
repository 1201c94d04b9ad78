// Answers one message in particular, where the channel can say so to the customer.
import { CornerUpLeft } from 'lucide-react'
import { runAction } from '#web/actions/registry.ts'
import { writeDraft } from '#web/store/writing/drafts.ts'
import { cx } from '#web/ui/cx.ts'
import type { Message } from '#wire/api/messages.ts'

export function ReplyButton({ message, author }: { message: Message; author: string }) {
  const answer = (): void => {
    writeDraft(message.conversationId, {
      quotes: {
        messageId: message.id,
        inboxId: message.inboxId,
        author,
        text: message.text.replace(/\s+/g, ' ').slice(0, 160) || (message.attachments[0]?.name ?? ''),
      },
    })
    runAction('thread.reply')
  }
  return (
    <button
      type="button"
      onClick={answer}
      aria-label={`Reply to this message of ${author}`}
      title="Reply to this message"
      className={cx(
        'flex size-7 shrink-0 items-center justify-center self-center rounded-full text-ink-3 transition-opacity hover:bg-hover hover:text-ink',
        // Without a pointer that can hover it is always there.
        'focus-visible:opacity-100 group-hover:opacity-100 [@media(hover:hover)]:opacity-0',
      )}
    >
      <CornerUpLeft size={15} aria-hidden="true" />
    </button>
  )
}
