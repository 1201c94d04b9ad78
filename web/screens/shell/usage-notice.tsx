// A limit of the month is near or reached: said to those who can change it, until they have seen it.
import { Gauge, X } from 'lucide-react'
import { useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { useMember, useWorkspace } from '#web/store/session.ts'
import { cx } from '#web/ui/cx.ts'

const KEY = 'frontdesk.usage-seen'
const names = { messages: 'text messages', segments: 'text segments', budget: 'message budget' } as const

export function UsageNotice() {
  const { usage } = useWorkspace()
  const member = useMember()
  const { warning, month } = usage
  const mark = warning && `${month} ${warning.meter} ${warning.percent}`
  const [seen, setSeen] = useState(read)
  if (!warning || !mark || member.role === 'agent' || seen === mark) return null
  const full = warning.percent >= 100
  const dismiss = (): void => {
    setSeen(mark)
    try {
      localStorage.setItem(KEY, mark)
    } catch {
      // Without storage it comes back with the next page.
    }
  }
  return (
    <div
      role="status"
      className={cx(
        'flex shrink-0 items-center gap-2.5 border-b py-1 ps-4 pe-2 text-sm',
        full
          ? 'border-danger-line bg-danger-soft text-danger-ink'
          : 'border-warn-line bg-warn-soft text-warn-ink',
      )}
    >
      <Gauge size={16} aria-hidden="true" className="shrink-0" />
      <span className="min-w-0 flex-1">
        {full
          ? `The ${names[warning.meter]} of this month ${warning.meter === 'budget' ? 'is' : 'are'} used up.`
          : `${warning.percent} % of this month’s ${names[warning.meter]} ${warning.meter === 'budget' ? 'is' : 'are'} used.`}{' '}
        <Link href="/settings/sms" className="font-semibold underline underline-offset-2">
          Limits
        </Link>
      </span>
      <button
        type="button"
        aria-label="Seen"
        onClick={dismiss}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-hover"
      >
        <X size={15} aria-hidden="true" />
      </button>
    </div>
  )
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
