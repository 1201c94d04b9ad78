// Looks twice a day whether the access token still works, and warns two weeks before it ends.
import { z } from 'zod'
import type { Chore, ChoreResult, InboxAccount, IncomingNotice } from '#channels/channel.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { sha256 } from '#lib/crypto.ts'
import { askAccount, askToken } from './account.ts'
import type { Dialect } from './dialect.ts'
import { settingsOf } from './settings.ts'

const DAY_MS = 86_400_000
const WARN_MS = 14 * DAY_MS
const DEAD = new Set([102, 190, 463, 467])

const Token = z.object({
  data: z.object({
    is_valid: z.boolean().nullish(),
    /** Seconds; 0 where it never ends. */
    expires_at: z.number().nullish(),
  }),
})
/** `digest` tells tokens apart without keeping one; `since`: when this one was first seen here. */
const State = z.object({ digest: z.string(), since: z.string(), warned: z.boolean() })
type State = z.infer<typeof State>

const gone: ChoreResult = {
  outcome: 'failed',
  reason: 'Meta no longer takes the access token: nothing can be sent.',
  remedy: 'Generate a new one in the Meta app, and enter it in the settings of the inbox.',
}

export function tokenChoreOf(dialect: Dialect): Chore {
  return {
    name: 'token',
    everyMs: 12 * 3_600_000,
    async run(account, given, io) {
      const known = State.safeParse(given)
      const digest = sha256(settingsOf(dialect, account).accessToken).slice(0, 16)
      const now = io.now()
      const same = known.success && known.data.digest === digest
      const state: State = same ? known.data : { digest, since: now.toISOString(), warned: false }
      // A new token of an inbox that was warned: that the worry is over is told once.
      const warned = known.success && known.data.warned
      const answer = await askAccount(dialect, account, io)
      if (answer.outcome !== 'answered' || answer.status >= 500 || answer.status === 429)
        return { outcome: 'done', state: { ...state, warned }, items: [], againAfterMs: 3_600_000 }
      const refused = readGraphError(answer.json)
      if (answer.status === 401 || (refused && DEAD.has(refused.code))) return gone
      const ends = await endOf(dialect, account, state, io)
      if (ends === 'dead') return gone
      const near = ends !== null && ends.getTime() - now.getTime() < WARN_MS
      const items = near ? [soon(dialect, ends)] : warned ? [fine(ends)] : []
      return { outcome: 'done', state: { ...state, warned: near }, items }
    },
  }
}

/** When the token ends: as Meta says, or after the days that tokens of this kind last. Null: it does not, or nobody knows. */
async function endOf(
  dialect: Dialect,
  account: InboxAccount,
  state: State,
  io: Parameters<Chore['run']>[2],
): Promise<Date | null | 'dead'> {
  if (dialect.tokenDays !== null)
    return new Date(new Date(state.since).getTime() + dialect.tokenDays * DAY_MS)
  const answer = await askToken(dialect, account, io)
  const token = Token.safeParse(answer.outcome === 'answered' ? answer.json : null)
  if (!token.success) return null
  const { is_valid: valid, expires_at: seconds } = token.data.data
  if (valid === false) return 'dead'
  return seconds ? new Date(seconds * 1000) : null
}

function soon(dialect: Dialect, ends: Date): IncomingNotice {
  const day = ends.toISOString().slice(0, 10)
  const told = dialect.tokenDays === null
  return {
    kind: 'notice',
    code: 'token',
    level: 'warning',
    text: told
      ? `The access token ends on ${day}. Generate a new one in the Meta app before that, and enter it here.`
      : `The access token was entered ${dialect.tokenDays} days before ${day}, and such tokens last ${dialect.tokenDays} days. Renew it in the Meta app before that, and enter the new one here.`,
    data: { ends: ends.toISOString() },
  }
}

function fine(ends: Date | null): IncomingNotice {
  return {
    kind: 'notice',
    code: 'token',
    level: 'info',
    text: ends
      ? `The new access token works until ${ends.toISOString().slice(0, 10)}.`
      : 'The new access token works, and does not end.',
    data: ends ? { ends: ends.toISOString() } : {},
  }
}
