// Questions with approved answers: from a message that was right, from an entry, by hand.
import { questionsIn, withoutPerson } from '#ai/learning/redact.ts'
import {
  changeCheck,
  deleteCheck,
  findCheck,
  insertCheck,
  type NewCheck,
  settleCheck,
} from '#db/check-questions.ts'
import { appendEvents } from '#db/events.ts'
import { findKnowledge } from '#db/knowledge.ts'
import { readExchange } from '#db/learned-pairs.ts'
import { findMessage } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { Refusal } from '#domain/errors.ts'
import { MOST_CHECKED } from '#domain/learning.ts'
import { chooseAgent } from '#flow/agents.ts'
import type { Flow } from '#flow/deps.ts'
import { enqueueCheckKnowledge } from '#jobs/queue.ts'
import { readDesk } from './replay.ts'

export type Approval = { question: string; answer: string } | { messageId: string } | { knowledgeId: string }
type Draft = Omit<NewCheck, 'id' | 'by' | 'now'>

/** Keeps a question with its approved answer; its id. It is asked at once, by a job. */
export async function approveAnswer(
  flow: Flow,
  workspaceId: string,
  actor: string,
  approval: Approval,
): Promise<string> {
  const draft =
    'messageId' in approval
      ? await ofMessage(flow, workspaceId, approval.messageId)
      : 'knowledgeId' in approval
        ? await ofEntry(flow, workspaceId, approval.knowledgeId)
        : byHand(flow, approval)
  const now = flow.clock.now()
  return flow.store.transaction(async (tx) => {
    const check = { ...draft, id: flow.ids.next('chk', now), by: actor, now }
    const id = await insertCheck(tx, workspaceId, check, MOST_CHECKED)
    if (id === null)
      throw new Refusal(
        'conflict',
        `There are ${MOST_CHECKED} questions already. Remove one that matters less.`,
      )
    await follow(tx, workspaceId, actor)
    return id
  })
}

function byHand(flow: Flow, { question, answer }: { question: string; answer: string }): Draft {
  const origin = { conversation_id: null, message_id: null, knowledge_id: null, channel: null, audiences: [] }
  return { ...origin, question, answer, origin: 'hand', at: flow.clock.now() }
}

async function ofEntry(flow: Flow, workspaceId: string, id: string): Promise<Draft> {
  const entry = await findKnowledge(flow.store, workspaceId, id)
  if (entry?.kind !== 'faq') throw new Refusal('not_found', 'There is no such question with an answer.')
  return {
    question: entry.title,
    answer: entry.body,
    origin: 'faq',
    conversation_id: null,
    message_id: null,
    knowledge_id: id,
    channel: entry.channels[0] ?? null,
    audiences: entry.audiences,
    at: flow.clock.now(),
  }
}

async function ofMessage(flow: Flow, workspaceId: string, messageId: string): Promise<Draft> {
  const place = await findMessage(flow.store, workspaceId, messageId)
  const desk = await readDesk(flow, workspaceId)
  if (place?.direction !== 'out' || !desk) throw new Refusal('not_found', 'There is no such answer.')
  const exchange = await readExchange(flow.store.db, workspaceId, place.conversation_id, {
    before: place.seq,
  })
  const said = exchange?.said.map((line) => line.body).join('\n') ?? ''
  const question = exchange ? questionsIn(withoutPerson(exchange.asked.join('\n'), exchange.names)) : ''
  if (!exchange || question === '' || said === '')
    throw new Refusal('invalid_input', 'No question of the customer stands before this message.')
  const { agent } = await chooseAgent(flow, desk.workspace, exchange.inbox_id)
  const { disclosure } = desk.workspace.settings
  return {
    question,
    // That it is an AI is said once in a conversation and is no part of the answer.
    answer: withoutPerson(said.replace(disclosure.text, ''), exchange.names).slice(0, 4_000),
    origin: 'message',
    conversation_id: place.conversation_id,
    message_id: messageId,
    knowledge_id: null,
    channel: exchange.channel,
    audiences: agent.audiences,
    at: exchange.asked_at,
  }
}

export async function changeApproved(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
  to: { question?: string; answer?: string },
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    if (!(await changeCheck(tx, workspaceId, id, to))) throw gone()
    await follow(tx, workspaceId, actor)
  })
}

export async function removeApproved(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    if (!(await deleteCheck(tx, workspaceId, id))) throw gone()
    await appendEvents(tx, workspaceId, [changed(actor)])
  })
}

/** A difference that came by itself: the answer is right now, or it is left as it is. */
export async function settleDifference(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
  how: 'accept' | 'dismiss',
): Promise<void> {
  if (!(await findCheck(flow.store, workspaceId, id))) throw gone()
  await flow.store.transaction(async (tx) => {
    if (!(await settleCheck(tx, workspaceId, id, how)))
      throw new Refusal('conflict', 'The AI has no answer to this question now.')
    await appendEvents(tx, workspaceId, [changed(actor)])
  })
}

const gone = () => new Refusal('not_found', 'There is no such question.')
const changed = (actor: string) => ({ type: 'knowledge.updated' as const, actor, data: { what: 'check' } })

async function follow(tx: Tx, workspaceId: string, actor: string): Promise<void> {
  await appendEvents(tx, workspaceId, [changed(actor)])
  await enqueueCheckKnowledge(tx, workspaceId)
}
