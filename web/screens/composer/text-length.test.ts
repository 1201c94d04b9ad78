import { expect, it } from 'vitest'
import { measureText } from './text-length.ts'

const plain = { text: { maxLength: 100, counter: 'characters' as const } }

it('keeps quiet until the limit is near', () => {
  expect(measureText('a'.repeat(50), plain)).toEqual({ note: null, over: false })
  expect(measureText('a'.repeat(90), plain)).toEqual({ note: '10 characters left', over: false })
  expect(measureText('a'.repeat(103), plain)).toEqual({ note: '3 characters too long', over: true })
})
it('counts segments where the channel does', () => {
  const sms = { text: { maxLength: 1600, counter: 'segments' as const } }
  expect(measureText('Hello', sms).note).toBe('1 segment · 155 left')
  expect(measureText('', sms).note).toBeNull()
})
