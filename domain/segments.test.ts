import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSegments } from './segments.ts'

const a = (count: number) => 'a'.repeat(count)

describe('GSM-7', () => {
  it.each([
    ['', 1, 0, 160, 160],
    ['Hello', 1, 5, 160, 155],
    [a(160), 1, 160, 160, 0],
    [a(161), 2, 161, 153, 145],
    [a(306), 2, 306, 153, 0],
    [a(307), 3, 307, 153, 152],
    ['€', 1, 2, 160, 158],
    ['{[~]}|^\\\f', 1, 18, 160, 142],
    ['line\nline\r\n', 1, 11, 160, 149],
  ])('%j', (text, segments, units, perSegment, remaining) => {
    expect(countSegments(text)).toEqual({ encoding: 'gsm7', segments, units, perSegment, remaining })
  })

  it('knows every letter of the alphabet, capital umlauts among them', () => {
    for (const letter of '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑ\u00dc\u00a7¿äöñüà')
      expect(countSegments(letter)).toMatchObject({ encoding: 'gsm7', units: 1 })
  })

  it('never splits an escaped character over two parts', () => {
    // 152 letters leave one septet in the first of two parts: the euro sign moves to the second.
    expect(countSegments(`${a(152)}€${a(151)}`)).toMatchObject({ segments: 2, remaining: 0 })
    expect(countSegments(`${a(152)}€${a(152)}`)).toMatchObject({ segments: 3, remaining: 152 })
  })
})

describe('UCS-2', () => {
  it.each(['`', 'ç', 'á', 'ú', 'ô', 'õ', '“', '’', '–', '—', '…', '\u00a0', '😀', 'Ж', '中'])(
    '%s turns the message into it',
    (one) => {
      expect(countSegments(`Hi ${one}`).encoding).toBe('ucs2')
    },
  )

  it.each([
    ['Привет', 1, 6, 70, 64],
    ['ж'.repeat(70), 1, 70, 70, 0],
    ['ж'.repeat(71), 2, 71, 67, 63],
    ['ж'.repeat(134), 2, 134, 67, 0],
    ['ж'.repeat(135), 3, 135, 67, 66],
  ])('%s', (text, segments, units, perSegment, remaining) => {
    expect(countSegments(text)).toEqual({ encoding: 'ucs2', segments, units, perSegment, remaining })
  })

  it('lets one emoji make three parts of 150 letters', () => {
    expect(countSegments(a(150)).segments).toBe(1)
    expect(countSegments(`${a(150)}🎉`)).toMatchObject({ segments: 3, units: 151 })
  })

  it('keeps together what people see as one character', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(family).toHaveLength(11)
    expect(countSegments(family)).toMatchObject({ segments: 1, units: 1, remaining: 59 })
    // Six families fill 66 of 67 units; the emojis of two units go to the next part, whole.
    expect(countSegments(`${family.repeat(6)}😀😀😀`)).toMatchObject({ segments: 2, units: 9, remaining: 61 })
    expect(countSegments('😀'.repeat(35))).toMatchObject({ segments: 1, remaining: 0 })
    expect(countSegments('😀'.repeat(67))).toMatchObject({ segments: 3, units: 67 })
    expect(countSegments('e\u0301\u0302')).toMatchObject({ units: 1, remaining: 67 })
  })

  it('counts a line break as two, and an Indic conjunct by its consonants', () => {
    expect(countSegments('ж\r\nж').units).toBe(4)
    expect(countSegments('क्ष').units).toBe(2)
    // Thai: the vowel belongs to its letter.
    expect(countSegments('น้ำ').units).toBe(1)
  })

  it('cuts a character that is longer than a part', () => {
    const stacked = `z${'\u0301'.repeat(199)}`
    expect(countSegments(stacked)).toMatchObject({ segments: 3, units: 1 })
  })
})

it('always has room for what it counts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const { segments, perSegment, remaining, encoding } = countSegments(text)
      const size = encoding === 'ucs2' ? text.length : countSegments(text).units
      expect(remaining).toBeGreaterThanOrEqual(0)
      expect(remaining).toBeLessThanOrEqual(perSegment)
      expect(segments * perSegment).toBeGreaterThanOrEqual(size + remaining)
      expect(segments).toBeGreaterThanOrEqual(Math.ceil(size / perSegment))
    }),
  )
})
