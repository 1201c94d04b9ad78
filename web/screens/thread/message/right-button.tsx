// "This answer is right": from now on the question is asked again at every change of the knowledge.
import { BadgeCheck } from 'lucide-react'
import { useState } from 'react'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { cx } from '#web/ui/cx.ts'
import { toast } from '#web/ui/toast.ts'
import type { Message } from '#wire/api/messages.ts'

/** Answers of the AI and of people can be right; what machines send is none. */
export function RightButton({ message }: { message: Message }) {
  const [done, setDone] = useState(false)
  const { kind } = message.author
  const mayBe = message.direction === 'out' && (kind === 'ai' || kind === 'member' || kind === 'phone')
  if (!mayBe || message.unsent || message.logged || message.text === '') return null
  const approve = async (): Promise<void> => {
    try {
      await post('/knowledge/check', { messageId: message.id })
      setDone(true)
      toast.ok('Kept. You will hear when a change would answer this differently.')
    } catch (error) {
      toast.fail(explainBriefly(error))
    }
  }
  return (
    <button
      type="button"
      onClick={() => void approve()}
      disabled={done}
      aria-label={done ? 'Kept as a right answer' : 'This answer is right'}
      title={done ? 'Kept as a right answer' : 'This answer is right: check it at every change'}
      className={cx(
        'flex size-7 shrink-0 items-center justify-center self-center rounded-full transition-opacity hover:bg-hover',
        done
          ? 'text-accent-ink'
          : 'text-ink-3 hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 [@media(hover:hover)]:opacity-0',
      )}
    >
      <BadgeCheck size={15} aria-hidden="true" />
    </button>
  )
}
