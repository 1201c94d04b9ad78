import { expect, it } from 'vitest'
import { abilitiesOf } from './model-abilities.ts'

const of = (model: string) => {
  const { images, audio } = abilitiesOf({ model })
  return `${images ? 'sees' : ''}${audio ? 'hears' : ''}`
}

it.each([
  ['gpt-4o-mini', 'sees'],
  ['gpt-5-nano', 'sees'],
  ['gpt-4o-audio-preview', 'hears'],
  ['o3-mini', ''],
  ['claude-sonnet-4-5', 'sees'],
  ['gemini-2.5-flash', 'seeshears'],
  ['llama3.1:8b', ''],
  ['qwen2.5-vl:7b', 'sees'],
  ['llava:13b', 'sees'],
  ['tiny-7b', ''],
])('%s: %s', (model, can) => {
  expect(of(model)).toBe(can)
})

it('believes the settings more than the name', () => {
  expect(abilitiesOf({ model: 'gpt-4o', sees: false, hears: true })).toEqual({ images: false, audio: true })
})
