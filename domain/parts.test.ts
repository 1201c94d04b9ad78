import { describe, expect, it } from 'vitest'
import { asButtons, checkChoices, partsOf } from './parts.ts'

const limits = {
  buttons: 3,
  rows: 10,
  idLength: 200,
  buttonTitle: 20,
  rowTitle: 24,
  rowDescription: 72,
  textLength: 1_024,
}
const choices = (count: number, title = 'Choice') =>
  Array.from({ length: count }, (_, n) => ({ id: String(n), title: `${title} ${n}` }))
const paths = (...given: Parameters<typeof checkChoices>) => checkChoices(...given).map((p) => p.path)

describe('answers to tap', () => {
  it('go as buttons where they are few and plain, as a list otherwise', () => {
    expect(asButtons(choices(3), limits)).toBe(true)
    expect(asButtons(choices(4), limits)).toBe(false)
    expect(asButtons([{ id: '1', title: 'One', description: 'with words' }], limits)).toBe(false)
  })

  it('keep to the limits of the channel, of buttons and of rows', () => {
    expect(paths(choices(3), 'Which?', limits)).toEqual([])
    expect(paths(choices(10), 'Which?', limits)).toEqual([])
    expect(paths(choices(11), 'Which?', limits)).toEqual(['choices'])
    const title = 'x'.repeat(20)
    expect(paths(choices(1, title), 'Which?', limits)).toEqual(['choices.0.title'])
    expect(paths(choices(4, title), 'Which?', limits)).toEqual([])
    expect(paths(choices(1), '', limits)).toEqual(['text'])
    expect(paths(choices(1), 'x'.repeat(1_025), limits)).toEqual(['text'])
    expect(paths([...choices(1), ...choices(1)], 'Which?', limits)).toEqual([
      'choices.1.id',
      'choices.1.title',
    ])
    expect(paths(choices(1), 'Which?', undefined)).toEqual(['choices'])
    expect(paths([], '', undefined)).toEqual([])
  })
})

it('a message without parts has none, and what cannot be read is left out', () => {
  expect(partsOf(null)).toEqual({})
  expect(partsOf({ whatsapp: {} })).toEqual({})
  expect(partsOf({ quotes: 'wamid.1', template: 'nonsense' })).toEqual({
    quotes: 'wamid.1',
    template: undefined,
  })
})
