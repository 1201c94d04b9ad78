// What fixtures cannot say about Postmark, SendGrid and Mailgun: time, whole mails, odd character sets, probes.
import { describe, expect, it } from 'vitest'
import type { Channel, ChannelIo, InboxAccount, IncomingMessage, RawRequest } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { mailSigners, sendgridPublicKey } from '#test/fakes/mail-signers.ts'

const NOW = new Date('2026-11-20T14:00:00Z')
const SETTINGS: Record<string, Record<string, unknown>> = {
  postmark: { serverToken: 't', webhookUser: 'frontdesk', webhookPassword: 'a-long-enough-one' },
  sendgrid: { apiKey: 'SG.x', publicKey: sendgridPublicKey() },
  mailgun: { apiKey: 'k', signingKey: 's' },
}

function inbox(provider: string): { channel: Channel; account: InboxAccount } {
  const channel = findChannel('email', provider)
  if (!channel) throw new Error(provider)
  const account: InboxAccount = {
    id: 'ibx_1',
    workspaceId: 'ws_1',
    key: 'k3y',
    channel: 'email',
    provider,
    name: 'Desk',
    address: 'hello@desk.example',
    settings: SETTINGS[provider] ?? {},
  }
  return { channel, account }
}

function request(provider: string, type: string, body: Buffer | string, query = ''): RawRequest {
  const raw: RawRequest = {
    method: 'POST',
    url: `https://desk.example/webhooks/${provider}/k3y${query}`,
    headers: { 'content-type': type },
    body: Buffer.from(body),
    receivedAt: NOW,
  }
  return mailSigners[provider]?.sign(raw, SETTINGS[provider] ?? {}) ?? raw
}

async function messageIn(provider: string, raw: RawRequest): Promise<IncomingMessage> {
  const { channel, account } = inbox(provider)
  const parsed = await channel.parse(raw, account)
  const item = parsed.ok ? parsed.items[0] : null
  if (item?.kind !== 'message') throw new Error(JSON.stringify(parsed))
  return item
}

/** A form as Busboy's counterparts write it, with the bytes of each part as they are given. */
function form(parts: Record<string, Buffer | string>): { type: string; body: Buffer } {
  const chunks = Object.entries(parts).flatMap(([name, value]) => [
    Buffer.from(`--xx\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return {
    type: 'multipart/form-data; boundary=xx',
    body: Buffer.concat([...chunks, Buffer.from('--xx--\r\n')]),
  }
}

const WHOLE = Buffer.concat([
  Buffer.from(
    'From: Mara <mara@x.example>\r\nTo: hello@desk.example\r\nSubject: Gr\u00fc\u00dfe\r\nMessage-ID: <w1@x.example>\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n',
  ),
  Buffer.from('Bis Samstag, sch\u00f6ne Gr\u00fc\u00dfe', 'latin1'),
])

describe('a mail that is handed over whole', () => {
  it('by SendGrid is read byte for byte and kept', async () => {
    const { type, body } = form({ email: WHOLE, envelope: '{"to":["hello@desk.example"],"from":""}' })
    const message = await messageIn('sendgrid', request('sendgrid', type, body))
    expect(message).toMatchObject({
      externalId: '<w1@x.example>',
      text: 'Bis Samstag, schöne Grüße',
      automatic: true,
    })
    expect(Buffer.from(message.raw ?? []).equals(WHOLE)).toBe(true)
  })

  it('by Mailgun as well, in a form of either kind, at an address that ends in mime', async () => {
    const escaped = [...WHOLE].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    for (const { type, body } of [
      form({ recipient: 'hello@desk.example', 'body-mime': WHOLE }),
      {
        type: 'application/x-www-form-urlencoded',
        body: `recipient=hello%40desk.example&body-mime=${escaped}`,
      },
    ]) {
      const raw = request('mailgun', type, body, '?mime')
      const { channel, account } = inbox('mailgun')
      expect(channel.verify(raw, account)).toEqual({ ok: true })
      const message = await messageIn('mailgun', raw)
      expect(message.text).toBe('Bis Samstag, schöne Grüße')
      expect(Buffer.from(message.raw ?? []).equals(WHOLE)).toBe(true)
    }
  })
})

it('a text of SendGrid is read in the character set that it names', async () => {
  const { type, body } = form({
    headers: 'From: mara@x.example\nMessage-ID: <c1@x.example>\nSubject: Hello',
    text: Buffer.from('sch\u00f6n', 'latin1'),
    charsets: '{"text":"iso-8859-1"}',
  })
  expect((await messageIn('sendgrid', request('sendgrid', type, body))).text).toBe('schön')
})

it('a stranger cannot write a header of his own into a field', async () => {
  const raw = request(
    'postmark',
    'application/json',
    JSON.stringify({
      FromFull: { Email: 'mara@x.example', Name: 'Mara\r\nReply-To: evil@y.example' },
      Subject: 'Hi\r\nX-Loop: hello@desk.example',
      ToFull: [{ Email: 'hello@desk.example' }],
      TextBody: 'Hello',
      Headers: [{ Name: 'Message-ID', Value: '<h1@x.example>' }],
    }),
  )
  const message = await messageIn('postmark', raw)
  expect(message.email?.replyTo).toBeUndefined()
  expect(message.automatic).toBe(false)
})

describe('a mail without an id', () => {
  it('of Mailgun is the same mail when it is signed anew', async () => {
    const fields =
      'recipient=hello%40desk.example&sender=mara%40x.example&from=mara%40x.example&subject=Hi&body-plain=Hello'
    const type = 'application/x-www-form-urlencoded'
    const first = await messageIn('mailgun', request('mailgun', type, fields))
    const later = mailSigners['mailgun']?.sign(
      {
        ...request('mailgun', type, fields),
        body: Buffer.from(fields),
        receivedAt: new Date(NOW.getTime() + 300_000),
      },
      SETTINGS['mailgun'] ?? {},
    )
    if (!later) throw new Error('no signer')
    expect((await messageIn('mailgun', later)).externalId).toBe(first.externalId)
  })
})

it.each([
  ['mailgun', 11 * 3_600_000, true],
  ['mailgun', 13 * 3_600_000, false],
  ['sendgrid', 3 * 86_400_000, true],
  ['sendgrid', 5 * 86_400_000, false],
] as const)('a signature of %s that is %i ms old: %s', (provider, age, ok) => {
  const { channel, account } = inbox(provider)
  const type =
    provider === 'mailgun' ? 'application/x-www-form-urlencoded' : 'multipart/form-data; boundary=xx'
  const raw = request(provider, type, 'a=b')
  expect(channel.verify({ ...raw, receivedAt: new Date(NOW.getTime() + age) }, account).ok).toBe(ok)
})

it.each(['postmark', 'sendgrid', 'mailgun'])('%s is asked to come again with what is refused', (provider) => {
  const { channel, account } = inbox(provider)
  const raw = { ...request(provider, 'application/json', '{}'), headers: {}, body: Buffer.from('{}') }
  expect(channel.verify(raw, account)).toMatchObject({ ok: false, again: true })
})

it('events of SendGrid may be signed with a key of their own', () => {
  const { channel, account } = inbox('sendgrid')
  const other =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEmgmjvPAR/Lmwn2teL2WJUDIx35PqsnLKjPhPbrKkfMg6vK4NZQB1VeFSKbV7whQbEJRFHjF8+1zJxsXRP1GbWw=='
  const settings = { ...account.settings, publicKey: other, eventPublicKey: sendgridPublicKey() }
  expect(channel.checkSettings(settings).ok).toBe(true)
  expect(channel.verify(request('sendgrid', 'application/json', '[]'), { ...account, settings })).toEqual({
    ok: true,
  })
})

describe('the test of an inbox', () => {
  async function probe(provider: string, answers: Record<string, unknown>, status = 200) {
    const { channel, account } = inbox(provider)
    const io: ChannelIo = {
      fetch: (input, init) => {
        const { url } = new Request(input, init)
        const found = Object.keys(answers).find((path) => url.endsWith(path))
        return Promise.resolve(Response.json(found ? answers[found] : {}, { status: found ? status : 404 }))
      },
      now: () => NOW,
      webhookUrl: `https://desk.example/webhooks/${provider}/k3y`,
      apiBase: null,
      secret: 's',
    }
    const steps = (await channel.probe?.(account, io)) ?? []
    return steps.map(({ step, ok }) => `${step} ${ok ? 'right' : 'wrong'}`)
  }
  const RIGHT = ['credentials right', 'sender right']
  const WRONG = ['credentials right', 'sender wrong']

  it('at Postmark sees where mail is delivered, and whether a password stands there', async () => {
    const server = (url: string) => ({ '/server': { Name: 'Desk', InboundHookUrl: url } })
    expect(await probe('postmark', server('https://u:p@desk.example/webhooks/postmark/k3y'))).toEqual(RIGHT)
    expect(await probe('postmark', server('https://desk.example/webhooks/postmark/k3y'))).toEqual(WRONG)
    expect(await probe('postmark', server('https://u:p@elsewhere.example/x'))).toEqual(WRONG)
    expect(await probe('postmark', { '/server': {} }, 401)).toEqual(['credentials wrong'])
  })

  it('at SendGrid sees whether the key may send, and where mail is delivered', async () => {
    const parse = (url: string) => ({ '/parse/settings': { result: [{ hostname: 'desk.example', url }] } })
    const may = { '/scopes': { scopes: ['mail.send'] } }
    expect(
      await probe('sendgrid', { ...may, ...parse('https://desk.example/webhooks/sendgrid/k3y') }),
    ).toEqual(RIGHT)
    expect(await probe('sendgrid', may)).toEqual(RIGHT)
    expect(await probe('sendgrid', { ...may, ...parse('https://elsewhere.example/') })).toEqual(WRONG)
    expect(await probe('sendgrid', { '/scopes': { scopes: [] } })).toEqual(WRONG)
    expect(await probe('sendgrid', { '/scopes': {} }, 401)).toEqual(['credentials wrong'])
  })

  it('at Mailgun sees whether the domain may send; a key that may only send is right too', async () => {
    const domain = (state: string) => ({ '/domains/desk.example': { domain: { state } } })
    expect(await probe('mailgun', domain('active'))).toEqual(RIGHT)
    expect(await probe('mailgun', domain('unverified'))).toEqual(WRONG)
    expect(await probe('mailgun', {})).toEqual(WRONG)
    expect(await probe('mailgun', domain('active'), 403)).toEqual(RIGHT)
    expect(await probe('mailgun', domain('active'), 401)).toEqual(['credentials wrong'])
  })
})
