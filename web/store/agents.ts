// AI agents, the keys of their models, and what they cost.
import { useQuery } from '@tanstack/react-query'
import type { AgentPatch, AgentWire, ModelKeyWire, ModelUsage } from '#wire/api/agents.ts'
import { get, patch } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'

export function useAgents() {
  return useQuery({
    queryKey: keys.agents,
    queryFn: ({ signal }) => get<{ items: AgentWire[] }>('/agents', undefined, signal),
    select: (data) => data.items,
  })
}

export function useModelKeys() {
  return useQuery({
    queryKey: keys.modelKeys,
    queryFn: ({ signal }) => get<{ items: ModelKeyWire[] }>('/model-keys', undefined, signal),
    select: (data) => data.items,
  })
}

export function useModelUsage() {
  return useQuery({
    queryKey: keys.modelUsage,
    queryFn: ({ signal }) => get<ModelUsage>('/models/usage', { days: 14 }, signal),
  })
}

export async function saveAgent(id: string, change: AgentPatch): Promise<void> {
  await patch(`/agents/${id}`, change)
  await refreshAgents()
}

/** Whatever changes agents, keys or prices changes what the other screens show of them. */
export async function refreshAgents(): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.agents }),
    client.invalidateQueries({ queryKey: keys.modelKeys }),
    client.invalidateQueries({ queryKey: keys.modelUsage }),
    client.invalidateQueries({ queryKey: keys.inboxes }),
  ])
}
