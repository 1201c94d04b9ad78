// A person always wins: while the AI thinks, while its text waits, while its text is on the wire; and hands back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenAiServer, startOpenAiServer } from '#test/fakes/openai-server.ts'
import { post, startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import { type Product, startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message, Turn } from '#wire/api/messages.ts'

const BUSINESS = '+12125550100'
const OWNER = '+12125559999'
let product: Product
let twilio: TwilioFake
let model: OpenAiServer
let webhookUrl: string
let numbered = 0

beforeAll(async () => {
  twilio = await startTwilioFake()
  model = await startOpenAiServer({ model: 'tiny', key: null })
  product = await startProduct({
    config: { ai: { provider: 'openai-compatible', model: 'tiny', baseUrl: model.url, timeoutMs: 2_000 } },
  })
  const inbox = await product.api.post('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: BUSINESS,
    settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
  })
  webhookUrl = inbox.body.webhookUrl
  await product.api.patch('/settings', {
    alerts: { phone: OWNER, email: null },
    disclosure: { enabled: false, text: '' },
  })
})
afterAll(async () => {
  await model.stop()
  await twilio.stop()
})

const newCustomer = () => `+1917555${String(1000 + numbered++)}`
const write = (from: string, body: string) =>
  post(twilio.signedInbound(webhookUrl, { from, to: BUSINESS, body }))
const sentTo = (phone: string) => twilio.messages.filter((m) => m.to === phone).map((m) => m.body)

async function conversationOf(phone: string): Promise<ConversationRow> {
  return until(async () => {
    const { body } = await product.api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    return body.items.find((c) => c.contact.display.replace(/\D/g, '') === phone.slice(1))
  }, 'the conversation')
}
const turnsOf = async (id: string) =>
  (await product.api.get<{ items: Turn[] }>(`/conversations/${id}/turns`)).body.items
const messagesOf = async (id: string) =>
  (await product.api.get<{ items: Message[] }>(`/conversations/${id}/messages`)).body.items

describe('a person takes over', () => {
  it('while the model is thinking: its answer is dropped, and says why', async () => {
    const customer = newCustomer()
    model.will({ hang: true })
    const hanging = model.hanging()
    await write(customer, 'How much is a new boiler?')
    await hanging
    const conversation = await conversationOf(customer)
    const sent = await product.api.post(`/conversations/${conversation.id}/messages`, {
      text: 'Sam here, I will call you.',
    })
    expect(sent.status).toBe(201)
    await until(() => sentTo(customer).length === 1, 'the person’s message')
    // The next burst finds a person in charge, so the queue of turns has gone past the one that was thinking.
    await write(customer, 'Great, thanks!')
    const turns = await until(
      async () => {
        const items = await turnsOf(conversation.id)
        return items.some((t) => t.outcome === 'silent') && items
      },
      'silence',
      30_000,
    )
    expect(turns.map((t) => t.outcome)).not.toContain('answered')
    expect(turns.find((t) => t.outcome === 'silent')?.reasons[0]).toMatchObject({
      code: 'human_managed',
      fix: 'resume_ai',
    })
    expect(sentTo(customer)).toEqual(['Sam here, I will call you.'])
  }, 40_000)

  it('while the AI’s text waits for the provider: it never leaves', async () => {
    const customer = newCustomer()
    twilio.plan('create', { fault: 'status', status: 429, code: 20429, retryAfter: 2 }, 1)
    model.will('We are glad to help you.')
    await write(customer, 'Hello there')
    const conversation = await conversationOf(customer)
    await until(
      async () => (await messagesOf(conversation.id)).some((m) => m.author.kind === 'ai' && m.error !== null),
      'the AI’s text to wait',
    )
    await product.api.post(`/conversations/${conversation.id}/messages`, { text: 'A person writes this.' })
    await until(() => sentTo(customer).includes('A person writes this.'), 'the person’s message')
    const ai = (await messagesOf(conversation.id)).find((m) => m.author.kind === 'ai')
    expect(ai).toMatchObject({
      status: 'canceled',
      verdict: { decision: 'block', reasons: [{ code: 'human_managed' }] },
    })
    expect(sentTo(customer)).toEqual(['A person writes this.'])
  })

  it('while the AI’s text is on the wire: the answer comes after it has arrived, and nothing of the AI’s later', async () => {
    const customer = newCustomer()
    twilio.plan('create', { fault: 'wait' }, 1)
    model.will('This was on its way.')
    await write(customer, 'Hello again')
    const conversation = await conversationOf(customer)
    await until(
      async () => (await messagesOf(conversation.id)).some((m) => m.status === 'sending'),
      'the text to be on the wire',
    )
    let answered = false
    const taking = product.api.post(`/conversations/${conversation.id}/takeover`).then((answer) => {
      answered = true
      return answer
    })
    await until(
      async () => (await conversationOf(customer)).handler === 'human',
      'the takeover to be in force',
    )
    expect(answered).toBe(false)
    twilio.heal()
    expect((await taking).status).toBe(200)
    expect(sentTo(customer)).toEqual(['This was on its way.'])
  })

  it('and hands back: the AI answers what is still open', async () => {
    const customer = newCustomer()
    model.will('Hello, how can we help?')
    await write(customer, 'Hi')
    const conversation = await conversationOf(customer)
    await until(() => sentTo(customer).length === 1, 'the AI’s answer')
    await product.api.post(`/conversations/${conversation.id}/takeover`)
    await write(customer, 'Are you there?')
    await until(async () => (await turnsOf(conversation.id)).some((t) => t.outcome === 'silent'), 'silence')
    model.will('Yes, we are here.')
    const resumed = await product.api.post(`/conversations/${conversation.id}/resume-ai`)
    expect(resumed.body.ai).toEqual({ on: true, reasons: [] })
    await until(() => sentTo(customer).includes('Yes, we are here.'), 'the answer to what was open')
  })
})

describe('escalation', () => {
  it('alerts the owner by text once, tells the customer, and silences the AI', async () => {
    const customer = newCustomer()
    model.will(
      {
        calls: [
          { name: 'escalate', arguments: { reason: 'asked_for_person', note: 'Wants to speak to a person' } },
        ],
      },
      'I am passing you to a person, who will answer here.',
    )
    await write(customer, 'Let me talk to a human please')
    const conversation = await conversationOf(customer)
    await until(
      () => sentTo(customer).length === 1 && sentTo(OWNER).length === 1,
      'the sentence and the alert',
    )
    expect(sentTo(customer)[0]).toContain('passing you to a person')
    expect(sentTo(OWNER)[0]).toContain('asked for a person')
    expect(sentTo(OWNER)[0]).toContain(`/inbox/${conversation.id}`)
    const { body } = await product.api.get(`/conversations/${conversation.id}`)
    expect(body).toMatchObject({
      status: 'escalated',
      handler: 'human',
      requiresAction: true,
      escalation: { reason: 'asked_for_person' },
    })
    await product.api.post(`/conversations/${conversation.id}/escalate`, { note: 'again' })
    await write(customer, 'hello?')
    await until(async () => (await turnsOf(conversation.id)).some((t) => t.outcome === 'silent'), 'silence')
    expect(sentTo(OWNER)).toHaveLength(1)
    // The alert is no customer's conversation.
    const list = await product.api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    expect(list.body.items.some((c) => c.contact.display.replace(/\D/g, '') === OWNER.slice(1))).toBe(false)
  })
})

describe('switches', () => {
  it('"SMS Replies" off: the AI is silent and names the switch; on again: it answers', async () => {
    await product.api.patch('/settings', { aiChannels: { sms: false } })
    const customer = newCustomer()
    await write(customer, 'Hi')
    const conversation = await conversationOf(customer)
    const turns = await until(async () => {
      const items = await turnsOf(conversation.id)
      return items.length > 0 && items
    }, 'a decision')
    expect(turns[0]).toMatchObject({ outcome: 'silent', reasons: [{ code: 'channel_off', fix: 'settings' }] })
    await product.api.patch('/settings', { aiChannels: {} })
    model.will('Hello!')
    await product.api.post(`/conversations/${conversation.id}/resume-ai`)
    await until(() => sentTo(customer).includes('Hello!'), 'the answer')
  })

  it('a used-up SMS allowance stops people and AI alike, and says until when', async () => {
    const { body: workspace } = await product.api.get('/workspace')
    await product.api.patch('/settings', { smsAllowance: workspace.usage.sms })
    const customer = newCustomer()
    model.will('This cannot leave.')
    await write(customer, 'Hi')
    const conversation = await conversationOf(customer)
    await until(
      async () => (await messagesOf(conversation.id)).some((m) => m.status === 'canceled'),
      'the AI’s text to be stopped',
    )
    const blocked = await product.api.post(`/conversations/${conversation.id}/messages`, {
      text: 'Nor can this.',
    })
    expect([blocked.status, blocked.body.code]).toEqual([422, 'blocked_by_gate'])
    expect(blocked.body.facts.verdict.reasons[0].code).toBe('allowance_used')
    expect(sentTo(customer)).toEqual([])
    await product.api.patch('/settings', { smsAllowance: null })
  })

  it('a paused inbox keeps what people write, and sends it when it is active again', async () => {
    const customer = newCustomer()
    model.will('First.')
    await write(customer, 'Hi')
    const conversation = await conversationOf(customer)
    await until(() => sentTo(customer).length === 1, 'the first answer')
    await product.api.patch(`/inboxes/${conversation.inboxId}`, { status: 'paused' })
    const held = await product.api.post(`/conversations/${conversation.id}/messages`, { text: 'Held back.' })
    expect([held.status, held.body.status, held.body.verdict.decision]).toEqual([201, 'queued', 'defer'])
    await product.api.patch(`/inboxes/${conversation.inboxId}`, { status: 'active' })
    await until(() => sentTo(customer).includes('Held back.'), 'it to leave')
  })
})
