import { once } from 'node:events'
import net from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#lib/log.ts'
import { transmit } from './smtp-client.ts'
import { type Delivery, type ReceivedMail, type SmtpReceiver, startSmtpReceiver } from './smtp-receiver.ts'

const MAIL = Buffer.from(
  'From: mara@customer.example\r\nTo: hello@shop.example\r\nSubject: Hi\r\n\r\nHello\r\n.dot\r\n',
)
const MAX_BYTES = 20_000

let receiver: SmtpReceiver
let taken: ReceivedMail[]
let asked: string[]
let answer: (mail: ReceivedMail) => Promise<Delivery>

beforeEach(async () => {
  taken = []
  asked = []
  answer = () => Promise.resolve({ ok: true })
  receiver = await startSmtpReceiver({
    host: '127.0.0.1',
    port: 0,
    maxBytes: MAX_BYTES,
    log: silentLog,
    resolve: (recipient) => {
      asked.push(recipient)
      if (recipient === 'broken@shop.example') return Promise.reject(new Error('database is away'))
      return Promise.resolve(
        recipient === 'hello@shop.example'
          ? { accept: true }
          : { accept: false, reason: 'No inbox has this address.' },
      )
    },
    deliver: async (mail) => {
      const delivery = await answer(mail)
      if (delivery.ok) taken.push(mail)
      return delivery
    },
  })
})
afterEach(() => receiver.stop())

const server = () => ({ host: '127.0.0.1', port: receiver.port, security: 'none' as const, auth: null })
const mailTo = (...to: string[]) => transmit(server(), { from: 'mara@customer.example', to }, MAIL)

async function responseOf(sending: ReturnType<typeof transmit>): Promise<string> {
  const outcome = await sending
  return outcome.ok ? 'ok' : (outcome.failure.response ?? 'no answer')
}

/** Talks to the receiver line by line. */
async function talk(): Promise<{ socket: net.Socket; say: (line: string) => Promise<string> }> {
  const socket = net.connect(receiver.port, '127.0.0.1')
  let heard = ''
  let wake: (() => void) | null = null
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
    wake?.()
  })
  const reply = async (): Promise<string> => {
    while (!/^\d{3} .*\r\n$/m.test(heard)) await new Promise<void>((resolve) => (wake = resolve))
    const said = heard
    heard = ''
    return said
  }
  await reply()
  return { socket, say: (line) => (socket.write(`${line}\r\n`), reply()) }
}

test('takes a mail for an inbox, byte for byte, with its envelope', async () => {
  expect(await mailTo('Hello@Shop.example')).toEqual({ ok: true, refused: [] })
  expect(taken).toHaveLength(1)
  expect(taken[0]).toMatchObject({
    envelopeFrom: 'mara@customer.example',
    recipients: ['hello@shop.example'],
    remoteAddress: '127.0.0.1',
  })
  expect(taken[0]?.raw.equals(MAIL)).toBe(true)
})

test('is no relay: who is not at home here is refused before the mail is sent', async () => {
  expect(await responseOf(mailTo('somebody@elsewhere.example'))).toBe('550 5.1.1 No inbox has this address.')
  const mixed = await mailTo('hello@shop.example', 'somebody@elsewhere.example')
  expect(mixed).toMatchObject({ ok: true, refused: [{ recipient: 'somebody@elsewhere.example' }] })
  expect(taken.map(({ recipients }) => recipients)).toEqual([['hello@shop.example']])
})

test('knows plus-addresses, and hands them over whole', async () => {
  expect(await responseOf(mailTo('hello+c.0abc@shop.example'))).toBe('ok')
  expect(asked).toEqual(['hello+c.0abc@shop.example', 'hello@shop.example'])
  expect(taken[0]?.recipients).toEqual(['hello+c.0abc@shop.example'])
})

test('takes the null sender of reports', async () => {
  await transmit(server(), { from: null, to: ['hello@shop.example'] }, MAIL)
  expect(taken[0]?.envelopeFrom).toBe('')
})

test('says 250 only when the mail is stored', async () => {
  let commit: (delivery: Delivery) => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    answer = () =>
      new Promise((stored) => {
        commit = stored
        resolve()
      })
  })
  let answered = false
  const sending = responseOf(mailTo('hello@shop.example')).then((response) => {
    answered = true
    return response
  })
  await asked
  expect(answered).toBe(false)
  commit({ ok: true })
  expect(await sending).toBe('ok')
})

test.each([
  [
    'cannot be stored now',
    () => Promise.resolve({ ok: false, temporary: true, reason: 'Busy' } as const),
    '451 4.3.0 Busy',
  ],
  [
    'is refused for good',
    () => Promise.resolve({ ok: false, temporary: false, reason: 'No' } as const),
    '554 5.6.0 No',
  ],
  ['meets a bug', () => Promise.reject(new Error('boom')), '451 4.3.0 Please try again later.'],
  [
    'is refused with words of several lines',
    () => Promise.resolve({ ok: false, temporary: true, reason: 'a\r\n250 fine' } as const),
    '451 4.3.0 a 250 fine',
  ],
])('a mail that %s', async (_name, delivery, response) => {
  answer = delivery
  expect(await responseOf(mailTo('hello@shop.example'))).toBe(response)
  expect(taken).toHaveLength(0)
})

test('a look-up that fails is temporary', async () => {
  expect(await responseOf(mailTo('broken@shop.example'))).toBe('451 4.3.0 Please try again later.')
})

test('what is too large is refused, announced or not', async () => {
  const large = Buffer.alloc(MAX_BYTES + 1, 'a')
  expect(await transmit(server(), { from: null, to: ['hello@shop.example'] }, large)).toMatchObject({
    ok: false,
  })
  const { socket, say } = await talk()
  await say('EHLO x')
  await say('MAIL FROM:<a@b.example>')
  await say('RCPT TO:<hello@shop.example>')
  await say('DATA')
  expect(await say(`${'a'.repeat(900)}\r\n`.repeat(30) + '.')).toMatch(/^552 /)
  socket.destroy()
  expect(taken).toHaveLength(0)
})

test('a mail that breaks off is not a mail', async () => {
  const { socket, say } = await talk()
  await say('EHLO x')
  await say('MAIL FROM:<a@b.example>')
  await say('RCPT TO:<hello@shop.example>')
  await say('DATA')
  socket.write('From: a@b.example\r\n\r\nhalf a ma')
  socket.end()
  await once(socket, 'close')
  // The next one is taken, so the receiver is past the broken one.
  expect(await responseOf(mailTo('hello@shop.example'))).toBe('ok')
  expect(taken).toHaveLength(1)
  expect(taken[0]?.raw.equals(MAIL)).toBe(true)
})

test('offers neither a login nor an encryption that it does not have', async () => {
  const { socket, say } = await talk()
  const offer = await say('EHLO x')
  expect(offer).not.toMatch(/AUTH|STARTTLS/)
  expect(offer).toContain(`SIZE ${MAX_BYTES}`)
  socket.destroy()
})

test('a port that is taken is an error and not a silence', async () => {
  const again = startSmtpReceiver({
    host: '127.0.0.1',
    port: receiver.port,
    maxBytes: 1,
    log: silentLog,
    resolve: () => Promise.resolve({ accept: true }),
    deliver: () => Promise.resolve({ ok: true }),
  })
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
