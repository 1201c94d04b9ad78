// Questions that the knowledge answers: the passage is quoted, with its source.
import type { Desk, Part } from '#ai/answerer/desk.ts'
import { type Found, quote } from '#ai/answerer/lookup.ts'
import { say } from '#ai/answerer/sentences.ts'
import { about } from './services.ts'

export function answerFrom(desk: Desk, clause: string, found: Found): Part {
  if (found.passage.kind === 'service') {
    const service = desk.context.services.find((s) => s.id === found.passage.sourceId)
    if (service) return about(desk, service)
  }
  const { text, source } = quote(desk, clause, found.passage)
  return { text, sources: [source] }
}

/** A passage that may be meant is asked about by its title, not given. */
export function didYouMean(found: Found): Part {
  const { passage } = found
  return {
    text: '',
    sources: [],
    ask: say.didYouMean(passage.title),
    offer: {
      kind: 'passage',
      sourceId: passage.sourceId,
      sourceKind: passage.kind,
      title: passage.title,
      text: passage.text.slice(0, 2000),
    },
  }
}
