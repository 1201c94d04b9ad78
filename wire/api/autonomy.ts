import { z } from 'zod'
import { AutonomyMode, AutonomyRule } from '#domain/autonomy.ts'
import { DraftFate, EarnedSettings } from '#domain/earned.ts'
import { Intent } from '#domain/intent.ts'
import { Id, Timestamp } from './common.ts'

export const AutonomyBody = z.object({
  mode: AutonomyMode.optional(),
  rules: z.array(AutonomyRule).max(200).optional(),
  earned: EarnedSettings.optional(),
  draftHours: z.number().int().min(1).max(168).optional().describe('How long a draft may wait'),
})
export type AutonomyBody = z.infer<typeof AutonomyBody>

export const IntentRecord = z.object({
  intent: Intent,
  mode: AutonomyMode.describe('What holds for it on every channel'),
  promoted: z.boolean().describe('It has earned that'),
  agreed: z.number().int(),
  total: z.number().int(),
  low: z.number().describe('The true share lies between these two, with 95 % confidence'),
  high: z.number(),
  approved: z.number().int(),
  edited: z.number().int(),
  rejected: z.number().int(),
  proposal: z.string().nullable().describe('Why it could be promoted now; null where it could not'),
})
export type IntentRecord = z.infer<typeof IntentRecord>

export const AutonomyLogLine = z.object({
  what: z.enum(['promoted', 'fell_back', 'changed', 'stopped', 'started']),
  intent: Intent.nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  why: z.string(),
  by: z.string().nullable().describe('Null: by itself'),
  at: Timestamp,
})
export type AutonomyLogLine = z.infer<typeof AutonomyLogLine>

export const Autonomy = z
  .object({
    agentId: z.string().describe('Empty where the workspace has no agent yet'),
    mode: AutonomyMode,
    rules: z.array(AutonomyRule),
    earned: EarnedSettings,
    draftHours: z.number().int(),
    record: z.array(IntentRecord),
    log: z.array(AutonomyLogLine),
  })
  .meta({ id: 'Autonomy', description: 'What an agent may do by itself, and the record of its answers' })
export type Autonomy = z.infer<typeof Autonomy>

export const Comparison = z
  .object({
    id: Id,
    conversationId: Id,
    fate: DraftFate,
    agreed: z.boolean(),
    score: z.number(),
    reasons: z.array(z.string()),
    judgedBy: z.enum(['builtin', 'model', 'person']),
    question: z.string(),
    ai: z.string(),
    person: z.string(),
    at: Timestamp,
  })
  .meta({ id: 'Comparison', description: 'What the AI would have said beside what a person said' })
export type Comparison = z.infer<typeof Comparison>

export const PromoteBody = z.object({ intent: Intent, to: z.enum(['controlled', 'full']).optional() })
export const FallBackBody = z.object({ intent: Intent })
export const StopBody = z.object({ why: z.string().trim().max(300).optional() }).default({})
export const Stopped = z.object({ canceled: z.number().int(), drafts: z.number().int() })
