// Was a mail sent whose answer was lost? The folder of sent mail is asked: by our Message-ID, and where Microsoft gave
// another one, by our mark in the mails of that time.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount, ReconcileResult } from '#channels/channel.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { markOf } from '#channels/protocols/mail/sent.ts'
import { judgeLookup } from '#channels/protocols/rest/outcome.ts'
import { callGraph } from './api.ts'

/** A mail is in the folder when it has left, which may take a moment. */
const LEAVE_MS = 60_000
const AGAIN_MS = 15_000

const Listed = z.looseObject({
  value: z.array(z.looseObject({ id: z.string(), internetMessageId: z.string().nullish() })),
})

export const reconcile: Channel['reconcile'] = async (message, account, io) => {
  const ours = messageIdFor(account, message.id)
  const direct = await search(account, io, `internetMessageId eq '${ours.replaceAll("'", "''")}'`)
  if ('outcome' in direct) return direct
  if (direct.mails.length > 0) return { outcome: 'found', externalId: ours, status: 'sent' }
  const since = new Date(message.claimedAt.getTime() - 60_000).toISOString()
  const recent = await search(account, io, `sentDateTime ge ${since}`)
  if ('outcome' in recent) return recent
  for (const { id, internetMessageId } of recent.mails) {
    const path = `me/messages/${encodeURIComponent(id)}/$value`
    const answer = await callGraph(io, account, path, { file: true })
    const bytes = answer.outcome === 'answered' ? answer.bytes : undefined
    if (bytes && markOf(bytes) === message.id)
      return { outcome: 'found', externalId: internetMessageId ?? ours, status: 'sent' }
  }
  const age = io.now().getTime() - message.claimedAt.getTime()
  return age < LEAVE_MS ? { outcome: 'retry', afterMs: AGAIN_MS } : { outcome: 'not_found' }
}

async function search(
  account: InboxAccount,
  io: ChannelIo,
  filter: string,
): Promise<{ mails: z.infer<typeof Listed>['value'] } | ReconcileResult> {
  const query = new URLSearchParams({ $filter: filter, $select: 'id,internetMessageId', $top: '20' })
  const answer = await callGraph(io, account, `me/mailFolders/sentitems/messages?${query}`)
  if (answer.outcome === 'no_token') return { outcome: 'retry', afterMs: LEAVE_MS }
  const read = Listed.safeParse(answer.outcome === 'answered' && answer.status < 300 ? answer.json : null)
  return read.success ? { mails: read.data.value } : judgeLookup(answer)
}
