import PostalMime, { type Email } from 'postal-mime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SendResult } from '#channels/channel.ts'
import {
  account,
  CONVERSATION,
  channelIo,
  outgoing,
  SECRET,
} from '#channels/protocols/mail/fixtures/account.ts'
import { parseMail } from '#channels/protocols/mail/parse.ts'
import { conversationOf } from '#channels/protocols/mail/reply-address.ts'
import { type SmtpFake, startSmtpFake } from '#test/fakes/smtp-server.ts'
import { reconcile, send } from './send.ts'

let server: SmtpFake
beforeEach(async () => {
  server = await startSmtpFake()
})
afterEach(() => server.stop())

const overSimulator = { smtpHost: 'simulator' }
const io = () => channelIo({ apiBase: server.url })

async function sent(result: SendResult, count = 1): Promise<Email> {
  expect(result).toMatchObject({ outcome: 'sent' })
  const mails = await server.received(count)
  return PostalMime.parse(mails[count - 1]?.raw ?? '')
}

function header(mail: Email, name: string): string | null {
  return mail.headers.find(({ key }) => key === name)?.value ?? null
}

test('a person’s answer carries our ids, the thread and the way back', async () => {
  const result = await send(
    outgoing({
      email: {
        inReplyTo: '<q2@customer.example>',
        references: ['<q1@customer.example>'],
        to: [],
        cc: [
          'Partner <partner@customer.example>',
          'hello+c.x@harbourdental.example',
          'hello@harbourdental.example',
        ],
      },
    }),
    account({ ...overSimulator, fromName: 'Harbour Dental, Oslo' }),
    io(),
  )
  expect(result).toEqual({
    outcome: 'sent',
    externalId: '<msg_0FzQ7c3mXv9KpLw2RtC@harbourdental.example>',
    status: 'sent',
  })
  const mail = await sent(result)
  expect(server.mails[0]).toMatchObject({
    from: 'hello@harbourdental.example',
    to: ['mara@customer.example', 'partner@customer.example'],
  })
  expect(mail).toMatchObject({
    messageId: '<msg_0FzQ7c3mXv9KpLw2RtC@harbourdental.example>',
    inReplyTo: '<q2@customer.example>',
    references: '<q1@customer.example> <q2@customer.example>',
    subject: 'Re: Check-up next week?',
    from: { name: 'Harbour Dental, Oslo', address: 'hello@harbourdental.example' },
    to: [{ address: 'mara@customer.example' }],
    cc: [{ address: 'partner@customer.example' }],
    date: '2026-11-20T09:00:00.000Z',
  })
  expect(mail.text?.trim()).toBe('We have a slot on Tuesday at 10:00.')
  expect(mail.html).toContain('<p>We have a slot on Tuesday at 10:00.</p>')
  const replyTo = mail.replyTo?.[0]?.address ?? ''
  expect(replyTo).toMatch(/^hello\+c\.[0-9a-z]+@harbourdental\.example$/)
  expect(conversationOf(replyTo, account(), SECRET)).toBe(CONVERSATION)
  for (const name of ['auto-submitted', 'precedence', 'x-loop', 'x-auto-response-suppress'])
    expect(header(mail, name)).toBeNull()
})

test('an automatic answer says so and leaves with the null sender', async () => {
  const email = { inReplyTo: '<q1@customer.example>', references: [], to: [], cc: [] }
  const mail = await sent(await send(outgoing({ automatic: true, email }), account(overSimulator), io()))
  expect(header(mail, 'auto-submitted')).toBe('auto-replied')
  expect(header(mail, 'x-auto-response-suppress')).toBe('All')
  expect(header(mail, 'precedence')).toBe('auto_reply')
  expect(header(mail, 'x-loop')).toBe('hello@harbourdental.example')
  expect(server.mails[0]?.from).toBe('')
  // Another desk that gets it stays silent, and so do we if it comes back.
  const raw = Buffer.from(server.mails[0]?.raw ?? '')
  for (const address of ['mara@customer.example', 'hello@harbourdental.example']) {
    const parsed = await parseMail(raw, account({}, { address }), { receivedAt: new Date(0) })
    expect(parsed).toMatchObject({ ok: true, message: { automatic: true } })
  }
})

test('an id that we made up for a mail without one does not leave the house', async () => {
  const made = '<0123@no-message-id.invalid>'
  const email = { inReplyTo: made, references: ['<q1@customer.example>', made], to: [], cc: [] }
  const mail = await sent(await send(outgoing({ automatic: true, email }), account(overSimulator), io()))
  expect(mail).toMatchObject({ references: '<q1@customer.example>' })
  expect(mail.inReplyTo).toBeUndefined()
  expect(header(mail, 'auto-submitted')).toBe('auto-replied')
})

test('the inbox may choose its own address for automatic answers', async () => {
  const email = { inReplyTo: '<q1@customer.example>', references: [], to: [], cc: [] }
  await sent(
    await send(
      outgoing({ automatic: true, email }),
      account({ ...overSimulator, answerSender: 'address' }),
      io(),
    ),
  )
  expect(server.mails[0]?.from).toBe('hello@harbourdental.example')
})

test('a server that knows no null sender gets the mail with our address', async () => {
  server.fail({ at: 'mail', address: '', fault: { code: 501, text: '5.5.2 sender needed' } })
  const email = { inReplyTo: '<q1@customer.example>', references: [], to: [], cc: [] }
  const mail = await sent(await send(outgoing({ automatic: true, email }), account(overSimulator), io()))
  expect(server.mails[0]?.from).toBe('hello@harbourdental.example')
  expect(header(mail, 'auto-submitted')).toBe('auto-replied')
})

test('each mail has a return address of its own where the inbox asks for it and the server takes it', async () => {
  const settings = { ...overSimulator, ownReturnAddress: true }
  await sent(await send(outgoing({}), account(settings), io()))
  const own = server.mails[0]?.from ?? ''
  expect(own).toMatch(/^hello\+b\.[0-9a-z]{23}@harbourdental\.example$/)
  server.fail({ at: 'mail', address: own, fault: { code: 553, text: '5.7.1 not owned by user' } })
  await sent(await send(outgoing({}), account(settings), io()), 2)
  expect(server.mails[1]?.from).toBe('hello@harbourdental.example')
})

test('automatic mail that answers nobody wants its bounce', async () => {
  const mail = await sent(await send(outgoing({ automatic: true }), account(overSimulator), io()))
  expect(header(mail, 'auto-submitted')).toBe('auto-generated')
  expect(server.mails[0]?.from).toBe('hello@harbourdental.example')
})

test('files go along; what no mail server takes becomes a link', async () => {
  const file = (name: string, size: number) => ({
    name,
    type: 'application/pdf',
    size,
    read: () => Promise.resolve(new TextEncoder().encode(`${name}\n`)),
    publicUrl: `https://desk.example/files/${name}`,
  })
  const files = [file('price list — Größe.pdf', 11), file('film.mov', 24 * 1024 * 1024)]
  const mail = await sent(await send(outgoing({ files }), account(overSimulator), io()))
  expect(mail.attachments).toHaveLength(1)
  expect(mail.attachments[0]).toMatchObject({
    filename: 'price list — Größe.pdf',
    mimeType: 'application/pdf',
  })
  const content = mail.attachments[0]?.content ?? ''
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  expect(new TextDecoder().decode(bytes)).toBe('price list — Größe.pdf\n')
  expect(mail.text).toContain('film.mov: https://desk.example/files/film.mov')
})

test('nothing in a message can add a header', async () => {
  const mail = await sent(
    await send(outgoing({ subject: 'Hi\r\nBcc: spy@evil.example' }), account(overSimulator), io()),
  )
  expect(server.mails[0]?.to).toEqual(['mara@customer.example'])
  expect(mail.bcc).toBeUndefined()
})

test('the same message carries the same id at every attempt', async () => {
  server.fail({ at: 'rcpt', fault: { code: 451, text: '4.7.1 Greylisted, come back' }, times: 1 })
  const first = await send(outgoing(), account(overSimulator), io())
  expect(first).toMatchObject({ outcome: 'retry', afterMs: 300_000, error: { code: '4.7.1' } })
  const second = await send(outgoing({ attempt: 2 }), account(overSimulator), io())
  expect(second).toMatchObject({ externalId: '<msg_0FzQ7c3mXv9KpLw2RtC@harbourdental.example>' })
})

test.each([
  ['a full mailbox', 452, '4.2.2 Mailbox full', { outcome: 'retry', error: { code: '4.2.2' } }],
  ['a wrong session state', 503, '5.5.1 Bad sequence', { outcome: 'retry' }],
  [
    'an unknown user',
    550,
    '5.1.1 <mara@customer.example> User unknown',
    { outcome: 'rejected', effect: 'address_unusable', error: { code: '5.1.1' } },
  ],
  [
    'an unknown user of an old server',
    550,
    'No such user here',
    { outcome: 'rejected', effect: 'address_unusable', error: { code: '550' } },
  ],
  ['a closed mailbox', 550, '5.2.1 Mailbox disabled', { outcome: 'rejected', effect: 'address_unusable' }],
])('%s', async (_name, code, text, expected) => {
  server.fail({ at: 'rcpt', fault: { code, text } })
  const result = await send(outgoing(), account(overSimulator), io())
  expect(result).toMatchObject(expected)
  expect(server.mails).toHaveLength(0)
})

test.each([
  ['policy', '5.7.1 Message refused as unwanted'],
  ['our sender address', '5.1.8 Sender address rejected'],
  ['no words at all', 'no'],
])('a refusal for %s leaves the customer’s address alone', async (_name, text) => {
  server.fail({ at: 'rcpt', fault: { code: 554, text } })
  const result = await send(outgoing(), account(overSimulator), io())
  expect(result.outcome).toBe('rejected')
  expect(result).not.toHaveProperty('effect')
})

test('who is in copy is not written to twice when the recipient is refused', async () => {
  server.fail({ at: 'rcpt', address: 'mara@customer.example', fault: { code: 450, text: '4.2.0 later' } })
  const email = { references: [], to: [], cc: ['partner@customer.example'] }
  const result = await send(outgoing({ email }), account(overSimulator), io())
  expect(result).toMatchObject({ outcome: 'rejected' })
  expect(result.outcome === 'rejected' && result.error.reason).toContain('in copy')
  expect(server.mails[0]?.to).toEqual(['partner@customer.example'])
})

test('a connection that breaks before the data was handed over is tried again', async () => {
  for (const at of ['connect', 'mail', 'rcpt'] as const) {
    server.fail({ at, fault: 'drop', times: 1 })
    expect(await send(outgoing(), account(overSimulator), io())).toMatchObject({ outcome: 'retry' })
  }
  expect(server.mails).toHaveLength(0)
})

test('a connection that breaks after the data leaves the question open', async () => {
  server.fail({ at: 'data', fault: 'drop' })
  const result = await send(outgoing(), account(overSimulator), io())
  expect(result).toMatchObject({ outcome: 'unknown' })
  expect(await reconcile()).toEqual({ outcome: 'cannot_tell' })
})

test('a refusal after the data is certain', async () => {
  server.fail({ at: 'data', fault: { code: 554, text: '5.7.1 Spam' }, times: 1 })
  expect(await send(outgoing(), account(overSimulator), io())).toMatchObject({ outcome: 'rejected' })
  server.fail({ at: 'data', fault: { code: 451, text: '4.3.0 Try later' }, times: 1 })
  expect(await send(outgoing(), account(overSimulator), io())).toMatchObject({ outcome: 'retry' })
})

test('nobody listening, no such name: tried again, with words that help', async () => {
  const { port } = server
  await server.stop()
  const settings = { smtpHost: '127.0.0.1', smtpPort: port, smtpSecurity: 'none' }
  const result = await send(outgoing(), account(settings), io())
  expect(result).toMatchObject({
    outcome: 'retry',
    error: { code: 'ECONNREFUSED', reason: `127.0.0.1:${port} does not accept connections.` },
  })
})

test('a mail that is larger than the server says it takes is not tried again', async () => {
  const small = await startSmtpFake({ size: 500 })
  const result = await send(outgoing(), account(overSimulator), channelIo({ apiBase: small.url }))
  expect(result).toMatchObject({ outcome: 'rejected', error: { code: '5.3.4' } })
  await small.stop()
})

test('logs in, and says it when the password is wrong', async () => {
  const guarded = await startSmtpFake({ user: 'desk', password: 'right' })
  const settings = { smtpHost: '127.0.0.1', smtpPort: guarded.port, smtpSecurity: 'none', smtpUser: 'desk' }
  const wrong = await send(outgoing(), account({ ...settings, smtpPassword: 'wrong' }), io())
  expect(wrong).toMatchObject({ outcome: 'rejected', error: { code: '535' } })
  expect(JSON.stringify(wrong)).not.toContain('wrong"')
  const right = await send(outgoing(), account({ ...settings, smtpPassword: 'right' }), io())
  expect(right).toMatchObject({ outcome: 'sent' })
  expect(guarded.mails[0]?.user).toBe('desk')
  await guarded.stop()
})

test('no password travels where encryption was asked for and is not to be had', async () => {
  const plain = await startSmtpFake({ user: 'desk', password: 'right' })
  const settings = { smtpHost: '127.0.0.1', smtpPort: plain.port, smtpUser: 'desk', smtpPassword: 'right' }
  const result = await send(outgoing(), account({ ...settings, smtpSecurity: 'starttls' }), io())
  expect(result.outcome).toBe('retry')
  expect(plain.mails).toHaveLength(0)
  await plain.stop()
})

test('a certificate that nobody vouches for is not trusted', async () => {
  const other = await startSmtpFake({ starttls: true })
  const settings = { smtpHost: '127.0.0.1', smtpPort: other.port, smtpSecurity: 'starttls' }
  const result = await send(outgoing(), account(settings), io())
  expect(result).toMatchObject({ outcome: 'retry' })
  expect(result.outcome === 'retry' && result.error.reason).toContain('certificate')
  expect(other.mails).toHaveLength(0)
  await other.stop()
})

test('what was never set up, and what is no address, is said at once', async () => {
  expect(await send(outgoing(), account({ smtpHost: '' }), io())).toMatchObject({
    outcome: 'rejected',
    error: { code: 'not_set_up' },
  })
  expect(await send(outgoing(), account(overSimulator), channelIo())).toMatchObject({
    error: { code: 'not_set_up' },
  })
  expect(await send(outgoing({ to: 'mara' }), account(overSimulator), io())).toMatchObject({
    outcome: 'rejected',
    effect: 'address_unusable',
  })
  expect(server.connections()).toBe(0)
})
