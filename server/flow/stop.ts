// The one button: the AI falls silent, everywhere, at once. The switch, what was queued and what waited for approval
// change in one transaction; switching on again is an act of its own. Switches of a channel and of an inbox do the same
// for what they silence.
import { logAutonomy } from '#db/autonomy.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import {
  anyOnTheWire,
  cancelSpeaking,
  endDrafts,
  leaveToPeople,
  lockSpeaking,
  passSpeaking,
  type SilenceScope,
} from '#db/silence.ts'
import { patchSettings } from '#db/workspaces.ts'
import type { Actor } from './axes.ts'
import type { Flow } from './deps.ts'

export type Stopped = { canceled: number; drafts: number }

/** Takes back what machines were about to say within a scope, in the caller's transaction, which throws the switch. */
export async function silence(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  actor: Pick<Actor, 'id' | 'name'>,
  scope: SilenceScope,
  why: string,
): Promise<Stopped> {
  const at = flow.clock.now()
  const conversations = await lockSpeaking(tx, workspaceId, scope)
  if (conversations.length === 0) return { canceled: 0, drafts: 0 }
  const canceled = await cancelSpeaking(tx, workspaceId, scope, conversations, {
    decision: 'block',
    decidedAt: at.toISOString(),
    reasons: [{ code: 'ai_off', text: why, action: 'Nothing to do: the message was dropped.' }],
  })
  const drafts = await endDrafts(tx, workspaceId, scope, conversations, { at, why, by: actor })
  await leaveToPeople(tx, workspaceId, [
    ...new Set([...canceled, ...drafts].map((one) => one.conversation_id)),
  ])
  await appendEvents(tx, workspaceId, [
    ...canceled.map((one) => ({
      type: 'message.canceled' as const,
      conversationId: one.conversation_id,
      contactId: one.contact_id,
      messageId: one.id,
      actor: actor.id,
      data: { reasons: ['ai_off'] },
    })),
    ...drafts.map((one) => ({
      type: 'draft.closed' as const,
      conversationId: one.conversation_id,
      contactId: one.contact_id,
      actor: actor.id,
      data: { draftId: one.id, state: 'stale', by: actor.name },
    })),
  ])
  return { canceled: canceled.length, drafts: drafts.length }
}

/** Stops the AI for the whole workspace. After it returns, nothing that a machine wrote to a customer leaves. */
export async function stopAi(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  why: string | null,
): Promise<Stopped> {
  const at = flow.clock.now()
  const stopped = await flow.store.transaction(async (tx) => {
    const done = await silence(
      flow,
      tx,
      workspaceId,
      actor,
      { automations: true },
      `${actor.name} stopped the AI`,
    )
    await patchSettings(tx, workspaceId, {
      aiEnabled: false,
      aiStopped: { by: actor.id, byName: actor.name, at: at.toISOString(), why },
    })
    await note(tx, workspaceId, actor, at, 'stopped', why ?? 'Stopped by hand')
    await appendEvents(tx, workspaceId, [
      { type: 'ai.stopped', actor: actor.id, data: { by: actor.name, why, ...done } },
    ])
    return done
  })
  await waitForSilence(flow, workspaceId)
  return stopped
}

/** Lets the AI answer again. What was dropped stays dropped; conversations that went to people stay with them. */
export async function startAi(flow: Flow, workspaceId: string, actor: Actor): Promise<void> {
  const at = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    await patchSettings(tx, workspaceId, { aiEnabled: true, aiStopped: null })
    await note(tx, workspaceId, actor, at, 'started', 'Switched on again')
    await appendEvents(tx, workspaceId, [{ type: 'ai.started', actor: actor.id, data: { by: actor.name } }])
  })
}

function note(
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  at: Date,
  what: 'stopped' | 'started',
  why: string,
): Promise<void> {
  return logAutonomy(tx, workspaceId, {
    agent_id: '',
    intent: null,
    what,
    from_mode: null,
    to_mode: null,
    why,
    by_id: actor.id,
    by_name: actor.name,
    at,
  })
}

/** Whoever had taken a text in that very moment is waited for, as a takeover does. */
async function waitForSilence(flow: Flow, workspaceId: string): Promise<void> {
  await flow.store.transaction((tx) => passSpeaking(tx, workspaceId))
  const until = Date.now() + flow.timing.takeoverWaitMs
  while (Date.now() < until && (await anyOnTheWire(flow.store, workspaceId)))
    await new Promise((resolve) => setTimeout(resolve, 25))
}

/** What switches of the settings silence, in the transaction that throws them. */
export async function silenceSwitched(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  actor: Pick<Actor, 'id' | 'name'>,
  change: { aiEnabled?: boolean | undefined; aiChannels?: Record<string, boolean | undefined> | undefined },
  labelOf: (channel: string) => string,
): Promise<void> {
  if (change.aiEnabled === false) {
    await silence(flow, tx, workspaceId, actor, {}, `${actor.name} switched the AI off`)
    return
  }
  for (const [channel, on] of Object.entries(change.aiChannels ?? {}))
    if (on === false)
      await silence(
        flow,
        tx,
        workspaceId,
        actor,
        { channel: channel as NonNullable<SilenceScope['channel']> },
        `${actor.name} switched AI replies off for ${labelOf(channel)}`,
      )
}
