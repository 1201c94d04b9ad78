import { z } from 'zod'
import { Intent, Understanding } from '#domain/intent.ts'
import { Id, Timestamp } from './common.ts'

const ExampleText = z.string().trim().min(2, 'write a sentence').max(500)

export const IntentExampleWire = z
  .object({
    id: Id,
    intent: Intent,
    text: z.string(),
    messageId: Id.nullable().describe('Set where a member made it by correcting this message'),
    createdAt: Timestamp,
  })
  .meta({ id: 'IntentExample', description: 'A sentence with which this business has said what it means' })
export type IntentExampleWire = z.infer<typeof IntentExampleWire>

export const IntentExampleBody = z.object({ intent: Intent, text: ExampleText })
export const CorrectIntentBody = z.object({ intent: Intent })
export const TryBody = z.object({ text: z.string().trim().min(1).max(2_000) })
export const TriedReading = z
  .object({
    understanding: Understanding,
    escalation: z
      .string()
      .nullable()
      .describe('Why a person would be called for it; null where the AI deals with it'),
  })
  .meta({ id: 'TriedReading' })
export type TriedReading = z.infer<typeof TriedReading>
