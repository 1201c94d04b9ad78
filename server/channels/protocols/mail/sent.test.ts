import { expect, test } from 'vitest'
import { compose } from './compose.ts'
import { account, CONVERSATION, outgoing, SECRET } from './fixtures/account.ts'
import { messageIdFor } from './message-id.ts'
import { readSentMail } from './sent.ts'

const arrival = { receivedAt: new Date('2026-11-20T14:00:00Z') }
const read = (headers: string[], body = 'We are open on Sunday.') =>
  readSentMail(Buffer.from([...headers, '', body].join('\r\n')), account(), arrival)
const FROM = 'From: Jane Doe <hello@harbourdental.example>'
const TO = 'To: Mara <mara@customer.example>, hello@harbourdental.example'

test('what a person sent is told with everybody who got it, but ourselves', async () => {
  const item = await read([
    FROM,
    TO,
    'Cc: Partner <partner@customer.example>, Mara@Customer.example',
    'Subject: Re: Check-up',
    'In-Reply-To: <q1@customer.example>',
    'Message-ID: <s1@mail.example>',
  ])
  expect(item).toMatchObject({
    kind: 'sent_mail',
    recipients: ['mara@customer.example', 'partner@customer.example'],
    mail: {
      externalId: '<s1@mail.example>',
      fromName: 'Jane Doe',
      subject: 'Re: Check-up',
      text: 'We are open on Sunday.',
      email: { inReplyTo: '<q1@customer.example>' },
    },
  })
  if (item.kind === 'sent_mail') expect(Buffer.from(item.mail.raw ?? []).toString()).toContain('Subject: Re:')
})

const composed = async () => {
  const message = outgoing({ conversationId: CONVERSATION })
  const settings = { fromName: '', answerSender: 'empty' as const }
  const { raw } = await compose({ message, account: account(), settings, secret: SECRET, at: new Date(0) })
  return { message, raw: raw.toString('utf8') }
}

test('our own mails are known by their id', async () => {
  const { raw } = await composed()
  expect(await readSentMail(Buffer.from(raw), account(), arrival)).toMatchObject({ kind: 'ignored' })
})

test('and where a mail system gave them another id, that one is told', async () => {
  const { message, raw } = await composed()
  const rewritten = raw.replace(messageIdFor(account(), message.id), '<their-own@mail.example>')
  expect(rewritten).not.toBe(raw)
  expect(await readSentMail(Buffer.from(rewritten), account(), arrival)).toEqual({
    kind: 'renamed',
    messageId: message.id,
    externalId: '<their-own@mail.example>',
  })
})

test.each([
  ['an absence note', ['Auto-Submitted: auto-replied']],
  ['a newsletter', ['List-Unsubscribe: <https://x.example>']],
  ['a folded bulk mark', ['Precedence:', ' bulk']],
])('%s is nobody’s answer', async (_what, marks) => {
  expect(await read([FROM, TO, 'Message-ID: <s2@mail.example>', ...marks])).toMatchObject({ kind: 'ignored' })
})

test('a mark in the text is no mark', async () => {
  const item = await read(
    [FROM, TO, 'Message-ID: <s3@mail.example>'],
    'X-Frontdesk-Message: msg_1\r\nList-Id: x',
  )
  expect(item.kind).toBe('sent_mail')
})

test('a note to oneself is nobody’s business', async () => {
  expect(await read([FROM, 'To: hello@harbourdental.example'])).toMatchObject({ kind: 'ignored' })
})
