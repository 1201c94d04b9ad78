// A customer texts a number at each provider beside Twilio and is answered over it: the whole way through HTTP, with the
// provider's own signatures, forms and receipts; also where the provider repeats itself, is forged, or loses its answer.
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { signers } from '#test/fakes/signers.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const QUESTION = 'do you serve queens?'
const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }
const WORKSPACE = '10000000-0000-4000-8000-000000000001'
const CHANNEL = '20000000-0000-4000-8000-000000000001'

/** What the provider was given: by it the answer and the receipts are made. */
type Sent = { id: string; to: string; text: string; callback: string | null; reference: string | null }
type Call = { url: string; headers: Record<string, string>; body: string }
type Provider = {
  settings: Record<string, string>
  inbound(url: string, id: string, from: string, to: string, text: string): Call
  read(body: Record<string, unknown>): Omit<Sent, 'id'>
  answer(id: string): unknown
  delivered(url: string, sent: Sent, from: string): Call
}
const bare = (number: string) => number.replace('+', '')
const json = (url: string, body: unknown): Call => ({ url, headers: JSON_TYPE, body: JSON.stringify(body) })
const form = (url: string, fields: Record<string, string>): Call => ({
  url,
  headers: FORM_TYPE,
  body: new URLSearchParams(fields).toString(),
})
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((one, key) => (one as Record<string | number, unknown> | undefined)?.[key], value)

const providers: Record<string, Provider> = {
  telnyx: {
    settings: { apiKey: 'KEY', publicKey: '2JwXdr1dLCGOdLor4UsMyBGlx4GuMI1ZUa/Vspto5q4=' },
    inbound: (url, id, from, to, words) =>
      json(url, {
        data: {
          event_type: 'message.received',
          payload: { id, type: 'SMS', from: { phone_number: from }, to: [{ phone_number: to }], text: words },
        },
      }),
    read: (body) => ({
      to: text(body['to']),
      text: text(body['text']),
      callback: text(body['webhook_url']),
      reference: null,
    }),
    answer: (id) => ({ data: { id, to: [{ status: 'queued' }], parts: 1 } }),
    delivered: (url, sent, from) =>
      json(sent.callback ?? url, {
        data: {
          event_type: 'message.finalized',
          payload: {
            id: sent.id,
            from: { phone_number: from },
            to: [{ phone_number: sent.to, status: 'delivered' }],
            webhook_url: sent.callback,
          },
        },
      }),
  },
  vonage: {
    settings: { apiKey: 'a1b2c3d4', apiSecret: 'secret', signatureSecret: 'signs' },
    inbound: (url, id, from, to, words) =>
      json(url, {
        channel: 'sms',
        message_uuid: id,
        message_type: 'text',
        from: bare(from),
        to: bare(to),
        text: words,
      }),
    read: (body) => ({
      to: `+${text(body['to'])}`,
      text: text(body['text']),
      callback: null,
      reference: text(body['client_ref']),
    }),
    answer: (id) => ({ message_uuid: id }),
    delivered: (url, sent, from) =>
      json(url, {
        channel: 'sms',
        message_uuid: sent.id,
        from: bare(from),
        to: bare(sent.to),
        status: 'delivered',
        client_ref: sent.reference,
      }),
  },
  plivo: {
    settings: { authId: 'MA0123456789ABCDEFGH', authToken: 'token' },
    inbound: (url, id, from, to, words) =>
      form(url, { From: bare(from), To: bare(to), Type: 'sms', Text: words, MessageUUID: id }),
    read: (body) => ({
      to: `+${text(body['dst'])}`,
      text: text(body['text']),
      callback: text(body['url']),
      reference: null,
    }),
    answer: (id) => ({ message: 'message(s) queued', message_uuid: [id] }),
    delivered: (url, sent, from) =>
      form(sent.callback ?? url, {
        From: bare(from),
        To: bare(sent.to),
        Type: 'sms',
        MessageUUID: sent.id,
        Status: 'delivered',
      }),
  },
  bird: {
    settings: { accessKey: 'key', workspaceId: WORKSPACE, channelId: CHANNEL, signingKey: 'signs' },
    inbound: (url, id, from, to, words) =>
      json(url, {
        service: 'channels',
        event: 'sms.inbound',
        payload: {
          id,
          channelId: CHANNEL,
          sender: { contact: { identifierValue: from } },
          receiver: { connector: { identifierValue: to } },
          body: { type: 'text', text: { text: words } },
        },
      }),
    read: (body) => ({
      to: text(at(body, 'receiver', 'contacts', 0, 'identifierValue')),
      text: text(at(body, 'body', 'text', 'text')),
      callback: null,
      reference: text(body['reference']),
    }),
    answer: (id) => ({ id, channelId: CHANNEL, status: 'accepted' }),
    delivered: (url, sent) =>
      json(url, {
        service: 'channels',
        event: 'sms.outbound',
        payload: { id: sent.id, channelId: CHANNEL, reference: sent.reference, status: 'delivered' },
      }),
  },
}

/** All four APIs on one port, told apart by the first part of the path. */
const sent: (Sent & { provider: string })[] = []
const breaking = new Set<string>()
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const name = (request.url ?? '').split('/')[1] ?? ''
    const provider = providers[name]
    // Nobody here has a list to look a lost message up in.
    if (request.method !== 'POST' || !provider) return response.writeHead(404).end('{}')
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
    const one = { provider: name, id: randomUUID(), ...provider.read(body) }
    sent.push(one)
    if (breaking.delete(name)) return request.socket.destroy()
    response.writeHead(202, JSON_TYPE).end(JSON.stringify(provider.answer(one.id)))
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => new Promise((resolve) => server.close(resolve)))
const { port } = server.address() as AddressInfo

const product = await startProduct()
const { api } = product
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })

describe.each(Object.entries(providers))('%s', (name, provider) => {
  const business = `+1212555${String(100 + Object.keys(providers).indexOf(name)).padStart(4, '0')}`
  let last = 5_000 + 100 * Object.keys(providers).indexOf(name)
  const newCustomer = () => `+1212736${last++}`
  const inbox = api
    .post<Inbox>('/inboxes', {
      channel: 'sms',
      provider: name,
      name: `Texts by ${name}`,
      address: business,
      settings: { ...provider.settings, apiBase: `http://127.0.0.1:${port}/${name}` },
    })
    .then(({ status, body }) => {
      expect(status, JSON.stringify(body)).toBe(201)
      return body
    })
  const url = async () => (await inbox).webhookUrl ?? ''

  /** Signs as the provider does, now. */
  function signed(call: Call): Call {
    const raw = {
      method: 'POST',
      url: call.url,
      headers: call.headers,
      body: Buffer.from(call.body),
      receivedAt: new Date(),
    }
    const { headers } = signers[name]?.sign(raw, provider.settings) ?? raw
    return { ...call, headers: headers as Record<string, string> }
  }
  const post = (call: Call) => fetch(call.url, { method: 'POST', headers: call.headers, body: call.body })
  const thread = async (phone: string) => {
    const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    const row = body.items.find((c) => c.contact.display === displayAddress('phone', phone))
    return row ? (await api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)).body.items : []
  }
  const sentTo = (phone: string) => sent.filter((one) => one.provider === name && one.to === phone)
  const reaches = (phone: string, status: Message['status']) =>
    until(async () => {
      const message = (await thread(phone)).findLast((m) => m.direction === 'out')
      return message?.status === status ? message : null
    }, `a message to ${phone} that is ${status}`)
  const question = async (phone: string) =>
    signed(provider.inbound(await url(), randomUUID(), phone, business, QUESTION))

  it('brings a question once, however often it says so, and takes the answer and its receipt', async () => {
    const phone = newCustomer()
    const copy = await question(phone)
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(copy)))
    expect(answers.map((a) => a.status)).toEqual(Array(20).fill(200))
    const [one] = await until(() => sentTo(phone).length > 0 && sentTo(phone), `an answer to ${phone}`)
    expect(one?.text).toContain('25 dollars')
    await reaches(phone, 'sending')
    if (one) expect((await post(signed(provider.delivered(await url(), one, business)))).status).toBe(200)
    await reaches(phone, 'delivered')
    expect((await thread(phone)).map((m) => m.direction)).toEqual(['in', 'out'])
    expect(sentTo(phone)).toHaveLength(1)
  })

  it('is not believed where a word was changed, or nobody signed', async () => {
    const phone = newCustomer()
    const good = await question(phone)
    const changed = [
      { ...good, body: good.body.replace('queens', 'quEens') },
      { ...good, url: `${good.url}?x=1` },
    ]
    for (const call of changed) expect((await post(call)).status).toBe(403)
    const unsigned = good.headers['content-type'] === JSON_TYPE['content-type'] ? JSON_TYPE : FORM_TYPE
    // Vonage sends again, signed, what was answered so.
    expect((await post({ ...good, headers: unsigned })).status).toBe(name === 'vonage' ? 503 : 403)
    expect(await thread(phone)).toEqual([])
  })

  it('loses its answer: nothing is sent twice, and the receipt tells that it arrived', async () => {
    const phone = newCustomer()
    breaking.add(name)
    await post(await question(phone))
    const failed = await reaches(phone, 'failed')
    expect(failed.error?.code).toBe('unknown')
    const [one] = sentTo(phone)
    if (one) await post(signed(provider.delivered(await url(), one, business)))
    await reaches(phone, 'delivered')
    expect(sentTo(phone)).toHaveLength(1)
  })
})
