// The items of the rubric and what each weighs: what the settings show, and what domain/rubric.ts judges by.
import type { RubricKey } from './review.ts'

export const rubricWeights: { key: RubricKey; title: string; weight: number }[] = [
  { key: 'answered', title: 'Every question was answered', weight: 25 },
  { key: 'fast', title: 'The first answer was fast', weight: 15 },
  { key: 'waiting', title: 'Nobody is left waiting', weight: 15 },
  { key: 'polite', title: 'Polite, and in their language', weight: 10 },
  { key: 'sourced', title: 'Facts came from a source', weight: 10 },
  { key: 'not_repeated', title: 'Nobody had to ask twice', weight: 10 },
  { key: 'handover', title: 'A person came in time', weight: 10 },
  { key: 'promises', title: 'Our promises were kept', weight: 10 },
  { key: 'content', title: 'They left content', weight: 10 },
]
