// Every look-up on record: its input, what came of it, how long it took.
import type { DeskPorts, TurnTrace } from '#domain/desk.ts'

export function tracePorts(ports: DeskPorts): { ports: DeskPorts; runs: TurnTrace['tools'] } {
  const runs: TurnTrace['tools'] = []
  const record = async <T>(
    name: string,
    input: unknown,
    call: () => Promise<T>,
    outcome: (result: T) => string,
  ): Promise<T> => {
    const began = performance.now()
    const result = await call()
    runs.push({
      name,
      input,
      outcome: outcome(result),
      ms: Math.round((performance.now() - began) * 10) / 10,
    })
    return result
  }
  return {
    runs,
    ports: {
      searchKnowledge: (query, limit) =>
        record(
          'search_knowledge',
          { query },
          () => ports.searchKnowledge(query, limit),
          (found) => `${found.length} passages`,
        ),
      findSlots: (query) =>
        record(
          'find_slots',
          query,
          () => ports.findSlots(query),
          (found) => `${found.length} free times`,
        ),
      holdSlot: (query) =>
        record(
          'hold_slot',
          { serviceId: query.serviceId, start: query.start.toISOString() },
          () => ports.holdSlot(query),
          (held) => (held.ok ? 'held' : held.why),
        ),
    },
  }
}
