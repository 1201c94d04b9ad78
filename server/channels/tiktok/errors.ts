// TikTok answers with HTTP 200 also where it refuses: what counts is the code in the answer.
import { z } from 'zod'
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'

const Answer = z.object({
  code: z.number().int(),
  message: z.string().nullish().catch(null),
  data: z.unknown().optional(),
})
export type TikTokAnswer = z.infer<typeof Answer>

/** TikTok's own words, or null where the answer is not in its form. `code` 0 is a yes. */
export function readAnswer(json: unknown): TikTokAnswer | null {
  const parsed = Answer.safeParse(json)
  return parsed.success ? parsed.data : null
}

/** Its system failed, perhaps after it took the message. */
export const SYSTEM_ERROR = 51065
export const BAD_TOKEN = 40105
/** Told as "too fast" by some and as "against the rules for direct messages" by others: tried again a few times. */
export const RULES = 40064

const ACCESS =
  'Let the account authorise the app again, and put the new refresh token into the settings of the inbox.'
const table: Record<string, Meaning> = {
  40001: { reason: 'The app may not write for this account', action: ACCESS },
  40002: {
    reason: 'TikTok did not take the message as it was',
    action: 'Shorten it or leave out the file, then send it again.',
  },
  40007: {
    reason: 'TikTok no longer knows this conversation',
    action: 'Wait until the customer writes again, or use another channel.',
  },
  [RULES]: {
    reason: 'TikTok’s rules for direct messages hold this message back',
    action:
      'Perhaps the 48 hours or the ten messages after the customer’s last one are used up: wait until they write, or use another channel.',
    passing: true,
  },
  40100: {
    reason: 'The app has called TikTok too often',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
  [BAD_TOKEN]: { reason: 'TikTok does not accept the token of this account', action: ACCESS, passing: true },
  40908: {
    reason: 'TikTok takes no files of this kind',
    action: 'Send a JPEG or PNG of up to 3 MB, or a link.',
  },
  [SYSTEM_ERROR]: { reason: 'TikTok had a fault', action: 'We look whether the message is there.' },
}

export function describeRefusal(answer: TikTokAnswer): Refusal {
  return describeFailure('TikTok', table, String(answer.code), answer.message ?? null)
}
