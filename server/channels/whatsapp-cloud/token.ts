// What Meta says about the access token itself: does it live, until when, and for which accounts.
import { z } from 'zod'
import type { ChannelIo, ChoreResult, InboxAccount, IncomingNotice } from '#channels/channel.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { describeError } from './errors.ts'
import { callGraph } from './graph.ts'
import { cloudSettings } from './settings.ts'

const Inspected = z.object({
  data: z.object({
    is_valid: z.boolean(),
    expires_at: z.number().nullish().catch(null),
    data_access_expires_at: z.number().nullish().catch(null),
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(z.coerce.string()).nullish().catch(null) }))
      .nullish()
      .catch(null),
  }),
})

export type Token =
  | { outcome: 'read'; valid: boolean; expiresAt: Date | null; accounts: string[] }
  | { outcome: 'failed'; reason: string; remedy: string }

const RENEW =
  'Make an access token of a system user without an end date, and enter it in the settings of the inbox.'

/** Asks about the token with the token. A token without an end has `expiresAt` null. */
export async function inspectToken(account: InboxAccount, io: ChannelIo): Promise<Token> {
  const token = encodeURIComponent(cloudSettings(account).accessToken)
  const answer = await callGraph(io, account, `debug_token?input_token=${token}`, null)
  if (answer.outcome !== 'answered')
    return {
      outcome: 'failed',
      reason: `Meta could not be reached (${answer.code})`,
      remedy: 'Try again later.',
    }
  const read = Inspected.safeParse(answer.json)
  if (answer.status < 300 && read.success) {
    const { is_valid: valid, expires_at: ends, granular_scopes: scopes } = read.data.data
    return {
      outcome: 'read',
      valid,
      expiresAt: ends ? new Date(ends * 1_000) : null,
      accounts: [
        ...new Set(
          (scopes ?? [])
            .filter((one) => one.scope === 'whatsapp_business_management')
            .flatMap((one) => one.target_ids ?? []),
        ),
      ],
    }
  }
  const error = readGraphError(answer.json)
  return {
    outcome: 'failed',
    reason: error
      ? describeError(error).error.reason
      : `Meta said nothing about the token (HTTP ${answer.status})`,
    remedy: RENEW,
  }
}

const DAY_MS = 86_400_000
const WARN_DAYS = 14

/** Chore: warns before the token ends, and when it has. */
export async function watchToken(
  account: InboxAccount,
  _state: Record<string, unknown> | null,
  io: ChannelIo,
): Promise<ChoreResult> {
  const token = await inspectToken(account, io)
  if (token.outcome === 'failed') return { outcome: 'failed', reason: token.reason, remedy: token.remedy }
  return { outcome: 'done', state: null, items: [tokenNotice(token, io.now())] }
}

/** One notice each time, so that a warning that is over is taken back. */
export function tokenNotice(token: Extract<Token, { outcome: 'read' }>, now: Date): IncomingNotice {
  const notice = (level: IncomingNotice['level'], text: string): IncomingNotice => ({
    kind: 'notice',
    code: 'token',
    level,
    text,
    data: { valid: token.valid, expiresAt: token.expiresAt?.toISOString() ?? null },
  })
  if (!token.valid) return notice('error', `The access token is no longer valid. ${RENEW}`)
  if (!token.expiresAt) return notice('info', 'The access token has no end.')
  const days = Math.floor((token.expiresAt.getTime() - now.getTime()) / DAY_MS)
  if (days < 0) return notice('error', `The access token has expired. ${RENEW}`)
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
  return days <= WARN_DAYS
    ? notice('warning', `The access token expires ${when}. ${RENEW}`)
    : notice('info', `The access token expires ${when}.`)
}
