// What Bird tells us: messages of customers, and what became of ours.
import { z } from 'zod'
import type { InboxAccount, IncomingFile, IncomingItem, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { ownId } from '#channels/protocols/rest/callback.ts'
import {
  isFetchable,
  MAX_FILES,
  metaOf,
  nameOf,
  readInstant,
  readJson,
} from '#channels/protocols/rest/incoming.ts'
import { normaliseSender } from '#domain/address.ts'
import { birdSettings } from './settings.ts'
import { ChannelMessage, stateOf } from './wire.ts'

const Event = z.looseObject({ event: z.string(), payload: z.unknown() })

/** Reads one verified request: exactly one event is in it. */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const event = Event.safeParse(readJson(raw.body))
  if (!event.success) return { ok: false, reason: 'This is no event of Bird in JSON.' }
  const name = event.data.event
  if (name !== 'sms.inbound' && name !== 'sms.outbound')
    return ignored(`Bird reported “${name.slice(0, 60)}”, which changes nothing here.`)
  const parsed = ChannelMessage.safeParse(event.data.payload)
  if (!parsed.success)
    return { ok: false, reason: `The “${name}” has no message with an id in it, or not in a form we know.` }
  const message = parsed.data
  // Without a filter, a subscription brings the messages of every number of the workspace.
  if (message.channelId?.toLowerCase() !== birdSettings(account).channelId)
    return ignored('This is about another channel of the workspace: its subscription has no filter.')
  return name === 'sms.inbound' ? readMessage(message) : readReceipt(message)
}

function ignored(why: string): ParseOutcome {
  return { ok: true, items: [{ kind: 'ignored', why }] }
}

function taken(item: IncomingItem): ParseOutcome {
  return { ok: true, items: [item] }
}

function readReceipt(message: ChannelMessage): ParseOutcome {
  const state = stateOf(message)
  if (!state)
    return ignored(
      `Bird reported the state “${(message.status ?? '').slice(0, 40)}”, which changes nothing here.`,
    )
  const { status, failure } = state
  return taken({
    kind: 'receipt',
    externalId: message.id,
    messageId: ownId(message.reference),
    status,
    error: failure?.error ?? null,
    ...(failure?.effect ? { effect: failure.effect } : {}),
    at: readInstant(message.lastStatusAt),
  })
}

function readMessage(message: ChannelMessage): ParseOutcome {
  const contact = message.sender?.contact
  const from = normaliseSender(contact?.identifierValue ?? '')
  if (!from)
    return {
      ok: false,
      reason: `The sender “${(contact?.identifierValue ?? '').slice(0, 60)}” is nobody who could be answered.`,
    }
  const { body } = message
  const text = body?.text?.text || body?.image?.text || body?.file?.text || ''
  const files = readFiles(message)
  if (text === '' && files.length === 0 && body?.type !== 'text')
    return {
      ok: false,
      reason: `Messages of the type “${(body?.type ?? '').slice(0, 40)}” cannot be read yet.`,
    }
  return taken({
    kind: 'message',
    externalId: message.id,
    from,
    fromName: contact?.annotations?.name?.trim() || null,
    to: normaliseSender(message.receiver?.connector?.identifierValue ?? ''),
    text,
    subject: null,
    html: null,
    files,
    email: null,
    automatic: false,
    sentAt: readInstant(message.createdAt),
    meta: metaOf('bird', message, READ),
  })
}

function readFiles({ body }: ChannelMessage): IncomingFile[] {
  const images = (body?.image?.images ?? []).map((media) => ({ ...media, kind: 'image/*' }))
  const files = (body?.file?.files ?? []).map((media) => ({ ...media, kind: '' }))
  return [...images, ...files]
    .slice(0, MAX_FILES)
    .flatMap(({ mediaUrl, contentType, filename, kind }, index) => {
      if (!mediaUrl || !isFetchable(mediaUrl)) return []
      return [
        {
          name: filename?.trim() || nameOf(contentType || kind, index + 1),
          type: contentType || 'application/octet-stream',
          url: mediaUrl,
        },
      ]
    })
}

const READ = new Set([
  'id',
  'channelId',
  'reference',
  'direction',
  'status',
  'reason',
  'details',
  'createdAt',
  'updatedAt',
  'lastStatusAt',
])
