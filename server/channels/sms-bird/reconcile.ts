// Finds out whether Bird has a message whose answer was lost: Bird keeps our id with each message, as its reference.
import { z } from 'zod'
import type { Channel, ReconcileResult } from '#channels/channel.ts'
import { type Answer, callApi } from '#channels/protocols/rest/call.ts'
import { judgeLookup } from '#channels/protocols/rest/outcome.ts'
import { authorizationOf, messagesUrl } from './settings.ts'
import { ChannelMessage, stateOf } from './wire.ts'

const PAGE_SIZE = 100
const MAX_PAGES = 5

const Page = z.looseObject({ results: z.array(z.unknown()), nextPageToken: z.string().nullish() })

/**
 * Looks for our id in the channel's list. Found, it is proof. Not found, it proves nothing: the order of the list and
 * how soon a message stands in it are not known. A person decides then.
 */
export const reconcile: Channel['reconcile'] = async (message, account, io) => {
  let token: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(token ? { pageToken: token } : {}) })
    const answer: Answer = await callApi(io, {
      url: `${messagesUrl(io, account)}?${query}`,
      headers: { authorization: authorizationOf(account) },
    })
    if (answer.outcome !== 'answered' || answer.status !== 200) return judgeLookup(answer)
    const parsed = Page.safeParse(answer.json)
    if (!parsed.success) return { outcome: 'cannot_tell' }
    for (const one of parsed.data.results) {
      const found = ChannelMessage.safeParse(one)
      if (found.success && found.data.reference === message.id) return tell(found.data)
    }
    token = parsed.data.nextPageToken || null
    if (!token) break
  }
  return { outcome: 'cannot_tell' }
}

function tell(found: ChannelMessage): ReconcileResult {
  const state = stateOf(found)
  // Bird took it and could not deliver it: it is not sent again, and the reason is told.
  if (state?.failure)
    return { outcome: 'found', externalId: found.id, status: 'sent', failure: state.failure }
  const status = state?.status ?? 'sending'
  return { outcome: 'found', externalId: found.id, status: status === 'failed' ? 'sent' : status }
}
