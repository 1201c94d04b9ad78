import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { cx } from '#web/ui/cx.ts'
import { agoLong, fullTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { judgeHealth } from './judge-health.ts'

const icons = { good: CircleCheck, trouble: CircleAlert, silent: CircleDashed }

/** Is this inbox alive? The verdict in words, then the facts it rests on. */
export function Health({ inbox }: { inbox: Inbox }) {
  const now = useNow()
  const { state, text } = judgeHealth(inbox)
  const Icon = icons[state]
  const { health } = inbox
  return (
    <div>
      <p
        className={cx(
          'flex items-start gap-2 font-medium',
          state === 'good' ? 'text-accent-ink' : state === 'trouble' ? 'text-danger-ink' : 'text-ink-3',
        )}
      >
        <Icon size={17} className="mt-px shrink-0" aria-hidden="true" />
        {text}
      </p>
      <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 text-sm pane:grid-cols-4">
        <Fact name="Last received" at={health.lastReceivedAt} now={now} />
        <Fact name="Last sent" at={health.lastSentAt} now={now} />
        <div>
          <dt className="text-ink-3">Bad signatures</dt>
          <dd>
            {health.signatureFailures}
            {health.lastSignatureFailureAt && (
              <span className="text-ink-3"> · {agoLong(health.lastSignatureFailureAt, now)}</span>
            )}
          </dd>
        </div>
        <div>
          <dt className="text-ink-3">In quarantine</dt>
          <dd>{health.quarantined}</dd>
        </div>
      </dl>
    </div>
  )
}

function Fact({ name, at, now }: { name: string; at: string | null; now: Date }) {
  return (
    <div>
      <dt className="text-ink-3">{name}</dt>
      <dd>
        {at ? (
          <time dateTime={at} title={fullTime(at)}>
            {agoLong(at, now)}
          </time>
        ) : (
          'never'
        )}
      </dd>
    </div>
  )
}
