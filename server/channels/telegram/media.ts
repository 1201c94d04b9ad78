// Telegram names files by id, and says where one lies to the bot that asks; the address holds the bot's token. Until it
// is fetched, a file is kept under an address of our own making, which nobody can fetch: `telegram-file:<id>`.
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import { apiBaseOf, callTelegram, readRefusal } from './api.ts'
import { describeError } from './errors.ts'
import { telegramSettings } from './settings.ts'

const SCHEME = 'telegram-file:'
const ID = /^[\w-]{1,300}$/

/** Under which a file is kept until it is fetched; null where the id is none of Telegram's. */
export function fileAddress(id: string): string | null {
  return ID.test(id) ? SCHEME + id : null
}

const Located = z.object({
  ok: z.literal(true),
  result: z.object({ file_path: z.string().regex(/^[\w./-]+$/) }),
})

/** Asks where a file lies: the address holds for an hour at least, so it is asked right before the fetch. */
export const locateMedia: NonNullable<Channel['locateMedia']> = async (url, account, io) => {
  if (url.protocol !== SCHEME) return { outcome: 'at', url: url.href }
  const answer = await callTelegram(io, account, 'getFile', jsonBody({ file_id: url.pathname }))
  if (answer.outcome !== 'answered')
    return { outcome: 'later', reason: `Telegram could not be reached (${answer.code}).` }
  const located = Located.safeParse(answer.json)
  if (located.success) {
    const { botToken } = telegramSettings(account)
    // Dots would lead out of the bot's own folder; anything else in the path is a name.
    if (!located.data.result.file_path.split('/').some((part) => /^\.*$/.test(part)))
      return {
        outcome: 'at',
        url: `${apiBaseOf(io.apiBase)}/file/bot${botToken}/${located.data.result.file_path}`,
      }
  }
  const refused = readRefusal(answer.json)
  if (refused && /file is too big/i.test(refused.said))
    return { outcome: 'gone', reason: 'The file is larger than 20 MB: Telegram gives bots no such file' }
  // A token that was replaced is mended by a person; the file waits some time for that.
  if (!refused || refused.code >= 500 || [401, 404, 429].includes(refused.code))
    return { outcome: 'later', reason: `Telegram did not say where the file lies (HTTP ${answer.status}).` }
  return {
    outcome: 'gone',
    reason: `Telegram does not give out this file: ${describeError(refused.code, refused.said).error.reason}`,
  }
}

/** Files come from the API that this inbox talks to, and from nowhere else. The token is in the address already. */
export const accessMedia: NonNullable<Channel['media']> = (url, _account, apiBase) => {
  const base = new URL(apiBaseOf(apiBase))
  return { allowed: url.origin === base.origin, headers: {} }
}
