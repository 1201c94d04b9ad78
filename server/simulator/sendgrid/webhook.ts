import { randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { jsonCall } from '#simulator/calls.ts'
import type { WrittenMail } from '#simulator/customer/compose-mail.ts'
import type { Happening, Moment, WebhookCall } from '#simulator/provider.ts'
import { signedBySendgrid } from './key.ts'

/** A mail taken apart into a form, or what became of one. */
export async function webhook(happened: Happening, moment: Moment): Promise<WebhookCall | null> {
  if (happened.what === 'mail') return parsed(moment, happened.mail)
  if (happened.what !== 'mail_report') return null
  const { mail, failure, complaint } = happened
  const common = {
    email: mail.recipient,
    timestamp: Math.floor(moment.at.getTime() / 1_000),
    sg_event_id: randomUUID(),
    sg_message_id: `${mail.id}.recvd-0`,
    ...(mail.reference ? { frontdesk_message: mail.reference } : {}),
  }
  const event = failure
    ? {
        ...common,
        event: 'bounce',
        type: failure.code,
        reason: failure.words,
        status: /\d\.\d\.\d/.exec(failure.words)?.[0] ?? '5.0.0',
      }
    : complaint
      ? { ...common, event: 'spamreport' }
      : { ...common, event: 'delivered', response: '250 2.0.0 OK' }
  return jsonCall(moment.webhookUrl, [event], (body) => signedBySendgrid(moment, 'the event webhook', body))
}

async function parsed(moment: Moment, written: WrittenMail): Promise<WebhookCall> {
  const text = written.raw.toString('utf8')
  const mail = await PostalMime.parse(written.raw)
  const from = mail.from?.address ?? ''
  const fields: Record<string, string> = {
    headers: text.slice(0, /\r?\n\r?\n/.exec(text)?.index ?? text.length),
    from: mail.from?.name ? `${mail.from.name} <${from}>` : from,
    to: written.to,
    subject: written.subject,
    ...(mail.text ? { text: mail.text } : {}),
    ...(mail.html ? { html: mail.html } : {}),
    envelope: JSON.stringify({ to: [written.to], from: written.envelopeFrom }),
    charsets: JSON.stringify({ to: 'UTF-8', subject: 'UTF-8', from: 'UTF-8', text: 'UTF-8', html: 'UTF-8' }),
    SPF: 'pass',
    dkim: from ? `{@${from.slice(from.lastIndexOf('@') + 1)} : pass}` : 'none',
    sender_ip: '192.0.2.25',
    attachments: '0',
  }
  const boundary = `xYzZY${randomUUID().replaceAll('-', '')}`
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const body = `${parts.join('')}--${boundary}--\r\n`
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    ...signedBySendgrid(moment, 'Inbound Parse', body),
  }
  return { url: moment.webhookUrl, headers, body }
}
