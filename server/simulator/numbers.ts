import { randomInt } from 'node:crypto'

/** A number of so many figures, as providers name files and messages. */
export function newNumber(length: number): string {
  return Array.from({ length }, (_, n) => randomInt(n === 0 ? 1 : 0, 10)).join('')
}

let last = 0

/** Numbers that only grow, as in a chat that counts its messages; also after a restart. */
export function nextNumber(at: number): number {
  // Tenths of seconds since 2020: small enough to read, and never the same twice.
  last = Math.max(last + 1, Math.floor((at - 1_577_836_800_000) / 100))
  return last
}
