// Job `learn_answer`: a person has answered a customer. To a question that nobody could answer it is noted; and where it
// holds for every customer, a pair is suggested. Nothing of it is used before somebody approves it.
import { detectLanguage, languageOfLocale } from '#ai/knowledge/language.ts'
import { whyNotGeneral } from '#ai/learning/general.ts'
import { questionsIn, withoutPerson } from '#ai/learning/redact.ts'
import { compareFacts } from '#ai/learning/same-facts.ts'
import { asksTheSame } from '#ai/learning/similar.ts'
import { appendEvents } from '#db/events.ts'
import { type LastExchange, listPairs, readExchange, suggestPair, withdrawPair } from '#db/learned-pairs.ts'
import type { Tx } from '#db/pool.ts'
import { noteAnswer } from '#db/unanswered.ts'
import type { Intent } from '#domain/intent.ts'
import type { Against } from '#domain/learning.ts'
import { chooseAgent } from '#flow/agents.ts'
import type { Flow } from '#flow/deps.ts'
import { type Desk, readDesk, replay } from './replay.ts'

/** What is said to these is about one customer, whatever its words. */
const personal = new Set<Intent>([
  'complaint',
  'refund',
  'emergency',
  'opt_out',
  'spam',
  'booking',
  'reschedule',
  'cancel_appointment',
  'confirmation',
  'thanks',
])
const MOST_COMPARED = 300
const QUOTE = 300

/** Harmless to repeat. */
export async function learnAnswer(
  flow: Flow,
  { workspaceId, conversationId }: { workspaceId: string; conversationId: string },
): Promise<void> {
  const exchange = await readExchange(flow.store.db, workspaceId, conversationId)
  const desk = await readDesk(flow, workspaceId)
  if (!exchange || !desk || exchange.said.length === 0) return
  const by = exchange.said.at(-1)?.author_name ?? null
  const answer = exchange.said
    .map(({ body, author_name }) =>
      withoutPerson(withoutSignature(body, [author_name, desk.workspace.name]), exchange.names),
    )
    .filter(Boolean)
    .join('\n')
  const lesson = await judge(flow, desk, { ...exchange, conversationId }, answer)
  await flow.store.transaction(async (tx) => {
    const seqs = { after: exchange.after, upTo: exchange.upTo }
    const noted = await noteAnswer(tx, workspaceId, conversationId, { seqs, answer, by })
    const changed = lesson
      ? await suggest(flow, tx, workspaceId, conversationId, { exchange, answer, by, lesson })
      : await withdrawPair(tx, workspaceId, conversationId, exchange.upTo)
    if (noted > 0 || changed)
      await appendEvents(tx, workspaceId, [
        { type: 'knowledge.updated', actor: 'system', data: { what: 'suggestions' } },
      ])
  })
}

type Lesson = { question: string; against: Against[] }

/** What is to be learned; null where it is nothing general, nothing new, or was decided about already. */
async function judge(
  flow: Flow,
  desk: Desk,
  exchange: LastExchange & { conversationId: string },
  answer: string,
): Promise<Lesson | null> {
  const question = questionsIn(withoutPerson(exchange.asked.join('\n'), exchange.names))
  const { profile } = desk.workspace
  const own = [profile.phone, profile.email, profile.website, profile.address]
  // Judged by what the person wrote: what was taken out tells that it was meant for one customer.
  const said = exchange.said
    .map(({ body, author_name }) => withoutSignature(body, [author_name, desk.workspace.name]))
    .join('\n')
  if (exchange.intents.some((intent) => personal.has(intent))) return null
  if (whyNotGeneral({ question, answer: withoutGreeting(said, exchange.names), names: exchange.names, own }))
    return null
  const others = await listPairs(flow.store, desk.workspace.id, { state: null, limit: MOST_COMPARED })
  const told = { text: answer, sources: [], unanswered: false }
  const known = others.some(
    (pair) =>
      (pair.conversation_id !== exchange.conversationId || pair.question_seq !== exchange.upTo) &&
      asksTheSame(pair.question, question) &&
      compareFacts({ text: pair.answer, sources: [], unanswered: false }, told).same,
  )
  if (known) return null
  const { agent } = await chooseAgent(flow, desk.workspace, exchange.inbox_id)
  const { channel, asked_at: at } = exchange
  const now = await replay(flow, desk, { question, channel, audiences: agent.audiences, at })
  if (now.unanswered) return { question, against: [] }
  if (compareFacts(told, now, { approved: true }).same) return null
  return {
    question,
    against: now.sources.slice(0, 3).map((source) => ({
      sourceId: source.id,
      kind: source.kind,
      title: source.title,
      quote: source.quote.slice(0, QUOTE),
    })),
  }
}

/** Lines at the end that only say who wrote. */
function withoutSignature(text: string, names: readonly (string | null)[]): string {
  const known = names
    .flatMap((name) => (name ? [name, name.split(/\s+/)[0] ?? name] : []))
    .map((n) => n.toLowerCase())
  const lines = text.trimEnd().split('\n')
  while (lines.length > 1 && isSignature(lines.at(-1) ?? '', known)) lines.pop()
  return lines.join('\n').trimEnd()
}
const isSignature = (line: string, known: string[]) =>
  line.trim() === '' ||
  known.includes(
    line
      .replace(/[–—,.-]/g, ' ')
      .trim()
      .toLowerCase(),
  )

/** "Hi Maria," in front tells nothing about the rest. */
function withoutGreeting(text: string, names: readonly (string | null)[]): string {
  const first = names.flatMap((name) => (name ?? '').split(/\s+/)).filter((part) => part.length > 1)
  const greeting = new RegExp(
    String.raw`^\s*(?:hi|hello|hey|dear|hallo|hola|bonjour|ciao|guten tag)[ ,]+(?:${['there', ...first].map((n) => n.replace(/[^\p{L}]/gu, '.')).join('|')})[\s,.!–-]+`,
    'iu',
  )
  return text.replace(greeting, '')
}

async function suggest(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  of: { exchange: LastExchange; answer: string; by: string | null; lesson: Lesson },
): Promise<boolean> {
  const { exchange, answer, by, lesson } = of
  const at = flow.clock.now()
  return suggestPair(tx, workspaceId, {
    id: flow.ids.next('lrn', at),
    conversation_id: conversationId,
    question_seq: exchange.upTo,
    question: lesson.question,
    answer,
    language: await detectLanguage(
      `${lesson.question}\n${answer}`,
      exchange.language ?? languageOfLocale('en'),
    ),
    answered_by: by,
    against: lesson.against,
    at,
  })
}
