// The subscription to the mailbox. Microsoft ends it after some days and asks to renew it; where it is gone, a new one is
// made.
import { z } from 'zod'
import type { ChannelIo, Chore, ChoreResult, InboxAccount } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import type { TokenAnswer } from '#channels/protocols/oauth/call.ts'
import { callGraph, troubleOf } from './api.ts'
import { graphSettings } from './settings.ts'

const DAY_MS = 86_400_000
/** Less than Microsoft allows, and long enough that a renewal may fail for a day. */
const LIFE_MS = 2.5 * DAY_MS

const State = z.object({ id: z.string(), url: z.string(), until: z.string() })
const Made = z.looseObject({ id: z.string(), expirationDateTime: z.string() })

/** Can Microsoft call us at all? It wants HTTPS; an emulator takes what there is. */
export function isAnnounced(io: Pick<ChannelIo, 'webhookUrl' | 'apiBase'>): boolean {
  return io.apiBase !== null || io.webhookUrl.startsWith('https://')
}

export const subscriptionChore: Chore = {
  name: 'subscription',
  everyMs: DAY_MS,
  async run(account, stored, io) {
    if (!isAnnounced(io)) return { outcome: 'done', state: null, items: [] }
    const known = State.safeParse(stored)
    const until = new Date(io.now().getTime() + LIFE_MS).toISOString()
    // Where our own address has changed, the subscription calls nobody: it runs out by itself.
    if (known.success && known.data.url === io.webhookUrl) {
      const path = `subscriptions/${encodeURIComponent(known.data.id)}`
      const body = jsonBody({ expirationDateTime: until })
      const answer = await callGraph(io, account, path, { method: 'PATCH', body })
      const gone = answer.outcome === 'answered' && answer.status === 404
      if (!gone) return settled(answer, io)
    }
    return settled(await subscribe(account, io, until), io)
  },
}

function subscribe(account: InboxAccount, io: ChannelIo, until: string): Promise<TokenAnswer> {
  return callGraph(io, account, 'subscriptions', {
    body: jsonBody({
      changeType: 'created',
      resource: 'me/messages',
      notificationUrl: io.webhookUrl,
      lifecycleNotificationUrl: io.webhookUrl,
      clientState: graphSettings(account).notificationSecret,
      expirationDateTime: until,
    }),
  })
}

function settled(answer: TokenAnswer, io: ChannelIo): ChoreResult {
  const trouble = troubleOf(answer)
  if (trouble) {
    const unreachable = answer.outcome === 'answered' && /validation/i.test(JSON.stringify(answer.json ?? ''))
    return {
      outcome: 'failed',
      reason: `New mail is not announced, only looked for: ${trouble.reason}`,
      remedy: unreachable
        ? `Microsoft must reach ${io.webhookUrl} from the internet: check PUBLIC_URL and the proxy in front of this server.`
        : trouble.remedy,
    }
  }
  const made = Made.safeParse(answer.outcome === 'answered' ? answer.json : null)
  if (!made.success)
    return {
      outcome: 'failed',
      reason: 'Microsoft answered something else than Graph does.',
      remedy: 'Check the API address.',
    }
  const { id, expirationDateTime } = made.data
  return { outcome: 'done', state: { id, url: io.webhookUrl, until: expirationDateTime }, items: [] }
}
