// Hours of a week in one line: "8–20, Sun none, not on federal holidays". Pure.
import type { QuietRule } from '#domain/quiet-rules.ts'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function describeWeek(rule: Pick<QuietRule, 'week' | 'holidays'>): string {
  const days = rule.week.map((span) => (span ? `${short(span.from)}–${short(span.to)}` : 'none'))
  const groups: { from: number; to: number; hours: string }[] = []
  days.forEach((hours, day) => {
    const last = groups.at(-1)
    if (last?.hours === hours) last.to = day
    else groups.push({ from: day, to: day, hours })
  })
  const words =
    groups.length === 1
      ? `${groups[0]?.hours === 'none' ? 'never' : `${groups[0]?.hours} every day`}`
      : groups
          .map(
            ({ from, to, hours }) => `${from === to ? names[from] : `${names[from]}–${names[to]}`} ${hours}`,
          )
          .join(', ')
  const { holidays } = rule
  if (holidays.length === 0) return words
  return `${words}; not on ${holidays.includes('us-federal') ? 'federal holidays' : `${holidays.length} holidays`}`
}

function short(time: string): string {
  return time.endsWith(':00') ? String(Number(time.slice(0, 2))) : time.replace(/^0/, '')
}
