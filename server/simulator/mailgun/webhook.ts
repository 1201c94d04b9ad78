import { randomBytes } from 'node:crypto'
import PostalMime from 'postal-mime'
import { hmac } from '#lib/crypto.ts'
import { formCall, jsonCall } from '#simulator/calls.ts'
import type { WrittenMail } from '#simulator/customer/compose-mail.ts'
import { type Happening, type Moment, secretOf, type WebhookCall } from '#simulator/provider.ts'

/** A mail taken apart into a form, or what became of one. */
export async function webhook(happened: Happening, moment: Moment): Promise<WebhookCall | null> {
  if (happened.what === 'mail') return stored(moment, happened.mail)
  if (happened.what !== 'mail_report') return null
  const { mail, failure, complaint } = happened
  const data = {
    id: randomBytes(16).toString('base64url'),
    timestamp: moment.at.getTime() / 1_000,
    event: failure ? 'failed' : complaint ? 'complained' : 'delivered',
    recipient: mail.recipient,
    message: { headers: { 'message-id': mail.id } },
    'user-variables': mail.reference ? { frontdesk_message: mail.reference } : {},
    ...(failure
      ? {
          severity: 'permanent',
          reason: failure.code,
          'delivery-status': {
            code: 550,
            'enhanced-code': /\d\.\d\.\d/.exec(failure.words)?.[0] ?? '',
            message: failure.words,
          },
        }
      : {}),
  }
  return jsonCall(moment.webhookUrl, { signature: signatureOf(moment), 'event-data': data }, () => AGENT)
}

const AGENT = { 'user-agent': 'Go-http-client/2.0' }

/** HMAC-SHA256 over a time and a token; it stands in the body. */
function signatureOf(moment: Moment): { timestamp: string; token: string; signature: string } {
  const timestamp = String(Math.floor(moment.at.getTime() / 1_000))
  const token = randomBytes(25).toString('hex')
  const signature = hmac('sha256', secretOf(moment, 'signingKey'), timestamp + token).toString('hex')
  return { timestamp, token, signature }
}

async function stored(moment: Moment, written: WrittenMail): Promise<WebhookCall> {
  const mail = await PostalMime.parse(written.raw)
  const from = mail.from?.address ?? ''
  const headers = mail.headers.map(({ originalKey, value }) => [originalKey, value])
  const checked = [
    ['X-Mailgun-Spf', 'Pass'],
    ['X-Mailgun-Dkim-Check-Result', 'Pass'],
  ]
  const fields = {
    recipient: written.to,
    sender: written.envelopeFrom,
    from: mail.from?.name ? `${mail.from.name} <${from}>` : from,
    subject: written.subject,
    'body-plain': mail.text ?? '',
    ...(mail.html ? { 'body-html': mail.html } : {}),
    'message-headers': JSON.stringify([...checked, ...headers]),
    ...signatureOf(moment),
  }
  return formCall(moment.webhookUrl, fields, () => AGENT)
}
