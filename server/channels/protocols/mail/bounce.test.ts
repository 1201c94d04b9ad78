// Reports about mails of ours, as they come: what state they put a message into, and what they mean for the address.
import { expect, test } from 'vitest'
import { bounceAddress, messageOfBounce } from './bounce-address.ts'
import { account } from './fixtures/account.ts'
import { parse } from './parse.ts'

const OURS = '<msg_0FzQ7c3mXv9KpLw2RtC@harbourdental.example>'

/** The receipt in a report with these parts, if there is one. */
async function receiptIn(kind: string, parts: [string, string][], from = 'MAILER-DAEMON@mx.example') {
  const body = parts.map(([type, text]) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`).join('')
  const mail = `From: ${from}\r\nTo: hello@harbourdental.example\r\nSubject: Report\r\nContent-Type: multipart/report; report-type=${kind}; boundary=b\r\n\r\n${body}--b--\r\n`
  const parsed = await parse(
    { method: 'POST', url: 'mail:', headers: {}, body: Buffer.from(mail), receivedAt: new Date(0) },
    account(),
  )
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.items.find((item) => item.kind === 'receipt')
}

const returned: [string, string] = ['text/rfc822-headers', `Message-ID: ${OURS}\r\nTo: mara@customer.example`]
const dsn = (fields: string): [string, string][] => [
  ['text/plain', 'A report.'],
  [
    'message/delivery-status',
    `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; mara@customer.example\r\n${fields}`,
  ],
  returned,
]
const bounce = (fields: string) => receiptIn('delivery-status', dsn(fields))

test.each<[string, string, boolean]>([
  ['5.1.1', 'This address does not exist.', true],
  ['5.1.2', 'The part after the @', true],
  ['5.2.1', 'no longer takes mail', true],
  ['5.2.2', 'The mailbox is full.', false],
  ['4.4.1', 'could not be reached', false],
  ['5.7.1', 'rules against unwanted mail', false],
  ['5.1.8', 'sender address of this inbox', false],
])('given up with %s: the message failed, and only a dead address is marked', async (status, words, dead) => {
  const receipt = await bounce(`Action: failed\r\nStatus: ${status}`)
  expect(receipt).toMatchObject({
    externalId: OURS,
    status: 'failed',
    recipient: 'mara@customer.example',
    returned: true,
  })
  expect(receipt?.error?.reason).toContain(words)
  expect(receipt?.error?.action).not.toBe('')
  expect(receipt?.effect).toBe(dead ? 'address_unusable' : undefined)
})

test('what the server said counts where the status says nothing', async () => {
  const receipt = await bounce(
    'Action: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown user',
  )
  expect(receipt).toMatchObject({ error: { code: '5.1.1' }, effect: 'address_unusable' })
})

test('a delay fails nothing', async () => {
  const receipt = await bounce('Action: delayed\r\nStatus: 4.4.1')
  expect(receipt).toMatchObject({ keepsStatus: true, error: { code: '4.4.1' } })
  expect(receipt?.effect).toBeUndefined()
})

test.each(['delivered', 'relayed', 'expanded'])('%s is no failure', async (action) => {
  expect(await bounce(`Action: ${action}\r\nStatus: 2.0.0`)).toBeUndefined()
})

test('a mail of somebody else that came back says nothing of ours', async () => {
  const parts = dsn('Action: failed\r\nStatus: 5.1.1')
  parts[2] = ['text/rfc822-headers', 'Message-ID: <msg_1@elsewhere.example>']
  expect(await receiptIn('delivery-status', parts)).toBeUndefined()
})

test.each([
  ['abuse', { keepsStatus: true, complained: true, error: { code: 'complaint' } }],
  ['opt-out', { keepsStatus: true, effect: 'opted_out' }],
])('a feedback report of the kind %s', async (kind, expected) => {
  const report = `Feedback-Type: ${kind}\r\nUser-Agent: Example/1.0\r\nVersion: 1`
  const receipt = await receiptIn('feedback-report', [
    ['text/plain', 'A report.'],
    ['message/feedback-report', report],
    ['message/rfc822', `Message-ID: ${OURS}\r\n\r\nHello`],
  ])
  expect(receipt).toMatchObject({ externalId: OURS, ...expected })
})

test('who says that it was no spam does not complain', async () => {
  const report: [string, string][] = [['message/feedback-report', 'Feedback-Type: not-spam'], returned]
  expect(await receiptIn('feedback-report', report)).toBeUndefined()
})

test('a report in words counts where it returns our mail; an out-of-office note that quotes an address does not', async () => {
  const words = `<mara@customer.example>: user unknown\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: ${OURS}`
  expect(await receiptIn('x', [['text/plain', words]])).toMatchObject({ externalId: OURS, status: 'failed' })
  const away = `I am away. Write to\r\nann@customer.example\r\n\r\n> Message-ID: ${OURS}`
  expect(await receiptIn('x', [['text/plain', away]], 'mara@customer.example')).toBeUndefined()
})

test('a report that returns nothing is known by the return address that it comes to', async () => {
  const id = OURS.slice(1, OURS.indexOf('@'))
  const to = bounceAddress(account(), id)
  expect(to).toMatch(/^hello\+b\.[0-9a-z]{23}@harbourdental\.example$/)
  expect(messageOfBounce(to.toUpperCase())).toBe(id)
  const mail = `From: MAILER-DAEMON@mx.example\r\nTo: ${to}\r\nSubject: Undelivered\r\n\r\n<mara@customer.example>: user unknown`
  const parsed = await parse(
    { method: 'POST', url: 'mail:', headers: {}, body: Buffer.from(mail), receivedAt: new Date(0) },
    account(),
  )
  expect(parsed).toMatchObject({
    items: [{ meta: { bounceOf: OURS } }, { externalId: OURS, status: 'failed' }],
  })
})

test('where there is no room for it, or no plus-addressing, the return address is the plain one', () => {
  const id = OURS.slice(1, OURS.indexOf('@'))
  expect(bounceAddress(account({ plusAddressing: false }), id)).toBe('hello@harbourdental.example')
  expect(bounceAddress({ ...account(), address: `${'a'.repeat(50)}@x.example` }, id)).toBe(
    `${'a'.repeat(50)}@x.example`,
  )
  expect(bounceAddress(account(), 'msg_short')).toBe('hello@harbourdental.example')
  for (const odd of ['hello@x.example', 'hello+b.x@x.example', 'hello+c.0123456789abcdefghjkmnp@x.example'])
    expect(messageOfBounce(odd)).toBeNull()
})
