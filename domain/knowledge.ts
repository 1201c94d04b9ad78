// What a business tells its front desk: profile, services, questions with answers, documents.
import { z } from 'zod'
import { ChannelKind } from './channel.ts'

export const Profile = z.object({
  name: z.string().min(1).max(120),
  description: z.string().max(2000).default(''),
  phone: z.string().max(40).default(''),
  email: z.string().max(200).default(''),
  website: z.string().max(300).default(''),
  address: z.string().max(300).default(''),
  directions: z.string().max(1000).default(''),
  /** ISO 3166 alpha-2: phone numbers without + are read as numbers of this country. */
  country: z.string().length(2).default('US'),
  currency: z.string().length(3).default('USD'),
  locale: z.string().max(20).default('en-US'),
})
export type Profile = z.infer<typeof Profile>

export const ServiceFields = z.object({
  name: z.string().min(1).max(120),
  description: z.string().max(2000).default(''),
  /** In minor units of the profile's currency; null where the price is on request. */
  priceMinor: z.number().int().min(0).nullable().default(null),
  /** `from`: the price is a lower bound. */
  priceKind: z.enum(['fixed', 'from', 'on_request']).default('on_request'),
  durationMinutes: z
    .number()
    .int()
    .min(5)
    .max(24 * 60)
    .default(60),
  bookable: z.boolean().default(true),
  /** Taken from the calendar around the visit (to clean up, to drive); the customer does not see it. */
  bufferBeforeMinutes: z.number().int().min(0).max(480).optional(),
  bufferAfterMinutes: z.number().int().min(0).max(480).optional(),
  /** Nothing is offered sooner, in minutes, or later, in days; missing: as the booking rules say. */
  noticeMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 60)
    .nullable()
    .optional(),
  horizonDays: z.number().int().min(1).max(730).nullable().optional(),
})
export type ServiceFields = z.infer<typeof ServiceFields>
export type Service = ServiceFields & { id: string }

/** Who may see a source; nothing given is everybody, everywhere. */
export const KnowledgeAudience = z.object({
  /** Only agents with one of these use it. */
  audiences: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  /** Only on these kinds of channels. */
  channels: z.array(ChannelKind).default([]),
  /** After this nothing of it is said any more. */
  expiresAt: z.iso.datetime().nullable().default(null),
})
export type KnowledgeAudience = z.infer<typeof KnowledgeAudience>

export const KnowledgeFields = z.object({
  kind: z.enum(['faq', 'document']),
  /** The question, or the document's title. */
  title: z.string().min(1).max(300),
  /** The answer, or the document's text. */
  body: z.string().min(1).max(200_000),
})
export type KnowledgeFields = z.infer<typeof KnowledgeFields>

/** How a web site is read. */
export const SiteFields = z.object({
  address: z.string().max(500),
  maxPages: z.number().int().min(1).max(500).default(50),
  /** Links away from the start address. */
  maxDepth: z.number().int().min(0).max(10).default(4),
  /** Days until it is read again; null: only when asked. */
  everyDays: z.number().int().min(1).max(90).nullable().default(7),
})
export type SiteFields = z.infer<typeof SiteFields>

export const knowledgeKinds = ['faq', 'document', 'file', 'website'] as const
export const KnowledgeKind = z.enum(knowledgeKinds)
export type KnowledgeKind = z.infer<typeof KnowledgeKind>

export const KnowledgeState = z.enum(['waiting', 'reading', 'ready', 'failed'])
export type KnowledgeState = z.infer<typeof KnowledgeState>

export const ConflictAbout = z.enum(['price', 'time', 'number', 'yes_no'])
export type ConflictAbout = z.infer<typeof ConflictAbout>

/** A passage found for a question: what the front desk may quote, and where it is from. */
export type Passage = {
  sourceId: string
  kind: KnowledgeKind | 'service' | 'profile' | 'hours'
  title: string
  text: string
  /** Relevance, 0 to 1, comparable within one search only. */
  score: number
  /** The page of a web site. */
  url?: string | null
  /** ISO 639-1, as it was found or guessed when it was stored. */
  language?: string
  /** It was not looked at for long, or could not be read again: it yields to what is fresh. */
  stale?: boolean
}

export const SourceRef = z.object({
  kind: z.enum([...knowledgeKinds, 'service', 'profile', 'hours', 'calendar']),
  id: z.string(),
  title: z.string(),
  quote: z.string(),
})
export type SourceRef = z.infer<typeof SourceRef>

/**
 * Whose word counts where several speak of the same: what people wrote by hand over what they uploaded, over what was read
 * from the web. Higher wins.
 */
export function standingOf(kind: Passage['kind']): number {
  return kind === 'website' ? 1 : kind === 'file' ? 2 : 3
}

/** What was written or uploaded and not touched for so long is worth a look. */
const OLD_AFTER_DAYS = 365
/** A site that was read on schedule is fresh; one that missed it twice is not. */
const MISSED_READINGS = 2
const DAY = 86_400_000

/** Should a person look at it again? `readAt` is when it was last written, or read in full. Pure. */
export function isStale(
  source: { kind: KnowledgeKind; readAt: Date | null; everyDays: number | null },
  now: Date,
): boolean {
  if (!source.readAt) return false
  const days =
    source.kind === 'website' && source.everyDays ? source.everyDays * MISSED_READINGS : OLD_AFTER_DAYS
  return now.getTime() - source.readAt.getTime() > days * DAY
}
