// What Telnyx tells us: messages of customers, and what became of ours.
import type {
  InboxAccount,
  IncomingFile,
  IncomingItem,
  IncomingMessage,
  ParseOutcome,
  RawRequest,
} from '#channels/channel.ts'
import { messageIdOf } from '#channels/protocols/rest/callback.ts'
import {
  isFetchable,
  MAX_FILES,
  metaOf,
  nameOf,
  readInstant,
  readJson,
} from '#channels/protocols/rest/incoming.ts'
import { failureOf } from '#channels/protocols/rest/outcome.ts'
import { normaliseSender } from '#domain/address.ts'
import { describeError } from './errors.ts'
import { Event, MessageResource, problemOf, recipientsOf, statusOf } from './wire.ts'

type Read = { ok: true; item: IncomingItem } | { ok: false; reason: string }

/** Reads one verified request: exactly one event is in it. */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const event = Event.safeParse(readJson(raw.body))
  if (!event.success) return { ok: false, reason: 'This is no event of Telnyx in JSON.' }
  const { event_type, occurred_at, payload } = event.data.data
  const item = read(event_type, readInstant(occurred_at), payload, account)
  return item.ok ? { ok: true, items: [item.item] } : item
}

function read(type: string, at: Date | null, payload: unknown, account: InboxAccount): Read {
  if (!['message.received', 'message.sent', 'message.finalized'].includes(type))
    return {
      ok: true,
      item: {
        kind: 'ignored',
        why: `Telnyx reported “${type.slice(0, 60)}”, which changes nothing here.`,
      },
    }
  const message = MessageResource.safeParse(payload)
  if (!message.success)
    return { ok: false, reason: `The “${type}” has no message with an id in it, or not in a form we know.` }
  return type === 'message.received'
    ? readMessage(message.data, at, account)
    : readReceipt(message.data, at, account)
}

function readReceipt(message: MessageResource, at: Date | null, account: InboxAccount): Read {
  const ours = recipientsOf(message).find((one) => one.number !== account.address)
  const status = statusOf(ours?.status)
  if (!status)
    return {
      ok: true,
      item: {
        kind: 'ignored',
        why: `Telnyx reported the state “${(ours?.status ?? '').slice(0, 40)}”, which changes nothing here.`,
      },
    }
  const problem = problemOf(message.errors)
  const failure = status === 'failed' ? failureOf(describeError(problem.code, problem.said)) : null
  return {
    ok: true,
    item: {
      kind: 'receipt',
      externalId: message.id,
      // Telnyx repeats the address for receipts in what it signs; the address that was called is not signed.
      messageId: messageIdOf(message.webhook_url),
      status,
      error: failure?.error ?? null,
      ...(failure?.effect ? { effect: failure.effect } : {}),
      at,
    },
  }
}

function readMessage(message: MessageResource, at: Date | null, account: InboxAccount): Read {
  const kind = message.type?.toUpperCase() ?? 'SMS'
  if (kind !== 'SMS' && kind !== 'MMS')
    return { ok: false, reason: `This is a message by ${kind.slice(0, 20)}: this inbox takes SMS and MMS.` }
  const sender = (typeof message.from === 'string' ? message.from : message.from?.phone_number) ?? ''
  const from = normaliseSender(sender)
  if (!from)
    return { ok: false, reason: `The sender “${sender.slice(0, 60)}” is nobody who could be answered.` }
  const numbers = recipientsOf(message).flatMap((one) => normaliseSender(one.number) ?? [])
  return {
    ok: true,
    item: {
      kind: 'message',
      externalId: message.id,
      from,
      fromName: null,
      to: numbers.find((one) => one === account.address) ?? numbers[0] ?? null,
      text: message.text ?? '',
      subject: null,
      html: null,
      files: readFiles(message),
      email: null,
      automatic: false,
      ...optOut(message.autoresponse_type),
      sentAt: readInstant(message.received_at) ?? at,
      meta: metaOf('telnyx', message, READ),
    },
  }
}

function readFiles(message: MessageResource): IncomingFile[] {
  return (message.media ?? []).slice(0, MAX_FILES).flatMap(({ url, content_type }, index) => {
    if (!url || !isFetchable(url)) return []
    const type = content_type || 'application/octet-stream'
    return [{ name: nameOf(type, index + 1), type, url }]
  })
}

/** Telnyx has answered the keyword and set or lifted its block: that is recorded, and not said twice. */
function optOut(type: string | null | undefined): Pick<IncomingMessage, 'optOutHandled'> {
  switch (type?.toUpperCase()) {
    case 'STOP':
      return { optOutHandled: 'opt_out' }
    case 'START':
      return { optOutHandled: 'opt_in' }
    case 'HELP':
      return { optOutHandled: 'help' }
    default:
      return {}
  }
}

const READ = new Set([
  'id',
  'record_type',
  'direction',
  'text',
  'received_at',
  'webhook_url',
  'webhook_failover_url',
  'organization_id',
  'autoresponse_type',
])
