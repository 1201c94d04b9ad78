// The AI answers again by rule: the plan is made with every act of a person, shown with its time, and looked at again
// when that has come. Pauses of contacts end here too.
import { lockFacts, reopenBurst } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import * as rows from '#db/resume.ts'
import { decideResume } from '#domain/resume-rule.ts'
import { enqueueRespond, enqueueResumeAi } from '#jobs/queue.ts'
import { mustLock, takeConversation } from './axes.ts'
import type { Flow } from './deps.ts'
import { readHandoverFacts } from './handover-facts.ts'

/** Somebody wants to keep the conversation: no rule hands it back until the AI has had it again. */
export async function keepWithPeople(
  flow: Flow,
  workspaceId: string,
  actor: { id: string; name: string },
  conversationId: string,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, conversationId)
    await rows.setResumeOff(tx, workspaceId, conversationId, true)
    await appendEvents(tx, workspaceId, [
      {
        type: 'conversation.resume_planned',
        conversationId,
        contactId: conversation.contact_id,
        actor: actor.id,
        data: { at: null, by: actor.name },
      },
    ])
  })
}

/** Job `resume_ai`: hands back where the plan still holds, plans anew where a customer waits for a person. */
export async function resumeByRule(
  flow: Flow,
  payload: { workspaceId: string; conversationId: string },
): Promise<void> {
  const { workspaceId, conversationId } = payload
  await flow.store.transaction(async (tx) => {
    const conversation = await lockFacts(tx, workspaceId, conversationId)
    const planned = conversation && (await rows.readResume(tx, workspaceId, conversationId))
    if (!conversation || !planned) return
    const { settings, hours } = await readHandoverFacts(tx, workspaceId)
    const step = decideResume({
      now: flow.clock.now(),
      rule: settings.resume,
      hours,
      dueAt: planned.resume_at,
      handledByPeople: conversation.handler === 'human' && conversation.status !== 'closed',
      waiting: planned.waiting,
    })
    if (step.do === 'nothing') {
      if (planned.resume_at && planned.resume_at > flow.clock.now())
        await enqueueResumeAi(tx, workspaceId, conversationId, { runAt: planned.resume_at })
      return
    }
    if (step.do === 'later') {
      await rows.planResumeAt(tx, workspaceId, conversationId, step.plan)
      if (step.plan) await enqueueResumeAi(tx, workspaceId, conversationId, { runAt: step.plan.at })
      return
    }
    const rule = { id: 'system', name: planned.resume_why ? `The rule (${planned.resume_why})` : 'The rule' }
    await takeConversation(flow, tx, workspaceId, conversation, rule, 'resume_ai')
    // Only where the rule says so is there anything to answer.
    if (await reopenBurst(tx, workspaceId, conversationId))
      await enqueueRespond(tx, workspaceId, conversationId)
  })
}

/** Ends the pauses of contacts whose time has come, and tells it. */
export async function endDuePauses(flow: Flow): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const ended = await rows.endPauses(tx, flow.clock.now())
    for (const workspaceId of new Set(ended.map((e) => e.workspace_id)))
      await appendEvents(
        tx,
        workspaceId,
        ended
          .filter((e) => e.workspace_id === workspaceId)
          .map((e) => ({
            type: 'contact.updated' as const,
            contactId: e.id,
            actor: 'system',
            data: { fields: ['aiPaused'], why: 'The pause is over' },
          })),
      )
  })
}
