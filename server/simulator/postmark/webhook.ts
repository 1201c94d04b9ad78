import { randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { jsonCall } from '#simulator/calls.ts'
import type { WrittenMail } from '#simulator/customer/compose-mail.ts'
import { type Happening, type Moment, secretOf, settingOf, type WebhookCall } from '#simulator/provider.ts'

/** A mail taken apart, or what became of one. */
export async function webhook(happened: Happening, moment: Moment): Promise<WebhookCall | null> {
  if (happened.what === 'mail') return called(moment, await inboundOf(happened.mail))
  if (happened.what !== 'mail_report') return null
  const { mail, failure } = happened
  const at = moment.at.toISOString()
  const about = {
    MessageID: mail.id,
    ServerID: 1,
    MessageStream: 'outbound',
    Tag: '',
    Metadata: mail.reference ? { frontdesk_message: mail.reference } : {},
  }
  return called(
    moment,
    failure
      ? {
          RecordType: 'Bounce',
          Type: failure.code,
          ...about,
          Email: mail.recipient,
          Details: failure.words,
          BouncedAt: at,
          Inactive: failure.code === 'HardBounce',
        }
      : {
          RecordType: 'Delivery',
          ...about,
          Recipient: mail.recipient,
          Details: 'smtp;250 OK',
          DeliveredAt: at,
        },
  )
}

const TAKEN_OUT = new Set(['from', 'to', 'cc', 'reply-to', 'subject', 'date'])

async function inboundOf(written: WrittenMail): Promise<Record<string, unknown>> {
  const mail = await PostalMime.parse(written.raw)
  const person = (one: { address?: string; name: string } | undefined) => ({
    Email: one?.address ?? '',
    Name: one?.name ?? '',
    MailboxHash: '',
  })
  return {
    FromName: mail.from?.name ?? '',
    From: mail.from?.address ?? '',
    FromFull: person(mail.from),
    To: written.to,
    ToFull: [{ Email: written.to, Name: '', MailboxHash: '' }],
    CcFull: [],
    OriginalRecipient: written.to,
    Subject: mail.subject ?? '',
    MessageID: randomUUID(),
    Date: mail.date ?? '',
    MessageStream: 'inbound',
    TextBody: mail.text ?? '',
    HtmlBody: mail.html ?? '',
    Headers: mail.headers
      .filter(({ key }) => !TAKEN_OUT.has(key))
      .map(({ originalKey, value }) => ({ Name: originalKey, Value: value })),
    Attachments: mail.attachments.map((file, n) => {
      const content = Buffer.from(
        typeof file.content === 'string' ? Buffer.from(file.content) : new Uint8Array(file.content),
      )
      return {
        Name: file.filename ?? `attachment-${n + 1}`,
        Content: content.toString('base64'),
        ContentType: file.mimeType,
        ContentLength: content.byteLength,
      }
    }),
  }
}

function called(moment: Moment, content: Record<string, unknown>): WebhookCall {
  const pair = `${settingOf(moment.account, 'webhookUser')}:${secretOf(moment, 'webhookPassword')}`
  return jsonCall(moment.webhookUrl, content, () => ({
    'user-agent': 'Postmark',
    authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
  }))
}
