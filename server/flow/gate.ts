// The facts of the send gate, from the database, in the transaction that acts. The rules are in domain/send-gate.ts.
import { findCapabilities } from '#channels/registry.ts'
import { countSince, type GateRow, listBarred, readGateRow, readLastInbound } from '#db/gate.ts'
import type { Tx } from '#db/pool.ts'
import { type AiFacts, type AiState, decideAiState } from '#domain/ai-state.ts'
import type { AiWords } from '#domain/draft.ts'
import { hoursFor, needsHumanAgent } from '#domain/human-agent.ts'
import type { AuthorKind, EmailHeaders, Purpose } from '#domain/message.ts'
import { nextMonthAt } from '#domain/quota.ts'
import { closesAt, decideSend, type Verdict } from '#domain/send-gate.ts'
import type { TemplateCategory } from '#domain/template.ts'
import { readApprovalFact } from './autonomy.ts'
import { bare } from './mail-out.ts'

export type Way = { conversationId: string; inboxId: string; addressId: string; now: Date }

function aiFacts(row: GateRow): AiFacts {
  const capabilities = findCapabilities(row.inbox_channel, row.inbox_provider)
  return {
    workspaceOn: row.ai_workspace,
    channelOn: row.ai_channel,
    channelLabel: capabilities?.label ?? row.inbox_channel,
    peopleOnly: capabilities?.loggedByHand
      ? 'log'
      : capabilities?.automaticReplies === false
        ? 'public'
        : null,
    inboxOn: row.inbox_ai,
    inboxName: row.inbox_name,
    inboxPaused: row.inbox_status === 'paused',
    handler: row.handler,
    handledBy: row.handled_by_name,
    status: row.status,
    kind: row.kind,
    contactPaused: row.ai_paused_at !== null,
    contactPausedReason: row.ai_paused_reason,
    optedOut: row.opted_out_at !== null,
    cannotWrite: findCapabilities(row.inbox_channel, row.inbox_provider)?.writes === false,
  }
}

/** Is the AI on here, and why? Null where the conversation is gone. */
export async function readAiState(tx: Tx, workspaceId: string, way: Way): Promise<AiState | null> {
  const row = await readGateRow(tx, workspaceId, way)
  return row ? decideAiState(aiFacts(row)) : null
}

export type Asked = {
  verdict: Verdict
  row: GateRow
  metered: boolean
  /** When words of one's own can no longer be sent; null where there is no such limit, or nobody wrote yet. */
  windowClosesAt: Date | null
  /** It leaves under the provider's rule for what people write. */
  humanAgent: boolean
}

/** Asks the gate about one outbound message. Null where the conversation, inbox or address is gone. */
export async function askGate(
  tx: Tx,
  workspaceId: string,
  way: Way,
  message: {
    author: AuthorKind
    purpose: Purpose
    turn: number
    counted: boolean
    template?: { category: TemplateCategory } | null
    email?: EmailHeaders | null
    /** Of AI text: what it is about, and who approved it. */
    words?: AiWords | null
    /** The message itself, where it is stored already: it does not stand in its own way. */
    id?: string
  },
): Promise<Asked | null> {
  const row = await readGateRow(tx, workspaceId, way)
  if (!row || row.inbox_deleted) return null
  const capabilities = findCapabilities(row.inbox_channel, row.inbox_provider)
  const metered = capabilities?.metered ?? false
  const hours = capabilities?.replyWindowHours ?? null
  const window =
    hours === null
      ? null
      : {
          hours,
          humanAgentHours: row.inbox_human_agent ? (capabilities?.humanAgentHours ?? null) : null,
          since: await readLastInbound(tx, workspaceId, way),
        }
  const limit = capabilities?.replyWindowMessages
  const verdict = decideSend({
    now: way.now,
    author: message.author,
    purpose: message.purpose,
    writtenAtTurn: message.turn,
    conversationTurn: row.turn,
    ai: aiFacts(row),
    address: {
      optedOutAt: row.opted_out_at,
      unusable:
        row.unusable_reason && row.unusable_at
          ? { reason: row.unusable_reason, since: row.unusable_at }
          : null,
    },
    others: await readOthers(tx, workspaceId, row.address_value, message),
    inbox: { name: row.inbox_name, paused: row.inbox_status === 'paused' },
    window:
      capabilities && window
        ? {
            channel: capabilities.label,
            hours: hoursFor(window, message.author),
            since: window.since,
            templates: capabilities.templates ?? false,
          }
        : null,
    template: message.template ?? null,
    // Where there is a window, it says the same and more.
    begun:
      capabilities && !capabilities.mayStart && hours === null
        ? { channel: capabilities.label, known: row.knows }
        : null,
    count:
      capabilities && limit !== undefined
        ? {
            channel: capabilities.label,
            limit,
            sent: await countSince(tx, workspaceId, way, message.id ?? null),
          }
        : null,
    approval:
      message.author === 'ai'
        ? await readApprovalFact(tx, workspaceId, row, way, message.words ?? null)
        : null,
    log: capabilities?.loggedByHand ? { channel: capabilities.label } : null,
    // A message that was counted when it was first taken is not counted again on its next attempt.
    allowance: metered
      ? {
          limit: row.allowance,
          used: row.used,
          adds: message.counted ? 0 : 1,
          resetsAt: nextMonthAt(way.now, row.time_zone),
        }
      : null,
  })
  const windowClosesAt = window && closesAt({ since: window.since, hours: hoursFor(window, message.author) })
  const humanAgent = window !== null && needsHumanAgent(window, message.author, way.now)
  return { verdict, row, metered, windowClosesAt, humanAgent }
}

/** Of a mail's recipients, those who may not get it; the customer is judged by facts of their own. */
async function readOthers(
  tx: Tx,
  workspaceId: string,
  customer: string,
  { purpose, email }: { purpose: Purpose; email?: EmailHeaders | null },
) {
  if (!email) return []
  const all = [...email.to, ...email.cc, ...(email.bcc ?? [])].map(bare)
  return listBarred(
    tx,
    workspaceId,
    // What goes to somebody else may have the customer among them: then that is a recipient like the others.
    all.filter((address) => purpose === 'forward' || address !== customer),
  )
}
