import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rubricKeys, type ScoredItem, scoreOf } from './review.ts'
import { clearLanguage, moodOf, wantsAnswer } from './review-words.ts'
import { asksTheSame, judge, type ReviewLine, type RubricFacts, shareOfWait } from './rubric.ts'
import { rubricWeights } from './rubric-titles.ts'

const start = Date.parse('2026-03-04T09:00:00Z')
const MINUTE = 60_000
let seq = 0
const line = (
  author: ReviewLine['author'],
  minute: number,
  text: string,
  over: Partial<ReviewLine> = {},
): ReviewLine => ({
  seq: ++seq,
  author,
  text,
  at: new Date(start + minute * MINUTE),
  automatic: false,
  language: null,
  mood: 'neutral',
  wantsAnswer: author === 'contact',
  sourced: null,
  ...over,
})
const facts = (lines: ReviewLine[], over: Partial<RubricFacts> = {}): RubricFacts => ({
  lines,
  now: new Date(start + 60 * MINUTE),
  fastMs: 5 * MINUTE,
  handover: null,
  promises: [],
  ...over,
})
const item = (key: ScoredItem['key'], of: RubricFacts): ScoredItem => {
  const found = judge(of).find((one) => one.key === key)
  if (!found) throw new Error(key)
  return found
}

describe('the rubric', () => {
  it('has every item once, with a weight', () => {
    expect(rubricWeights.map((r) => r.key).sort()).toEqual([...rubricKeys].sort())
    expect(rubricWeights.every((r) => r.weight > 0)).toBe(true)
  })

  const asked = line('contact', 0, 'How much is it?')
  const told = line('ai', 1, 'It is 90 dollars.', { sourced: true })
  it.each([
    ['answered', facts([asked, told]), 25],
    ['answered', facts([asked]), 0],
    ['answered', facts([asked, told, line('contact', 2, 'And Sunday?')]), 12.5],
    ['answered', facts([asked], { now: new Date(start + MINUTE) }), null],
    ['fast', facts([asked, line('ai', 4, 'Yes.')]), 15],
    ['fast', facts([asked, line('member', 14, 'Yes.')]), 11.3],
    ['fast', facts([asked, line('member', 400, 'Yes.')], { now: new Date(start + 500 * MINUTE) }), 0],
    [
      'fast',
      facts([asked, line('member', 400, 'Yes.')], { countsFrom: () => new Date(start + 398 * MINUTE) }),
      15,
    ],
    ['waiting', facts([asked, told]), 15],
    ['waiting', facts([asked, told, line('contact', 2, 'Thanks', { wantsAnswer: false })]), 15],
    ['waiting', facts([asked]), 3.8],
    ['polite', facts([asked, told]), 10],
    ['polite', facts([asked, line('member', 2, 'Not my problem.')]), 2.5],
    [
      'polite',
      facts([line('contact', 0, 'x', { language: 'de' }), line('ai', 1, 'y', { language: 'en' })]),
      5,
    ],
    ['sourced', facts([asked, told]), 10],
    ['sourced', facts([asked, line('ai', 1, 'It is 90.', { sourced: false })]), 0],
    ['sourced', facts([asked, line('member', 1, 'It is 90.')]), null],
    ['not_repeated', facts([asked, told]), 10],
    [
      'not_repeated',
      facts([
        line('contact', 0, 'When will the plumber come?'),
        told,
        line('contact', 2, 'When will the plumber come now?'),
      ]),
      5,
    ],
    ['handover', facts([asked]), null],
    [
      'handover',
      facts([asked], { handover: { at: new Date(start), takenAt: new Date(start + 3 * MINUTE) } }),
      10,
    ],
    ['handover', facts([asked], { handover: { at: new Date(start), takenAt: null } }), 0],
    [
      'promises',
      facts([asked], { promises: [{ seq: 1, quote: 'q', due: new Date(start), keptAt: null }] }),
      0,
    ],
    [
      'promises',
      facts([asked], { promises: [{ seq: 1, quote: 'q', due: new Date(start + 9e9), keptAt: null }] }),
      null,
    ],
    [
      'promises',
      facts([asked], {
        promises: [{ seq: 1, quote: 'q', due: new Date(start + 9), keptAt: new Date(start) }],
      }),
      10,
    ],
    ['content', facts([line('contact', 0, 'x', { mood: 'angry' })]), 0],
    ['content', facts([line('contact', 0, 'x', { mood: 'happy' })]), 10],
    ['content', facts([line('contact', 0, 'x', { mood: 'angry' }), line('contact', 3, 'ok')]), 7.5],
    ['content', facts([asked]), null],
  ] as const)('%s (%#)', (key, of, points) => {
    expect(item(key, of).points).toBe(points)
  })

  it('what a machine wrote is neither asked nor answered', () => {
    const machine = line('contact', 0, 'Out of office?', { automatic: true })
    expect(item('answered', facts([machine])).points).toBeNull()
    expect(
      item('answered', facts([asked, line('automation', 1, 'We got it.', { automatic: true })])).points,
    ).toBe(0)
  })

  it('nothing said: no score, and it says why', () => {
    const items = judge(facts([]))
    expect(scoreOf(items)).toBeNull()
    expect(items.every((one) => one.points === null && one.why !== '')).toBe(true)
  })

  it('whatever happened, the score is within 0 and 100, explained by its items, and evidence names lines that are there', () => {
    const anyLine = fc.record({
      author: fc.constantFrom('contact' as const, 'ai' as const, 'member' as const, 'system' as const),
      minute: fc.integer({ min: 0, max: 5_000 }),
      text: fc.constantFrom(
        'How much?',
        'It is 90.',
        'When will the plumber come today?',
        'Shut up',
        '',
        'Thanks',
      ),
      automatic: fc.boolean(),
      language: fc.constantFrom('en', 'de', null),
      mood: fc.constantFrom('happy' as const, 'neutral' as const, 'unhappy' as const, 'angry' as const),
      wantsAnswer: fc.boolean(),
      sourced: fc.constantFrom(true, false, null),
    })
    const moment = fc.integer({ min: 0, max: 5_000 }).map((minute) => new Date(start + minute * MINUTE))
    const world = fc.record({
      lines: fc.array(anyLine, { maxLength: 14 }),
      now: moment,
      handover: fc.option(fc.record({ at: moment, takenAt: fc.option(moment) })),
      promises: fc.array(
        fc.record({ seq: fc.constant(1), quote: fc.constant('q'), due: moment, keptAt: fc.option(moment) }),
        { maxLength: 3 },
      ),
    })
    fc.assert(
      fc.property(world, ({ lines, ...rest }) => {
        const ordered = lines
          .toSorted((a, b) => a.minute - b.minute)
          .map(({ minute, text, author, ...over }, at) => ({
            ...line(author, minute, text, over),
            seq: at + 1,
          }))
        const items = judge(facts(ordered, rest))
        const score = scoreOf(items)
        const counted = items.filter((one) => one.points !== null)
        const possible = counted.reduce((sum, one) => sum + one.weight, 0)
        const got = counted.reduce((sum, one) => sum + (one.points ?? 0), 0)
        for (const one of counted) {
          expect(one.points).toBeGreaterThanOrEqual(0)
          expect(one.points).toBeLessThanOrEqual(one.weight)
        }
        expect(items.every((one) => one.why !== '')).toBe(true)
        for (const one of items.filter((i) => i.key !== 'promises'))
          for (const { seq: at, quote } of one.evidence) {
            const said = ordered.find((l) => l.seq === at)
            expect(said?.text.includes(quote.slice(0, 20))).toBe(true)
          }
        if (possible === 0) {
          expect(score).toBeNull()
          return
        }
        expect(score).toBe(Math.round((100 * got) / possible))
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
      }),
      { numRuns: 500 },
    )
  })

  it('a longer wait is never better', () => {
    fc.assert(
      fc.property(fc.nat(1e8), fc.nat(1e8), (a, b) => {
        expect(shareOfWait(Math.max(a, b), 300_000)).toBeLessThanOrEqual(shareOfWait(Math.min(a, b), 300_000))
      }),
    )
  })
})

it('two questions are the same by their words', () => {
  expect(asksTheSame('What is your phone number?', 'What is your phone number please?')).toBe(true)
  expect(asksTheSame('What is your phone number?', 'What is your street address?')).toBe(false)
  expect(asksTheSame('Why?', 'Why?')).toBe(false)
})

it.each([
  'Thanks!',
  'ok',
  'Danke, alles klar!',
  'Perfecto, gracias',
  'Merci beaucoup',
  '👍',
  'Va bene, grazie',
])('no answer is wanted: %s', (text) => {
  expect(wantsAnswer(text)).toBe(false)
})
it.each(['Thanks, and Sunday?', 'How much?', 'Mein Heizkörper ist kalt', 'ok but it still leaks'])(
  'an answer is wanted: %s',
  (text) => {
    expect(wantsAnswer(text)).toBe(true)
  },
)
it('moods and languages where they are clear', () => {
  expect(moodOf('This is unacceptable!')).toBe('angry')
  expect(moodOf('I am disappointed')).toBe('unhappy')
  expect(moodOf('That is not great')).toBe('unhappy')
  expect(moodOf('Perfect, thank you so much')).toBe('happy')
  expect(moodOf('I need a plumber')).toBe('neutral')
  expect(clearLanguage('Können Sie mir sagen, was das kostet und wann Sie kommen?')).toBe('de')
  expect(clearLanguage('How much is the boiler check for my house?')).toBe('en')
  expect(clearLanguage('ok')).toBeNull()
})
