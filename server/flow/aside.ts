// A question to the agent's model beside its turns: a second opinion, a brief, a comparison. It is paid out of the same
// day's money; where there is none left, no model or no key, nobody is asked.
import type { ModelSettings } from '#ai/model.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import type { DeskContext } from '#domain/desk.ts'
import type { Chosen } from './agents.ts'
import { openBudget } from './budget.ts'
import type { Flow } from './deps.ts'

/** Gives what `ask` makes of the model; null where the model may not be asked. What `ask` throws is thrown. */
export async function askAside<Answer>(
  flow: Flow,
  workspace: WorkspaceRecord,
  chosen: Chosen,
  /** What it will be about, for the estimate. */
  thread: Pick<DeskContext, 'thread'>,
  ask: (model: ModelSettings) => Promise<Answer>,
): Promise<Answer | null> {
  const { model } = chosen
  if (!model || chosen.withheld !== null) return null
  const budget = await openBudget(flow, workspace, chosen, { ...thread, agent: chosen.agent }, 0)
  if (budget.refused !== null) return null
  const spent = { input: 0, output: 0 }
  try {
    return await ask({
      ...model,
      spent(tokens) {
        spent.input += tokens.input
        spent.output += tokens.output
      },
    })
  } finally {
    await budget.settle(spent)
  }
}
