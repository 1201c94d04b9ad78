// A turn of the chosen agent: within its day's money, ended when somebody is faster, and with what it cost on record.
import { runTurn } from '#ai/turn.ts'
import { findFacts } from '#db/conversations.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { isOvertaken } from '#domain/burst.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import type { Burst } from './4-act-turn.ts'
import type { Chosen } from './agents.ts'
import { openBudget } from './budget.ts'
import type { Flow } from './deps.ts'

/** Runs the turn. Its commands are the caller's to apply, or with `overtaken` to drop. */
export async function runAgentTurn(
  flow: Flow,
  of: { workspace: WorkspaceRecord; burst: Burst; chosen: Chosen; context: DeskContext; ports: DeskPorts },
): Promise<TurnResult> {
  const { workspace, burst, chosen, context, ports } = of
  const { model, timeoutMs } = chosen
  const budget = model && chosen.withheld === null ? await openBudget(flow, workspace, chosen, context) : null
  const withheld = chosen.withheld ?? budget?.refused ?? null
  const watch = model && withheld === null ? watchTurn(flow, workspace.id, burst) : null
  let result: TurnResult | null = null
  try {
    result = await runTurn({
      context,
      ports,
      model,
      timeoutMs,
      withheld,
      ...(watch ? { signal: watch.signal } : {}),
    })
  } finally {
    await watch?.stop()
    // Whatever happened, the estimate is not left in the day's sum.
    if (budget?.refused === null) await budget.settle(result?.trace.tokens ?? null)
  }
  const { tokens } = result.trace
  if (!tokens) return result
  return { ...result, trace: { ...result.trace, costMicros: budget?.costOf(tokens) ?? null } }
}

/** Aborts when the conversation is no longer what this burst was read from: a person took over, the customer wrote on. */
function watchTurn(
  flow: Flow,
  workspaceId: string,
  burst: Burst,
): { signal: AbortSignal; stop(): Promise<void> } {
  const controller = new AbortController()
  let looking: Promise<void> = Promise.resolve()
  const look = async () => {
    const now = await findFacts(flow.store.db, workspaceId, burst.conversationId)
    // Whoever takes over counts the turn on; a draft beside a person's own work is not overtaken by them.
    if (!now || isOvertaken(burst, { ...now, handler: 'ai' }))
      controller.abort(new DOMException('Overtaken', 'AbortError'))
  }
  let busy = false
  const timer = setInterval(() => {
    if (busy || controller.signal.aborted) return
    busy = true
    looking = look()
      // The database is asked again in a moment, and 4-act asks it in the end.
      .catch((error: unknown) => flow.log.debug({ error }, 'could not look whether a turn was overtaken'))
      .finally(() => {
        busy = false
      })
  }, flow.timing.overtakenMs)
  timer.unref()
  return {
    signal: controller.signal,
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
