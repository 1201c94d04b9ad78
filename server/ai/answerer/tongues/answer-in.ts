// A turn in another language. Questions are read in it and answered from the facts and the knowledge; what is about
// appointments and people goes into the English answerer and comes back in the customer's language.
import { openQuestion } from '#ai/answerer/booking/advance.ts'
import { shorten, toPlainSigns } from '#ai/answerer/compose.ts'
import { replySmallTalk } from '#ai/answerer/replies/small-talk.ts'
import { openSession, type Session } from '#ai/answerer/session.ts'
import { formsOf } from '#ai/knowledge/forms/forms.ts'
import { english } from '#ai/knowledge/word-forms.ts'
import type { TurnCommand } from '#domain/commands.ts'
import { decideEscalation } from '#domain/decide-escalation.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import { answerParts } from './answer-parts.ts'
import { askingOf } from './asking/asking.ts'
import { fromEnglish, type Instead, toEnglish } from './carry.ts'
import { type Part, readParts } from './read.ts'
import type { Language } from './tongue.ts'

type Answer = (context: DeskContext, ports: DeskPorts) => Promise<TurnResult>
const BRIEF_LIMIT = 459

/**
 * Answers in `language`. What there are no words for is handed to a person, and that is said in the language; what the
 * tools would have done in that turn is then not done.
 */
export async function answerIn(
  language: Language,
  context: DeskContext,
  ports: DeskPorts,
  answerEnglish: Answer,
): Promise<TurnResult> {
  const began = performance.now()
  const { handover: told, ...rest } = context
  const inner: DeskContext = {
    ...rest,
    // Dates come back in one spelling, to be written anew.
    profile: { ...context.profile, locale: 'en-US' },
    capabilities: { ...context.capabilities, formatting: 'plain' },
    disclosure: null,
  }
  const instead: Instead = told
    ? {
        passedOn: told.next,
        passedOnClosed: told.next,
        orCall: '',
        emergency: told.emergency,
        danger: '',
        alerted: '',
      }
    : {}
  const asking = await askingOf(language)
  const words = context.pending.map((line) => line.text).join('\n')
  const parts = readParts(words, asking)
  const session = openSession(inner, ports)
  const reader = { session, language, asking, forms: formsOf(language) ?? english }
  const stated = statedOf(context)
  const own =
    stated || parts.length === 0 ? { texts: [], unknown: [], left: parts } : await answerParts(reader, parts)
  const said = [...own.texts]
  const commands: TurnCommand[] = []
  let trace: TurnResult['trace'] | null = null
  let escalated = false
  if (own.left.length > 0 || stated || parts.length === 0) {
    // Everything where nothing was answered here: the English reader sees what belongs together.
    const whole = own.texts.length === 0 && own.unknown.length === 0
    const pending = whole ? context.pending : withText(context, own.left)
    const result = await answerEnglish(
      {
        ...inner,
        state: { ...session.state },
        pending: pending.map((line) => ({ ...line, text: toEnglish(line.text, language, context) })),
      },
      session.ports,
    )
    const sent = result.commands.find((c) => c.type === 'message.send')
    const theirs = sent?.type === 'message.send' ? fromEnglish(sent.text, language, instead) : null
    trace = result.trace
    if (theirs === null) own.unknown.push(own.left.map((p) => p.text).join(' '))
    else {
      said.push(theirs)
      for (const command of result.commands)
        if (command.type !== 'message.send') commands.push(inTheirWords(command, words))
      escalated = commands.some((c) => c.type === 'conversation.escalate')
      session.sources.push(...result.trace.sources)
      session.intents.push(...(result.trace.intent ? [result.trace.intent] : []))
    }
  } else {
    said.push(...smallTalk(reader.session, parts, own.texts.length + own.unknown.length > 0, language))
    const { booking } = session.state
    if (booking && own.texts.length > 0 && own.unknown.length === 0)
      said.push(fromEnglish(openQuestion(session), language) ?? '')
  }
  if (own.unknown.length > 0) {
    said.push(fromEnglish("I'm afraid I don't know that.", language) ?? '')
    if (!escalated) {
      said.push(fromEnglish(passedOn, language, instead) ?? '')
      commands.push(handOver(words))
    }
  }
  if (!commands.some((c) => c.type === 'desk.remember'))
    commands.push({ type: 'desk.remember', state: session.state })
  const text = letter(said.filter(Boolean).join(' '), session, context)
  return {
    commands: [...commands, { type: 'message.send', text }],
    trace: {
      engine: 'builtin',
      model: null,
      tokens: null,
      guard: [],
      fallback: null,
      ...trace,
      intent: session.intents[0] ?? null,
      sources: session.sources,
      tools: session.tools,
      // What was looked for in English is collected as it was asked.
      ...((own.unknown.length > 0 || trace?.unanswered) && {
        unanswered: own.unknown.length > 0 ? own.unknown : [words],
      }),
      ms: Math.round((performance.now() - began) * 10) / 10,
    },
  }
}

const passedOn = "I've passed this to our team, and a person will answer you here."

/** Is it a ground to call a person, whatever else it says? */
function statedOf({ understanding, escalationRules: rules }: DeskContext): boolean {
  return understanding ? decideEscalation(understanding, rules ? { rules } : {}) !== null : false
}

function withText(context: DeskContext, parts: Part[]): DeskContext['pending'] {
  const [last] = context.pending.slice(-1)
  return last ? [{ ...last, text: parts.map((p) => p.text).join(' ') }] : []
}

function smallTalk(session: Session, parts: Part[], answered: boolean, language: Language): string[] {
  const kinds = parts.flatMap((p) =>
    p.kind === 'greeting' || p.kind === 'thanks' || p.kind === 'bye' || p.kind === 'about_ai' ? [p.kind] : [],
  )
  const about = kinds.includes('about_ai')
  if (kinds.length === 0 || (answered && !about)) return []
  session.intents.push(kinds.at(-1) ?? 'greeting')
  return [fromEnglish(replySmallTalk(session, about ? ['about_ai'] : kinds), language) ?? '']
}

function handOver(words: string): TurnCommand {
  return { type: 'conversation.escalate', reason: 'cannot_answer', note: `Wrote: "${words}"`.slice(0, 1000) }
}

/** People read what the customer wrote, not what we made of it. */
function inTheirWords(command: TurnCommand, words: string): TurnCommand {
  if (command.type === 'conversation.escalate')
    return { ...command, note: `Wrote: "${words}"`.slice(0, 1000) }
  if (command.type === 'appointment.cancel' && command.reason)
    return { ...command, reason: words.slice(0, 500) }
  if (command.type === 'lead.save' && command.fields.need)
    return { ...command, fields: { ...command.fields, need: words.slice(0, 1000) } }
  return command
}

/** The disclosure in front, a mail's frame, and what fits into the channel. */
function letter(text: string, session: Session, { capabilities, disclosure, profile }: DeskContext): string {
  const mail = capabilities.formatting === 'rich'
  const parts = [disclosure ?? '', text, mail ? profile.name : '']
  const whole = parts.filter(Boolean).join(mail ? '\n\n' : ' ')
  const { maxLength } = capabilities.text
  if (!session.brief) return shorten(whole, maxLength)
  return shorten(toPlainSigns(whole), Math.min(maxLength, BRIEF_LIMIT + 153 + (disclosure?.length ?? 0)))
}
