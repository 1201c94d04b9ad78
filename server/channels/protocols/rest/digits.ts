// Numbers as some providers write them: without the plus.
import { normaliseSender } from '#domain/address.ts'

/** A sender in its one spelling; names and short codes are as they are. Null where nobody could be answered at it. */
export function fromDigits(number: string): string | null {
  return normaliseSender(/^\d{7,15}$/.test(number.trim()) ? `+${number.trim()}` : number)
}

export function toDigits(address: string): string {
  return address.replace(/^\+/, '')
}
