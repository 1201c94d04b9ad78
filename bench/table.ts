// Figures as text: a line when one is there, and the whole table at the end.
import { type Figure, ratioOf, type Target, type Unit } from './figure.ts'

export function formatValue(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return '?'
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  const number = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return unit === '/s' || unit === '×' ? `${number}${unit}` : `${number} ${unit}`
}

function formatTarget(target: Target | null, unit: Unit): string {
  if (!target) return ''
  return 'atMost' in target
    ? `≤ ${formatValue(target.atMost, unit)}`
    : `≥ ${formatValue(target.atLeast, unit)}`
}

function cells(f: Figure): string[] {
  const ratio = ratioOf(f)
  return [
    f.section,
    f.what,
    formatValue(f.value, f.unit),
    formatTarget(f.target, f.unit),
    ratio === null ? '' : `${ratio.toFixed(2)}${ratio >= 1 ? '' : ' ✗'}`,
    f.others === null ? '' : f.others.toFixed(1),
  ]
}

/** One figure with how it was measured. */
export function formatLine(f: Figure): string {
  const [, what = '', value = '', target = '', ratio = '', others = ''] = cells(f)
  const beside = [
    target && `target ${target}`,
    ratio && `ratio ${ratio}`,
    others && `others used ${others} cores`,
  ]
    .filter(Boolean)
    .join(', ')
  return `  ${what}: ${value}${beside ? `  (${beside})` : ''}\n      ${f.how}`
}

/** Everything, aligned. */
export function formatTable(figures: Figure[]): string {
  const rows = [['section', 'what', 'measured', 'target', 'ratio', 'others'], ...figures.map(cells)]
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
