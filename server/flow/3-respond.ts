// Step 3: a burst of the customer's messages is answered once. Rules first (keywords, machines, switches), then the
// front desk's turn, which gives commands only; 4-act decides whether they still hold.
import { countAiTextsTo } from '#db/ai-limits.ts'
import { consentsOfMessages } from '#db/contacts.ts'
import { type ConversationFacts, findFacts } from '#db/conversations.ts'
import { countAiTexts, readThread } from '#db/messages.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { burstEndsAt } from '#domain/burst.ts'
import type { Capabilities } from '#domain/channel.ts'
import { helpAnswer, optInConfirmation, optOutConfirmation } from '#domain/consent.ts'
import { enqueueRespond } from '#jobs/queue.ts'
import { type AutomaticReply, type Burst, recordOvertaken, recordSilence } from './4-act-turn.ts'
import { runAgentTurn } from './agent-turn.ts'
import { chooseAgent } from './agents.ts'
import { answeredAlert, answersAlert } from './alert-replies.ts'
import { whileTyping } from './customer-signals.ts'
import type { Flow } from './deps.ts'
import { buildContext, buildPorts } from './desk.ts'
import { lookOnly, planTurn, settleTurn } from './drafts.ts'
import { readAiState } from './gate.ts'
import { noticeIdentity } from './match-contact.ts'
import { mediaAwaited, readMedia, writeDownNotes } from './media.ts'
import { noticeInbound } from './notice-inbound.ts'
import { planReview } from './plan-review.ts'
import { alarmInSilence, understandBetter, understandBurst } from './understand.ts'

type Line = Awaited<ReturnType<typeof readThread>>[number]
type Reason = { code: string; text: string; fix: string | null }

const THREAD_LINES = 40

/** So many AI texts in one conversation within an hour: beyond, two machines are probably talking. */
export const AUTOMATIC_PER_HOUR = { plain: 30, rich: 6 } as const

/** Job `respond`. Harmless to repeat: a burst that has been dealt with is left alone. */
export async function respond(
  flow: Flow,
  payload: { workspaceId: string; conversationId: string },
): Promise<void> {
  const { workspaceId, conversationId } = payload
  const conversation = await findFacts(flow.store.db, workspaceId, conversationId)
  if (!conversation || conversation.last_inbound_seq <= conversation.answered_seq) return
  const workspace = await findWorkspace(flow.store, workspaceId)
  const connected = await flow.accounts.byId(workspaceId, conversation.inbox_id)
  if (!workspace || !connected) return
  const lines = await readThread(flow.store.db, workspaceId, conversationId, THREAD_LINES)
  // What was taken back is neither read nor answered.
  const thread = lines.filter((line) => line.unsent_at === null)
  const pending = thread.filter((line) => line.direction === 'in' && line.seq > conversation.answered_seq)
  const burst: Burst = {
    conversationId,
    turn: conversation.turn,
    fromSeq: conversation.answered_seq,
    toSeq: conversation.last_inbound_seq,
    changes: conversation.changes,
  }

  await noticeInbound(flow, workspaceId, conversation, connected.channel.capabilities, pending)
  const due = burstEnds(flow, connected.channel.capabilities, conversation)
  if (due > flow.clock.now() && !pending.some((line) => line.keyword !== null)) {
    await enqueueRespond(flow.store.db, workspaceId, conversationId, { runAt: due })
    flow.wakeAt(due)
    return
  }
  const awaited = mediaAwaited(flow, pending)
  if (awaited && !pending.some((line) => line.keyword !== null)) {
    await enqueueRespond(flow.store.db, workspaceId, conversationId, { runAt: awaited })
    flow.wakeAt(awaited)
    return
  }
  await noticeIdentity(flow, workspaceId, {
    contactId: conversation.contact_id,
    first: conversation.answered_seq === 0,
    texts: pending.map((line) => line.body),
  })
  if (await answersAlert(flow, workspaceId, conversation, pending)) {
    await recordSilence(flow, workspaceId, burst, [answeredAlert])
    return
  }
  await planReview(flow, flow.store.db, workspaceId, conversationId)
  const understanding = await understandBurst(flow, workspaceId, conversation, thread, pending)
  const automatic = await keywordReplies(flow, workspace, conversation, pending)
  const questions = pending.filter((line) => line.keyword === null && !line.automatic)
  if (questions.length === 0) {
    const why = pending
      .filter((line) => line.automatic)
      .map((line) => line.automatic_reason ?? 'A machine wrote this (auto-reply, list or bounce).')
    const reasons: Reason[] = [...new Set(why)].map((text) => ({ code: 'machine', text, fix: null }))
    if (lines.some((line) => line.unsent_at !== null && line.seq > conversation.answered_seq))
      reasons.push({ code: 'taken_back', text: 'The customer took the message back', fix: null })
    await recordSilence(flow, workspaceId, burst, reasons, automatic)
    return
  }
  const { capabilities } = connected.channel
  const silent = await whySilent(flow, workspaceId, conversation)
  const plan = await planTurn(flow, workspaceId, conversation, capabilities, silent)
  if (plan.silent) {
    await recordSilence(flow, workspaceId, burst, plan.silent, automatic)
    await alarmInSilence(flow, workspaceId, conversation, understanding)
    return
  }
  if (automatic.length > 0) {
    // A keyword among questions: the keyword is obeyed now, the questions are answered by the next turn.
    await recordSilence(flow, workspaceId, { ...burst, toSeq: lastKeyword(pending) }, [], automatic)
    return respond(flow, payload)
  }

  const chosen = await chooseAgent(flow, workspace, conversation.inbox_id)
  const heard = await writeDownNotes(flow, workspace, questions)
  const context = await buildContext(flow, {
    workspace,
    conversation,
    thread,
    pending: heard,
    capabilities,
    agent: chosen.agent,
    media: chosen.withheld === null ? await readMedia(flow, workspaceId, heard, chosen.abilities) : [],
  })
  context.understanding = understanding
  context.understanding = await understandBetter(flow, workspaceId, conversation, context, questions.at(-1), {
    workspace,
    chosen,
  })
  const ports = buildPorts(flow, workspace, conversation, chosen.agent.audiences)
  const turn = () =>
    runAgentTurn(flow, {
      workspace,
      burst,
      chosen,
      context,
      ports: plan.mayHold ? ports : lookOnly(ports, workspace.hours.timeZone),
    })
  const toCustomer = plan.mayType && connected.channel.signal !== undefined
  const result = plan.mayHold
    ? await whileTyping(flow, workspaceId, conversationId, toCustomer, turn)
    : await turn()
  if (result.overtaken) {
    await recordOvertaken(flow, workspaceId, burst, result.trace)
    return
  }
  await settleTurn(flow, workspaceId, burst, {
    conversation,
    capabilities,
    result,
    understanding: context.understanding,
    plan,
  })
}

function burstEnds(flow: Flow, capabilities: Capabilities, conversation: ConversationFacts): Date {
  const window = flow.timing.burst ?? capabilities.burst
  return burstEndsAt(window, conversation.last_inbound_at, conversation.burst_started_at)
}

function lastKeyword(pending: Line[]): number {
  return Math.max(...pending.filter((line) => line.keyword !== null).map((line) => line.seq))
}

/** One confirmation for each message that really changed consent and that the provider has not confirmed itself. */
async function keywordReplies(
  flow: Flow,
  workspace: WorkspaceRecord,
  conversation: ConversationFacts,
  pending: Line[],
): Promise<AutomaticReply[]> {
  const keywords = pending.filter((line) => line.keyword !== null)
  if (keywords.length === 0) return []
  const changes = await consentsOfMessages(
    flow.store.db,
    workspace.id,
    keywords.map((line) => line.id),
  )
  const way = { addressId: conversation.address_id, inboxId: conversation.inbox_id }
  const last = changes.filter((c) => c.source === 'keyword' || c.source === 'words').at(-1)
  const replies: AutomaticReply[] = []
  if (last)
    replies.push(
      last.action === 'opt_out'
        ? { ...way, purpose: 'opt_out_confirmation', text: optOutConfirmation(workspace.name) }
        : { ...way, purpose: 'opt_in_confirmation', text: optInConfirmation(workspace.name) },
    )
  if (!last && keywords.some((line) => line.keyword === 'help'))
    replies.push({
      ...way,
      purpose: 'help',
      text: helpAnswer(workspace.name, workspace.profile.phone || null),
    })
  return replies
}

async function whySilent(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
): Promise<Reason[]> {
  const now = flow.clock.now()
  const state = await readAiState(flow.store.db, workspaceId, {
    conversationId: conversation.id,
    inboxId: conversation.inbox_id,
    addressId: conversation.address_id,
    now,
  })
  if (!state) return [{ code: 'gone', text: 'The inbox of this conversation was removed', fix: null }]
  if (!state.on) return state.reasons
  const connected = await flow.accounts.byId(workspaceId, conversation.inbox_id)
  const limit = AUTOMATIC_PER_HOUR[connected?.channel.capabilities.formatting ?? 'plain']
  if (
    (await countAiTexts(flow.store.db, workspaceId, conversation.id, new Date(now.getTime() - 3_600_000))) >=
    limit
  )
    return [
      {
        code: 'too_many',
        text: `The AI has answered ${limit} times here within an hour; it waits, because the other side may be a machine`,
        fix: 'takeover',
      },
    ]
  const perDay = connected?.channel.capabilities.aiTextsPerDay
  const dayAgo = new Date(now.getTime() - 86_400_000)
  if (
    perDay !== undefined &&
    (await countAiTextsTo(flow.store.db, workspaceId, conversation.address_id, dayAgo)) >= perDay
  )
    return [
      {
        code: 'too_many',
        text: `The AI has written ${perDay} times to this address within 24 hours; it waits, because the other side may be a machine`,
        fix: 'takeover',
      },
    ]
  return []
}
