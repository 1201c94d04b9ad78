// The message that is being answered, above the text: one line and a way out.
import { CornerUpLeft, X } from 'lucide-react'
import type { Quote } from '#web/store/writing/drafts.ts'

export function QuoteLine({ quote, onDrop }: { quote: Quote; onDrop: () => void }) {
  return (
    <div className="flex items-center gap-2 border-b border-line px-3.5 py-1.5 text-sm">
      <CornerUpLeft size={14} className="shrink-0 text-ink-3" aria-hidden="true" />
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">Answering {quote.author}: </span>
        <span dir="auto" className="text-ink-3">
          {quote.text}
        </span>
      </p>
      <button
        type="button"
        aria-label="Do not answer this message in particular"
        onClick={onDrop}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-hover"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  )
}
