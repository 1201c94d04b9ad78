import { useListenable } from '#web/store/listenable.ts'
import { typing } from '#web/store/live/typing.ts'
import { useMember } from '#web/store/session.ts'
import { Bell } from '#web/ui/bell.tsx'

/** Who is writing now, over the foot of the thread. Not announced: it would talk all day. */
export function TypingLine({ id }: { id: string }) {
  const signal = useListenable(typing).get(id)
  const member = useMember()
  // The beat of this browser comes back to it like everybody else's.
  if (!signal || (signal.who === 'member' && signal.name === member.name)) return null
  const who = signal.who === 'ai' ? (signal.name ?? 'The AI') : (signal.name ?? 'The customer')
  return (
    <p
      aria-hidden="true"
      className="rise-in absolute bottom-2 start-4 flex max-w-[70%] items-center gap-2 rounded-full border border-line bg-raised px-3 py-1.5 text-sm text-ink-3 shadow-2"
    >
      {signal.who === 'ai' && <Bell size={14} />}
      <span className="truncate">
        {who} is writing
        {signal.preview ? (
          <>
            : <span className="text-ink-2 italic">{signal.preview}</span>
          </>
        ) : null}
      </span>
      <span className="flex gap-0.5">
        <i className="size-1 rounded-full bg-ink-3 pulse-soft" />
        <i className="size-1 rounded-full bg-ink-3 pulse-soft [animation-delay:200ms]" />
        <i className="size-1 rounded-full bg-ink-3 pulse-soft [animation-delay:400ms]" />
      </span>
    </p>
  )
}
