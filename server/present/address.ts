// Addresses as people read them. Formatting a phone number costs more than reading its row, and the same few are shown
// again and again.
import { displayAddress } from '#domain/address.ts'
import type { AddressKind } from '#domain/channel.ts'

const KEPT = 20_000
const known = new Map<string, string>()

export function presentAddress(kind: AddressKind, value: string): string {
  if (kind !== 'phone') return displayAddress(kind, value)
  const found = known.get(value)
  if (found !== undefined) return found
  if (known.size >= KEPT) known.clear()
  const shown = displayAddress(kind, value)
  known.set(value, shown)
  return shown
}
