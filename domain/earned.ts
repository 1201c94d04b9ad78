// Earned autonomy: how often the AI would have answered as people did, and what follows from it. Pure.
import { z } from 'zod'

/** What a person did with what the AI had written; `answered`: they wrote their own words. */
export const verdictsOnDrafts = ['approved', 'edited', 'rejected', 'answered'] as const
export const DraftFate = z.enum(verdictsOnDrafts)
export type DraftFate = z.infer<typeof DraftFate>

export const EarnedSettings = z.object({
  /** Without it, a promotion is only proposed. Falling back always happens by itself. */
  automatic: z.boolean().default(false),
  /** At least so much of the answers must agree, 0.5 to 1. */
  agreement: z.number().min(0.5).max(1).default(0.9),
  /** Over at least so many answers. */
  answers: z.number().int().min(5).max(500).default(20),
  /** What an intent is promoted to. */
  to: z.enum(['controlled', 'full']).default('controlled'),
  /** So many drafts of an intent rejected in a row take its promotion back. */
  rejections: z.number().int().min(1).max(20).default(3),
})
export type EarnedSettings = z.infer<typeof EarnedSettings>

/** One comparison, as the decision sees it. */
export type Evidence = { fate: DraftFate; agreed: boolean }

export type Tally = { agreed: number; total: number }
export const tallyOf = (evidence: Evidence[]): Tally => ({
  agreed: evidence.filter((e) => e.agreed).length,
  total: evidence.length,
})

/** The Wilson interval at 95 %: where the true share lies, also for few answers. From 0 to 1 where there are none. */
export function confidence({ agreed, total }: Tally): { low: number; high: number } {
  if (total === 0) return { low: 0, high: 1 }
  const z = 1.959964
  const share = agreed / total
  const middle = share + (z * z) / (2 * total)
  const spread = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total))
  const scale = 1 + (z * z) / total
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

export type EarnedMove = { move: 'promote' | 'propose' | 'fall_back' | 'stay'; why: string }

const percent = (share: number) => `${Math.round(share * 100)} %`

/** Falls back only clearly below the bar, so that one answer does not swing it to and fro. */
const SLACK = 0.1

/**
 * What the evidence says about one intent of one agent. `evidence` is newest first, and none of it is older than the
 * last promotion or fall-back: who has fallen back earns it anew.
 */
export function decideEarned(
  settings: EarnedSettings,
  state: { promoted: boolean; mayRise: boolean },
  evidence: Evidence[],
): EarnedMove {
  if (state.promoted) {
    const streak = evidence.findIndex((e) => e.fate !== 'rejected')
    const rejected = streak === -1 ? evidence.length : streak
    if (rejected >= settings.rejections)
      return {
        move: 'fall_back',
        why: `${rejected} ${rejected === 1 ? 'draft was' : 'drafts in a row were'} rejected`,
      }
    const recent = tallyOf(evidence.slice(0, settings.answers))
    const floor = settings.agreement - SLACK
    const enough = recent.total >= Math.ceil(settings.answers / 2)
    if (enough && recent.agreed / recent.total < floor)
      return {
        move: 'fall_back',
        why: `Agreement dropped to ${percent(recent.agreed / recent.total)} of the last ${recent.total} answers`,
      }
    return { move: 'stay', why: '' }
  }
  const recent = tallyOf(evidence.slice(0, Math.max(settings.answers, 50)))
  const share = recent.total === 0 ? 0 : recent.agreed / recent.total
  if (!state.mayRise || recent.total < settings.answers || share < settings.agreement)
    return { move: 'stay', why: '' }
  return {
    move: settings.automatic ? 'promote' : 'propose',
    why: `${recent.agreed} of the last ${recent.total} answers agree (${percent(share)}); ${percent(settings.agreement)} of ${settings.answers} are asked for`,
  }
}
