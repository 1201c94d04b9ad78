// What the customer's new messages are about: read for every burst before anything is decided, so that it is there when
// the AI is off or a person answers, too. Never on the way of a webhook.
import { modelReader, NOT_SURE, readByModel } from '#ai/understanding/by-model.ts'
import { plainOf } from '#ai/understanding/phrases.ts'
import { readMessage } from '#ai/understanding/reader.ts'
import { confirmScope } from '#ai/understanding/scope.ts'
import { shippedClassifier } from '#ai/understanding/shipped.ts'
import { learnOwn, type Taught, untaught } from '#ai/understanding/taught.ts'
import { findAgain } from '#ai/understanding/urgency.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import type { readThread } from '#db/messages.ts'
import {
  escalationReasonOf,
  exampleVersion,
  languageSoFar,
  listIntentExamples,
  type ReadMessage,
  saveUnderstandings,
} from '#db/understandings.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { decideEscalation } from '#domain/decide-escalation.ts'
import type { DeskContext } from '#domain/desk.ts'
import type { Understanding } from '#domain/intent.ts'
import { findRepeat } from '#domain/repeated-contact.ts'
import type { Chosen } from './agents.ts'
import { askAside } from './aside.ts'
import { escalate, mustLock } from './axes.ts'
import type { Flow } from './deps.ts'
import { findPassages } from './find-knowledge.ts'

type Line = Awaited<ReturnType<typeof readThread>>[number]

/** So many workspaces' lessons are kept in memory; learning again takes milliseconds. */
const KEPT = 50
const lessons = new Map<string, { version: string; taught: Taught }>()

/** What a workspace has taught. Another's is never seen: the key is the workspace. */
export async function taughtBy(flow: Flow, workspaceId: string): Promise<Taught> {
  const version = await exampleVersion(flow.store.db, workspaceId)
  if (version === '0:') return untaught
  const known = lessons.get(workspaceId)
  if (known?.version === version) return known.taught
  const examples = await listIntentExamples(flow.store.db, workspaceId)
  const taught = learnOwn(
    shippedClassifier(),
    examples.toReversed().map(({ intent, text }) => ({ intent, text })),
  )
  lessons.delete(workspaceId)
  lessons.set(workspaceId, { version, taught })
  for (const oldest of lessons.keys()) {
    if (lessons.size <= KEPT) break
    lessons.delete(oldest)
  }
  return taught
}

/** One text as this workspace reads it. */
export async function readAs(
  flow: Flow,
  workspaceId: string,
  text: string,
  language: string | null = null,
): Promise<Understanding> {
  const read = readMessage(text, { taught: await taughtBy(flow, workspaceId), language })
  return confirmScope(read, text, (question, limit) =>
    findPassages(flow, workspaceId, { question, limit, seer: { channel: null, audiences: [] } }),
  )
}

/**
 * Reads the customer's messages of a burst, writes it down, and gives the reading of the whole burst; null where no
 * customer wrote a word (machines, calls). Harmless to repeat.
 */
export async function understandBurst(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
  thread: Line[],
  pending: Line[],
): Promise<Understanding | null> {
  const lines = pending.filter((line) => !line.automatic && line.author === 'contact')
  const newest = lines.at(-1)
  if (!newest) return null
  const language = await languageSoFar(flow.store.db, workspaceId, conversation.id)
  const talk = thread.map(toTalk)
  const read: ReadMessage[] = []
  for (const line of lines) {
    const one = await readAs(flow, workspaceId, line.body, language)
    read.push({ messageId: line.id, understanding: withRepeat(one, talk, toTalk(line)) })
  }
  const last = read.at(-1)?.understanding
  if (!last) return null
  // A keyword is obeyed by itself; the burst is what else was said.
  const said = lines.filter((line) => line.keyword === null)
  const whole =
    said.length > 1 ? await readAs(flow, workspaceId, said.map((l) => l.body).join('\n'), language) : last
  const burst = whole === last ? last : withRepeat(whole, talk, toTalk(newest))
  await store(flow, workspaceId, conversation, read, burst)
  return burst
}

/**
 * A second opinion by the model where the built-in reading is not sure; what it says is written down with the newest
 * message. Without a model, in time or in form, the built-in reading stands.
 */
export async function understandBetter(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
  context: DeskContext,
  newest: { id: string } | undefined,
  of: { workspace: WorkspaceRecord; chosen: Chosen },
): Promise<Understanding | null> {
  const { understanding } = context
  if (!understanding || !newest) return understanding ?? null
  if (understanding.confidence >= NOT_SURE || understanding.corrected) return understanding
  const text = context.pending.map((line) => line.text).join('\n')
  const first = context.pending[0]?.seq ?? 0
  const earlier = context.thread.filter((line) => line.seq < first)
  const opinion = await askAside(flow, of.workspace, of.chosen, { thread: context.pending }, (model) =>
    readByModel(understanding, text, earlier, modelReader(model)),
  )
  if (!opinion) return understanding
  if (!opinion.read) {
    flow.log.info(
      { workspaceId, conversationId: conversation.id, why: opinion.why },
      'understanding: no second opinion',
    )
    return understanding
  }
  await store(
    flow,
    workspaceId,
    conversation,
    [{ messageId: newest.id, understanding: opinion.read }],
    opinion.read,
  )
  return opinion.read
}

/**
 * An emergency calls people also where the AI is off, or the conversation waits for them for something lesser. Where a
 * person is writing already they see the mark, and nothing is taken out of their hands.
 */
export async function alarmInSilence(
  flow: Flow,
  workspaceId: string,
  { id }: { id: string },
  understanding: Understanding | null,
): Promise<void> {
  const must = decideEscalation(understanding)
  if (must?.reason !== 'emergency') return
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, id)
    const reason = await escalationReasonOf(tx, workspaceId, id)
    const waits = reason !== null && reason !== 'emergency'
    if (conversation.handler !== 'ai' && !waits) return
    await escalate(flow, tx, workspaceId, conversation, { reason: 'emergency', note: must.words, by: null })
  })
}

const toTalk = (line: Line) => ({
  seq: line.seq,
  author: line.direction === 'in' ? 'contact' : line.author,
  text: line.body,
  at: line.created_at,
})

/** Who writes again waits already: it cannot be of normal urgency any more. */
function withRepeat(
  understanding: Understanding,
  thread: ReturnType<typeof toTalk>[],
  line: ReturnType<typeof toTalk>,
): Understanding {
  const small = ['confirmation', 'greeting', 'thanks', 'opt_out', 'spam', 'cancel_appointment']
  if (small.includes(understanding.intent)) return understanding
  const repeated = findRepeat(thread, line, findAgain(plainOf(line.text)))
  if (!repeated) return understanding
  const urgency =
    understanding.urgency === 'normal' || understanding.urgency === 'low' ? 'high' : understanding.urgency
  return {
    ...understanding,
    repeated,
    urgency,
    why: `${understanding.why ?? ''}; ${repeated}`.replace(/^; /, ''),
  }
}

async function store(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
  read: ReadMessage[],
  burst: Understanding,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const fresh = await saveUnderstandings(tx, workspaceId, conversation.id, read, burst, flow.clock.now())
    if (fresh.length === 0) return
    const byId = new Map(read.map((r) => [r.messageId, r.understanding]))
    await appendEvents(
      tx,
      workspaceId,
      fresh.map(({ messageId }) => ({
        type: 'message.understood' as const,
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        messageId,
        data: {
          intent: byId.get(messageId)?.intent,
          urgency: byId.get(messageId)?.urgency,
          mood: byId.get(messageId)?.mood,
        },
      })),
    )
  })
}
