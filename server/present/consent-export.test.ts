import { expect, it } from 'vitest'
import type { LedgerEntry } from '#db/consents.ts'
import { consentHeadings, consentLine, consentRow } from './consent-export.ts'

const entry: LedgerEntry = {
  workspaceId: 'wsp_1',
  position: 1,
  previous: '',
  id: 'cns_1',
  at: '2026-11-21T12:00:00.123456Z',
  addressKind: 'phone',
  address: '+12125550100',
  addressId: 'adr_1',
  action: 'opt_out',
  source: 'words',
  actor: null,
  channel: 'sms',
  text: '=HYPERLINK("http://evil.example"), stop\ntexting me',
  messageId: 'msg_1',
  hash: 'abc',
  contactId: 'con_1',
}

it('a line has every field as it was hashed, and stays one line', () => {
  const line = consentLine(entry)
  expect(line.indexOf('\n')).toBe(line.length - 1)
  expect(JSON.parse(line)).toEqual(entry)
})

it('a row of CSV is quoted, leaves numbers alone and runs nothing in a spreadsheet', () => {
  expect(consentHeadings.split(',')).toHaveLength(15)
  expect(consentRow(entry)).toBe(
    '1,2026-11-21T12:00:00.123456Z,opt_out,,phone,+12125550100,words,,sms,' +
      '"\'=HYPERLINK(""http://evil.example""), stop\ntexting me",msg_1,con_1,cns_1,,abc\r\n',
  )
  for (const text of ['+1+1', '-2', '@x', '\tx']) expect(consentRow({ ...entry, text })).toContain(`'${text}`)
})
