// Amounts in US dollars as people write them, and in millionths as they are kept.

/** "2.5"; empty for no limit. */
export function dollarsOf(micros: number | null): string {
  return micros === null ? '' : String(micros / 1_000_000)
}

/** Null where nothing stands, undefined where it is no amount. */
export function microsOf(text: string): number | null | undefined {
  const trimmed = text.trim().replace(/^\$/, '').replace(',', '.')
  if (trimmed === '') return null
  return /^\d{1,6}(?:\.\d{1,6})?$/.test(trimmed) ? Math.round(Number(trimmed) * 1_000_000) : undefined
}
