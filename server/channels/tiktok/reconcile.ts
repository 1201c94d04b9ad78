// Was it taken? TikTok lists the last twenty messages of a conversation, with the program or app that sent each.
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { toConversationId } from './address.ts'
import { callTikTok } from './api.ts'
import { readAnswer } from './errors.ts'
import { tiktokSettings } from './settings.ts'
import { readMoment } from './shapes.ts'

const AGAIN_MS = 30_000
/** Clocks differ. */
const SKEW_MS = 60_000
/** TikTok gives out no more. */
const LISTED = 20

const Listed = z.object({
  messages: z.array(
    z.object({
      message_id: z.string(),
      timestamp: z.union([z.number(), z.string()]).nullish().catch(null),
      message_type: z.string().nullish().catch(null),
      from_user: z
        .object({ id: z.union([z.string(), z.number()]).transform(String) })
        .nullish()
        .catch(null),
      text: z.object({ body: z.string() }).nullish().catch(null),
      message_tag: z.object({ source: z.string().nullish() }).nullish().catch(null),
    }),
  ),
})

export const reconcile: Channel['reconcile'] = async (message, account, io) => {
  const conversation = toConversationId(message.to)
  if (conversation === null) return { outcome: 'not_found' }
  const { businessId } = tiktokSettings(account)
  const called = await callTikTok(io, account, 'business/message/content/list', null, {
    business_id: businessId,
    conversation_id: conversation,
  })
  if (called.outcome !== 'answered') return { outcome: 'retry', afterMs: AGAIN_MS }
  const answer = readAnswer(called.json)
  const listed = answer?.code === 0 ? Listed.safeParse(answer.data) : null
  if (!listed?.success)
    return answer && answer.code !== 0 ? { outcome: 'cannot_tell' } : { outcome: 'retry', afterMs: AGAIN_MS }
  const { messages } = listed.data
  const since = message.claimedAt.getTime() - SKEW_MS
  const time = (one: (typeof messages)[number]) => readMoment(one.timestamp)?.getTime() ?? 0
  const picture = message.files.length > 0
  const ours = messages.find(
    (one) =>
      one.from_user?.id === businessId &&
      !['APP', 'WEB'].includes(one.message_tag?.source ?? '') &&
      time(one) >= since &&
      !message.knownExternalIds.includes(one.message_id) &&
      (picture ? one.message_type === 'IMAGE' : one.text?.body.trim() === message.text.trim()),
  )
  if (ours) return { outcome: 'found', externalId: ours.message_id, status: 'sent' }
  // A full list that does not reach back so far may have lost it from view.
  const reaches = messages.length < LISTED || messages.some((one) => time(one) < since)
  return reaches ? { outcome: 'not_found' } : { outcome: 'cannot_tell' }
}
