import { expect, it } from 'vitest'
import { dialect, sendableTypes } from './dialect.ts'

it.each([
  ['image/jpeg', 'image'],
  ['video/quicktime', 'video'],
  ['audio/mp4', 'audio'],
  ['application/pdf', 'file'],
  ['image/svg+xml', null],
  ['application/zip', null],
  ['toString', null],
])('a file of type %s goes as %s', (type, as) => {
  expect(dialect.attachmentType(type)).toBe(as)
})

it('offers what it can send', () => {
  expect(sendableTypes.length).toBeGreaterThan(5)
  for (const type of sendableTypes) expect(dialect.attachmentType(type)).not.toBeNull()
})
