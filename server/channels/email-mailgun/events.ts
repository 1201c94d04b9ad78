// What Mailgun tells about mail that left: https://documentation.mailgun.com/docs/mailgun/user-manual/events
import { z } from 'zod'
import type { InboxAccount, IncomingItem, ParseOutcome } from '#channels/channel.ts'
import { type MailEvent, receiptFor } from '#channels/protocols/mail-webhook/receipts.ts'
import { OUR_ID } from './send.ts'

const Text = z.string().nullish()
const Data = z.looseObject({
  event: z.string(),
  timestamp: z.number().nullish(),
  severity: Text,
  reason: Text,
  recipient: Text,
  'delivery-status': z
    .looseObject({
      code: z.union([z.number(), z.string()]).nullish(),
      message: Text,
      description: Text,
      'enhanced-code': Text,
    })
    .nullish(),
  message: z.looseObject({ headers: z.looseObject({ 'message-id': Text }).nullish() }).nullish(),
  'user-variables': z.record(z.string(), z.unknown()).nullish(),
})
type Data = z.infer<typeof Data>
const Body = z.looseObject({ 'event-data': Data })

export function readEvent(body: Buffer, account: InboxAccount): ParseOutcome {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return { ok: false, reason: 'The body is not JSON.' }
  }
  const parsed = Body.safeParse(json)
  if (!parsed.success) return { ok: false, reason: 'It is not an event as Mailgun describes it.' }
  return { ok: true, items: [itemOf(parsed.data['event-data'], account)] }
}

function itemOf(data: Data, account: InboxAccount): IncomingItem {
  const carried = data['user-variables']?.[OUR_ID]
  const about: MailEvent = {
    message: typeof carried === 'string' ? carried : data.message?.headers?.['message-id'],
    recipient: data.recipient,
    at: data.timestamp ? new Date(data.timestamp * 1000) : null,
  }
  switch (data.event) {
    case 'delivered':
      return receiptFor(about, { kind: 'delivered' }, account)
    case 'failed':
      return receiptFor(about, failure(data), account)
    case 'complained':
      return receiptFor(about, { kind: 'complained' }, account)
    case 'unsubscribed':
      return receiptFor(about, { kind: 'unsubscribed' }, account)
    default:
      return { kind: 'ignored', why: `An event of the kind ${data.event}.` }
  }
}

function failure(data: Data) {
  const status = data['delivery-status']
  const words = [status?.message, status?.description].find((text) => text)
  const code = status?.code === null || status?.code === undefined ? '' : `${status.code} `
  const said = words ? `${/^\d{3}\b/.test(words) ? '' : code}${words}` : ''
  const enhanced = status?.['enhanced-code'] ?? null
  if (data.severity === 'temporary') return { kind: 'delayed' as const, said, status: enhanced }
  const suppressed = SUPPRESSED[data.reason ?? '']
  return {
    kind: 'failed' as const,
    said,
    status: enhanced,
    ...(suppressed ? { dead: suppressed.dead, error: suppressed.error } : {}),
  }
}

/** Mailgun did not even try, because of what it knows of the address. */
const SUPPRESSED: Record<string, { dead: boolean; error: { code: string; reason: string; action: string } }> =
  {
    'suppress-bounce': {
      dead: true,
      error: {
        code: 'suppress-bounce',
        reason: 'Mailgun sends nothing more to this address: an earlier mail bounced.',
        action: 'Ask the customer for another address, or delete this one from the suppressions at Mailgun.',
      },
    },
    'suppress-complaint': optedOut('suppress-complaint', 'the reader complained'),
    'suppress-unsubscribe': optedOut('suppress-unsubscribe', 'the reader unsubscribed'),
  }

function optedOut(code: string, why: string) {
  return {
    dead: false,
    error: {
      code,
      reason: `Mailgun sends nothing more to this address: ${why}.`,
      action: 'Write another way, and only if the person asks you to.',
    },
  }
}
