import { Undo2 } from 'lucide-react'
import type { Message } from '#wire/api/messages.ts'

/** In place of what was taken back. Quiet: there is nothing to do about it. */
export function Unsent({ message }: { message: Message }) {
  return (
    <p className="flex items-center gap-2 text-sm italic">
      <Undo2 size={14} className="shrink-0" aria-hidden="true" />
      {message.direction === 'in' ? 'The customer took this message back' : 'This message was taken back'}
    </p>
  )
}
