// Signed webhooks as raw bytes, made before the clock runs, so that sending one costs a write to a socket.
import { createHash } from 'node:crypto'
import { formText } from '#test/fakes/http-wire.ts'
import { signTwilio } from '#test/fakes/signers.ts'
import { inboundFields } from '#test/fakes/twilio-wire.ts'
import { BUSINESS, type Signing } from './texting.ts'

/** Numbered messages of numbered senders. The same plan and index give the same message everywhere. */
export type WebhookPlan = Signing & {
  /** Names the plan: message ids of two plans differ. */
  name: string
  /** Number of the first sender, and how many take turns. */
  firstSender: number
  senders: number
  texts: string[]
}

export function phoneOf(sender: number): string {
  return `+1${2_120_000_000 + sender}`
}

export function sidOf(plan: Pick<WebhookPlan, 'name'>, index: number): string {
  return `SM${createHash('md5').update(`${plan.name} ${index}`).digest('hex')}`
}

/** The whole HTTP request of one message. */
export function makeWebhook(plan: WebhookPlan, index: number): Buffer {
  const { pathname, host } = new URL(plan.webhookUrl)
  const fields = inboundFields(
    {
      // Scattered, as customers are: not one after another through the table.
      from: phoneOf(plan.firstSender + ((index * 7_919) % plan.senders)),
      to: BUSINESS,
      body: `${plan.texts[index % plan.texts.length]} (${index})`,
      sid: sidOf(plan, index),
    },
    plan.accountSid,
  )
  const body = formText(fields)
  const signature = signTwilio(plan.webhookUrl, Object.entries(fields), plan.authToken)
  return Buffer.from(
    [
      `POST ${pathname} HTTP/1.1`,
      `host: ${host}`,
      'content-type: application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent: TwilioProxy/1.1',
      'accept: */*',
      `x-twilio-signature: ${signature}`,
      `i-twilio-idempotency-token: ${sidOf(plan, index).slice(2)}`,
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}

/** The whole HTTP request of a read with a token. */
export function makeGet(port: number, path: string, token: string): Buffer {
  return Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\naccept: application/json\r\n\r\n`,
  )
}
