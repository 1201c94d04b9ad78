// Earned autonomy: the record of what people did with the AI's words, and what it earns or loses by it.

import { findLastAiWords } from '#db/ai-words.ts'
import {
  type AgentAutonomy,
  lastTurnOf,
  lockAgentAutonomy,
  logAutonomy,
  readAgentAutonomy,
  saveAgentAutonomy,
} from '#db/autonomy.ts'
import { readEvidence } from '#db/comparisons.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { readEarnedSettings } from '#db/workspaces.ts'
import { type AutonomyMode, care } from '#domain/autonomy.ts'
import { nameIntent } from '#domain/autonomy-words.ts'
import { decideEarned, type EarnedMove, EarnedSettings } from '#domain/earned.ts'
import { Intent, type Mood } from '#domain/intent.ts'
import type { Flow } from './deps.ts'

/** These stay with people, however well the AI does: what is at stake is not measured by likeness. */
const neverPromoted = new Set<Intent>(['other', 'emergency', 'complaint', 'refund', 'opt_out', 'spam'])

/** What holds for an intent on every channel: its earned rule, a rule by hand, or the agent's own mode. */
export function standingOf(
  agent: Pick<AgentAutonomy, 'mode' | 'rules'>,
  intent: Intent,
): { mode: AutonomyMode; promoted: boolean; byHand: boolean } {
  const own = agent.rules.filter((r) => r.intent === intent && !r.channel && !r.risk)
  const careful = own.reduce<AutonomyMode | null>(
    (mode, r) => (mode && care(mode) > care(r.mode) ? mode : r.mode),
    null,
  )
  return {
    mode: careful ?? agent.mode,
    promoted: own.some((r) => r.earned),
    byHand: own.some((r) => !r.earned),
  }
}

/** What the record says about an intent now. */
export async function readEarnedMove(
  tx: Tx,
  workspaceId: string,
  agent: AgentAutonomy,
  intent: Intent,
): Promise<EarnedMove> {
  const settings = EarnedSettings.parse((await readEarnedSettings(tx, workspaceId)) ?? {})
  const standing = standingOf(agent, intent)
  const since = await lastTurnOf(tx, workspaceId, agent.agentId, intent)
  const evidence = await readEvidence(tx, workspaceId, agent.agentId, intent, since)
  const mayRise =
    !standing.byHand &&
    !neverPromoted.has(intent) &&
    standing.mode !== 'off' &&
    care(standing.mode) > care(settings.to)
  return decideEarned(settings, { promoted: standing.promoted, mayRise }, evidence)
}

/** After a new piece of evidence, in its transaction: promotes where that is automatic, falls back always. */
export async function considerEarned(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  agentId: string,
  intent: Intent,
): Promise<void> {
  const agent = await lockAgentAutonomy(tx, workspaceId, agentId)
  // Its agent was removed meanwhile: there is nobody to promote.
  if (!agent) return
  const { move, why } = await readEarnedMove(tx, workspaceId, agent, intent)
  if (move === 'promote') {
    const settings = EarnedSettings.parse((await readEarnedSettings(tx, workspaceId)) ?? {})
    await promote(flow, tx, workspaceId, agent, intent, { to: settings.to, why, by: null })
  }
  if (move === 'fall_back') await fallBack(flow, tx, workspaceId, agent, intent, { why, by: null })
}

export type By = { id: string; name: string } | null

/** From now on the agent answers this intent by itself, until it falls back. The agent is locked by the caller. */
export async function promote(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  agent: AgentAutonomy,
  intent: Intent,
  how: { to: 'controlled' | 'full'; why: string; by: By },
): Promise<void> {
  const before = standingOf(agent, intent)
  const rules = agent.rules.filter((r) => !(r.intent === intent && !r.channel && !r.risk))
  rules.push({ intent, mode: how.to, earned: true })
  await saveAgentAutonomy(tx, workspaceId, { ...agent, rules })
  await note(flow, tx, workspaceId, agent, intent, 'promoted', before.mode, how.to, how)
}

/** Takes back what an intent has earned; false where there was nothing. The agent is locked by the caller. */
export async function fallBack(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  agent: AgentAutonomy,
  intent: Intent,
  how: { why: string; by: By },
): Promise<boolean> {
  const before = standingOf(agent, intent)
  if (!before.promoted) return false
  const rules = agent.rules.filter((r) => !(r.earned && r.intent === intent && !r.channel && !r.risk))
  await saveAgentAutonomy(tx, workspaceId, { ...agent, rules })
  const after = standingOf({ mode: agent.mode, rules }, intent)
  await note(flow, tx, workspaceId, agent, intent, 'fell_back', before.mode, after.mode, how)
  return true
}

async function note(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  agent: AgentAutonomy,
  intent: Intent,
  what: 'promoted' | 'fell_back',
  from: AutonomyMode,
  to: AutonomyMode,
  { why, by }: { why: string; by: By },
): Promise<void> {
  await logAutonomy(tx, workspaceId, {
    agent_id: agent.agentId,
    intent,
    what,
    from_mode: from,
    to_mode: to,
    why,
    by_id: by?.id ?? null,
    by_name: by?.name ?? null,
    at: flow.clock.now(),
  })
  await appendEvents(tx, workspaceId, [
    { type: 'autonomy.changed', actor: by?.id ?? 'system', data: { what, intent, from, to, why } },
  ])
}

/**
 * A customer who complains, or is angry, right after words that the AI sent by itself: what those were about falls
 * back at once, if it was earned. Rules by hand stay; they are the owner's to change.
 */
export async function noticeDispleasure(
  flow: Flow,
  workspaceId: string,
  of: { conversationId: string; fromSeq: number; intent: Intent | null; mood: Mood | null },
): Promise<void> {
  const complains = of.intent === 'complaint' || of.intent === 'refund'
  const low = of.mood === 'angry' || of.mood === 'unhappy'
  if (!complains && !low) return
  const last = await findLastAiWords(flow.store.db, workspaceId, of.conversationId, of.fromSeq)
  const about = Intent.safeParse(last?.words.intent)
  if (!last || last.words.approved || !about.success) return
  const agent = await readAgentAutonomy(flow.store.db, workspaceId, { inboxId: last.inboxId })
  if (!standingOf(agent, about.data).promoted) return
  await flow.store.transaction(async (tx) => {
    const held = await lockAgentAutonomy(tx, workspaceId, agent.agentId)
    if (!held) return
    await fallBack(flow, tx, workspaceId, held, about.data, {
      why: `A customer ${complains ? 'complained' : 'was not happy'} right after an answer of the AI (${nameIntent(about.data).toLowerCase()})`,
      by: null,
    })
  })
}
