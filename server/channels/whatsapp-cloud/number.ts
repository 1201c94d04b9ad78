// What Meta says about the number: does it live, how do people judge it, how much may it send.
import { z } from 'zod'
import type { ChannelIo, ChoreResult, InboxAccount, IncomingNotice, TestStep } from '#channels/channel.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { describeError } from './errors.ts'
import { callGraph } from './graph.ts'
import { toNumber } from './people.ts'
import { cloudSettings } from './settings.ts'

const words = z.string().nullish().catch(null)
const Answered = z.object({
  id: z.coerce.string(),
  display_phone_number: words,
  verified_name: words,
  quality_rating: words,
  status: words,
  name_status: words,
  throughput: z.object({ level: words }).nullish().catch(null),
  messaging_limit_tier: words,
  whatsapp_business_manager_messaging_limit: words,
})
export type NumberFacts = z.infer<typeof Answered>

const FIELDS =
  'display_phone_number,verified_name,quality_rating,status,name_status,throughput,messaging_limit_tier,whatsapp_business_manager_messaging_limit'

type Asked =
  | { outcome: 'read'; number: NumberFacts }
  | { outcome: 'refused'; reason: string; remedy: string }
  | { outcome: 'no_answer'; reason: string; remedy: string }

async function askNumber(account: InboxAccount, io: ChannelIo): Promise<Asked> {
  const id = encodeURIComponent(cloudSettings(account).phoneNumberId)
  const answer = await callGraph(io, account, `${id}?fields=${encodeURIComponent(FIELDS)}`, null)
  if (answer.outcome !== 'answered' || answer.status >= 500)
    return {
      outcome: 'no_answer',
      reason: `Meta did not answer (${answer.outcome === 'answered' ? `HTTP ${answer.status}` : answer.code})`,
      remedy: 'Try again in a moment. If it stays so, check the API address in the settings of the inbox.',
    }
  const read = Answered.safeParse(answer.json)
  if (answer.status < 300 && read.success) return { outcome: 'read', number: read.data }
  const error = readGraphError(answer.json)
  const { reason, action } = error
    ? describeError(error).error
    : {
        reason: `Meta refused the credentials (HTTP ${answer.status})`,
        action: 'Enter the access token again.',
      }
  return { outcome: 'refused', reason, remedy: action }
}

/** Does the account work? Reads the number with the token; changes nothing. */
export async function probe(account: InboxAccount, io: ChannelIo): Promise<TestStep[]> {
  const asked = await askNumber(account, io)
  if (asked.outcome !== 'read')
    return [{ step: 'credentials', ok: false, detail: `${asked.reason}.`, remedy: asked.remedy }]
  const { number } = asked
  const own = toNumber(number.display_phone_number?.replace(/[^\d+]/g, ''))
  const right = own === null || account.address === '' || own === account.address
  const live = !number.status || number.status === 'CONNECTED'
  return [
    { step: 'credentials', ok: true, detail: 'Meta accepts the access token.', remedy: null },
    {
      step: 'sender',
      ok: right && live,
      detail: `The number is ${number.display_phone_number ?? 'without a name'}, “${number.verified_name ?? ''}”${live ? '' : `, and its state is ${number.status}`}.`,
      remedy: !right
        ? 'The phone number ID belongs to another number than this inbox: copy the ID that stands below your number.'
        : live
          ? null
          : 'Register the number in the WhatsApp Manager of Meta.',
    },
  ]
}

/** Chore: how people judge the number, and how much it may send. */
export async function watchNumber(
  account: InboxAccount,
  _state: Record<string, unknown> | null,
  io: ChannelIo,
): Promise<ChoreResult> {
  const asked = await askNumber(account, io)
  if (asked.outcome !== 'read') return { outcome: 'failed', reason: asked.reason, remedy: asked.remedy }
  return { outcome: 'done', state: null, items: [numberNotice(asked.number)] }
}

const MANAGER = 'Look in the WhatsApp Manager of Meta for what is wrong.'

export function numberNotice(number: NumberFacts): IncomingNotice {
  const quality = number.quality_rating?.toUpperCase() ?? 'UNKNOWN'
  const limit = number.whatsapp_business_manager_messaging_limit ?? number.messaging_limit_tier
  const data = { quality, status: number.status, limit, throughput: number.throughput?.level ?? null }
  const notice = (level: IncomingNotice['level'], text: string): IncomingNotice => ({
    kind: 'notice',
    code: 'number_quality',
    level,
    text,
    data,
  })
  if (number.status && number.status !== 'CONNECTED')
    return notice('error', `The number is not in service (${number.status}). ${MANAGER}`)
  if (quality === 'RED')
    return notice(
      'error',
      `People often block or report this number. Send less, and only what they asked for. ${MANAGER}`,
    )
  if (quality === 'YELLOW')
    return notice('warning', 'Some people block or report this number. Send only what they asked for.')
  return notice(
    'info',
    quality === 'GREEN' ? 'People think well of this number.' : 'The number has no rating yet.',
  )
}
