import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import { probe } from './probe.ts'
import { signal } from './signal.ts'
import { ContentShape, toTemplate } from './template-shape.ts'
import { listTemplates } from './templates.ts'

const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'whatsapp',
  provider: 'twilio',
  name: 'WhatsApp',
  address: '+12125550100',
  settings: { accountSid: 'AC0123456789abcdef0123456789abcdef', authToken: 'token' },
}
function api(...answers: (Response | Error)[]) {
  const asked: { url: string; body: string }[] = []
  const io: ChannelIo = {
    fetch: (input, init) => {
      asked.push({
        url: input instanceof Request ? input.url : input.toString(),
        body: typeof init?.body === 'string' ? init.body : '',
      })
      const answer = answers[asked.length - 1] ?? answers.at(-1)
      return answer instanceof Response ? Promise.resolve(answer.clone()) : Promise.reject(answer)
    },
    now: () => new Date('2026-11-21T12:00:00Z'),
    webhookUrl: 'https://desk.example/webhooks/twilio/k3y',
    apiBase: null,
    secret: 'secret',
  }
  return { io, asked }
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const away = fetchFailure('ECONNREFUSED')
const content = (more: Record<string, unknown> = {}) => ({
  sid: 'HX0123456789abcdef0123456789abcdef',
  friendly_name: 'reminder',
  language: 'en',
  variables: { '1': 'Mara', '2': 'k3y' },
  types: {
    'twilio/call-to-action': {
      body: 'Hi {{1}}',
      actions: [{ type: 'URL', title: 'Book', url: 'https://a.example/{{2}}' }],
    },
  },
  approval_requests: { name: 'reminder_en', category: 'UTILITY', status: 'approved', rejection_reason: '' },
  ...more,
})

describe('the test of an inbox', () => {
  const messages = json({ messages: [] })
  it('finds the sender among those of the account', async () => {
    const senders = json({ senders: [{ sender_id: 'whatsapp:+12125550100', status: 'ONLINE' }] })
    const { io, asked } = api(messages, senders)
    expect((await probe(account, io)).map((s) => [s.step, s.ok])).toEqual([
      ['credentials', true],
      ['sender', true],
    ])
    expect(asked[1]?.url).toContain('https://messaging.twilio.com/v2/Channels/Senders')
    const [, missing] = await probe(account, api(messages, json({ senders: [] })).io)
    expect([missing?.ok, missing?.remedy]).toEqual([false, expect.stringContaining('Register')])
  })
  it('with refused credentials, and without an answer, says what to do', async () => {
    for (const answer of [json({ code: 20003 }, 401), away]) {
      const steps = await probe(account, api(answer).io)
      expect(steps.map((s) => [s.step, s.ok, s.remedy !== null])).toEqual([['credentials', false, true]])
    }
  })
})

it('a template of Twilio has its gaps by their names, over the whole content', () => {
  const template = toTemplate(ContentShape.parse(content()))
  expect(template).toMatchObject({
    name: 'reminder_en',
    state: 'approved',
    category: 'utility',
    body: 'Hi {{1}}',
    problem: null,
    buttons: [{ kind: 'link', url: 'https://a.example/{{2}}' }],
  })
  expect(template?.variables.map((v) => [v.key, v.kind, v.example])).toEqual([
    ['1', 'text', 'Mara'],
    ['2', 'link', 'k3y'],
  ])
  expect(toTemplate(ContentShape.parse(content({ approval_requests: null })))).toBeNull()
  const odd = toTemplate(ContentShape.parse(content({ types: { 'twilio/flows': {} } })))
  expect(odd?.problem).toMatch(/twilio\/flows/)
})

it('the list is read page by page, and fails as a whole', async () => {
  const first = json({
    contents: [content()],
    meta: { next_page_url: 'https://elsewhere.example/v1/ContentAndApprovals?Page=1' },
  })
  const { io, asked } = api(first, json({ contents: [content({ sid: 'HX2' })], meta: {} }))
  const list = await listTemplates(account, io)
  expect(list).toMatchObject({ outcome: 'done', templates: [{}, { externalId: 'HX2' }] })
  // Credentials stay with Twilio, whatever the answer names.
  expect(asked[1]?.url).toBe('https://content.twilio.com/v1/ContentAndApprovals?Page=1')
  for (const broken of [away, json({ code: 20003 }, 401)])
    expect(await listTemplates(account, api(first, broken).io)).toMatchObject({ outcome: 'failed' })
})

it('typing is told with the message that is being answered; a read mark alone Twilio does not know', async () => {
  const { io, asked } = api(json({ success: true }))
  await signal({ kind: 'read', to: '+1', externalId: 'SM1' }, account, io)
  await signal({ kind: 'typing', to: '+1', externalId: 'SM1' }, account, io)
  expect(asked).toEqual([
    { url: 'https://messaging.twilio.com/v2/Indicators/Typing.json', body: 'messageId=SM1&channel=whatsapp' },
  ])
})
