// An AI agent of a workspace: who it is, what it knows, what it may do, which model thinks for it. Each inbox has one;
// the workspace's first agent serves every inbox that names none.
import { z } from 'zod'
import { AutonomyMode, AutonomyRule } from './autonomy.ts'

export const toolNames = [
  'search_knowledge',
  'find_slots',
  'book_appointment',
  'move_appointment',
  'cancel_appointment',
  'save_lead',
  'escalate',
] as const
export const ToolName = z.enum(toolNames)
export type ToolName = z.infer<typeof ToolName>

export const ModelProvider = z.enum(['openai', 'anthropic', 'google', 'compatible'])
export type ModelProvider = z.infer<typeof ModelProvider>

export const AgentModel = z.object({
  provider: ModelProvider,
  model: z.string().min(1).max(120),
  /** Only of `compatible`. */
  baseUrl: z.string().max(300).optional(),
  /** Whether it reads pictures and hears voice notes; missing: what is known of the model (model-abilities.ts). */
  sees: z.boolean().optional(),
  hears: z.boolean().optional(),
})
export type AgentModel = z.infer<typeof AgentModel>

export const AgentFields = z.object({
  name: z.string().min(1).max(80),
  /** How it speaks and what it must keep in mind, in the business's words. */
  persona: z.string().max(4000).default(''),
  tools: z.array(ToolName).default([...toolNames]),
  /** Knowledge that is not for everybody: only sources without an audience, or with one of these, are used. */
  audiences: z.array(z.string().max(60)).default([]),
  /** Null: the model of the environment, or the built-in answerer where there is none. */
  model: AgentModel.nullable().default(null),
  /** Never a model, not even the environment's: the built-in answerer speaks. */
  builtinOnly: z.boolean().default(false),
  /** In millionths of the model's currency (US dollar) per day; null: no limit. Beyond it the built-in answerer speaks. */
  budgetPerDayMicros: z.number().int().min(0).nullable().default(null),
  timeoutMs: z.number().int().min(1_000).max(120_000).default(20_000),
  /** What holds where no rule fits. */
  mode: AutonomyMode.default('full'),
  rules: z.array(AutonomyRule).max(200).default([]),
})
export type AgentFields = z.infer<typeof AgentFields>
export type Agent = AgentFields & { id: string }

/** Handing over to a person is no right that can be taken away: it is what every answer may end in. */
export const alwaysAllowed: readonly ToolName[] = ['escalate']

/** May this agent use this tool? */
export function mayUse(agent: Pick<Agent, 'tools'>, tool: ToolName): boolean {
  return alwaysAllowed.includes(tool) || agent.tools.includes(tool)
}

/** The server that a key for this model belongs to: '' where the provider has one address only. */
export function placeOfKey(model: Pick<AgentModel, 'provider' | 'baseUrl'>): string {
  return model.provider === 'compatible' ? (URL.parse(model.baseUrl ?? '')?.origin ?? '') : ''
}
