// The plan for when the AI answers again: made with every act of a person, dropped when the AI has the conversation.
import type { ConversationFacts } from '#db/conversations.ts'
import type { Tx } from '#db/pool.ts'
import { planResumeAt, setResumeOff } from '#db/resume.ts'
import { planResume } from '#domain/resume-rule.ts'
import { enqueueResumeAi } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'
import { type HandoverFacts, readHandoverFacts } from './handover-facts.ts'

/** Plans when the AI answers again, where a rule says so; from this moment on. */
export async function planResumption(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  known?: HandoverFacts,
): Promise<void> {
  if (conversation.kind !== 'customer') return
  const facts = known ?? (await readHandoverFacts(tx, workspaceId))
  const plan = planResume(facts.settings.resume, facts.hours, flow.clock.now())
  if (!plan || !(await planResumeAt(tx, workspaceId, conversation.id, plan))) return
  await enqueueResumeAi(tx, workspaceId, conversation.id, { runAt: plan.at })
  flow.wakeAt(plan.at)
}

/** The AI has the conversation: nothing is planned, and nothing is called off. */
export function forgetResumption(tx: Tx, workspaceId: string, conversationId: string): Promise<void> {
  return setResumeOff(tx, workspaceId, conversationId, false)
}
