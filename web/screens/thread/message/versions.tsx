// What a message said before it was edited. Loaded when somebody asks, as are its words.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { get } from '#web/store/api.ts'
import { Popover } from '#web/ui/overlay/popover.tsx'
import { fullTime } from '#web/ui/time.ts'
import type { Message } from '#wire/api/messages.ts'

type Version = { text: string; until: string }

export default function Versions({
  message,
  face,
  look,
}: {
  message: Message
  face: ReactNode
  look: string
}) {
  const { data, isError } = useQuery({
    // A later edit makes one version more.
    queryKey: ['versions', message.id, message.edited],
    queryFn: ({ signal }) => get<{ items: Version[] }>(`/messages/${message.id}/versions`, undefined, signal),
  })
  return (
    <Popover
      title="Before it was edited"
      align={message.direction === 'out' ? 'end' : 'start'}
      defaultOpen
      trigger={
        <button type="button" className={look}>
          {face}
        </button>
      }
    >
      {isError && <p className="text-sm text-ink-3">The earlier text could not be loaded. Try again.</p>}
      <ol className="space-y-2.5">
        {data?.items.map(({ text, until }) => (
          <li key={until + text}>
            <p dir="auto" className="whitespace-pre-wrap text-sm wrap-anywhere">
              {text || 'No text'}
            </p>
            <p className="text-xs text-ink-3">until {fullTime(until)}</p>
          </li>
        ))}
      </ol>
    </Popover>
  )
}
