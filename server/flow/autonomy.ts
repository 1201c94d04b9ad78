// What an agent may do by itself, asked of a turn that has been thought and, by the gate, of words that are to leave.
import { findCapabilities } from '#channels/registry.ts'
import { readAgentAutonomy } from '#db/autonomy.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import type { GateRow } from '#db/gate.ts'
import type { Tx } from '#db/pool.ts'
import { type AutonomyDecision, decideAutonomy, learns, mayAct, maySend } from '#domain/autonomy.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { TurnResult } from '#domain/desk.ts'
import type { AiWords } from '#domain/draft.ts'
import type { Intent, Understanding } from '#domain/intent.ts'
import { type Risk, riskOf } from '#domain/risk.ts'
import type { GateFacts } from '#domain/send-gate.ts'
import { intentOfTrace } from '#domain/trace-intent.ts'

export type Judged = {
  agentId: string
  intent: Intent | null
  risk: Risk
  decision: AutonomyDecision
  /** Why it is so risky, then why that means what it means. */
  reasons: string[]
}

/** What may become of a turn, by the rules as they are now. */
export async function judgeTurn(
  tx: Tx,
  workspaceId: string,
  of: {
    conversation: Pick<ConversationFacts, 'inbox_id'>
    capabilities: Pick<Capabilities, 'channel' | 'label'>
    result: TurnResult
    understanding: Understanding | null
  },
): Promise<Judged> {
  const agent = await readAgentAutonomy(tx, workspaceId, { inboxId: of.conversation.inbox_id })
  const { understanding } = of
  const intent = understanding?.intent ?? intentOfTrace(of.result.trace.intent)
  const { risk, reasons } = riskOf(of.result.commands, {
    intent: understanding?.outOfScope ? 'other' : intent,
    confidence: understanding?.confidence ?? null,
  })
  const decision = decideAutonomy({
    mode: agent.mode,
    rules: agent.rules,
    channel: of.capabilities.channel,
    channelLabel: of.capabilities.label,
    intent,
    risk,
  })
  return { agentId: agent.agentId, intent, risk, decision, reasons: [...decision.reasons, ...reasons] }
}

export type Reach = {
  /** It could say something to the customer by itself. */
  speaks: boolean
  /** Something it does here could leave or change anything. */
  acts: boolean
  /** It compares itself with people here. */
  learns: boolean
}

/** What a turn here could lead to at most, before anybody knows what it is about. */
export async function readReach(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  channel: Capabilities['channel'],
): Promise<Reach> {
  const agent = await readAgentAutonomy(tx, workspaceId, { inboxId })
  return {
    speaks: maySend({ ...agent, channel }),
    acts: mayAct({ ...agent, channel }),
    learns: learns({ ...agent, channel }),
  }
}

/**
 * The gate's fact about an AI text: asked with the rules as they are at that moment, so that what was written under
 * freer rules does not leave under stricter ones. Words of which nobody knows what they are about count as high risk.
 */
export async function readApproval(
  tx: Tx,
  workspaceId: string,
  row: Pick<GateRow, 'inbox_channel' | 'inbox_provider'>,
  way: { inboxId: string },
  words: AiWords | null,
): Promise<NonNullable<GateFacts['approval']>> {
  const agent = await readAgentAutonomy(tx, workspaceId, { inboxId: way.inboxId })
  const { outcome, reasons } = decideAutonomy({
    mode: agent.mode,
    rules: agent.rules,
    channel: row.inbox_channel,
    channelLabel: findCapabilities(row.inbox_channel, row.inbox_provider)?.label ?? row.inbox_channel,
    intent: words?.intent ?? null,
    risk: words?.risk ?? 'high',
  })
  return {
    needed: outcome !== 'send',
    given: words?.approved !== undefined,
    why: `The AI may not send this without a person. ${reasons.join('. ')}`,
  }
}
