// The AI's badge. It opens what the AI knew when it wrote this: sources with their words, tools, engine, time.
import { BookOpenText } from 'lucide-react'
import { Badge } from '#web/ui/badge.tsx'
import { Bell } from '#web/ui/bell.tsx'
import { Popover } from '#web/ui/overlay/popover.tsx'
import type { Turn } from '#wire/api/messages.ts'
import { TurnFacts, TurnTools } from './turn-facts.tsx'

export function AiSources({ turn }: { turn: Turn | undefined }) {
  const trace = turn?.trace
  const badge = (
    <Badge tone="accent" icon={<Bell size={12} />}>
      AI
    </Badge>
  )
  if (!trace) return badge
  const count = trace.sources.length
  return (
    <Popover
      title="Why the AI wrote this"
      align="end"
      trigger={
        <button
          type="button"
          className="inline-flex h-6 items-center gap-1 rounded-xs text-accent-ink hover:underline"
        >
          {badge}
          <span className="tabular">
            {count === 0 ? 'Why?' : count === 1 ? '1 source' : `${count} sources`}
          </span>
        </button>
      }
    >
      {count === 0 && (
        <p className="text-sm text-ink-3">It used no source: a greeting, a question or a booking step.</p>
      )}
      <ul className="space-y-2.5">
        {trace.sources.map((source) => (
          <li key={`${source.kind} ${source.id} ${source.quote}`} className="flex gap-2.5">
            <BookOpenText size={15} className="mt-0.5 shrink-0 text-ink-3" aria-hidden="true" />
            <span className="min-w-0">
              <span className="block text-sm font-medium">{source.title}</span>
              <q dir="auto" className="line-clamp-4 block text-sm text-ink-3">
                {source.quote}
              </q>
            </span>
          </li>
        ))}
      </ul>
      <TurnTools tools={trace.tools} />
      <TurnFacts trace={trace} />
    </Popover>
  )
}
