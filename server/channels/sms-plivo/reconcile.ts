// Finds out whether Plivo has a message whose answer was lost. Its records carry no text and no id of ours, and it is
// not known how soon one is written. So a record can prove that a message went, and nothing proves that it did not.
import { z } from 'zod'
import type { Channel, ReconcileResult } from '#channels/channel.ts'
import { callApi } from '#channels/protocols/rest/call.ts'
import { failureOf, judgeLookup } from '#channels/protocols/rest/outcome.ts'
import { countSegments } from '#domain/segments.ts'
import { describeError } from './errors.ts'
import { messagesUrl } from './send.ts'
import { authorizationOf, plivoSettings } from './settings.ts'
import { statusOf } from './statuses.ts'

/** Plivo's clock and ours may differ by this much. */
const SKEW_MS = 120_000
const PAGE_SIZE = 20

const Numeric = z.union([z.string(), z.number()]).nullish()
const MessageRecord = z.looseObject({
  message_uuid: z.string().min(1),
  message_direction: z.string().nullish(),
  message_state: z.string().nullish(),
  message_type: z.string().nullish(),
  units: Numeric,
  error_code: Numeric,
})
const Page = z.looseObject({ objects: z.array(z.unknown()) })

type Asked = Parameters<Channel['reconcile']>[0]

/**
 * Looks at what went to this customer since we began to send. One new record of the same kind and length is the
 * message; with none, or with several, a person decides.
 */
export const reconcile: Channel['reconcile'] = async (message, account, io) => {
  const since = new Date(message.claimedAt.getTime() - SKEW_MS)
  const query = new URLSearchParams({
    message_direction: 'outbound',
    to_number: message.to,
    // A powerpack chooses the number itself.
    ...(plivoSettings(account).powerpackUuid ? {} : { from_number: account.address }),
    message_time__gte: since.toISOString().slice(0, 19).replace('T', ' '),
    limit: String(PAGE_SIZE),
  })
  const answer = await callApi(io, {
    url: `${messagesUrl(io, account)}?${query}`,
    headers: { authorization: authorizationOf(account) },
  })
  if (answer.outcome !== 'answered' || answer.status !== 200) return judgeLookup(answer)
  const page = Page.safeParse(answer.json)
  if (!page.success || page.data.objects.length >= PAGE_SIZE) return { outcome: 'cannot_tell' }
  const found = page.data.objects.flatMap((one) => {
    const parsed = MessageRecord.safeParse(one)
    return parsed.success && isOurs(parsed.data, message) ? [parsed.data] : []
  })
  const [match, other] = found
  return match && !other ? tell(match) : { outcome: 'cannot_tell' }
}

function isOurs(one: z.infer<typeof MessageRecord>, message: Asked): boolean {
  const type = message.files.length === 0 ? 'sms' : 'mms'
  return (
    one.message_direction !== 'inbound' &&
    !message.knownExternalIds.includes(one.message_uuid) &&
    (one.message_type ?? type).toLowerCase() === type &&
    (type === 'mms' || Number(one.units ?? 0) === countSegments(message.text).segments)
  )
}

function tell(match: z.infer<typeof MessageRecord>): ReconcileResult {
  const status = statusOf(match.message_state ?? '') ?? 'sending'
  if (status !== 'failed') return { outcome: 'found', externalId: match.message_uuid, status }
  // Plivo took it and could not deliver it: it is not sent again, and the reason is told.
  const code = match.error_code ? String(match.error_code) : null
  return {
    outcome: 'found',
    externalId: match.message_uuid,
    status: 'sent',
    failure: failureOf(describeError(code, null)),
  }
}
