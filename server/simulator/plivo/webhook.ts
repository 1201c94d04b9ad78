import { randomBytes } from 'node:crypto'
import { hmac } from '#lib/crypto.ts'
import { formCall } from '#simulator/calls.ts'
import type { StoredText } from '#simulator/items.ts'
import { type Happening, type Moment, secretOf, type WebhookCall } from '#simulator/provider.ts'

const STATUSES = {
  queued: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'undelivered',
} as const
const INTENTS: Record<string, string> = { opt_out: 'optout', opt_in: 'optin' }

/** Messages to the address of the number, states to the address that came with the message. */
export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  if (happened.what === 'message') {
    const { message, obeyed } = happened
    const intent = obeyed && INTENTS[obeyed]
    return signed(moment, moment.webhookUrl, {
      ...common(message),
      ...contentOf(message, moment),
      ...(intent ? { MessageIntent: intent } : {}),
    })
  }
  if (happened.what !== 'receipt') return null
  const { target, state, failure } = happened
  if (!target.callback) return null
  return signed(moment, target.callback, {
    ...common(target),
    Type: target.extra['type'] ?? 'sms',
    Status: STATUSES[state],
    PartInfo: `1 of ${target.segments}`,
    ParentMessageUUID: target.externalId,
    Units: String(target.segments),
    TotalRate: '0',
    TotalAmount: '0',
    ...(failure ? { ErrorCode: failure.code ?? '1000' } : {}),
  })
}

function common({ externalId, from, to }: StoredText): Record<string, string> {
  return { From: from, To: to, MessageUUID: externalId }
}

function contentOf(message: StoredText, { storageUrl }: Moment): Record<string, string> {
  const { files, text, segments } = message
  if (files.length === 0) return { Type: 'sms', Text: text, Units: String(segments) }
  const media = files.map(({ id }, n) => [`Media${n + 1}`, storageUrl(id)])
  return { Type: 'mms', Body: text, MediaCount: String(files.length), ...Object.fromEntries(media) }
}

/** Signature V3: the address with its query in order, the fields in order, and a number used once. */
function signed(moment: Moment, url: string, fields: Record<string, string>): WebhookCall {
  return formCall(url, fields, () => {
    const { origin, pathname, searchParams } = new URL(url)
    const query = [...searchParams]
      .toSorted(byName)
      .map((pair) => pair.join('='))
      .join('&')
    const content = Object.entries(fields)
      .toSorted(byName)
      .map((pair) => pair.join(''))
      .join('')
    const nonce = BigInt(`0x${randomBytes(8).toString('hex')}`).toString()
    const text = `${origin}${pathname}?${query}${query ? '.' : ''}${content}.${nonce}`
    return {
      'x-plivo-signature-v3-nonce': nonce,
      'x-plivo-signature-ma-v3': hmac('sha256', secretOf(moment, 'authToken'), text).toString('base64'),
    }
  })
}

const byName = ([one]: [string, string], [other]: [string, string]): number =>
  one < other ? -1 : one > other ? 1 : 0
