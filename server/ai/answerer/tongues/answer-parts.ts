// The questions of a burst, each answered from the facts or from the knowledge, or named as one without an answer; and
// what is left for the English answerer, because it is about appointments or people.
import { fromEnglish } from './carry.ts'
import { findIn, say } from './find.ts'
import type { Part } from './read.ts'
import { type Reader, subjectOf, tellFacts } from './tell.ts'

export type Parts = { texts: string[]; unknown: string[]; left: Part[] }

export async function answerParts(reader: Reader, parts: Part[]): Promise<Parts> {
  const { session } = reader
  const answered: Parts = { texts: [], unknown: [], left: [] }
  // A name, a day or a yes that was asked for belongs to what is open.
  const open = session.state.booking !== null || session.state.change !== null || session.state.asked !== null
  let missed = 0
  for (const part of parts) {
    if (part.kind === 'carried' || (part.kind === 'statement' && open)) {
      answered.left.push(part)
      continue
    }
    if (part.kind !== 'question' && part.kind !== 'statement') continue
    const text = await answerPart(reader, part)
    if (text) answered.texts.push(text)
    else if (open) answered.left.push(part)
    else if (isUnclear(reader, part)) missed++
    else answered.unknown.push(part.text)
  }
  const settled = answered.texts.length > 0 || answered.left.length > 0 || answered.unknown.length > 0
  const polite = parts.some((p) => p.kind === 'thanks' || p.kind === 'bye')
  if (missed > 0 && !settled && !polite) unclear(reader, parts, answered)
  else if (settled) session.state.unclear = 0
  return answered
}

async function answerPart(reader: Reader, part: Part): Promise<string> {
  const { session, language, asking } = reader
  const subject = subjectOf(reader, part)
  const found = await findIn(session, part.text, language, asking)
  if (found?.exact && !(part.topics.includes('price') && subject.named.length > 0)) return say(session, found)
  const told =
    part.topics.length > 0 || (part.kind === 'question' && subject.named.length > 0)
      ? tellFacts(reader, part, subject)
      : ''
  if (told) return told
  return found ? say(session, found) : ''
}

/** "What?" asks for nothing that could be looked up; a statement in few words says little. */
function isUnclear(reader: Reader, part: Part): boolean {
  const { foreign, named, likely } = subjectOf(reader, part)
  if (part.topics.length > 0) return false
  if (part.kind === 'question') return foreign.length === 0 && named.length === 0 && likely.length === 0
  return foreign.length === 0 || part.folded.split(/\s+/).length <= 6
}

/** One clarifying question; when that did not help, a person. */
function unclear({ session, language }: Reader, parts: Part[], answered: Parts): void {
  session.intents.push('unclear')
  if (session.state.unclear === 0) {
    session.state.unclear = 1
    answered.texts.push(
      fromEnglish("Sorry, I'm not sure I understood. Is it about something else?", language) ?? '',
    )
    return
  }
  session.state.unclear = 0
  answered.unknown.push(...parts.map((p) => p.text))
}
