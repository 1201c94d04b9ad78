// Prices between minor units and what people type. The currency says how many decimals there are. Pure.
import type { ServiceFields } from '#domain/knowledge.ts'

function decimals(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/** "$120.00", "from €90.00", "on request", "free". */
export function showPrice(
  { priceMinor, priceKind }: Pick<ServiceFields, 'priceMinor' | 'priceKind'>,
  currency: string,
): string {
  if (priceMinor === null || priceKind === 'on_request') return 'on request'
  if (priceMinor === 0) return 'free'
  const amount = new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(
    priceMinor / 10 ** decimals(currency),
  )
  return priceKind === 'from' ? `from ${amount}` : amount
}

/** For the field: "120" or "89.50". */
export function priceText(priceMinor: number | null, currency: string): string {
  if (priceMinor === null) return ''
  const digits = decimals(currency)
  const text = (priceMinor / 10 ** digits).toFixed(digits)
  return digits > 0 && text.endsWith('0'.repeat(digits)) ? text.slice(0, -digits - 1) : text
}

/** What was typed, in minor units; null for nothing, undefined for what is no price. A comma is a point. */
export function parsePrice(text: string, currency: string): number | null | undefined {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined
  const minor = Math.round(Number(plain) * 10 ** decimals(currency))
  return Number.isSafeInteger(minor) ? minor : undefined
}
