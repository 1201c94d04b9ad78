// Reviews and tasks as clients see them.
import { z } from 'zod'
import { LeadStatus, Temperature } from '#domain/contact.ts'
import { Evidence, ReviewSettings, ReviewSummary, RubricKey } from '#domain/review.ts'
import { Id, Timestamp } from './common.ts'

export const ReviewWire = z
  .object({
    conversationId: Id,
    provisional: z
      .boolean()
      .describe('From stored facts at once; the final one comes ten minutes after the last message'),
    dueAt: Timestamp.nullable().describe('When the final review is due, while it is provisional'),
    at: Timestamp,
    uptoSeq: z.number().int().describe('The last message that it has read'),
    summary: ReviewSummary,
    score: z.number().int().min(0).max(100).nullable().describe('Null where nothing could be judged'),
    items: z.array(
      z.object({
        key: RubricKey,
        title: z.string(),
        weight: z.number().int(),
        points: z
          .number()
          .nullable()
          .describe('Out of `weight`; null where it does not apply and does not count'),
        why: z.string(),
        evidence: z.array(Evidence),
      }),
    ),
    stage: z.object({
      value: z.string(),
      byHand: z.boolean(),
      suggested: z.object({ value: z.string(), why: z.string() }),
    }),
    lead: z.object({ value: LeadStatus, why: z.string() }),
    temperature: z.object({ value: Temperature, reasons: z.array(z.string()) }),
    by: z.enum(['builtin', 'model']),
    fallback: z.string().nullable().describe('Why the model’s review is not here, where one was to be asked'),
  })
  .meta({ id: 'Review', description: 'What they wanted, how it went, how good it was and by which messages' })
export type ReviewWire = z.infer<typeof ReviewWire>

export const StageBody = z.object({
  stage: z.string().max(40).nullable().describe('Null: as the reviews say'),
})
export const ReviewSettingsWire = ReviewSettings.meta({ id: 'ReviewSettings' })

export const TaskWire = z
  .object({
    id: Id,
    contact: z.object({ id: Id, name: z.string().nullable(), display: z.string() }),
    conversationId: Id.nullable(),
    text: z.string(),
    dueAt: Timestamp.nullable(),
    dueAssumed: z.boolean().describe('No time was said; it is held to the end of the next working day'),
    promise: z
      .object({ by: z.enum(['us', 'them']), quote: z.string(), seq: z.number().int() })
      .nullable()
      .describe('Word for word, with the place of the message; null for what somebody put down'),
    assignedTo: z.object({ id: Id, name: z.string().nullable() }).nullable(),
    createdBy: z.string().nullable(),
    createdAt: Timestamp,
    done: z.object({ at: Timestamp, by: z.string().nullable() }).nullable(),
    seemsDone: z
      .number()
      .int()
      .nullable()
      .describe('Place of a message that looks as if the promise was kept'),
  })
  .meta({ id: 'Task' })
export type TaskWire = z.infer<typeof TaskWire>

export const TaskQuery = z.object({
  contactId: Id.optional(),
  conversationId: Id.optional(),
  assignedTo: Id.optional(),
  done: z.stringbool().default(false).describe('Also what is done'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
const text = z.string().trim().min(1).max(500)
export const TaskBody = z.object({
  contactId: Id,
  conversationId: Id.optional(),
  text,
  dueAt: Timestamp.nullable().default(null),
  assignedTo: Id.nullable().default(null),
})
export const TaskPatch = z.object({
  text: text.optional(),
  dueAt: Timestamp.nullable().optional().describe('Later is how one snoozes'),
  assignedTo: Id.nullable().optional(),
  done: z.boolean().optional(),
})
export type TaskPatch = z.infer<typeof TaskPatch>
export const TaskList = z.object({
  items: z.array(TaskWire),
  open: z.number().int(),
  due: z.number().int().describe('Counted to a thousand'),
})
