import { expect, it } from 'vitest'
import { matchAction } from './match-action.ts'

const press = (over: object) => ({
  key: 'j',
  code: 'KeyJ',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...over,
})

it('knows its keys', () => {
  expect(matchAction(press({}))).toBe('list.next')
  expect(matchAction(press({ key: '?', code: 'Slash', shiftKey: true }))).toBe('help.keys')
  expect(matchAction(press({ key: 'Escape', code: 'Escape' }))).toBe('thread.leave')
  expect(matchAction(press({ key: 'q', code: 'KeyQ' }))).toBeNull()
})
it('goes by the place of the key where the layout gives another script', () => {
  expect(matchAction(press({ key: 'о', code: 'KeyJ' }))).toBe('list.next')
})
it('goes by the letter where the layout only moves it', () => {
  // AZERTY: the key at the place of Q gives "a", and the other way round.
  expect(matchAction(press({ key: 'a', code: 'KeyQ' }))).toBe('escalation.take')
  expect(matchAction(press({ key: 'q', code: 'KeyA' }))).toBeNull()
  expect(matchAction(press({ key: 'j', code: 'KeyC' }))).toBe('list.next')
})
it('gives a key that several have to the first that may be done', () => {
  const e = press({ key: 'e', code: 'KeyE' })
  expect(matchAction(e)).toBe('thread.close')
  expect(matchAction(e, (id) => id.startsWith('draft.'))).toBe('draft.edit')
})
it('leaves chords and compositions alone', () => {
  for (const over of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }])
    expect(matchAction(press(over))).toBeNull()
})
