// What Twilio tells us: messages of customers, and what became of ours. Fields that we do not know are kept, not judged.
import type {
  IncomingFile,
  IncomingItem,
  IncomingMessage,
  IncomingReceipt,
  ParseOutcome,
  RawRequest,
} from '#channels/channel.ts'
import { isFetchable, MAX_FILES, nameOf } from '#channels/protocols/rest/incoming.ts'
import { messageIdOf } from './callback.ts'
import { type Dialect, fromWire } from './dialect.ts'
import { describeError } from './errors.ts'
import { type Form, fieldsOf, parseForm, withoutNul } from './form.ts'
import { isInboundStatus, statusOf } from './statuses.ts'

type Fields = ReturnType<typeof fieldsOf>

/** An empty answer in TwiML: we reply over the API, which gives ids, receipts and the send gate. */
const REPLY = { status: 200, contentType: 'text/xml; charset=utf-8', body: '<Response/>' }

/** What is kept of fields that we do not know. */
const MAX_META_FIELDS = 60
const MAX_META_LENGTH = 1_000

/** Reads one verified request: exactly one message or receipt is in it. */
export function parseWebhook(dialect: Dialect, raw: RawRequest): ParseOutcome {
  const form =
    raw.method.toUpperCase() === 'GET' ? [...(URL.parse(raw.url)?.searchParams ?? [])] : parseForm(raw.body)
  const get = fieldsOf(form)
  const sid = get('MessageSid') || get('SmsSid') || get('SmsMessageSid')
  if (!sid)
    return {
      ok: false,
      reason: get('CallSid')
        ? 'This is a telephone call. Set the voice webhook of the number to another address: this inbox takes messages.'
        : 'There is no MessageSid, so this is no message and no receipt.',
    }
  const item = read(dialect, form, get, sid, raw)
  return item.ok ? { ok: true, items: [item.item], reply: REPLY } : item
}

type Read = { ok: true; item: IncomingItem } | { ok: false; reason: string }

function read(dialect: Dialect, form: Form, get: Fields, sid: string, raw: RawRequest): Read {
  // Receipts carry the same fields as messages; the state tells them apart: a customer's message was "received".
  const word = get('MessageStatus') || get('SmsStatus') || (get('EventType') === 'READ' ? 'read' : null)
  if (word === null ? get('From') !== null : isInboundStatus(word))
    return readMessage(dialect, form, get, sid)
  if (word === null) return { ok: false, reason: 'There is neither a sender nor a state in it.' }
  const status = statusOf(word)
  if (!status)
    return {
      ok: true,
      item: {
        kind: 'ignored',
        why: `Twilio reported the state “${word.slice(0, 40)}”, which changes nothing here.`,
      },
    }
  return { ok: true, item: readReceipt(get, sid, status, raw) }
}

function readReceipt(
  get: Fields,
  sid: string,
  status: IncomingReceipt['status'],
  raw: RawRequest,
): IncomingReceipt {
  const failure =
    status === 'failed'
      ? describeError(get('ErrorCode') || null, get('ErrorMessage') || get('ChannelStatusMessage'))
      : null
  return {
    kind: 'receipt',
    externalId: sid,
    messageId: messageIdOf(raw.url),
    status,
    error: failure?.error ?? null,
    ...(failure?.effect ? { effect: failure.effect } : {}),
    // `RawDlrDoneDate` is the carrier's own clock without a zone: the time of arrival here is nearer to the truth.
    at: null,
  }
}

function readMessage(dialect: Dialect, form: Form, get: Fields, sid: string): Read {
  const sender = get('From') ?? ''
  const from = fromWire(dialect, sender)
  if (!from)
    return { ok: false, reason: `The sender “${sender.slice(0, 60)}” is nobody who could be answered.` }
  const to = get('To')
  const { files, used } = readFiles(get)
  const message: IncomingMessage = {
    kind: 'message',
    externalId: sid,
    from,
    ...(from.startsWith('+') || !dialect.opaqueSenders ? {} : { fromKind: 'whatsapp_user' as const }),
    fromName: get('ProfileName')?.trim() || null,
    to: to ? fromWire(dialect, to) : null,
    text: textOf(get),
    subject: null,
    html: null,
    files,
    email: null,
    automatic: false,
    ...optOut(get('OptOutType')),
    ...quoted(get('OriginalRepliedMessageSid')),
    sentAt: null,
    meta: readMeta(form, used),
  }
  return { ok: true, item: message }
}

/** A tapped button counts as what it says; a place on the map has only coordinates. */
function textOf(get: Fields): string {
  const body = get('Body') ?? ''
  if (body.trim() !== '') return body
  const button = get('ButtonText')
  if (button) return button
  const [latitude, longitude] = [get('Latitude'), get('Longitude')]
  if (!latitude || !longitude) return body
  const name = [get('Label'), get('Address')].filter(Boolean).join(', ')
  return `Location: ${name ? `${name} ` : ''}(${latitude}, ${longitude})`
}

function readFiles(get: Fields): { files: IncomingFile[]; used: Set<string> } {
  const count = Math.min(Number.parseInt(get('NumMedia') ?? '0', 10) || 0, MAX_FILES)
  const files: IncomingFile[] = []
  const used = new Set<string>()
  for (let i = 0; i < count; i++) {
    const url = get(`MediaUrl${i}`)
    if (!url || !isFetchable(url)) continue
    const type = get(`MediaContentType${i}`) || 'application/octet-stream'
    files.push({ name: nameOf(type, i + 1), type, url })
    used.add(`MediaUrl${i}`).add(`MediaContentType${i}`)
  }
  return { files, used }
}

/** With Advanced Opt-Out Twilio has already replied and blocked: that is recorded, and not said twice. */
function optOut(type: string | null): Pick<IncomingMessage, 'optOutHandled'> {
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

/** Which message the customer answered, where they named one. */
function quoted(sid: string | null): Pick<IncomingMessage, 'quotes'> {
  return sid ? { quotes: sid } : {}
}

const READ = new Set([
  'MessageSid',
  'SmsSid',
  'SmsMessageSid',
  'AccountSid',
  'From',
  'To',
  'Body',
  'NumMedia',
  'ApiVersion',
  'SmsStatus',
  'MessageStatus',
  'OptOutType',
  'ProfileName',
])

/** Everything else that Twilio said, under a name of its own, so that no field of theirs can pose as one of ours. */
function readMeta(form: Form, used: Set<string>): Record<string, unknown> {
  const rest = form
    .filter(([name, value]) => value !== '' && !READ.has(name) && !used.has(name))
    .slice(0, MAX_META_FIELDS)
  return rest.length === 0
    ? {}
    : {
        twilio: Object.fromEntries(
          rest.map(([name, value]) => [withoutNul(name), withoutNul(value).slice(0, MAX_META_LENGTH)]),
        ),
      }
}
