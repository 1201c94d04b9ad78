// What a business tells its front desk: profile, services, questions with answers, documents.
import { z } from 'zod'

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

export const KnowledgeFields = z.object({
  kind: z.enum(['faq', 'document']),
  /** The question, or the document's title. */
  title: z.string().min(1).max(300),
  /** The answer, or the document's text. */
  body: z.string().min(1).max(200_000),
})
export type KnowledgeFields = z.infer<typeof KnowledgeFields>

/** A passage found for a question: what the front desk may quote, and where it is from. */
export type Passage = {
  sourceId: string
  kind: 'faq' | 'document' | 'service' | 'profile' | 'hours'
  title: string
  text: string
  /** Relevance, 0 to 1, comparable within one search only. */
  score: number
}

export const SourceRef = z.object({
  kind: z.enum(['faq', 'document', 'service', 'profile', 'hours', 'calendar']),
  id: z.string(),
  title: z.string(),
  quote: z.string(),
})
export type SourceRef = z.infer<typeof SourceRef>
