import { randomUUID } from 'node:crypto'
import { jsonCall } from '#simulator/calls.ts'
import type { Happening, Moment, WebhookCall } from '#simulator/provider.ts'
import { signTelnyx } from './key.ts'
import { toResource } from './resource.ts'

const KEYWORDS = { opt_out: 'STOP', opt_in: 'START', help: 'HELP' } as const

/** The event in Telnyx's envelope, to the address of the message or else of the profile. */
export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  const { at, webhookUrl, storageUrl } = moment
  if (happened.what === 'message') {
    const { message, obeyed } = happened
    const media = message.files.map(({ id, type, size }) => ({
      url: storageUrl(id),
      content_type: type,
      size,
    }))
    const autoresponse = obeyed && KEYWORDS[obeyed]
    const payload = toResource(message, { state: null, at, media, autoresponse })
    return event(moment, 'message.received', webhookUrl, payload)
  }
  // It tells when a message leaves and when it is done, and nothing before that.
  if (happened.what !== 'receipt' || happened.state === 'queued') return null
  const { target, state, failure } = happened
  const type = state === 'sent' ? 'message.sent' : 'message.finalized'
  const payload = toResource({ ...target, failure }, { state, at, media: [] })
  return event(moment, type, target.callback ?? webhookUrl, payload)
}

function event(moment: Moment, type: string, url: string, payload: Record<string, unknown>): WebhookCall {
  const timestamp = String(Math.floor(moment.at.getTime() / 1_000))
  const data = {
    event_type: type,
    id: randomUUID(),
    occurred_at: moment.at.toISOString(),
    payload,
    record_type: 'event',
  }
  return jsonCall(url, { data, meta: { attempt: 1, delivered_to: url } }, (body) => ({
    'user-agent': 'telnyx-webhooks',
    'telnyx-timestamp': timestamp,
    'telnyx-signature-ed25519': signTelnyx(moment, timestamp, body),
  }))
}
