// The review of a conversation: what they wanted, how it went, how good the answers were and by which evidence.
import { z } from 'zod'
import { LeadStatus, Temperature } from './contact.ts'

/** A message that bears something out, with the words in it. */
export const Evidence = z.object({ seq: z.number().int(), quote: z.string().max(300) })
export type Evidence = z.infer<typeof Evidence>

export const rubricKeys = [
  'answered',
  'fast',
  'waiting',
  'polite',
  'sourced',
  'not_repeated',
  'handover',
  'promises',
  'content',
] as const
export const RubricKey = z.enum(rubricKeys)
export type RubricKey = z.infer<typeof RubricKey>

export const ScoredItem = z.object({
  key: RubricKey,
  title: z.string(),
  weight: z.number().int().min(0).max(100),
  /** Out of `weight`; null where it does not apply here, and then it does not count. */
  points: z.number().min(0).max(100).nullable(),
  why: z.string(),
  evidence: z.array(Evidence).max(6),
})
export type ScoredItem = z.infer<typeof ScoredItem>

export const ReviewSummary = z.object({
  wanted: z.string().max(600),
  happened: z.string().max(600),
  stands: z.string().max(600),
})
export type ReviewSummary = z.infer<typeof ReviewSummary>

export const Suggestion = z.object({ value: z.string(), why: z.string() })

export const Review = z.object({
  summary: ReviewSummary,
  /** Null where nothing could be judged yet. */
  score: z.number().int().min(0).max(100).nullable(),
  items: z.array(ScoredItem),
  stage: Suggestion,
  lead: z.object({ value: LeadStatus, why: z.string() }),
  temperature: z.object({ value: Temperature, reasons: z.array(z.string()) }),
  by: z.enum(['builtin', 'model']),
  /** Why the model's review is not shown, where one was asked. */
  fallback: z.string().nullable(),
})
export type Review = z.infer<typeof Review>

export const Stage = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'small letters, digits, - and _'),
  name: z.string().trim().min(1).max(40),
})
export type Stage = z.infer<typeof Stage>

/** How far a conversation has come: the workspace's own words, apart from its status. */
export const defaultStages: Stage[] = [
  { id: 'new', name: 'New' },
  { id: 'qualified', name: 'Qualified' },
  { id: 'quoted', name: 'Quoted' },
  { id: 'booked', name: 'Booked' },
  { id: 'won', name: 'Won' },
  { id: 'lost', name: 'Lost' },
]

export const ReviewSettings = z.object({
  /** Only what has been reviewed is listed; what cannot wait is listed whatever this says. */
  reviewedOnly: z.boolean().default(false),
  stages: z
    .array(Stage)
    .min(1)
    .max(20)
    .refine((all) => new Set(all.map((s) => s.id)).size === all.length, 'each stage once')
    .default(defaultStages),
  /** Whether the agent's model writes the review where it has one. */
  byModel: z.boolean().default(true),
})
export type ReviewSettings = z.infer<typeof ReviewSettings>
export const defaultReviewSettings: ReviewSettings = ReviewSettings.parse({})

/** A conversation is reviewed when nothing was said in it for so long. */
export const REVIEW_AFTER_MS = 10 * 60_000

/** The score that items come to: the share of the points that were to be had. Null where there were none. */
export function scoreOf(items: Pick<ScoredItem, 'weight' | 'points'>[]): number | null {
  const counted = items.filter((item) => item.points !== null)
  const possible = counted.reduce((sum, item) => sum + item.weight, 0)
  if (possible === 0) return null
  const got = counted.reduce((sum, item) => sum + Math.min(item.weight, Math.max(0, item.points ?? 0)), 0)
  return Math.round((100 * got) / possible)
}
