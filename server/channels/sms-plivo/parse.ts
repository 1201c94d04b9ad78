// What Plivo tells us: messages of customers, and what became of ours.
import type { IncomingFile, IncomingMessage, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { messageIdOf } from '#channels/protocols/rest/callback.ts'
import { fromDigits } from '#channels/protocols/rest/digits.ts'
import { fieldsOf, parseForm } from '#channels/protocols/rest/form.ts'
import { isFetchable, MAX_FILES, metaOf, nameOf } from '#channels/protocols/rest/incoming.ts'
import { failureOf } from '#channels/protocols/rest/outcome.ts'
import { describeError } from './errors.ts'
import { statusOf } from './statuses.ts'

type Fields = ReturnType<typeof fieldsOf>

/** No message in answer: we reply over the API, which gives ids, receipts and the send gate. */
const REPLY = { status: 200, contentType: 'application/xml; charset=utf-8', body: '<Response/>' }

/** Reads one verified request: exactly one message or receipt is in it. */
export function parse(raw: RawRequest): ParseOutcome {
  const form = parseForm(raw.body)
  const get = fieldsOf(form)
  const id = get('MessageUUID')
  if (!id)
    return {
      ok: false,
      reason: get('CallUUID')
        ? 'This is a telephone call. Set the answer URL of the number to another address: this inbox takes messages.'
        : 'There is no MessageUUID, so this is no message and no receipt.',
    }
  const type = get('Type')?.toLowerCase() || 'sms'
  if (type !== 'sms' && type !== 'mms')
    return { ok: false, reason: `This is a message by ${type.slice(0, 20)}: this inbox takes SMS and MMS.` }
  const word = get('Status')
  return word ? readReceipt(get, id, word, raw) : readMessage(Object.fromEntries(form), get, id)
}

function readReceipt(get: Fields, id: string, word: string, raw: RawRequest): ParseOutcome {
  const status = statusOf(word)
  if (!status)
    return {
      ok: true,
      items: [
        {
          kind: 'ignored',
          why: `Plivo reported the state “${word.slice(0, 40)}”, which changes nothing here.`,
        },
      ],
    }
  const failure = status === 'failed' ? failureOf(describeError(get('ErrorCode') || null, null)) : null
  return {
    ok: true,
    items: [
      {
        kind: 'receipt',
        externalId: id,
        // The query is part of what V3 signs.
        messageId: messageIdOf(raw.url),
        status,
        error: failure?.error ?? null,
        ...(failure?.effect ? { effect: failure.effect } : {}),
        // Plivo's times carry no zone: the time of arrival here is nearer to the truth.
        at: null,
      },
    ],
  }
}

function readMessage(fields: Record<string, string>, get: Fields, id: string): ParseOutcome {
  const sender = get('From') ?? ''
  const from = fromDigits(sender)
  if (!from)
    return { ok: false, reason: `The sender “${sender.slice(0, 60)}” is nobody who could be answered.` }
  const to = get('To')
  return {
    ok: true,
    items: [
      {
        kind: 'message',
        externalId: id,
        from,
        fromName: null,
        to: to ? fromDigits(to) : null,
        // The words of an SMS, or those beside the pictures of an MMS.
        text: get('Text') || get('Body') || '',
        subject: null,
        html: null,
        files: readFiles(get),
        email: null,
        automatic: false,
        ...optOut(get('MessageIntent')),
        sentAt: null,
        meta: metaOf('plivo', fields, new Set([...READ, ...MEDIA])),
      },
    ],
    reply: REPLY,
  }
}

const READ = ['MessageUUID', 'From', 'To', 'Text', 'Body', 'MediaCount', 'MessageIntent']
/** Documented from 1; older examples begin at 0. */
const MEDIA = Array.from({ length: MAX_FILES + 1 }, (_, i) => `Media${i}`)

function readFiles(get: Fields): IncomingFile[] {
  const count = Math.min(Number.parseInt(get('MediaCount') ?? '0', 10) || 0, MAX_FILES)
  const urls = MEDIA.flatMap((name) => {
    const url = get(name)
    return url && isFetchable(url) ? [url] : []
  })
  // Plivo names no types: they are found out when the file is fetched.
  return urls.slice(0, Math.max(count, 0)).map((url, index) => ({
    name: nameOf('', index + 1),
    type: 'application/octet-stream',
    url,
  }))
}

/** Plivo has set or lifted its block: that is recorded, and not said twice. Help is left to us. */
function optOut(intent: string | null): Pick<IncomingMessage, 'optOutHandled'> {
  switch (intent?.toLowerCase()) {
    case 'optout':
      return { optOutHandled: 'opt_out' }
    case 'optin':
      return { optOutHandled: 'opt_in' }
    default:
      return {}
  }
}
