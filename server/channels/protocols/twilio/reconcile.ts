// Finds out whether Twilio has a message whose answer was lost. Twilio knows no idempotency key and keeps no id of
// ours, so its list of messages to this customer is searched for ours by what it says.
import type { Channel, ReconcileResult } from '#channels/channel.ts'
import { fillText } from '#domain/template.ts'
import { type Dialect, toWire } from './dialect.ts'
import { describeError } from './errors.ts'
import type { Form } from './form.ts'
import { type Answer, listMessages, type MessageResource } from './rest.ts'
import { twilioSettings } from './settings.ts'
import { statusOf } from './statuses.ts'

type Arguments = Parameters<Channel['reconcile']>

/** Twilio's clock and ours may differ by this much. */
const SKEW_MS = 120_000
const PAGE_SIZE = 100
/** A thousand messages to one customer within minutes is not a conversation. */
const MAX_PAGES = 10
const RETRY_MS = 30_000

/** Looks for the message among those that Twilio made for this customer since we began to send it. */
export async function reconcileMessage(
  dialect: Dialect,
  ...[message, account, io]: Arguments
): Promise<ReconcileResult> {
  const settings = twilioSettings(account)
  const since = new Date(message.claimedAt.getTime() - SKEW_MS)
  // Not by `DateSent>`: a message that still waits in Twilio's queue has no such date, and to overlook it is to send
  // it twice. The newest come first, so reading stops at the first that is too old.
  const filter: Form = [
    ['To', toWire(dialect, message.to)],
    ...(account.address ? [['From', toWire(dialect, account.address)] as const] : []),
    ['PageSize', String(PAGE_SIZE)],
  ]
  const found: MessageResource[] = []
  /** Templates whose words at Twilio are not ours: one of them may be it, and a guess could send it twice. */
  let unsure = false
  let query: Parameters<typeof listMessages>[1] | null = { filter }
  for (let page = 0; query; page++) {
    if (page === MAX_PAGES) return { outcome: 'cannot_tell' }
    const answer = await listMessages({ io, settings }, query)
    if (answer.outcome !== 'page') return judge(answer)
    found.push(...answer.messages.filter((one) => isOurs(one, message, since)))
    unsure ||= message.template !== undefined && answer.messages.some((one) => isNews(one, message, since))
    const last = answer.messages.at(-1)?.createdAt
    query = answer.next === null || (last && last < since) ? null : { next: answer.next }
  }
  // The oldest that nobody else is: messages of one conversation leave one after the other.
  const [match] = found.sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0))
  if (match) return tell(match)
  return { outcome: unsure ? 'cannot_tell' : 'not_found' }
}

/** Something that Twilio made since then, and that no message of ours is. */
function isNews(one: MessageResource, message: Arguments[0], since: Date): boolean {
  return (
    one.outbound &&
    (one.createdAt === null || one.createdAt >= since) &&
    !message.knownExternalIds.includes(one.sid)
  )
}

function isOurs(one: MessageResource, message: Arguments[0], since: Date): boolean {
  if (!isNews(one, message, since)) return false
  // Twilio lists a template by its text alone, without heading, foot and buttons.
  if (message.template) {
    const { template, variables } = message.template
    const body = plain(fillText(template.body, variables, template.variables))
    return body !== '' && plain(one.body).includes(body)
  }
  return one.media === message.files.length && plain(one.body) === plain(message.text)
}

/**
 * The text as Twilio may have changed it: trial accounts get a prefix, and smart encoding (on by default in messaging
 * services) turns typographic signs into plain ones. A match missed for that would send the message twice.
 */
function plain(text: string): string {
  return text
    .replace(/^Sent from your Twilio trial account - /, '')
    .normalize('NFKC')
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function tell(match: MessageResource): ReconcileResult {
  const status = statusOf(match.status) ?? 'sending'
  if (status !== 'failed') return { outcome: 'found', externalId: match.sid, status }
  // Twilio took it and could not deliver it: it is not sent again, and the reason is told.
  const { error, effect } = describeError(match.errorCode, match.errorMessage)
  return {
    outcome: 'found',
    externalId: match.sid,
    status: 'sent',
    failure: { error, ...(effect ? { effect } : {}) },
  }
}

function judge(answer: Answer): ReconcileResult {
  if (answer.outcome !== 'answered') return { outcome: 'retry', afterMs: RETRY_MS }
  // Credentials are mended and limits pass. Any other refusal means that this API has no list to ask (emulators), and
  // asking for ever would leave the message hanging: a person decides.
  const passing = answer.status >= 500 || [401, 403, 408, 429].includes(answer.status)
  const broken = answer.status === 501 || answer.status === 505
  return passing && !broken
    ? { outcome: 'retry', afterMs: answer.retryAfterMs ?? RETRY_MS }
    : { outcome: 'cannot_tell' }
}
