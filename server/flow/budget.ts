// The day's money of an agent and of its workspace, in the workspace's zone. What is spent is counted in the database,
// so that several processes share one purse.
import { Temporal } from 'temporal-polyfill'
import { appendEvents } from '#db/events.ts'
import { reserveCost, type Settled, settleCost } from '#db/model-usage.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import type { DeskContext } from '#domain/desk.ts'
import { costOf, sayMicros } from '#domain/model-price.ts'
import type { Chosen } from './agents.ts'
import type { Flow } from './deps.ts'

export type Budget = {
  /** Why the model may not be asked now; null where it may. */
  refused: string | null
  costOf(tokens: { input: number; output: number }): number | null
  /** To be called once after the model was asked; null: it took nothing. */
  settle(tokens: { input: number; output: number } | null): Promise<void>
}

/** Characters of a token, on the careful side; two calls of the model in a turn, and a reply of the usual length. */
const CHARS_PER_TOKEN = 3
const RULES_CHARS = 8_000
const STEPS = 2
const REPLY_TOKENS = 400

/** The workspace's day, "2026-03-02". */
export function dayOf(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString()
}

/** Takes what this turn will about cost out of the day's money, or says why not. */
export async function openBudget(
  flow: Flow,
  workspace: WorkspaceRecord,
  { agent, model, price }: Chosen,
  context: Pick<DeskContext, 'thread' | 'agent'>,
  turns: 0 | 1 = 1,
): Promise<Budget> {
  const limits = {
    agent: agent.budgetPerDayMicros,
    workspace: workspace.settings.aiBudgetPerDayMicros ?? null,
  }
  const none: Budget = { refused: null, costOf: () => null, settle: async () => undefined }
  if (!price && (limits.agent !== null || limits.workspace !== null))
    return {
      ...none,
      refused: `There is a budget, but no price is known for the model ${model?.model}: enter one in the settings of the models`,
    }
  const day = dayOf(flow.clock.now(), workspace.hours.timeZone)
  const of = {
    day,
    agentId: agent.id,
    limits,
    estimateMicros: price ? costOf(price, estimate(context)) : 0,
    turns,
  }
  const reserved = await reserveCost(flow.store, workspace.id, of)
  if (!reserved.ok) {
    const { whose, spent } = reserved
    const owner = whose === 'agent' ? `of ${agent.name}` : 'of the workspace'
    return {
      ...none,
      refused: `The day’s budget ${owner} is spent (${sayMicros(spent.costMicros)} of ${sayMicros(spent.limitMicros)})`,
    }
  }
  const cost: Budget['costOf'] = (tokens) => (price ? costOf(price, tokens) : null)
  return {
    refused: null,
    costOf: cost,
    async settle(tokens) {
      const taken = tokens ?? { input: 0, output: 0 }
      await flow.store.transaction(async (tx) => {
        const due = await settleCost(tx, workspace.id, { ...of, costMicros: cost(taken), tokens: taken })
        await appendEvents(
          tx,
          workspace.id,
          due.map((warning) => eventOf(warning, agent, limits, day)),
        )
      })
    },
  }
}

function estimate({ thread, agent }: Pick<DeskContext, 'thread' | 'agent'>): {
  input: number
  output: number
} {
  const chars = RULES_CHARS + thread.reduce((sum, line) => sum + line.text.length, agent?.persona.length ?? 0)
  return { input: Math.ceil((chars / CHARS_PER_TOKEN) * STEPS), output: REPLY_TOKENS }
}

function eventOf(
  { whose, percent, costMicros }: Settled,
  agent: { id: string; name: string },
  limits: { agent: number | null; workspace: number | null },
  day: string,
) {
  return {
    type: 'ai.budget' as const,
    actor: 'system',
    data: {
      whose,
      ...(whose === 'agent' ? { agentId: agent.id, name: agent.name } : {}),
      percent,
      costMicros,
      limitMicros: limits[whose],
      day,
    },
  }
}
