import { expect, it } from 'vitest'
import { countSegments } from './segments.ts'

it.each([
  ['', 'gsm7', 0, 160],
  ['a'.repeat(160), 'gsm7', 1, 0],
  ['a'.repeat(161), 'gsm7', 2, 306 - 161],
  ['a'.repeat(306), 'gsm7', 2, 0],
  ['a'.repeat(307), 'gsm7', 3, 152],
  ['€'.repeat(80), 'gsm7', 1, 0],
  // 153 places hold 76 escaped characters: the 77th is not cut in two.
  ['€'.repeat(81), 'gsm7', 2, 153 - 10],
  ['ä'.repeat(70), 'gsm7', 1, 90],
  ['я'.repeat(70), 'ucs2', 1, 0],
  ['я'.repeat(71), 'ucs2', 2, 134 - 71],
  ['😀'.repeat(35), 'ucs2', 1, 0],
  // 67 places hold 33 emoji: the 34th begins the next segment.
  ['😀'.repeat(36), 'ucs2', 2, 67 - 6],
] as const)('%#: %s', (text, encoding, segments, left) => {
  expect(countSegments(text)).toEqual({ encoding, segments, left })
})
