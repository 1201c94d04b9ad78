// AI agents, the keys of their models and what those cost, as the settings show and change them.
import { z } from 'zod'
import { AgentFields, AgentModel, ModelProvider } from '#domain/agent.ts'
import { ModelPrice } from '#domain/model-price.ts'
import { Id, Timestamp } from './common.ts'

export const AgentWire = AgentFields.extend({
  id: Id,
  isDefault: z.boolean().describe('It answers in every inbox that names no agent'),
  inboxIds: z.array(Id).describe('The inboxes that name it'),
  engine: z
    .object({
      kind: z.enum(['builtin', 'model']),
      model: z.string().nullable(),
      from: z.enum(['agent', 'environment']).nullable(),
      price: ModelPrice.nullable().describe('Null where no price is known for the model'),
      sees: z.boolean(),
      hears: z.boolean(),
      problem: z.string().nullable().describe('Why the built-in answerer speaks in place of the model now'),
    })
    .describe('What thinks for it at this moment'),
  today: z.object({
    turns: z.number().int(),
    costMicros: z.number().int(),
    tokens: z.number().int(),
    unpricedTokens: z.number().int(),
    refused: z.number().int().describe('Turns that the built-in answerer took because the budget was spent'),
  }),
}).meta({ id: 'Agent' })
export type AgentWire = z.infer<typeof AgentWire>

const agentShape = AgentFields.shape
export const AgentBody = AgentFields.extend({ name: z.string().trim().min(1).max(80) })
/** Without the defaults: what is not sent stays as it was. */
export const AgentPatch = z
  .object({
    name: z.string().trim().min(1).max(80),
    persona: agentShape.persona.unwrap(),
    tools: agentShape.tools.unwrap(),
    audiences: agentShape.audiences.unwrap(),
    model: AgentModel.nullable(),
    builtinOnly: z.boolean(),
    budgetPerDayMicros: agentShape.budgetPerDayMicros.unwrap(),
    timeoutMs: agentShape.timeoutMs.unwrap(),
    mode: agentShape.mode.unwrap(),
    rules: agentShape.rules.unwrap(),
    isDefault: z.literal(true).describe('Makes it the agent of every inbox that names none'),
    inboxIds: z
      .array(Id)
      .max(500)
      .describe('Exactly these inboxes name it; those that it loses go to the default'),
  })
  .partial()
export type AgentPatch = z.infer<typeof AgentPatch>

export const ModelKeyWire = z
  .object({ provider: ModelProvider, place: z.string(), hint: z.string(), updatedAt: Timestamp })
  .meta({ id: 'ModelKey', description: 'A stored key of a model; the key itself never leaves again' })
export type ModelKeyWire = z.infer<typeof ModelKeyWire>

export const ModelKeyBody = z.object({
  provider: ModelProvider,
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional()
    .describe('Only of `compatible`: the key goes to this server alone'),
  key: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^[\x21-\x7e]+$/, 'a key has no spaces and only plain letters, figures and signs'),
})

export const ModelTestBody = z.object({
  model: AgentModel,
  key: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe('To try before it is stored; else the stored one'),
})
export const ModelTest = z
  .object({
    ok: z.boolean(),
    detail: z.string().describe('What the model answered, or why it did not'),
    ms: z.number().int(),
    tokens: z.object({ input: z.number(), output: z.number() }).nullable(),
    costMicros: z.number().int().nullable(),
  })
  .meta({ id: 'ModelTest' })
export type ModelTest = z.infer<typeof ModelTest>

export const ModelUsage = z
  .object({
    day: z.string().describe('Today, in the zone of the workspace'),
    limitMicros: z.number().int().nullable(),
    days: z.array(
      z.object({
        day: z.string(),
        turns: z.number().int(),
        tokens: z.number().int(),
        costMicros: z.number().int(),
        unpricedTokens: z.number().int(),
        refused: z.number().int(),
        agents: z.array(
          z.object({
            id: z.string(),
            name: z.string().nullable(),
            turns: z.number().int(),
            costMicros: z.number().int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ModelUsage', description: 'What models cost on the last days, newest first' })
export type ModelUsage = z.infer<typeof ModelUsage>
