// The contract of the API that programs outside rely on.
import { beforeAll, describe, expect, it } from 'vitest'
import { post, startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import { type Product, startProduct, TOKEN, until } from '#test/harness/product.ts'

let product: Product
let twilio: TwilioFake
let inbox: { id: string; key: string; webhookUrl: string }

beforeAll(async () => {
  twilio = await startTwilioFake()
  product = await startProduct()
  const made = await product.api.post('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: '+12125550100',
    settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
  })
  inbox = made.body
})

async function conversationOf(phone: string): Promise<string> {
  await post(twilio.signedInbound(inbox.webhookUrl, { from: phone, to: '+12125550100', body: 'hello' }))
  const row = await until(async () => {
    const { body } = await product.api.get('/conversations')
    return body.items.find(
      (c: { contact: { display: string } }) => c.contact.display.replace(/\D/g, '') === phone.slice(1),
    )
  }, 'the conversation')
  return row.id
}

/** The first event of this type after the cursor, by long polls. */
async function waitForEvent(type: string, cursor: string): Promise<unknown> {
  const { body } = await product.api.get(`/events?after=${cursor}&wait=10`)
  if (body.items.length === 0) throw new Error(`No ${type} within ten seconds`)
  return body.items.find((event: { type: string }) => event.type === type) ?? waitForEvent(type, body.cursor)
}

describe('outside checks', () => {
  it('live and ready, with a complete OpenAPI 3.1 document', async () => {
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${product.url}/readyz`)).json()).toEqual({ status: 'ready', problems: [] })
    const document = await (await fetch(`${product.url}/openapi.json`)).json()
    expect(document.openapi).toMatch(/^3\.1/)
    const paths = Object.keys(document.paths)
    for (const path of [
      '/healthz',
      '/webhooks/{provider}/{inboxKey}',
      '/api/v1/inboxes',
      '/api/v1/contacts',
      '/api/v1/conversations',
      '/api/v1/conversations/search',
      '/api/v1/conversations/{id}/messages',
      '/api/v1/conversations/{id}/takeover',
      '/api/v1/conversations/{id}/resume-ai',
      '/api/v1/conversations/{id}/escalate',
      '/api/v1/conversations/{id}/close',
      '/api/v1/conversations/{id}/reopen',
      '/api/v1/knowledge',
      '/api/v1/services',
      '/api/v1/hours',
      '/api/v1/appointments',
      '/api/v1/events',
    ])
      expect(paths).toContain(path)
    // Nothing is referred to that is not there.
    const text = JSON.stringify(document)
    const names = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((m) => m[1] ?? ''))
    expect([...names].filter((name) => !(name in document.components.schemas))).toEqual([])
  })

  it('refuses in RFC 9457, naming the field', async () => {
    const answer = await product.api.post('/contacts', { addresses: [{ kind: 'phone', value: 'twelve' }] })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'invalid_input',
      errors: [{ path: 'addresses.0.value' }],
    })
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
    const missing = await product.api.get('/conversations/conv_nothing')
    expect([missing.status, missing.body.code]).toEqual([404, 'not_found'])
    const nonsense = await product.api.get('/conversations?limit=1000')
    expect([nonsense.status, nonsense.body.errors[0].path]).toEqual([400, 'limit'])
    expect((await product.api.get('/conversations?cursor=made-up')).status).toBe(400)
    const noJson = await fetch(`${product.url}/api/v1/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: '{"broken',
    })
    expect(noJson.status).toBe(400)
  })

  it('pages without a gap while others write', async () => {
    const ids: string[] = []
    for (let i = 0; i < 12; i++) ids.push(await conversationOf(`+1212555${String(2000 + i)}`))
    // Whoever is answered moves to the top, where a reader of the pages below has been already: wait for the answers.
    await until(async () => {
      const { body } = await product.api.get('/conversations?limit=100')
      const ours = body.items.filter((c: { id: string }) => ids.includes(c.id))
      return ours.every((c: { lastDirection: string }) => c.lastDirection === 'out')
    }, 'the answers')
    const seen: string[] = []
    let cursor: string | null = null
    let others = 0
    do {
      const page: { items: { id: string }[]; next: string | null } = (
        await product.api.get(`/conversations?limit=5${cursor ? `&cursor=${cursor}` : ''}`)
      ).body
      seen.push(...page.items.map((c) => c.id))
      cursor = page.next
      await conversationOf(`+1212555${String(2100 + others++)}`)
    } while (cursor)
    expect(others).toBeGreaterThan(2)
    expect(new Set(seen).size).toBe(seen.length)
    expect(ids.filter((id) => !seen.includes(id))).toEqual([])
  })

  it('with an Idempotency-Key sends once, and answers the same again', async () => {
    const id = await conversationOf('+12125553001')
    const send = (text: string) =>
      product.api.post(`/conversations/${id}/messages`, { text }, { 'idempotency-key': '"key-1"' })
    const answers = await Promise.all([send('once'), send('once'), send('once')])
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201])
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    await until(() => twilio.messages.some((m) => m.body === 'once'), 'the provider to have it')
    expect((await send('once')).body.id).toBe(answers[0]?.body.id)
    expect(twilio.messages.filter((m) => m.body === 'once')).toHaveLength(1)
    const other = await send('something else')
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch'])
  })

  it('tells everything in the event log, by cursor and by long poll', async () => {
    const { body: start } = await product.api.get('/events')
    const id = await conversationOf('+12125553002')
    const all = await until(async () => {
      const { body } = await product.api.get(`/events?after=${start.cursor}&limit=500`)
      return (
        body.items.some(
          (e: { type: string; conversationId: string }) =>
            e.type === 'ai.answered' && e.conversationId === id,
        ) && body
      )
    }, 'the story in the log')
    const types = all.items
      .filter((e: { conversationId: string }) => e.conversationId === id)
      .map((e: { type: string }) => e.type)
    expect(types.slice(0, 2)).toEqual(['conversation.created', 'message.received'])
    const received = all.items.find(
      (e: { type: string; conversationId: string }) =>
        e.type === 'message.received' && e.conversationId === id,
    )
    expect(received.message.text).toBe('hello')
    expect(received.conversation.id).toBe(id)
    // The one who waits is woken by what happens, whatever it is: receipts of the answer may come before the closing.
    const closed = waitForEvent('conversation.closed', all.cursor)
    await product.api.post(`/conversations/${id}/close`)
    expect(await closed).toMatchObject({ conversationId: id })
  })

  it('moves a conversation through its states', async () => {
    const id = await conversationOf('+12125553003')
    const states = []
    for (const step of ['takeover', 'resume-ai', 'escalate', 'resume-ai', 'close', 'reopen']) {
      const { body } = await product.api.post(`/conversations/${id}/${step}`)
      states.push([step, body.status, body.handler, body.ai.on])
    }
    expect(states).toEqual([
      ['takeover', 'active', 'human', false],
      ['resume-ai', 'active', 'ai', true],
      ['escalate', 'escalated', 'human', false],
      ['resume-ai', 'active', 'ai', true],
      ['close', 'closed', 'ai', true],
      ['reopen', 'active', 'human', false],
    ])
  })

  it('books a time once, however many ask at once', async () => {
    const { body: service } = await product.api.post('/services', { name: 'Visit', durationMinutes: 60 })
    const { body: contact } = await product.api.post('/contacts', {
      name: 'Bo',
      addresses: [{ kind: 'phone', value: '+1 212 736 5000' }],
    })
    const { body: slots } = await product.api.get(`/appointments/slots?serviceId=${service.id}&days=10`)
    const book = () =>
      product.api.post('/appointments', {
        contactId: contact.id,
        serviceId: service.id,
        startsAt: slots.items[0].startsAt,
      })
    const answers = await Promise.all(Array.from({ length: 8 }, book))
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('slot_taken')
    const { body: after } = await product.api.get(`/appointments/slots?serviceId=${service.id}&days=10`)
    expect(after.items.map((s: { startsAt: string }) => s.startsAt)).not.toContain(slots.items[0].startsAt)
  })

  it('never shows a secret, and keeps it when its mask comes back', async () => {
    const { body: before } = await product.api.get(`/inboxes/${inbox.id}`)
    expect(JSON.stringify(before)).not.toContain(twilio.authToken)
    const { body: patched } = await product.api.patch(`/inboxes/${inbox.id}`, {
      name: 'Renamed',
      settings: before.settings,
    })
    expect(patched.name).toBe('Renamed')
    expect(await conversationOf('+12125553004')).toMatch(/^conv_/)
  })
})
