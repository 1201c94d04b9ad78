// Every change of what the AI may do: what, why, by whom.
import { History, OctagonX, Play, Settings2, TrendingDown, TrendingUp } from 'lucide-react'
import { AutonomyMode } from '#domain/autonomy.ts'
import { nameIntent, nameMode } from '#domain/autonomy-words.ts'
import { Card, Loaded } from '#web/screens/settings/parts.tsx'
import { useAutonomy } from '#web/store/autonomy.ts'
import { cx } from '#web/ui/cx.ts'
import { Empty } from '#web/ui/states.tsx'
import { agoLong, fullTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { AutonomyLogLine } from '#wire/api/autonomy.ts'

const looks = {
  promoted: { Icon: TrendingUp, tone: 'text-accent-ink' },
  fell_back: { Icon: TrendingDown, tone: 'text-danger-ink' },
  changed: { Icon: Settings2, tone: 'text-ink-3' },
  stopped: { Icon: OctagonX, tone: 'text-danger-ink' },
  started: { Icon: Play, tone: 'text-accent-ink' },
} as const

export function ChangeLog({ agentId }: { agentId?: string | undefined }) {
  const now = useNow()
  return (
    <Loaded query={useAutonomy(agentId)}>
      {({ log }) => (
        <Card>
          {log.length === 0 ? (
            <Empty Icon={History} title="Nothing has changed yet" className="py-6!">
              Promotions, fall-backs, changes of the rules and stops appear here with their reasons.
            </Empty>
          ) : (
            <ol className="space-y-3.5">
              {log.map((line) => {
                const { Icon, tone } = looks[line.what]
                return (
                  <li key={`${line.at} ${line.what} ${line.intent ?? ''}`} className="flex items-start gap-3">
                    <Icon size={17} className={cx('mt-0.5 shrink-0', tone)} aria-hidden="true" />
                    <div className="min-w-0 flex-1">
                      <p className="font-medium">{title(line)}</p>
                      <p className="text-sm text-ink-3">
                        {line.why} · {line.by ?? 'by itself'} ·{' '}
                        <time dateTime={line.at} title={fullTime(line.at)}>
                          {agoLong(line.at, now)}
                        </time>
                      </p>
                    </div>
                  </li>
                )
              })}
            </ol>
          )}
        </Card>
      )}
    </Loaded>
  )
}

function title(line: AutonomyLogLine): string {
  const subject = line.intent ? nameIntent(line.intent) : 'The AI'
  const mode = AutonomyMode.safeParse(line.to)
  const now = mode.success ? nameMode(mode.data).toLowerCase() : ''
  switch (line.what) {
    case 'promoted':
      return `${subject}: promoted, the AI ${now}`
    case 'fell_back':
      return `${subject}: fell back, the AI ${now}`
    case 'changed':
      return line.from === line.to ? 'The rules were changed' : `In general, the AI ${now}`
    case 'stopped':
      return 'The AI was stopped'
    case 'started':
      return 'The AI was switched on again'
  }
}
