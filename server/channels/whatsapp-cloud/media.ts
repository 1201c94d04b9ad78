// Files that customers sent: where they lie for the moment, and who is told who we are.
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { describeError, isPassing } from './errors.ts'
import { apiBaseOf, callGraph } from './graph.ts'
import { mediaIdOf } from './media-address.ts'
import { cloudSettings } from './settings.ts'

/** Domains of Meta from which WhatsApp's files are served. */
const STORES = /(^|\.)(fbsbx\.com|whatsapp\.net|facebook\.com)$/

/** Files may lie anywhere (the fetch itself guards against private networks), but the token goes to Meta only. */
export const accessMedia: NonNullable<Channel['media']> = (url, account, apiBase) => {
  const own = url.origin === new URL(apiBaseOf(apiBase)).origin
  const store = url.protocol === 'https:' && STORES.test(url.hostname)
  const headers: Record<string, string> =
    own || store ? { authorization: `Bearer ${cloudSettings(account).accessToken}` } : {}
  return { allowed: true, headers }
}

const Located = z.object({ url: z.url({ protocol: /^https?$/ }) })

/** Asks where a file lies: the answer is good for five minutes, so it is asked right before each fetch. */
export const locateMedia: NonNullable<Channel['locateMedia']> = async (url, account, io) => {
  const id = mediaIdOf(url)
  if (id === null) return { outcome: 'at', url: url.href }
  const owner = encodeURIComponent(cloudSettings(account).phoneNumberId)
  const answer = await callGraph(io, account, `${id}?phone_number_id=${owner}`, null)
  if (answer.outcome !== 'answered')
    return { outcome: 'later', reason: `WhatsApp could not be reached (${answer.code}).` }
  const located = Located.safeParse(answer.json)
  if (answer.status < 300 && located.success) return { outcome: 'at', url: located.data.url }
  const error = readGraphError(answer.json)
  const passing = answer.status >= 500 || [401, 403, 408, 429].includes(answer.status)
  // A token that has expired is renewed by a person; the file waits some time for that.
  if (passing || (error && (isPassing(error) || error.code === 190)))
    return { outcome: 'later', reason: `WhatsApp did not say where the file lies (HTTP ${answer.status}).` }
  return {
    outcome: 'gone',
    reason: error
      ? `WhatsApp no longer has this file: ${describeError(error).error.reason.toLowerCase()}`
      : 'WhatsApp no longer has this file',
  }
}
