import { expect, it } from 'vitest'
import { encodeForm, fieldsOf, parseForm } from './form.ts'

it('keeps order, repeated names and blank values', () => {
  expect(parseForm(Buffer.from('b=2&a=1&b=&c&a=%C3%BC+x'))).toEqual([
    ['b', '2'],
    ['a', '1'],
    ['b', ''],
    ['c', ''],
    ['a', 'ü x'],
  ])
  expect(parseForm('?a=1')).toEqual([['?a', '1']])
  expect(parseForm('')).toEqual([])
})

it('reads what it wrote', () => {
  const form = [
    ['Body', 'a+b & c=d % ü 🎉\r\n'],
    ['DateSent>', '2026-11-21'],
  ] as const
  expect(parseForm(encodeForm(form))).toEqual(form)
})

it('gives the first of a name, without NUL', () => {
  const get = fieldsOf(parseForm('a=1&a=2&n=x%00y'))
  expect([get('a'), get('n'), get('none')]).toEqual(['1', 'xy', null])
})
