// Older messages and the address book that a phone brings along when its number is connected too (coexistence).
import { z } from 'zod'
import type { IncomingItem, IncomingName, IncomingNotice, IncomingPast } from '#channels/channel.ts'
import { firstGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { readContent } from './content.ts'
import { timeOf } from './message.ts'
import { isUserId, toNumber, whoOf } from './people.ts'
import { Message, type ValueShape } from './shapes.ts'

const id = z.coerce.string().nullish().catch(null)
const Thread = z.object({
  id,
  context: z
    .object({ wa_id: id, user_id: id, username: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
  messages: z.array(z.unknown()).catch([]),
})
const Chunk = z.object({
  threads: z.array(z.unknown()).catch([]),
  errors: z.array(z.unknown()).nullish().catch(null),
})
const Told = z.object({
  history_context: z
    .object({ status: z.string().nullish().catch(null), from_me: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
})

/** Reads one webhook of the field `history`: threads with their messages, or the files that belong to earlier ones. */
export function readHistory(chunks: unknown[], value: ValueShape): IncomingItem[] {
  const own = toNumber(value.metadata?.display_phone_number)
  const items = chunks.flatMap((one): IncomingItem[] => {
    const chunk = Chunk.safeParse(one)
    if (!chunk.success) return [unread('A chunk of older messages could not be read.')]
    const { threads, errors } = chunk.data
    if (errors?.length) return [refusedNotice(errors)]
    return threads.flatMap((thread) => readThread(thread, value, own))
  })
  // Files of older messages come afterwards, without their thread.
  return [...items, ...value.messages.map((one) => readPast(one, null, value, own))]
}

const unread = (why: string): IncomingItem => ({ kind: 'ignored', why })

function readThread(given: unknown, value: ValueShape, own: string | null): IncomingItem[] {
  const thread = Thread.safeParse(given)
  if (!thread.success) return [unread('A thread of older messages could not be read.')]
  const { id: of, context, messages } = thread.data
  const customer =
    toNumber(context?.wa_id ?? of) ??
    [context?.user_id, of].find((one): one is string => Boolean(one && isUserId(one))) ??
    null
  return messages.map((one) => readPast(one, customer, value, own))
}

const STATES = new Map<string, NonNullable<IncomingPast['status']>>([
  ['DELIVERED', 'delivered'],
  ['READ', 'read'],
  ['PLAYED', 'read'],
])

function readPast(
  given: unknown,
  customer: string | null,
  value: ValueShape,
  own: string | null,
): IncomingItem {
  const parsed = Message.safeParse(given)
  if (!parsed.success) return unread('An older message without an id.')
  const message = parsed.data
  const told = Told.safeParse(given)
  const context = told.success ? told.data.history_context : null
  const at = timeOf(message.timestamp)
  if (!at) return unread('An older message without a time.')
  if (['reaction', 'system', 'revoke', 'edit'].includes(message.type))
    return unread(`Of the past: “${message.type}”, which says nothing by itself.`)
  const ours = context?.from_me ?? (own !== null && toNumber(message.from) === own)
  const who = ours ? whoOf(message.to, message.to_user_id) : whoOf(message.from, message.from_user_id)
  const address = customer ?? who?.address
  if (!address) return unread('An older message of nobody who could be answered.')
  const { text, files, silent } = readContent(message)
  const profile = value.contacts.find((p) => toNumber(p.wa_id) === address || p.user_id === address)
  return {
    kind: 'past',
    externalId: message.id,
    direction: ours ? 'out' : 'in',
    address,
    ...(isUserId(address) ? { addressKind: 'whatsapp_user' as const } : {}),
    name: profile?.profile?.name?.trim() || null,
    text: silent === null ? text : 'Something that cannot be shown here.',
    files,
    ...(message.context?.id ? { quotes: message.context.id } : {}),
    ...(ours ? { status: STATES.get(context?.status?.toUpperCase() ?? '') ?? 'sent' } : {}),
    at,
  }
}

/** 2593109: whoever connected the number chose not to share the past. */
function refusedNotice(errors: unknown[]): IncomingNotice {
  const error = firstGraphError(errors)
  return {
    kind: 'notice',
    code: 'history',
    level: 'info',
    text:
      error?.code === 2_593_109
        ? 'The phone does not share its older messages, as was chosen when it was connected.'
        : `The phone’s older messages did not come: ${error?.said ?? 'WhatsApp did not say why'}.`,
    data: { code: error?.code ?? null },
  }
}

const Entry = z.object({
  type: z.string().catch(''),
  action: z.string().catch(''),
  contact: z.object({
    full_name: z.string().nullish().catch(null),
    first_name: z.string().nullish().catch(null),
    phone_number: id,
  }),
})

/** One entry of the phone's address book. Who is taken out of it stays who they are here. */
export function readBookEntry(given: unknown): IncomingName | { kind: 'ignored'; why: string } {
  const parsed = Entry.safeParse(given)
  const contact = parsed.success ? parsed.data.contact : null
  const address = toNumber(contact?.phone_number?.replace(/[^\d+]/g, ''))
  const name = contact?.full_name?.trim() || contact?.first_name?.trim()
  if (!parsed.success || parsed.data.action === 'remove' || !address || !name)
    return { kind: 'ignored', why: 'An entry of the phone’s address book that names nobody.' }
  return { kind: 'name', address, name }
}
