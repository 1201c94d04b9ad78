// What the gate says before anything is sent: night at the other end, a limit, a rule. With what can be done: at a better
// time, or anyway, where that is left to people.
import { CircleAlert, Moon, ShieldCheck, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useVerdict } from '#web/store/sending.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { TextField } from '#web/ui/field.tsx'
import { Popover } from '#web/ui/overlay/popover.tsx'

type Props = {
  conversationId: string
  route: { inboxId: string; addressId: string }
  /** There is something to send. */
  ready: boolean
  /** Why the next message is sent anyway; null: it is not. */
  anyway: string | null
  onAnyway: (reason: string | null) => void
  onLater: (at: string) => void
}

export default function GateNote({ conversationId, route, ready, anyway, onAnyway, onLater }: Props) {
  const preview = useVerdict(conversationId, route).data
  if (!preview) return null
  const { verdict, naturalAt, place, mayOverride } = preview
  if (anyway !== null)
    return (
      <Line icon={<ShieldCheck size={15} aria-hidden="true" />} tone="warn">
        <span className="min-w-0 flex-1">
          The next message is sent anyway: <q className="font-medium">{anyway}</q>
        </span>
        <IconButton label="Do not send it anyway" size="sm" onClick={() => onAnyway(null)}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      </Line>
    )
  const reason = verdict.reasons[0] ?? verdict.notes?.[0]
  // What shuts the way altogether is said where the way is chosen.
  if (!reason || (verdict.decision === 'block' && !mayOverride)) return null
  const night = reason.code === 'quiet_hours'
  return (
    <Line
      icon={night ? <Moon size={15} aria-hidden="true" /> : <CircleAlert size={15} aria-hidden="true" />}
      tone={verdict.decision === 'allow' ? 'quiet' : 'warn'}
    >
      <span className="min-w-0 flex-1">
        {reason.text}
        {verdict.decision === 'defer' && !night && <span className="text-ink-3"> {reason.action}</span>}
      </span>
      <span className="flex shrink-0 flex-wrap items-center gap-1.5">
        {naturalAt && (
          <Button size="sm" disabled={!ready} onClick={() => onLater(naturalAt)}>
            Send at {timeThere(naturalAt, place.zone)}
          </Button>
        )}
        {mayOverride && <Anyway onAnyway={onAnyway} />}
      </span>
    </Line>
  )
}

function Line({
  icon,
  tone,
  children,
}: {
  icon: React.ReactNode
  tone: 'quiet' | 'warn'
  children: React.ReactNode
}) {
  return (
    <div
      role="status"
      className={cx(
        'mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-lg border px-3 py-1.5 text-sm',
        tone === 'warn' ? 'border-warn-line bg-warn-soft text-warn-ink' : 'border-line bg-sunken text-ink-2',
      )}
    >
      <span className="shrink-0">{icon}</span>
      {children}
    </div>
  )
}

function Anyway({ onAnyway }: { onAnyway: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    if (reason.trim().length >= 3) onAnyway(reason.trim())
  }
  return (
    <Popover
      trigger={
        <Button size="sm" look="ghost">
          Send anyway…
        </Button>
      }
      title="Send it anyway"
      align="end"
    >
      <form onSubmit={submit} className="space-y-2.5">
        <TextField
          label="Why?"
          required
          minLength={3}
          maxLength={300}
          autoFocus
          help="Kept with the message, with your name."
          placeholder="They asked me to write tonight"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" look="primary" size="sm" disabled={reason.trim().length < 3}>
          Send the next message anyway
        </Button>
      </form>
    </Popover>
  )
}

const formats = new Map<string, Intl.DateTimeFormat>()
function timeThere(at: string, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone })
    formats.set(timeZone, format)
  }
  return format.format(new Date(at))
}
