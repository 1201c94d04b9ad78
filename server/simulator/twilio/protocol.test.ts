import { expect, it } from 'vitest'
import type { InboxAccount } from '#channels/channel.ts'
import { newText } from '#simulator/items.ts'
import { incomingForm, newSid, receiptForm } from './form.ts'
import { listPage, readListQuery } from './list.ts'
import { toResource } from './resource.ts'

const account = (channel: 'sms' | 'whatsapp'): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k-1',
  channel,
  provider: 'twilio',
  name: 'Texts',
  address: '+12125550100',
  settings: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret' },
})
const incoming = {
  sid: `SM${'a'.repeat(32)}`,
  text: 'hi',
  phone: '+12125550142',
  name: 'Riley Park',
  files: [],
  segments: 1,
  optOutType: null,
}

it('names a text as the provider does', () => {
  expect(incomingForm(account('sms'), incoming)).toMatchObject({
    MessageSid: incoming.sid,
    SmsSid: incoming.sid,
    From: '+12125550142',
    To: '+12125550100',
    Body: 'hi',
    NumMedia: '0',
    AccountSid: `AC${'0'.repeat(32)}`,
    ApiVersion: '2010-04-01',
    FromCity: '',
  })
  const chat = incomingForm(account('whatsapp'), {
    ...incoming,
    optOutType: 'STOP',
    files: [{ url: 'http://x/1', type: 'image/png' }],
  })
  expect(chat).toMatchObject({
    From: 'whatsapp:+12125550142',
    To: 'whatsapp:+12125550100',
    ProfileName: 'Riley Park',
    WaId: '12125550142',
    OptOutType: 'STOP',
    NumMedia: '1',
    MediaUrl0: 'http://x/1',
    MediaContentType0: 'image/png',
  })
  expect(newSid('MM')).toMatch(/^MM[0-9a-f]{32}$/)
})

it('reports a receipt with its code, its time and its channel', () => {
  const receipt = {
    sid: `SM${'a'.repeat(32)}`,
    accountSid: 'AC1',
    from: 'whatsapp:+12125550100',
    to: 'whatsapp:+12125550142',
    messagingServiceSid: null,
    at: new Date('2026-11-03T14:05:00Z'),
  }
  expect(receiptForm({ ...receipt, status: 'read', errorCode: null })).toMatchObject({
    MessageStatus: 'read',
    EventType: 'READ',
    ChannelPrefix: 'whatsapp',
  })
  const sms = receiptForm({
    ...receipt,
    from: '+12125550100',
    to: '+12125550142',
    status: 'undelivered',
    errorCode: '30003',
  })
  expect(sms).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' })
  expect(sms).not.toHaveProperty('ChannelPrefix')
  expect(receiptForm({ ...receipt, status: 'delivered', errorCode: null })).toMatchObject({
    RawDlrDoneDate: '2611031405',
  })
})

const text = newText({
  app: 'texts',
  inboxId: 'ibx_1',
  provider: 'twilio',
  account: 'AC1',
  externalId: 'SM1',
  from: '+12125550100',
  to: '+12125550142',
  text: 'Hello',
  status: 'undelivered',
  failure: { code: '30003', words: 'handset unreachable' },
  sentAt: '2026-11-03T14:05:01.000Z',
})
const row = {
  id: 'sim_1',
  device: 'riley',
  direction: 'to_customer' as const,
  external_id: 'message SM1',
  body: text,
  at: new Date('2026-11-03T14:05:00Z'),
}

it('describes a message as the API documents it', () => {
  expect(toResource(row, text)).toMatchObject({
    sid: 'SM1',
    status: 'undelivered',
    error_code: 30003,
    num_segments: '1',
    direction: 'outbound-api',
    date_created: 'Tue, 03 Nov 2026 14:05:00 +0000',
    date_sent: 'Tue, 03 Nov 2026 14:05:01 +0000',
    uri: '/2010-04-01/Accounts/AC1/Messages/SM1.json',
  })
})

it('pages through the list, and reads a day as a day', () => {
  const query = readListQuery({ PageSize: '1', Page: '2', DateSent: '2026-11-03', To: '+12125550142' })
  expect(query).toMatchObject({ limit: 1, offset: 2, to: '+12125550142', from: null })
  expect([query.after?.toISOString(), query.before?.toISOString()]).toEqual([
    '2026-11-03T00:00:00.000Z',
    '2026-11-04T00:00:00.000Z',
  ])
  const page = listPage('AC1', query, [row])
  expect(page).toMatchObject({
    page: 2,
    start: 2,
    end: 2,
    next_page_uri: expect.stringContaining('Page=3'),
    previous_page_uri: expect.stringContaining('Page=1'),
  })
  expect(listPage('AC1', query, [])).toMatchObject({ messages: [], next_page_uri: null })
  // What is no number, and what would be too much, is the usual page.
  expect(readListQuery({ PageSize: 'all', Page: '-4' })).toMatchObject({ limit: 50, offset: 0 })
  expect(readListQuery({ PageSize: '1000000' })).toMatchObject({ limit: 1_000 })
})
