import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adjust, contrast, paletteFor, parseHex } from './colour.ts'

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#ff0000', '#ffffff')).toBeCloseTo(4.0, 2)
})

test('hex colours are read short and long, and nothing else is', () => {
  expect(parseHex('#fa0')).toEqual([255, 170, 0])
  expect(parseHex(' #0A0b0C ')).toEqual([10, 11, 12])
  for (const other of ['', 'red', '#12', '#12345', '#1234567', 'url(x)', '#ggg']) {
    expect(parseHex(other)).toBeUndefined()
  }
})

describe('a palette', () => {
  test('is readable for every brand colour, light and dark', () => {
    fc.assert(
      fc.property(anyColour, (accent) => {
        const light = paletteFor(accent, 'light')
        expect(contrast(light.fill, light.onFill)).toBeGreaterThanOrEqual(4.5)
        for (const ground of ['#ffffff', '#f0f2f1']) {
          expect(contrast(light.ink, ground)).toBeGreaterThanOrEqual(4.5)
        }
        const dark = paletteFor(accent, 'dark')
        expect(contrast(dark.fill, dark.onFill)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(dark.fill, '#16181b')).toBeGreaterThanOrEqual(3)
        for (const ground of ['#16181b', '#26292e']) {
          expect(contrast(dark.ink, ground)).toBeGreaterThanOrEqual(4.5)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('leaves a colour alone that is readable already', () => {
    expect(paletteFor('#1f5eff', 'light')).toEqual({ fill: '#1f5eff', onFill: '#ffffff', ink: '#1f5eff' })
  })

  test('keeps white on a mid tone by darkening it a little, and turns to dark text on a light one', () => {
    const blue = paletteFor('#4f8ff0', 'light')
    expect(blue.onFill).toBe('#ffffff')
    expect(contrast(blue.fill, '#4f8ff0')).toBeLessThan(1.5)
    expect(paletteFor('#ffe600', 'light')).toMatchObject({ fill: '#ffe600', onFill: '#101214' })
  })

  test('of a value that is no colour is the fallback, never broken style', () => {
    expect(paletteFor('javascript:alert(1)', 'light')).toEqual(paletteFor('#1f5eff', 'light'))
  })
})

test('adjusting ends at the target colour when nothing on the way is enough', () => {
  expect(adjust('#808080', '#ffffff', 22, '#000000')).toBe('#ffffff')
})
