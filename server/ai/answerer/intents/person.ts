// A person is wanted, or needed at once.
import type { Desk, Part } from '#ai/answerer/desk.ts'
import { handOver, isClosed, nextOpening, noteFor } from '#ai/answerer/handover.ts'
import { hoursSource, lookUp, profileSource, quote, SURE } from '#ai/answerer/lookup.ts'
import { say } from '#ai/answerer/sentences.ts'

export function askedForPerson(desk: Desk): Part {
  const part = handOver(desk, {
    reason: 'asked_for_person',
    why: 'The customer asks for a person',
    opening: say.personComing,
  })
  return withPhone(desk, part)
}

export function complaint(desk: Desk): Part {
  return handOver(desk, { reason: 'complaint', why: 'The customer complains', opening: say.sorry })
}

/** Closed, the telephone may still be answered: its number is given where there is one. */
function withPhone(desk: Desk, part: Part): Part {
  const { phone } = desk.context.profile
  if (!phone || !isClosed(desk)) return part
  return {
    ...part,
    text: `${part.text} ${say.orCall(phone)}`,
    sources: [...part.sources, profileSource(phone)],
  }
}

const DANGER =
  /\b(?:fire|gas|smoke|burning|bleeding|hurt|injured|breath|unconscious|chest pain|carbon monoxide|sparks?|electrocut|overdose|stroke|heart)/i

/** Something cannot wait: what to do first where the knowledge says so, the phone number, and the alarm. */
export async function emergency(desk: Desk, text: string): Promise<Part> {
  const { phone } = desk.context.profile
  const sentences: string[] = [say.urgent]
  const sources: Part['sources'] = []
  if (DANGER.test(text)) sentences.push(say.danger)
  const [found] = await lookUp(desk, text)
  if (found && found.fit >= SURE && found.passage.kind === 'faq') {
    const { text: words, source } = quote(desk, text, found.passage)
    sentences.push(words)
    sources.push(source)
  }
  if (phone && !sentences.some((s) => s.includes(phone))) {
    sentences.push(say.callNow(phone))
    sources.push(profileSource(phone))
  }
  sentences.push(say.alerted)
  if (isClosed(desk)) {
    const opens = nextOpening(desk)
    if (opens && phone) {
      sentences.push(say.closedUrgent(opens))
      sources.push(hoursSource(`Open again ${opens}`))
    }
  }
  return {
    text: sentences.filter(Boolean).join(' '),
    sources,
    commands: [
      {
        type: 'conversation.escalate',
        reason: 'emergency',
        note: noteFor(desk, 'This sounds like an emergency'),
      },
    ],
  }
}

/** A wish for no more messages in other words than STOP: people see to it, and the keyword that works at once is named. */
export function optOut(desk: Desk): Part {
  const opening = desk.context.capabilities.keywords ? `${say.understood} ${say.stopKeyword}` : say.understood
  return {
    text: `${opening} ${say.alerted}`,
    sources: [],
    commands: [
      {
        type: 'conversation.escalate',
        reason: 'asked_for_person',
        note: noteFor(desk, 'The customer seems to want no more messages: opt them out if so'),
      },
    ],
  }
}
