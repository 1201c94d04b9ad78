// An AI reply that waits for a person, or that is only compared with what a person writes.
import { z } from 'zod'
import { Intent } from './intent.ts'
import { Risk } from './risk.ts'

/**
 * `open` waits for approval; `shadow` is shown to nobody until the person has answered. The others are ends:
 * `approved` and `edited` were sent, `stale` was overtaken, `expired` waited too long.
 */
export const draftStates = ['open', 'shadow', 'approved', 'edited', 'rejected', 'stale', 'expired'] as const
export const DraftState = z.enum(draftStates)
export type DraftState = z.infer<typeof DraftState>

/** How long a draft may wait where nothing else ends it, in hours. */
export const DRAFT_HOURS = 24

/** When a draft can no longer be approved: after the hours of the settings, or when the channel's reply window closes. */
export function expiresAt(now: Date, hours: number, windowClosesAt: Date | null): Date {
  const own = new Date(now.getTime() + hours * 3_600_000)
  return windowClosesAt && windowClosesAt < own ? windowClosesAt : own
}

/** Why a draft can no longer be approved, in words; null where it can. */
export function whyNotApprovable(
  draft: { state: DraftState; expiresAt: Date; closedBy: string | null; why: string | null },
  now: Date,
): string | null {
  switch (draft.state) {
    case 'open':
      return draft.expiresAt > now
        ? null
        : 'This draft waited too long and has expired. Answer in your own words, or let the AI write a new one.'
    case 'shadow':
      return 'This draft was only made to compare it with your own answer.'
    case 'approved':
    case 'edited':
      return `${draft.closedBy ?? 'Somebody'} has approved this draft already.`
    case 'rejected':
      return `${draft.closedBy ?? 'Somebody'} has rejected this draft.`
    case 'stale':
      return `${draft.why ?? 'Something newer happened'}, so this draft no longer fits.`
    case 'expired':
      return 'This draft waited too long and has expired. Answer in your own words, or let the AI write a new one.'
  }
}

/** What an AI text carries through the gate and keeps: what it is about, and who approved it. */
export const AiWords = z.object({
  intent: Intent.nullable(),
  risk: Risk,
  approved: z
    .object({
      id: z.string(),
      name: z.string(),
      edited: z.boolean(),
      /** Absent where somebody sent again what had not arrived. */
      draftId: z.string().optional(),
    })
    .optional(),
})
export type AiWords = z.infer<typeof AiWords>

/** Of a stored message; null where it is no AI text, or none of which this is known. */
export function aiWordsOf(meta: Record<string, unknown> | null): AiWords | null {
  const parsed = AiWords.safeParse(meta?.['ai'])
  return parsed.success ? parsed.data : null
}
