import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert } from 'lucide-react'
import { cx } from '#web/ui/cx.ts'
import { agoLong, fullTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { describeWeek, judgeHealth } from './judge-health.ts'

const icons = { good: CircleCheck, warning: TriangleAlert, trouble: CircleAlert, silent: CircleDashed }
const inks = {
  good: 'text-accent-ink',
  warning: 'text-warn-ink',
  trouble: 'text-danger-ink',
  silent: 'text-ink-3',
}

/** Is this inbox alive? The verdict in words, then the facts it rests on. */
export function Health({ inbox }: { inbox: Inbox }) {
  const now = useNow()
  const { state, text } = judgeHealth(inbox)
  const Icon = icons[state]
  const { health } = inbox
  return (
    <div>
      <p className={cx('flex items-start gap-2 font-medium', inks[state])}>
        <Icon size={17} className="mt-px shrink-0" aria-hidden="true" />
        {text}
      </p>
      <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 text-sm pane:grid-cols-4">
        <Fact name="Last received" at={health.lastReceivedAt} now={now} />
        <Fact name="Last sent" at={health.lastSentAt} now={now} />
        <div>
          <dt className="text-ink-3">Bad signatures</dt>
          <dd>
            {health.week.signatureFailures > 0
              ? `${health.week.signatureFailures} this week`
              : 'none this week'}
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
      <Deliveries health={health} />
      <Notices health={health} said={text} />
    </div>
  )
}

/** What could not be delivered, by its reasons, each with what to do. */
function Deliveries({ health }: { health: Inbox['health'] }) {
  const words = describeWeek(health)
  if (!words) return null
  return (
    <div className="mt-3 text-sm">
      <p className="text-ink-2">{words}</p>
      {health.week.failed.length > 0 && (
        <ul className="mt-1.5 space-y-1.5">
          {health.week.failed.map(({ reason, action, count }) => (
            <li key={reason} className="flex gap-2">
              <span className="tabular w-8 shrink-0 text-end font-semibold text-danger-ink">{count}×</span>
              <span>
                {reason}. <span className="text-ink-3">{action}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The provider's other words on the account; the worst is the verdict already. */
function Notices({ health, said }: { health: Inbox['health']; said: string }) {
  const rest = health.notices.filter((notice) => notice.text !== said)
  if (rest.length === 0) return null
  return (
    <ul className="mt-3 space-y-1 text-sm">
      {rest.map(({ code, level, text }) => {
        const Icon = level === 'info' ? Info : level === 'warning' ? TriangleAlert : CircleAlert
        return (
          <li key={code} className="flex items-start gap-2">
            <Icon
              size={15}
              aria-hidden="true"
              className={cx(
                'mt-0.5 shrink-0',
                level === 'info' ? 'text-ink-3' : level === 'warning' ? 'text-warn-ink' : 'text-danger-ink',
              )}
            />
            {text}
          </li>
        )
      })}
    </ul>
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
