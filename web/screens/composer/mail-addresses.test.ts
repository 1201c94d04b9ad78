import { expect, it } from 'vitest'
import { bareAddress, isMailAddress, shortName, splitAddresses } from './mail-addresses.ts'

it('splits what is pasted, and no name in two', () => {
  expect(splitAddresses('Ann <ann@a.example>, ben@b.example;\n "Clark, Dora" <dora@c.example>,')).toEqual([
    'Ann <ann@a.example>',
    'ben@b.example',
    '"Clark, Dora" <dora@c.example>',
  ])
  expect(splitAddresses('  ')).toEqual([])
})
it('compares by the address alone', () => {
  expect(bareAddress('Ann <Ann@A.example>')).toBe('ann@a.example')
  expect(bareAddress(' ann@a.example ')).toBe('ann@a.example')
})
it('knows what can be no address', () => {
  expect(['ann@a.example', 'Ann <ann@a.example>'].every(isMailAddress)).toBe(true)
  expect(['ann', 'ann@a', 'ann@@a.example', 'ann at a.example', '@a.example', ''].some(isMailAddress)).toBe(
    false,
  )
})
it('calls people by their names', () => {
  expect(shortName('"Clark, Dora" <dora@c.example>')).toBe('Clark, Dora')
  expect(shortName('ann@a.example')).toBe('ann@a.example')
})
