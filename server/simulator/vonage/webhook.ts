import { randomUUID } from 'node:crypto'
import { hmac, sha256 } from '#lib/crypto.ts'
import { jsonCall } from '#simulator/calls.ts'
import type { StoredText } from '#simulator/items.ts'
import { type Happening, type Moment, secretOf, settingOf, type WebhookCall } from '#simulator/provider.ts'

const STATUSES = {
  queued: null,
  sent: 'submitted',
  delivered: 'delivered',
  undelivered: 'undeliverable',
} as const

/** Messages and states, with a token that holds the digest of the body. */
export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  if (happened.what === 'message') {
    const { message } = happened
    return signed(moment, { ...common(message, moment), ...contentOf(message, moment) })
  }
  const status = happened.what === 'receipt' ? STATUSES[happened.state] : null
  if (happened.what !== 'receipt' || !status) return null
  const { target, failure } = happened
  return signed(moment, {
    ...common(target, moment),
    status,
    ...(target.reference ? { client_ref: target.reference } : {}),
    ...(failure
      ? {
          error: {
            type: `https://developer.vonage.com/api-errors/messages#${failure.code ?? ''}`,
            title: failure.code,
            detail: failure.words,
            instance: randomUUID(),
          },
        }
      : {}),
  })
}

function common(message: StoredText, moment: Moment): Record<string, unknown> {
  const pictures = message.files.length > 0 || message.extra['channel'] === 'mms'
  return {
    message_uuid: message.externalId,
    channel: pictures ? 'mms' : 'sms',
    from: message.from,
    to: message.to,
    timestamp: moment.at.toISOString(),
  }
}

function contentOf(message: StoredText, { storageUrl }: Moment): Record<string, unknown> {
  const [file] = message.files
  if (!file) return { message_type: 'text', text: message.text }
  const [kind = ''] = file.type.split('/')
  const type = ['image', 'audio', 'video'].includes(kind) ? kind : 'file'
  return {
    message_type: type,
    [type]: {
      url: storageUrl(file.id),
      name: file.name,
      ...(message.text ? { caption: message.text } : {}),
    },
  }
}

function signed(moment: Moment, content: Record<string, unknown>): WebhookCall {
  return jsonCall(moment.webhookUrl, content, (body) => {
    const claims = {
      iss: 'Vonage',
      iat: Math.floor(moment.at.getTime() / 1_000),
      jti: randomUUID(),
      api_key: settingOf(moment.account, 'apiKey'),
      payload_hash: sha256(body),
    }
    const parts = [{ alg: 'HS256', typ: 'JWT' }, claims]
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    const signature = hmac('sha256', secretOf(moment, 'signatureSecret'), text).toString('base64url')
    return { authorization: `Bearer ${text}.${signature}` }
  })
}
