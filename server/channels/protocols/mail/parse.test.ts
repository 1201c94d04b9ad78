import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { account } from './fixtures/account.ts'
import { mailRequest, parse, parseMail } from './parse.ts'

const folder = fileURLToPath(new URL('fixtures/', import.meta.url))
const cases = readdirSync(folder).flatMap((name) => (name.endsWith('.eml') ? [name.slice(0, -4)] : []))
const receivedAt = new Date('2026-11-20T14:00:00Z')

/** Dates and bytes as they stand in the expected files. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_key, one: unknown) =>
    one instanceof Uint8Array ? `${one.byteLength} bytes` : one,
  )
  return JSON.parse(text)
}

test.each(cases)('fixture %s', async (name) => {
  const raw = readFileSync(`${folder}${name}.eml`)
  const expected: unknown = JSON.parse(readFileSync(`${folder}${name}.out.json`, 'utf8'))
  expect(asJson(await parse(mailRequest(raw, { receivedAt }), account()))).toEqual(expected)
  // The same bytes are the same message, with the line ends of the network too.
  const crlf = Buffer.from(raw.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
  const again = await parse(mailRequest(crlf, { receivedAt }), account())
  if (name !== 'missing-message-id') expect(firstId(again)).toEqual(firstId(expected))
})

function firstId(outcome: unknown): unknown {
  return JSON.stringify(asJson(outcome)).match(/"externalId":"[^"]*"/)?.[0]
}

function eml(headers: string[], body = 'Hello'): Buffer {
  return Buffer.from([...headers, '', body, ''].join('\r\n'))
}

const TO = 'To: hello@harbourdental.example'
const FROM = 'From: mara@customer.example'

async function read(raw: Buffer, more: Partial<Parameters<typeof parseMail>[2]> = {}) {
  const parsed = await parseMail(raw, account({ aliases: ['info@dental.example'] }), { receivedAt, ...more })
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.message
}

test('the envelope comes along with a mail', async () => {
  const raw = eml([FROM, 'To: friends@list.example', 'Message-ID: <a@b>'])
  const request = mailRequest(raw, {
    receivedAt,
    envelopeFrom: '',
    recipients: ['hello+c.x@harbourdental.example'],
  })
  const parsed = await parse(request, account())
  expect(parsed).toMatchObject({
    ok: true,
    items: [
      {
        to: 'hello@harbourdental.example',
        automatic: true,
        automaticReason: expect.stringContaining('no return address'),
        meta: { deliveredTo: ['hello+c.x@harbourdental.example'] },
      },
    ],
  })
})

test('an alias of the inbox is the inbox', async () => {
  expect(await read(eml([FROM, 'To: Info@Dental.example']))).toMatchObject({
    to: 'info@dental.example',
    automatic: false,
  })
})

test('a mail without an id has the same one whenever it is fetched, and another mail another', async () => {
  const one = await read(eml([FROM, TO]))
  expect(one.externalId).toBe((await read(eml([FROM, TO]))).externalId)
  expect(one.externalId).not.toBe((await read(eml([FROM, TO], 'Hello!'))).externalId)
})

test('an id without brackets, and one that is folded', async () => {
  expect((await read(eml([FROM, TO, 'Message-ID: a.b@c.example']))).externalId).toBe('<a.b@c.example>')
  const folded = await read(
    eml([FROM, TO, 'References: <a@x>\r\n <b@x>\r\n\t<a@x>', 'In-Reply-To: "A" <b@x> of today']),
  )
  expect(folded.email).toMatchObject({ references: ['<a@x>', '<b@x>'], inReplyTo: '<b@x>' })
})

test.each([
  ['a return path', ['Return-Path: <mara@customer.example>'], 'mara@customer.example'],
  ['a sender', ['Sender: mara@customer.example'], 'mara@customer.example'],
  ['a comment inside', ['From: Mara <mara(at home)@customer . example>'], 'mara@customer.example'],
  ['a bare name', ['From: MAILER-DAEMON'], 'mailer-daemon@sender.invalid'],
  ['nothing at all', [], 'unknown@sender.invalid'],
])('a mail that names its writer by %s is kept', async (_name, headers, from) => {
  expect((await read(eml([...headers, TO]))).from).toBe(from)
})

test('nobody is answered whom one does not know', async () => {
  expect(await read(eml([TO]))).toMatchObject({ automatic: true })
})

test('what no database takes is taken out', async () => {
  const message = await read(
    eml([FROM, TO, 'Subject: a\0b', 'Content-Type: text/plain; charset=utf-16le'], 'x\0\u0000y'),
  )
  expect(JSON.stringify(message)).not.toContain('\\u0000')
  const half = await read(eml([FROM, TO, 'Content-Type: text/html'], '&#xD83D; half'))
  expect(half.text.isWellFormed()).toBe(true)
})

test('a nesting without end is refused with a reason', async () => {
  const depth = 60
  let raw = `${FROM}\r\n${TO}\r\n`
  for (let i = 0; i < depth; i++) raw += `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`
  expect(await parseMail(Buffer.from(raw), account(), { receivedAt })).toMatchObject({ ok: false })
})

test('files without number are left in the raw mail, and it is said', async () => {
  const part = '--b\r\nContent-Type: application/pdf; name="a.pdf"\r\n\r\nx\r\n'
  const raw = eml([FROM, TO, 'Content-Type: multipart/mixed; boundary=b'], `${part.repeat(80)}--b--`)
  const message = await read(raw)
  expect(message.files).toHaveLength(50)
  expect(message.meta['problems']).toEqual([
    '30 of its files were too many or too large and are only in the raw mail.',
  ])
})

test('HTML that takes for ever does not keep the mail from coming', async () => {
  const message = await read(eml([FROM, TO, 'Content-Type: text/html'], '<div>'.repeat(190_000)))
  expect(message).toMatchObject({ html: null, meta: { problems: [expect.stringContaining('in time')] } })
}, 20_000)

test('names of files cannot lead anywhere', async () => {
  const names = ['../../etc/passwd', 'C:/x/evil.exe', 'gpj.\u202Eexe', '.bashrc', 'a'.repeat(400)]
  const parts = names.map(
    (name) => `--b\r\nContent-Type: a/b\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx\r\n`,
  )
  const message = await read(
    eml([FROM, TO, 'Content-Type: multipart/mixed; boundary=b'], `${parts.join('')}--b--`),
  )
  expect(message.files.map(({ name }) => name).slice(0, 4)).toEqual([
    '-..-etc-passwd',
    'C--x-evil.exe',
    'gpj.exe',
    'bashrc',
  ])
  expect(message.files[4]?.name.length).toBeLessThan(160)
})

test('an answer below a flowed quote stays an answer', async () => {
  const flowed = 'Content-Type: text/plain; format=flowed'
  const body =
    'On 20.11.2026 10:00, Harbour Dental <hello@harbourdental.example> wrote:\r\n> When? \r\nTomorrow \r\nat ten.'
  expect((await read(eml([FROM, TO, flowed], body))).text).toBe('Tomorrow at ten.')
  const printable = body.replace('> When? ', '> When?=20')
  expect(
    (await read(eml([FROM, TO, flowed, 'Content-Transfer-Encoding: quoted-printable'], printable))).text,
  ).toContain('Tomorrow')
})

test('what was forwarded by Outlook is read whole', async () => {
  const body =
    'Is this right?\r\n\r\nFrom: Lab <lab@x.example>\r\nSent: Monday\r\nSubject: Result\r\n\r\nAll fine.'
  expect((await read(eml([FROM, TO, 'Subject: FW: Result'], body))).text).toContain('All fine.')
  expect((await read(eml([FROM, TO, 'Subject: RE: Result'], body))).text).toBe('Is this right?')
})

test('a packet of Outlook is named for what it is', async () => {
  const part = [
    '--b',
    'Content-Type: application/ms-tnef; name=winmail.dat',
    'Content-Transfer-Encoding: base64',
    '',
    'eJ8+Ig==',
  ]
  const raw = eml([FROM, TO, 'Content-Type: multipart/mixed; boundary=b'], [...part, '--b--'].join('\r\n'))
  expect((await read(raw)).files).toMatchObject([
    { name: 'winmail.dat', problem: expect.stringContaining('only Outlook opens') },
  ])
})

test('a mail that came along as a file stays one', async () => {
  const part = [
    '--b',
    'Content-Type: text/plain',
    '',
    'See there.',
    '--b',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename=old.eml',
    '',
    'From: x@y.example',
    'Subject: Old',
    '',
    'Words of old.',
  ]
  const raw = eml([FROM, TO, 'Content-Type: multipart/mixed; boundary=b'], [...part, '--b--'].join('\r\n'))
  const message = await read(raw)
  expect(message.text).toBe('See there.')
  expect(message.files).toMatchObject([{ name: 'old.eml', type: 'message/rfc822' }])
})

test('dates and addresses of the last century are read', async () => {
  const raw = eml([
    FROM,
    'To: <@relay.example:info@dental.example>',
    'Date: Fri, 21 Nov 1997 09(comment):   55  :  06 -0600',
  ])
  const message = await read(raw)
  expect(message.sentAt?.toISOString()).toBe('1997-11-21T15:55:06.000Z')
  expect(message.email?.to).toEqual(['info@dental.example'])
})
