import { z } from 'zod'
import { AddressKind } from '#domain/channel.ts'
import { MergeField, MergeSide } from '#domain/contact-merge.ts'
import { Id } from './common.ts'
import { Contact } from './contacts.ts'

/** Two contacts that may be one person. The evidence is told from the view of `contact`. */
export const DuplicatePair = z
  .object({
    contact: Contact,
    other: Contact,
    score: z.number().int().describe('0 to 99'),
    evidence: z.array(z.string()),
  })
  .meta({ id: 'DuplicatePair' })
export type DuplicatePair = z.infer<typeof DuplicatePair>
export const DuplicateList = z
  .object({ items: z.array(DuplicatePair), total: z.number().int().describe('Counted up to 1000') })
  .meta({ id: 'DuplicateList' })
export type DuplicateList = z.infer<typeof DuplicateList>

export const NotSameBody = z.object({ otherId: Id })

export const MergeBody = z.object({
  fromId: Id.describe('The contact that becomes a part of this one'),
  choices: z
    .object({
      name: MergeSide.optional(),
      company: MergeSide.optional(),
      leadStatus: MergeSide.optional(),
      temperature: MergeSide.optional(),
      need: MergeSide.optional(),
      aiPaused: MergeSide.optional(),
    } satisfies Record<MergeField, unknown>)
    .default({})
    .describe('Whose value counts where both have one; without a choice see the preview'),
})
export type MergeBody = z.infer<typeof MergeBody>

export const MergePreview = z
  .object({
    into: Contact,
    from: Contact,
    result: Contact.describe('The contact as it will be'),
    conflicts: z.array(
      z.object({
        field: MergeField,
        into: z.string().nullable(),
        from: z.string().nullable(),
        chosen: MergeSide,
      }),
    ),
    moves: z
      .object({
        conversations: z.number().int(),
        notes: z.number().int(),
        appointments: z.number().int(),
        consents: z.number().int(),
      })
      .describe('How much of `from` moves'),
    stays: z.array(z.string()).describe('What the merge does not lift: opt-outs, addresses that do not work'),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.infer<typeof MergePreview>

export const Merged = z.object({ mergeId: Id, contact: Contact }).meta({ id: 'Merged' })
export type Merged = z.infer<typeof Merged>
export const Unmerged = z.object({ contact: Contact, restored: Contact }).meta({ id: 'Unmerged' })

export const AddressBody = z.object({ kind: AddressKind, value: z.string().trim().min(1).max(320) })
