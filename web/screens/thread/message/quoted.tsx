// What a message answers, and what went along with it to tap.
import { MousePointerClick } from 'lucide-react'
import { Badge } from '#web/ui/badge.tsx'
import type { Message } from '#wire/api/messages.ts'

/** The answered message, as a line at the head of the bubble. */
export function Quoted({ quoted }: { quoted: NonNullable<Message['quoted']> }) {
  return (
    <blockquote className="mb-1.5 rounded-md border-s-3 border-current/40 bg-current/8 px-2.5 py-1 text-sm">
      <span className="block text-xs font-semibold">
        {quoted.direction === 'in' ? (quoted.author ?? 'Customer') : (quoted.author ?? 'You')}
      </span>
      <span dir="auto" className="line-clamp-2 block opacity-90">
        {quoted.text}
      </span>
    </blockquote>
  )
}

/** Under the bubble: buttons of a template or answers to tap, and that it was a template. */
export function Tappable({ message }: { message: Message }) {
  const titles = [
    ...(message.template?.buttons.map((b) => b.text) ?? []),
    ...message.choices.map((c) => c.title),
  ]
  if (!message.template && titles.length === 0) return null
  return (
    <div className="mt-1 flex max-w-[min(36rem,86%)] flex-wrap items-center justify-end gap-1.5">
      {titles.map((title, at) => (
        <span
          key={at}
          className="inline-flex items-center gap-1 rounded-lg border border-line-strong px-2.5 py-0.5 text-sm text-ink-2"
        >
          <MousePointerClick size={12} className="text-ink-3" aria-hidden="true" />
          <span className="sr-only">Answer to tap: </span>
          {title}
        </span>
      ))}
      {message.template && <Badge tone="quiet">Template · {message.template.category}</Badge>}
    </div>
  )
}
