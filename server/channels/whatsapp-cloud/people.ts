// Who wrote. WhatsApp names people by number, and since 2026 also, or only, by an id of this business's own.
import { z } from 'zod'
import type { IncomingIdentity, IncomingItem } from '#channels/channel.ts'
import { normaliseSender } from '#domain/address.ts'
import type { MessageShape, PersonShape } from './shapes.ts'

/** Two letters of a country, a point, and figures and letters: "business-scoped user id". */
const USER_ID = /^[A-Z]{2}\.[\w.-]{1,200}$/

export function isUserId(address: string): boolean {
  return USER_ID.test(address)
}

/** A number as WhatsApp writes it (without +), in its one spelling. */
export function toNumber(waId: string | null | undefined): string | null {
  const digits = waId?.replace(/^\+/, '')
  return digits && /^\d{5,20}$/.test(digits) ? normaliseSender(`+${digits}`) : null
}

/** Where somebody can be answered: the number where there is one, otherwise the id; null where there is neither. */
export function addressOf(
  number: string | null | undefined,
  userId: string | null | undefined,
): string | null {
  return toNumber(number) ?? (userId && isUserId(userId) ? userId : null)
}

/** The same with the kind of identity that it is. */
export function whoOf(
  number: string | null | undefined,
  userId: string | null | undefined,
): { address: string; kind: 'phone' | 'whatsapp_user' } | null {
  const address = addressOf(number, userId)
  return address === null ? null : { address, kind: isUserId(address) ? 'whatsapp_user' : 'phone' }
}

/** A number and an id in one breath are one person. Null where there are not both. */
export function identityOf(
  number: string | null | undefined,
  userId: string | null | undefined,
): IncomingIdentity | null {
  const address = toNumber(number)
  return address && userId && isUserId(userId)
    ? { kind: 'identity', address, other: { kind: 'whatsapp_user', value: userId }, replaces: false }
    : null
}

/** The profile that belongs to a message. By id: the list may be in another order, or of other people. */
export function profileOf(
  message: Pick<MessageShape, 'from' | 'from_user_id'>,
  people: PersonShape[],
): PersonShape | null {
  const byUser = (p: PersonShape) => Boolean(message.from_user_id) && p.user_id === message.from_user_id
  const byNumber = (p: PersonShape) => Boolean(message.from) && p.wa_id === message.from
  return people.find(byUser) ?? people.find(byNumber) ?? null
}

const NewId = z.object({ user_id: z.object({ previous: z.string(), current: z.string() }) })

/** Somebody has another id from now on: ids change together with numbers. */
export function readNewId(given: unknown): IncomingItem {
  const parsed = NewId.safeParse(given)
  const { previous, current } = parsed.success ? parsed.data.user_id : { previous: '', current: '' }
  if (!isUserId(previous) || !isUserId(current) || previous === current)
    return { kind: 'ignored', why: 'A change of an id that says nothing.' }
  return {
    kind: 'identity',
    address: previous,
    addressKind: 'whatsapp_user',
    other: { kind: 'whatsapp_user', value: current },
    replaces: true,
  }
}
