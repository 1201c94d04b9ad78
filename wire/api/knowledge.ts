// Sources of knowledge, what was read of them, what is found in them, and where they contradict each other.
import { z } from 'zod'
import { ChannelKind } from '#domain/channel.ts'
import {
  ConflictAbout,
  KnowledgeAudience,
  KnowledgeFields,
  KnowledgeKind,
  KnowledgeState,
  SiteFields,
} from '#domain/knowledge.ts'
import { Id, PageQuery, page, Timestamp } from './common.ts'

export const KnowledgeItem = z
  .object({
    id: Id,
    kind: KnowledgeKind,
    title: z.string(),
    body: z.string().describe('What was written by hand; empty for files and sites'),
    sample: z.boolean(),
    state: KnowledgeState,
    problem: z.string().nullable().describe('Why it was not read, or not in full'),
    remedy: z.string().nullable().describe('What to do about it'),
    audiences: z.array(z.string()).describe('Only agents with one of these use it; empty: all'),
    channels: z.array(ChannelKind).describe('Only on these kinds of channels; empty: all'),
    expiresAt: Timestamp.nullable(),
    expired: z.boolean(),
    readAt: Timestamp.nullable().describe('When it was last written, or read in full'),
    nextReadAt: Timestamp.nullable(),
    stale: z.boolean().describe('Not looked at for long, or missed by its schedule'),
    file: z.object({ name: z.string(), size: z.number().int(), url: z.string() }).nullable(),
    site: SiteFields.nullable(),
    passages: z.number().int().describe('What is searched'),
    pages: z.object({ found: z.number().int(), read: z.number().int() }),
    updatedAt: Timestamp,
  })
  .meta({ id: 'KnowledgeItem' })
export type KnowledgeItem = z.infer<typeof KnowledgeItem>
export const KnowledgePage = page(KnowledgeItem).meta({ id: 'KnowledgePage' })
export const KnowledgeQuery = PageQuery.extend({
  kind: KnowledgeKind.optional(),
  q: z.string().trim().max(200).optional(),
})

const Audience = {
  audiences: KnowledgeAudience.shape.audiences.removeDefault().optional(),
  channels: KnowledgeAudience.shape.channels.removeDefault().optional(),
  expiresAt: KnowledgeAudience.shape.expiresAt.removeDefault().optional(),
}
export const KnowledgeBody = KnowledgeFields.extend(Audience)
export const KnowledgePatch = z.object({
  ...Audience,
  title: z.string().trim().min(1).max(300).optional(),
  site: SiteFields.omit({ address: true }).partial().optional(),
})
export const WebsiteBody = z.object({
  address: z.string().trim().min(3).max(500).describe('Where to begin, e.g. acme.com'),
  maxPages: SiteFields.shape.maxPages,
  maxDepth: SiteFields.shape.maxDepth,
  everyDays: SiteFields.shape.everyDays,
})

export const KnowledgePageItem = z
  .object({
    id: Id,
    url: z.string().nullable(),
    title: z.string(),
    state: z.enum(['waiting', 'read', 'skipped', 'failed']),
    problem: z.string().nullable(),
    letters: z.number().int(),
    passages: z.number().int(),
    readAt: Timestamp.nullable(),
  })
  .meta({ id: 'KnowledgePageItem', description: 'A page of a file or a web site' })
export type KnowledgePageItem = z.infer<typeof KnowledgePageItem>
export const KnowledgeText = z
  .object({
    title: z.string(),
    url: z.string().nullable(),
    text: z.string(),
    passages: z.array(z.object({ title: z.string(), text: z.string(), language: z.string() })),
  })
  .meta({ id: 'KnowledgeText', description: 'What was read, and the passages it is searched by' })
export type KnowledgeText = z.infer<typeof KnowledgeText>

export const KnowledgeSearchQuery = z.object({
  q: z.string().trim().min(1).max(300),
  limit: z.coerce.number().int().min(1).max(20).default(5),
  channel: ChannelKind.optional().describe('As a customer on this channel would be answered'),
  audiences: z
    .string()
    .max(300)
    .optional()
    .describe('As an agent with these would answer, separated by commas'),
})
export const PassageWire = z
  .object({
    sourceId: z.string(),
    kind: z.string(),
    title: z.string(),
    text: z.string(),
    score: z.number(),
    url: z.string().nullable(),
    sourceTitle: z.string(),
    language: z.string(),
    readAt: Timestamp.nullable(),
    stale: z.boolean(),
    by: z.array(z.enum(['words', 'spelling', 'meaning'])).describe('How it was found'),
    standing: z.number().int().describe('3 written by hand, 2 uploaded, 1 from the web'),
  })
  .meta({ id: 'Passage' })
export const KnowledgeFound = z
  .object({
    items: z.array(PassageWire),
    why: z.string().nullable().describe('Why the first one is first'),
  })
  .meta({ id: 'KnowledgeFound' })
export type KnowledgeFound = z.infer<typeof KnowledgeFound>

const Side = z.object({ sourceId: z.string(), kind: z.string(), title: z.string(), quote: z.string() })
export const KnowledgeConflict = z
  .object({
    id: Id,
    about: ConflictAbout,
    topic: z.string(),
    winner: Side,
    loser: Side,
    reason: z.string().describe('Why the winner is the one that is quoted'),
    dismissedAt: Timestamp.nullable(),
    foundAt: Timestamp,
  })
  .meta({ id: 'KnowledgeConflict', description: 'Two sources that say different things about the same' })
export type KnowledgeConflict = z.infer<typeof KnowledgeConflict>

export const KnowledgeOverview = z
  .object({
    passages: z.number().int(),
    conflicts: z.number().int(),
    audiences: z.array(z.string()).describe('All that sources name'),
    meaning: z
      .object({ model: z.string(), passages: z.number().int(), problem: z.string().nullable() })
      .nullable()
      .describe('How many passages can be found by meaning; null where no endpoint is configured'),
  })
  .meta({ id: 'KnowledgeOverview' })
export type KnowledgeOverview = z.infer<typeof KnowledgeOverview>
