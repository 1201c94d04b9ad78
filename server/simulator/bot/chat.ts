import { nextNumber } from '#simulator/numbers.ts'

/** Messages are numbered as they come; a number is used once. */
export function nextId(): number {
  return nextNumber(Date.now())
}

/** The number of a message within its chat. */
export function numberIn(externalId: string): number {
  return Number(externalId.split(':')[1] ?? 0)
}
