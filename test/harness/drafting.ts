// A business whose AI asks first, on real PostgreSQL without a server around it: the tests say what the AI wrote.
import { lockAgentAutonomy, saveAgentAutonomy } from '#db/autonomy.ts'
import { findFacts } from '#db/conversations.ts'
import type { Store } from '#db/pool.ts'
import type { AutonomyMode, AutonomyRule } from '#domain/autonomy.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { TurnTrace } from '#domain/desk.ts'
import type { Intent } from '#domain/intent.ts'
import type { Connected } from '#flow/accounts.ts'
import { settleTurn } from '#flow/drafts.ts'
import { type BareFlow, makeBareFlow } from './bare-flow.ts'

export const ann = { kind: 'member' as const, id: 'mem_ann', name: 'Ann' }
export const ben = { kind: 'member' as const, id: 'mem_ben', name: 'Ben' }

const trace: TurnTrace = {
  engine: 'builtin',
  model: null,
  intent: 'question',
  sources: [],
  tools: [],
  tokens: null,
  ms: 1,
  guard: [],
  fallback: null,
}

export type DraftRow = {
  id: string
  state: string
  why: string | null
  text: string
  closed_by_name: string | null
}

export type Drafting = BareFlow & {
  agentId: string
  sms: Connected
  /** A customer writes, and the AI's turn about it ends so. */
  ask(from: string, text: string, turn?: Partial<Turn>): Promise<{ conversationId: string; draftId: string }>
  /** What the AI's turn about everything open in a conversation leads to. */
  think(conversationId: string, turn?: Partial<Turn>): Promise<void>
  draftsOf(conversationId: string): Promise<DraftRow[]>
  /** Messages of ours in a conversation, with the state they are in. */
  ours(conversationId: string): Promise<{ author: string; body: string; status: string; purpose: string }[]>
}
type Turn = {
  says: string
  commands: TurnCommand[]
  intent: Intent
  compareOnly: boolean
  mood: 'neutral' | 'angry'
}

export async function makeDrafting(
  store: Store,
  mode: AutonomyMode,
  rules: AutonomyRule[] = [],
): Promise<Drafting> {
  const world = await makeBareFlow(store)
  const { flow, workspaceId } = world
  const agent = await lockAgentAutonomy(store.db, workspaceId, null)
  if (!agent) throw new Error('no agent')
  await saveAgentAutonomy(store.db, workspaceId, { ...agent, mode, rules })
  const sms = await world.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550100' })

  const think: Drafting['think'] = async (conversationId, turn = {}) => {
    const conversation = await findFacts(store.db, workspaceId, conversationId)
    if (!conversation) throw new Error('no such conversation')
    await settleTurn(
      flow,
      workspaceId,
      {
        conversationId,
        turn: conversation.turn,
        fromSeq: conversation.answered_seq,
        toSeq: conversation.last_inbound_seq,
        changes: conversation.changes,
      },
      {
        conversation,
        capabilities: sms.channel.capabilities,
        result: {
          commands: [
            ...(turn.commands ?? []),
            { type: 'message.send', text: turn.says ?? 'Yes, for 25 dollars.' },
          ],
          trace,
        },
        understanding: {
          intent: turn.intent ?? 'question',
          confidence: 0.95,
          outOfScope: false,
          language: 'en',
          mood: turn.mood ?? 'neutral',
          urgency: 'normal',
          by: 'builtin',
          evidence: [],
        },
        plan: { silent: null, compareOnly: turn.compareOnly ?? false, mayType: true, mayHold: true },
      },
    )
  }
  const draftsOf: Drafting['draftsOf'] = (conversationId) =>
    world.rows(
      'select id, state, why, text, closed_by_name from drafts where conversation_id = $1 order by created_at, id',
      [conversationId],
    )
  return {
    ...world,
    agentId: agent.agentId,
    sms,
    think,
    draftsOf,
    async ask(from, text, turn = {}) {
      const conversationId = await world.write(sms, { from, text })
      await think(conversationId, turn)
      return { conversationId, draftId: (await draftsOf(conversationId)).at(-1)?.id ?? '' }
    },
    ours: (conversationId) =>
      world.rows(
        `select author, body, status, purpose from messages where conversation_id = $1 and direction = 'out' order by seq`,
        [conversationId],
      ),
  }
}
