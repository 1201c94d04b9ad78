// What the AI may do by itself, and stopping it.
import { useQuery } from '@tanstack/react-query'
import type { Intent } from '#domain/intent.ts'
import type { Autonomy, AutonomyBody, Comparison } from '#wire/api/autonomy.ts'
import { get, patch, post } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'

export function useAutonomy(agentId?: string) {
  return useQuery({
    queryKey: keys.autonomyOf(agentId),
    queryFn: ({ signal }) => get<Autonomy>('/autonomy', { agentId }, signal),
  })
}

export function useExamples(intent: Intent, agentId?: string) {
  return useQuery({
    queryKey: [...keys.autonomyOf(agentId), 'examples', intent],
    queryFn: ({ signal }) => get<{ items: Comparison[] }>('/autonomy/examples', { agentId, intent }, signal),
    select: (data) => data.items,
  })
}

const tail = (agentId?: string) => (agentId ? `?agentId=${encodeURIComponent(agentId)}` : '')
function keep(agentId: string | undefined, answer: Autonomy): void {
  client.setQueryData(keys.autonomyOf(agentId), answer)
}

export async function saveAutonomy(change: AutonomyBody, agentId?: string): Promise<void> {
  keep(agentId, await patch<Autonomy>(`/autonomy${tail(agentId)}`, change))
}
export async function promote(intent: Intent, agentId?: string): Promise<void> {
  keep(agentId, await post<Autonomy>(`/autonomy/promote${tail(agentId)}`, { intent }))
}
export async function takeBack(intent: Intent, agentId?: string): Promise<void> {
  keep(agentId, await post<Autonomy>(`/autonomy/fall-back${tail(agentId)}`, { intent }))
}

export async function stopAi(why: string): Promise<{ canceled: number; drafts: number }> {
  const done = await post<{ canceled: number; drafts: number }>(
    '/ai/stop',
    why.trim() === '' ? {} : { why: why.trim() },
  )
  await client.invalidateQueries({ queryKey: keys.me })
  return done
}
export async function startAi(): Promise<void> {
  await post('/ai/start')
  await client.invalidateQueries({ queryKey: keys.me })
}
