// People write down what happens on LinkedIn. Nothing is sent, nothing is answered, and nothing is written down twice.
import { describe, expect, it } from 'vitest'
import { startProduct } from '#test/harness/product.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const { api, flow } = await startProduct()
const made = await api.post<Inbox>('/inboxes', {
  channel: 'linkedin',
  provider: 'log',
  name: 'LinkedIn',
  address: '',
})
const inboxId = made.body.id
let count = 0
const entry = (over: Record<string, unknown> = {}) => ({
  direction: 'in',
  kind: 'message',
  text: 'Could you come and talk at our fair?',
  clientId: `entry-${++count}`,
  ...over,
})
const logNew = (over: Record<string, unknown> = {}) =>
  api.post<Message>(`/inboxes/${inboxId}/log`, {
    person: 'https://www.linkedin.com/in/mara-lund',
    name: 'Mara Lund',
    ...entry(over),
  })
const list = async () => (await api.get<{ items: ConversationRow[] }>('/conversations')).body.items
const thread = async (id: string) =>
  (await api.get<{ items: Message[] }>(`/conversations/${id}/messages`)).body.items

describe('somebody new', () => {
  it('becomes a contact with a thread, once, however their profile was copied and however often it was sent', async () => {
    expect(made.status).toBe(201)
    const one = entry({
      happenedAt: '2026-11-18T09:30:00+01:00',
      url: 'https://www.linkedin.com/messaging/thread/2-abc/',
    })
    const spellings = [
      'linkedin.com/in/Mara-Lund/',
      'https://de.linkedin.com/in/mara-lund?trk=x',
      'https://www.linkedin.com/in/mara-lund',
    ]
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, n) =>
        api.post<Message>(`/inboxes/${inboxId}/log`, { person: spellings[n % 3], name: 'Mara Lund', ...one }),
      ),
    )
    expect(answers.map((a) => a.status)).toEqual(Array(9).fill(201))
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    const conversations = await list()
    expect(conversations).toMatchObject([
      {
        contact: { name: 'Mara Lund', display: 'linkedin.com/in/mara-lund' },
        channel: 'linkedin',
        handler: 'human',
        unread: 0,
      },
    ])
    expect(await thread(conversations[0]?.id ?? '')).toMatchObject([
      {
        direction: 'in',
        status: 'received',
        logged: {
          kind: 'message',
          happenedAt: '2026-11-18T08:30:00.000Z',
          url: 'https://www.linkedin.com/messaging/thread/2-abc/',
          by: expect.stringMatching(/\w/),
        },
      },
    ])
  })

  it('the AI is not woken, and says why it is silent', async () => {
    const [conversation] = await list()
    const { body } = await api.get<Conversation>(`/conversations/${conversation?.id}`)
    expect(body.ai).toMatchObject({ on: false })
    // The way is open, for writing down; what it is the capabilities say.
    expect(body.routes).toMatchObject([{ channel: 'linkedin', usable: true, why: null }])
    expect(body.ai.reasons.map((r) => r.code)).toContain('logged_by_hand')
    expect((await api.get<{ items: Turn[] }>(`/conversations/${body.id}/turns`)).body.items).toEqual([])
    const jobs = await flow.store.run(
      'test-jobs',
      `select 1 from graphile_worker.jobs where task_identifier in ('respond', 'deliver')`,
      [],
    )
    expect(jobs).toEqual([])
  })
})

describe('in the thread', () => {
  it('entries stand in the order in which they were written down, each with its own time', async () => {
    const [conversation] = await list()
    const log = (over: Record<string, unknown>) =>
      api.post<Message>(`/conversations/${conversation?.id}/log`, entry(over))
    const ours = await log({ direction: 'out', text: 'With pleasure', happenedAt: '2026-11-19T10:00:00Z' })
    const earlier = await log({ kind: 'request', text: '', happenedAt: '2026-11-17T10:00:00Z' })
    expect([ours.status, earlier.status]).toEqual([201, 201])
    expect(ours.body).toMatchObject({
      direction: 'out',
      status: 'sent',
      author: { kind: 'api' },
      verdict: null,
      sentAt: '2026-11-19T10:00:00.000Z',
    })
    const all = await thread(conversation?.id ?? '')
    expect(all.map((m) => [m.seq, m.logged?.happenedAt.slice(0, 10)])).toEqual([
      [1, '2026-11-18'],
      [2, '2026-11-19'],
      [3, '2026-11-17'],
    ])
    const { body: found } = await api.get('/conversations/search?q=pleasure')
    expect(found.items[0]?.message?.id).toBe(ours.body.id)
  })

  it('of another channel they do not move the place where we answer', async () => {
    const webchat = (
      await api.post<Inbox>('/inboxes', { channel: 'webchat', provider: 'widget', name: 'Site' })
    ).body
    const { body: contact } = await api.post('/contacts', {
      name: 'Ida',
      addresses: [{ kind: 'email', value: 'ida@example.com' }],
    })
    const { body } = await logNew({ contactId: contact.id, person: 'linkedin.com/in/ida', name: undefined })
    const refused = await api.post(
      `/conversations/${body.conversationId}/log`,
      entry({ inboxId: webchat.id }),
    )
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('Web chat')])
    expect(
      (await api.get(`/contacts/${contact.id}`)).body.addresses.map((a: { kind: string }) => a.kind),
    ).toEqual(['email', 'linkedin_profile'])
  })
})

describe('what cannot be right is refused at its field', () => {
  it.each([
    ['person', { person: 'Mara Lund' }],
    ['person', { person: 'https://linkedin.com.evil.example/in/mara' }],
    ['url', { url: 'https://lnkd.example/abc' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['url', { url: 'http://www.linkedin.com/feed' }],
    ['happenedAt', { happenedAt: '2099-01-01T00:00:00Z' }],
    ['happenedAt', { happenedAt: '1999-01-01T00:00:00Z' }],
    ['kind', { kind: 'call' }],
    ['text', { text: '  ' }],
  ])('%s: %o', async (path, over) => {
    const { status, body } = await logNew(over)
    expect([status, body]).toMatchObject([400, { errors: [{ path }] }])
    expect(JSON.stringify(body).length).toBeGreaterThan(60)
  })
  it('a contact without a profile', async () => {
    const { body } = await api.post('/contacts', { name: 'Nils', addresses: [] })
    expect((await logNew({ contactId: body.id, person: undefined })).status).toBe(422)
    expect((await logNew({ contactId: 'con_nobody' })).status).toBe(404)
  })
  it('a profile of somebody else', async () => {
    const { body } = await api.post('/contacts', { name: 'Other', addresses: [] })
    expect((await logNew({ contactId: body.id })).status).toBe(409)
  })
})

it('nothing is sent: the gate says what to do instead', async () => {
  const conversation = (await list()).find((c) => c.contact.name === 'Mara Lund')
  const { status, body } = await api.post(`/conversations/${conversation?.id}/messages`, { text: 'Hello' })
  expect([status, body.code]).toEqual([422, 'blocked_by_gate'])
  expect(body.detail).toContain('Write on LinkedIn itself, then log here')
  const webhook = await fetch(made.body.webhookUrl, { method: 'POST', body: '{}' })
  expect(webhook.status).toBe(403)
})
