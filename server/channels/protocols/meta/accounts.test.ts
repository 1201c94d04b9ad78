import { expect, it } from 'vitest'
import { readAccounts } from './accounts.ts'

const read = (value: unknown) => readAccounts(Buffer.from(JSON.stringify(value)))

it('names each page and account once', () => {
  expect(read({ object: 'page', entry: [{ id: 1 }, { id: '2' }, { id: '1' }] })).toEqual(['page:1', 'page:2'])
  expect(read({ object: 'instagram', entry: [{ id: '17' }] })).toEqual(['instagram:17'])
})

it('names numbers, and the business account for what is about no number', () => {
  const change = (number?: string) => ({ value: number ? { metadata: { phone_number_id: number } } : {} })
  expect(
    read({
      object: 'whatsapp_business_account',
      entry: [{ id: '5', changes: [change('10'), change('11'), change()] }],
    }),
  ).toEqual(['whatsapp:10', 'whatsapp:11', 'whatsapp-account:5'])
})

it.each([
  ['nothing', null],
  ['a list', []],
  ['no entries', { object: 'page' }],
  ['cut', 'x'],
])('reads nothing from %s', (_what, value) => {
  expect(read(value)).toEqual([])
  expect(readAccounts(Buffer.from('{"object":"pa'))).toEqual([])
})
