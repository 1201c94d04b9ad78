import fastify from 'fastify'
import { expect, test } from 'vitest'
import { createLog, type Log } from './log.ts'

function capture(write: (log: Log) => void): { line: Record<string, unknown>; text: string } {
  let text = ''
  const log = createLog({ level: 'debug', destination: { write: (part: string) => void (text += part) } })
  write(log)
  const line: Record<string, unknown> = JSON.parse(text)
  return { line, text }
}

test('secrets and message text are hidden at every usual depth', () => {
  const { text, line } = capture((log) =>
    log.info(
      {
        token: 'S1',
        conversation: 'conv_1',
        inbox: { authToken: 'S2', settings: { apiKey: 'S3', deep: { password: 'S4' } } },
        req: {
          headers: { authorization: 'S5', cookie: 'S6', 'set-cookie': 'S7', 'x-twilio-signature': 'S8' },
        },
        message: { text: 'S9', body: 'S10', id: 'msg_1' },
        messages: [{ text: 'S11', html: 'S12', id: 'msg_2' }],
      },
      'sent',
    ),
  )
  expect(text).not.toMatch(/S\d/)
  expect(line).toMatchObject({
    level: 'info',
    msg: 'sent',
    conversation: 'conv_1',
    message: { id: 'msg_1' },
    messages: [{ id: 'msg_2' }],
  })
})

test('a child log hides what it is bound to', () => {
  const { text } = capture((log) => log.child({ inbox: { secret: 'S1' }, password: 'S2' }).warn('x'))
  expect(text).not.toMatch(/S\d/)
})

test('an error keeps its code and cause but not row values or request headers', () => {
  const { line, text } = capture((log) => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      constraint: 'contacts_phone_key',
      detail: 'Key (phone)=(+15550001111) already exists.',
    })
    const error = Object.assign(new Error('could not save', { cause }), { config: { headers: { a: 'S1' } } })
    log.error({ err: error }, 'failed')
  })
  expect(text).not.toMatch(/\+1555|S1/)
  expect(line['err']).toMatchObject({
    message: 'could not save',
    cause: { code: '23505', constraint: 'contacts_phone_key' },
  })
})

test('an error is described the same way wherever it is', () => {
  const error = Object.assign(new Error('x'), { detail: 'Key (phone)=(+15550001111)', code: 'E1' })
  for (const write of [
    (log: Log) => log.error(error),
    (log: Log) => log.error({ error }),
    (log: Log) => log.error({ tries: [{ failure: error }] }),
    (log: Log) => log.child({ error }).error('x'),
  ]) {
    const { text } = capture(write)
    expect(text).not.toContain('+1555')
    expect(text).toContain('"code":"E1"')
  }
})

test('spelling does not matter', () => {
  const { text } = capture((log) =>
    log.info({ AUTH_TOKEN: 'S1', 'Set-Cookie': 'S2', Body: 'S3', a: { apiKEY: 'S4' } }),
  )
  expect(text).not.toMatch(/S\d/)
})

test('a request is its method and path, and other objects are only named', () => {
  class Client {
    key = 'S1'
  }
  const { line, text } = capture((log) =>
    log.info({
      req: { method: 'GET', url: '/reset?token=S2', ip: '127.0.0.1', headers: { authorization: 'S3' } },
      client: new Client(),
      bytes: Buffer.from('S4'),
      at: new Date(0),
    }),
  )
  expect(text).not.toMatch(/S\d/)
  expect(line).toMatchObject({
    req: { method: 'GET', path: '/reset', ip: '127.0.0.1' },
    client: '[Client]',
    bytes: '[Buffer]',
    at: '1970-01-01T00:00:00.000Z',
  })
})

test('a circle ends', () => {
  const circle: Record<string, unknown> = { id: 'a' }
  circle['self'] = circle
  expect(capture((log) => log.info({ circle })).text).toContain('[…]')
})

test('Fastify writes through it without headers, query or content', async () => {
  let text = ''
  const log = createLog({ destination: { write: (part: string) => void (text += part) } })
  const app = fastify({ loggerInstance: log })
  app.get('/x', () => {
    throw Object.assign(new Error('broken'), { detail: 'S1' })
  })
  await app.inject({ url: '/x?token=S2', headers: { authorization: 'S3' } })
  await app.close()
  expect(text).toContain('"path":"/x"')
  expect(text).toContain('broken')
  expect(text).not.toMatch(/S\d/)
})

test('the level is kept', () => {
  expect(() => capture((log) => log.trace('too small'))).toThrow(SyntaxError)
})
