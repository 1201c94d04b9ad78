import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import type { ModelSettings } from './model.ts'
export async function runTurn(o: { context: DeskContext; ports: DeskPorts; model: ModelSettings | null; timeoutMs: number }): Promise<TurnResult> {
  const found = await o.ports.searchKnowledge(o.context.pending.at(-1)?.text ?? '', 1)
  return { commands: [{ type: 'message.send', text: found[0]?.text ?? 'TEMPORARY' }], trace: { engine: 'builtin', model: null, intent: null, sources: [], tools: [], tokens: null, ms: 0, guard: [], fallback: null } }
}
