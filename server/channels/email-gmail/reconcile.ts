// Was a mail sent whose answer was lost? Gmail finds it by its Message-ID; where it has got another one, by our mark.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount, ReconcileResult } from '#channels/channel.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { OWN_MARK } from '#channels/protocols/mail/sent.ts'
import { judgeLookup } from '#channels/protocols/rest/outcome.ts'
import { callGmail } from './api.ts'

/** Gmail's search learns of a mail within seconds; until then "not found" means nothing. */
const INDEX_MS = 60_000
const AGAIN_MS = 15_000
const MAX_CANDIDATES = 20

const Listed = z.looseObject({ messages: z.array(z.looseObject({ id: z.string() })).optional() })
const Headers = z.looseObject({
  payload: z.looseObject({ headers: z.array(z.looseObject({ name: z.string(), value: z.string() })) }),
})

export const reconcile: Channel['reconcile'] = async (message, account, io) => {
  const ours = messageIdFor(account, message.id)
  const direct = await search(account, io, `rfc822msgid:${ours.slice(1, -1)}`, 1)
  if ('outcome' in direct) return direct
  if (direct.ids.length > 0) return { outcome: 'found', externalId: ours, status: 'sent' }
  const since = Math.floor(message.claimedAt.getTime() / 1_000) - 60
  const recent = await search(account, io, `in:sent after:${since}`, MAX_CANDIDATES)
  if ('outcome' in recent) return recent
  for (const id of recent.ids) {
    const path = `messages/${encodeURIComponent(id)}?format=metadata&metadataHeaders=Message-ID&metadataHeaders=${OWN_MARK}`
    const answer = await callGmail(io, account, path)
    const read = Headers.safeParse(answer.outcome === 'answered' ? answer.json : null)
    if (!read.success) continue
    const header = (name: string) =>
      read.data.payload.headers.find((h) => h.name.toLowerCase() === name.toLowerCase())?.value.trim()
    if (header(OWN_MARK) === message.id)
      return { outcome: 'found', externalId: header('Message-ID') ?? ours, status: 'sent' }
  }
  const age = io.now().getTime() - message.claimedAt.getTime()
  return age < INDEX_MS ? { outcome: 'retry', afterMs: AGAIN_MS } : { outcome: 'not_found' }
}

async function search(
  account: InboxAccount,
  io: ChannelIo,
  q: string,
  limit: number,
): Promise<{ ids: string[] } | ReconcileResult> {
  const query = new URLSearchParams({ q, maxResults: String(limit) })
  const answer = await callGmail(io, account, `messages?${query}`)
  if (answer.outcome === 'no_token') return { outcome: 'retry', afterMs: INDEX_MS }
  const read = Listed.safeParse(answer.outcome === 'answered' && answer.status < 300 ? answer.json : null)
  return read.success ? { ids: (read.data.messages ?? []).map(({ id }) => id) } : judgeLookup(answer)
}
