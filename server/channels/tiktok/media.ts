// Files that customers sent: TikTok says where one lies to whoever has the token, and gives it out with the token.
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { apiBaseOf, jsonBody } from '#channels/protocols/http-call/call.ts'
import { callTikTok } from './api.ts'
import { describeRefusal, readAnswer } from './errors.ts'
import { filePlaceOf } from './media-address.ts'
import { TIKTOK_API, tiktokSettings } from './settings.ts'
import { knownToken } from './token.ts'

const Located = z.object({ download_url: z.url({ protocol: /^https?$/ }) })
/** Domains of TikTok from which files of messages are served. */
const STORES =
  /(^|\.)(tiktok\.com|tiktokcdn\.com|tiktokcdn-us\.com|tiktokv\.com|byteoversea\.com|ibyteimg\.com)$/

/** Asks where a file lies: the address holds for a day, so it is asked right before the fetch. */
export const locateMedia: NonNullable<Channel['locateMedia']> = async (url, account, io) => {
  const place = filePlaceOf(url)
  if (!place) return { outcome: 'at', url: url.href }
  const called = await callTikTok(
    io,
    account,
    'business/message/media/download',
    jsonBody({
      business_id: tiktokSettings(account).businessId,
      conversation_id: place.conversation,
      message_id: place.message,
      media_id: place.media,
      media_type: place.kind,
    }),
  )
  if (called.outcome === 'no_token') return { outcome: 'later', reason: 'TikTok gave no access token.' }
  if (called.outcome !== 'answered')
    return { outcome: 'later', reason: `TikTok could not be reached (${called.code}).` }
  const answer = readAnswer(called.json)
  const located = answer?.code === 0 ? Located.safeParse(answer.data) : null
  if (located?.success) return { outcome: 'at', url: located.data.download_url }
  if (!answer || answer.code === 0)
    return { outcome: 'later', reason: 'TikTok did not say where the file lies.' }
  const { error, passing } = describeRefusal(answer)
  return passing || answer.code === 51065
    ? { outcome: 'later', reason: `${error.reason}.` }
    : { outcome: 'gone', reason: `TikTok does not give out this file: ${error.reason}` }
}

/** The fetch itself guards against private networks; the token goes to TikTok only. */
export const accessMedia: NonNullable<Channel['media']> = (url, account, apiBase) => {
  const own = url.origin === new URL(apiBaseOf(apiBase, TIKTOK_API)).origin
  const store = url.protocol === 'https:' && STORES.test(url.hostname)
  const token = own || store ? knownToken(account) : ''
  const headers: Record<string, string> = token ? { 'x-user': token } : {}
  return { allowed: true, headers }
}
