// One measured figure beside what it should be. Nothing here measures or prints.

export type Unit = 'ms' | 's' | '/s' | 'MB' | 'KB' | '×'
/** Where the figure should lie, in the figure's own unit. */
export type Target = { atMost: number } | { atLeast: number }

export type Figure = {
  section: string
  what: string
  value: number
  unit: Unit
  target: Target | null
  /** How it was measured, in a few words. */
  how: string
  /** Cores that other processes of the machine used meanwhile; null where that cannot be seen. */
  others: number | null
}

/** How far the figure is on the right side of its target: 1 reaches it, 2 is twice as good. Null without a target. */
export function ratioOf(figure: Pick<Figure, 'value' | 'target'>): number | null {
  const { value, target } = figure
  if (!target || value <= 0) return null
  return 'atMost' in target ? target.atMost / value : value / target.atLeast
}

/** The value at this share of the sorted numbers, by nearest rank. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
