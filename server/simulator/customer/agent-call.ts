// A customer has spoken with the AI agent of a provider: the provider reports it, in as many requests as it needs.
import { Refusal } from '#domain/errors.ts'
import { callOf, outcomes } from '#simulator/agents/outcomes.ts'
import { type Answer, callBusiness } from '#simulator/call.ts'
import type { Customer } from '#simulator/devices.ts'
import { getSimulated } from '#simulator/inboxes.ts'
import { momentOf } from '#simulator/moment.ts'
import type { Outside } from '#simulator/outside.ts'
import type { SimulatorAgentCall } from '#wire/simulator.ts'
import type { HowOften } from './deliver.ts'

type Asked = HowOften & { inboxId: string; outcome: string }

/** Makes the reports of one call, one after the other. `answers`: what the business's door said to each. */
export async function reportAgentCall(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  { inboxId, outcome, copies, signature }: Asked,
): Promise<SimulatorAgentCall> {
  const { account, simulated } = await getSimulated(outside, workspaceId, inboxId)
  const chosen = outcomes.find((one) => one.id === outcome)
  if (!simulated.agent || !chosen)
    throw new Refusal('not_found', 'No AI agent takes calls there, or none can end so.')
  const names = simulated.names(account, customer)
  if (!names) throw new Refusal('no_address', 'This customer has no telephone.')
  const call = callOf(chosen, names.customer, outside.http.flow.clock.now())
  const answers: (Answer | null)[] = []
  for (const report of simulated.agent.reports(call, momentOf(outside, account, customer, signature)))
    answers.push(...(await Promise.all(Array.from({ length: copies }, () => callBusiness(outside, report)))))
  return {
    label: chosen.label,
    seconds: chosen.seconds,
    lines: chosen.lines ?? [],
    answers: answers.filter((answer) => answer !== null),
  }
}
