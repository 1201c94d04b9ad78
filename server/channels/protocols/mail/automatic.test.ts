import { expect, test } from 'vitest'
import { account } from './fixtures/account.ts'
import { parseMail } from './parse.ts'

const plain = {
  From: 'Mara <mara@customer.example>',
  To: 'hello@harbourdental.example',
  Subject: 'A question',
  'Return-Path': '<mara@customer.example>',
}

async function decide(headers: Record<string, string>, body = 'Hello', envelopeFrom?: string) {
  const lines = Object.entries({ ...plain, ...headers }).map(([name, value]) => `${name}: ${value}`)
  const parsed = await parseMail(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`), account(), {
    receivedAt: new Date(0),
    ...(envelopeFrom === undefined ? {} : { envelopeFrom }),
  })
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.message
}

test.each<[string, Record<string, string>]>([
  ['the null sender', { 'Return-Path': '<>' }],
  ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied' }],
  ['Auto-Submitted with a comment', { 'Auto-Submitted': 'auto-generated (rejected)' }],
  ['Precedence bulk', { Precedence: 'bulk' }],
  ['Precedence list', { Precedence: 'List' }],
  ['Precedence junk', { Precedence: 'junk' }],
  ['Precedence auto_reply', { Precedence: 'auto_reply' }],
  ['List-Id', { 'List-Id': '<x.example>' }],
  ['List-Unsubscribe', { 'List-Unsubscribe': '<https://x.example>' }],
  ['X-Auto-Response-Suppress All', { 'X-Auto-Response-Suppress': 'All' }],
  ['X-Auto-Response-Suppress OOF among others', { 'X-Auto-Response-Suppress': 'DR, OOF, NRN' }],
  ['X-Auto-Response-Suppress AutoReply', { 'X-Auto-Response-Suppress': 'AutoReply' }],
  ['multipart/report', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' }],
  ['X-Autoreply', { 'X-Autoreply': 'yes' }],
  ['X-Autorespond', { 'X-Autorespond': 'A question' }],
  ['X-Failed-Recipients', { 'X-Failed-Recipients': 'a@b.example' }],
  ['our own X-Loop', { 'X-Loop': 'hello@harbourdental.example' }],
  ['somebody’s X-Loop', { 'X-Loop': 'robot@customer.example' }],
  ['our own address', { From: 'hello@harbourdental.example' }],
  ['our own address with a tag', { From: 'hello+c.x@harbourdental.example' }],
  ['a mail that is not addressed to us', { To: 'others@customer.example' }],
  ['an answer while away', { Subject: 'Automatic reply: A question' }],
  ['an answer while away, in German', { Subject: 'Abwesenheitsnotiz: Frage' }],
  ['an undelivered mail', { Subject: 'Mail delivery failed: returning message to sender' }],
])('nobody is answered: %s', async (_name, headers) => {
  const message = await decide(headers)
  expect(message.automatic).toBe(true)
  expect(message.automaticReason).toMatch(/^(?:It|This inbox).*\.$/)
})

test.each([
  'mailer-daemon',
  'Postmaster',
  'post_master',
  'noreply',
  'no-reply',
  'no_reply',
  'do-not-reply',
  'donotreply',
  'bounce',
  'bounces+1=x.example',
  'orders-noreply',
  'noreply-sales',
])('nobody is answered at %s@', async (local) => {
  expect(await decide({ From: `${local}@customer.example` })).toMatchObject({ automatic: true })
})

test('nobody is answered: a null sender in the envelope', async () => {
  expect(await decide({ 'Return-Path': '<mara@customer.example>' }, 'Hello', '')).toMatchObject({
    automatic: true,
  })
})

test('nobody is answered: a report of a mail system that was sent on', async () => {
  const body = 'Look:\n> Final-Recipient: rfc822; a@b.example\n> Action: failed\n> Status: 5.1.1\n'
  expect(await decide({}, body)).toMatchObject({ automatic: true })
})

test.each<[string, Record<string, string>, string?]>([
  ['an ordinary mail', {}],
  ['Auto-Submitted: no', { 'Auto-Submitted': 'no' }],
  ['Precedence: first-class', { Precedence: 'first-class' }],
  ['X-Auto-Response-Suppress for receipts only', { 'X-Auto-Response-Suppress': 'DR, RN, NRN' }],
  ['a copy to us', { To: 'jon@customer.example', Cc: 'Harbour <hello@harbourdental.example>' }],
  ['an answer to our signed address', { To: 'hello+c.abc@harbourdental.example' }],
  ['a return path that Microsoft 365 rewrote', { 'Return-Path': '<bounces+SRS=AbCd=EF@customer.example>' }],
  ['a name with reply in it', { From: 'nora.reply@customer.example' }],
  [
    'a parcel that did not come',
    { Subject: 'Delivery failed, where is my order?' },
    'The driver says he rang. Please send it again.',
  ],
  ['a parcel that came back', { Subject: 'Returned to sender' }, 'You sent my parcel to the old address.'],
  [
    'a number that looks like a code',
    {},
    'My order 550 was for 5 people, the user manual is missing. Status: open',
  ],
  ['office words', { Subject: 'Are you in the office on Monday?' }],
])('people are answered: %s', async (_name, headers, body) => {
  expect((await decide(headers, body)).automaticReason).toBeUndefined()
})
