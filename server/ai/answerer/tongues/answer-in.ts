// A turn in another language: the burst goes in as English, the answer comes back in the customer's own words' language.
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import { fromEnglish, toEnglish } from './carry.ts'
import type { Language } from './tongue.ts'

type Answer = (context: DeskContext, ports: DeskPorts) => Promise<TurnResult>

/**
 * Answers in `language`. What there are no words for is handed to a person, and that is said in the language; what the
 * tools would have done in that turn is then not done.
 */
export async function answerIn(
  language: Language,
  context: DeskContext,
  ports: DeskPorts,
  english: Answer,
): Promise<TurnResult> {
  const plain: DeskContext['capabilities'] = { ...context.capabilities, formatting: 'plain' }
  const inner: DeskContext = {
    ...context,
    // Dates come back in one spelling, to be written anew.
    profile: { ...context.profile, locale: 'en-US' },
    capabilities: plain,
    disclosure: null,
    // What happens next is said in their language already: a sentence that we know keeps its place.
    ...(context.handover ? { handover: { next: passedOn, emergency: passedOn } } : {}),
    pending: context.pending.map((line) => ({ ...line, text: toEnglish(line.text, language, context) })),
  }
  const result = await english(inner, ports)
  const said = result.commands.find((c) => c.type === 'message.send')
  const theirs = said?.type === 'message.send' ? fromEnglish(said.text, language) : null
  const words = context.pending.map((line) => line.text).join(' ')
  const commands: TurnCommand[] =
    theirs === null
      ? handOver(words)
      : result.commands.filter((c) => c.type !== 'message.send').map((c) => inTheirWords(c, words))
  const place = fromEnglish(passedOn, language) ?? ''
  const text = theirs ?? [fromEnglish("I'm afraid I don't know that.", language), place].join(' ')
  const escalated = commands.find((c) => c.type === 'conversation.escalate')
  const next = escalated && context.handover?.[escalated.reason === 'emergency' ? 'emergency' : 'next']
  return {
    commands: [
      ...commands,
      { type: 'message.send', text: letter(next ? text.replace(place, () => next) : text, context) },
    ],
    trace: {
      ...result.trace,
      ...(theirs === null && { sources: [] }),
      // What was looked for in English is collected as it was asked.
      ...((theirs === null || result.trace.unanswered) && { unanswered: [words] }),
    },
  }
}

const passedOn = "I've passed this to our team, and a person will answer you here."

function handOver(words: string): TurnCommand[] {
  return [
    { type: 'conversation.escalate', reason: 'cannot_answer', note: `Wrote: "${words}"`.slice(0, 1000) },
    { type: 'desk.remember', state: {} },
  ]
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

/** The disclosure in front, and a mail's frame. */
function letter(text: string, { capabilities, disclosure, profile }: DeskContext): string {
  const mail = capabilities.formatting === 'rich'
  const parts = [disclosure ?? '', text, mail ? profile.name : '']
  return parts.filter(Boolean).join(mail ? '\n\n' : ' ')
}
