// What a model says of a conversation is believed only as far as it can be shown.
import { expect, it } from 'vitest'
import { buildReview } from '#domain/build-review.ts'
import { defaultStages, scoreOf } from '#domain/review.ts'
import type { ReviewLine } from '#domain/rubric.ts'
import { joinReview, type ModelReview, reviewByModel, verifyEvidence } from './review.ts'

const start = Date.parse('2026-03-04T09:00:00Z')
const said = (seq: number, author: ReviewLine['author'], text: string): ReviewLine => ({
  seq,
  author,
  text,
  at: new Date(start + seq * 60_000),
  automatic: false,
  language: 'en',
  mood: 'neutral',
  wantsAnswer: author === 'contact',
  sourced: null,
})
const lines = [
  said(1, 'contact', 'How much is a boiler check, and do you work on Sundays?'),
  said(2, 'member', 'It is 90 dollars.'),
]
const builtin = buildReview({
  lines,
  now: new Date(start + 3_600_000),
  fastMs: 300_000,
  handover: null,
  promises: [],
  brief: { wants: 'x', tried: 'y', by: 'facts' },
  status: 'active',
  handler: 'ai',
  handledBy: null,
  stages: defaultStages,
  contact: {
    leadStatus: 'new',
    leadByPerson: false,
    temperatureByHand: null,
    named: false,
    need: null,
    upcoming: 0,
    lastInboundAt: new Date(start),
  },
  booked: [],
  canceled: [],
})
const answer = (over: Partial<ModelReview> = {}): ModelReview => ({
  wanted: 'The price of a boiler check, and whether you work on Sundays.',
  happened: 'The price was given.',
  stands: 'The question about Sundays is open.',
  stage: 'qualified',
  stageWhy: 'They ask for a price',
  items: [
    {
      key: 'answered',
      share: 0.5,
      why: 'Sundays were not answered',
      evidence: [{ seq: 1, quote: '“do you work on Sundays?”' }],
    },
  ],
  promises: [],
  ...over,
})
const points = (review: typeof builtin, key: string) => review.items.find((item) => item.key === key)?.points

it('takes a judgement that it can show, and the score follows from the items', () => {
  const review = joinReview(builtin, answer(), lines, defaultStages)
  expect(points(builtin, 'answered')).toBe(25)
  expect(points(review, 'answered')).toBe(12.5)
  expect(review.score).toBe(scoreOf(review.items))
  expect(review).toMatchObject({ by: 'model', stage: { value: 'qualified' } })
})

it('drops what stands nowhere: words that nobody wrote, messages that are not there, items that are facts', () => {
  expect(
    verifyEvidence(
      [
        { seq: 9, quote: 'do you work' },
        { seq: 2, quote: 'It is 80 dollars.' },
        { seq: 2, quote: 'IT IS 90  dollars' },
      ],
      lines,
    ),
  ).toEqual([{ seq: 2, quote: 'IT IS 90  dollars' }])
  const made = (key: string, quote: string) =>
    joinReview(
      builtin,
      answer({ items: [{ key, share: 0, why: 'bad', evidence: [{ seq: 2, quote }] }] }),
      lines,
      defaultStages,
    )
  expect(made('polite', 'Go away').items).toEqual(builtin.items)
  expect(made('fast', 'It is 90 dollars.').items).toEqual(builtin.items)
  expect(made('everything', 'It is 90 dollars.').items).toEqual(builtin.items)
  for (const stage of ['won', 'lost', 'booked', 'paid'])
    expect(joinReview(builtin, answer({ stage }), lines, defaultStages).stage).toEqual(builtin.stage)
})

it('a share beyond the scale stays within the weight', () => {
  for (const share of [-5, 7, Number.NaN]) {
    const items = [{ key: 'polite', share, why: 'w', evidence: [{ seq: 2, quote: 'It is 90 dollars.' }] }]
    const found = points(joinReview(builtin, answer({ items }), lines, defaultStages), 'polite') ?? -1
    expect(found).toBeGreaterThanOrEqual(0)
    expect(found).toBeLessThanOrEqual(10)
  }
})

it('a model that cannot be reached is said, and throws nothing', async () => {
  const asked = await reviewByModel(
    { provider: 'openai', model: 'm', apiKey: null, baseUrl: null },
    { lines, stages: defaultStages, business: 'B', zone: 'UTC', now: new Date(start), limitMs: 1_000 },
    { connect: () => Promise.reject(new Error('no way in')) },
  )
  expect(asked).toEqual({ answer: null, why: 'no way in', tokens: null })
})
