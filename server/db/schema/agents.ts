// The workspace's AI agents, the keys of their models, and what those cost.
import type { ColumnType, Generated } from 'kysely'
import type { AgentFields, ModelProvider } from '#domain/agent.ts'
import type { Made } from './columns.ts'

export type AgentTables = {
  agents: {
    workspace_id: string
    id: string
    /** As stored: fields that came later are missing, and AgentFields gives their defaults. */
    fields: ColumnType<Partial<AgentFields>, string, string>
    is_default: Generated<boolean>
    created_at: Made
    updated_at: Made
  }
  model_keys: {
    workspace_id: string
    provider: ModelProvider
    place: Generated<string>
    secret: Buffer
    hint: string
    updated_at: Made
  }
  model_usage: {
    workspace_id: string
    day: string
    agent_id: string
    turns: Generated<number>
    input_tokens: Generated<number>
    output_tokens: Generated<number>
    cost_micros: Generated<number>
    unpriced_tokens: Generated<number>
    refused: Generated<number>
    warned: Generated<number>
  }
}
