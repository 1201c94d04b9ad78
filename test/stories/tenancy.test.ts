// For every route of the OpenAPI document: a token of another workspace sees nothing of ours, and changes nothing.
import { beforeAll, describe, expect, it } from 'vitest'
import { insertToken } from '#db/members.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { quarantine } from '#flow/1-receive.ts'
import { makeToken } from '#http/auth.ts'
import { newWorkspaceId } from '#lib/ids.ts'
import { type Api, apiOf, type Product, startProduct, until } from '#test/harness/product.ts'

type Operation = { method: string; path: string; query: string[] }
const SECRET_TEXT = 'zebra-quince-7731'

let product: Product
let ours: Api
let theirs: Api
let operations: Operation[]
/** Every id of ours, by the path segment it belongs to. */
let ids: Record<string, string[]>
let known: string[]

beforeAll(async () => {
  product = await startProduct()
  ours = product.api
  const other = newWorkspaceId()
  const { token, hash, hint } = makeToken(other)
  const { store } = product.flow
  await insertWorkspace(store.db, {
    id: other,
    name: 'Other',
    profile: Profile.parse({ name: 'Other' }),
    hours: defaultHours,
    settings: defaultSettings,
    created_at: new Date(),
  })
  await insertToken(store.db, { workspace_id: other, id: 'tok_other', name: 'other', hash, hint })
  theirs = apiOf(product.url, token)
  ids = await fill()
  known = [...Object.values(ids).flat(), SECRET_TEXT]
  const document = (await (await fetch(`${product.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { parameters?: { in: string; name: string; required?: boolean }[] }>>
  }
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, o]) => ({
      method: method.toUpperCase(),
      path,
      query: (o.parameters ?? []).filter((p) => p.in === 'query' && p.required).map((p) => p.name),
    })),
  )
})

/** One of everything, with a word in it that nobody else may read. */
async function fill(): Promise<Record<string, string[]>> {
  const inbox = (await ours.post('/inboxes', { channel: 'webchat', provider: 'widget', name: SECRET_TEXT }))
    .body
  const knowledge = (await ours.post('/knowledge', { kind: 'faq', title: SECRET_TEXT, body: SECRET_TEXT }))
    .body
  const service = (await ours.post('/services', { name: SECRET_TEXT, durationMinutes: 30 })).body
  const contact = (
    await ours.post('/contacts', {
      name: SECRET_TEXT,
      addresses: [{ kind: 'email', value: 'zebra@example.com' }],
    })
  ).body
  await ours.post(`/contacts/${contact.id}/notes`, { body: SECRET_TEXT })
  // One line of the ledger's export, which alone is JSON.
  await ours.post(`/contacts/${contact.id}/consent`, {
    addressId: contact.addresses[0].id,
    action: 'opt_out',
    text: SECRET_TEXT,
  })
  const twin = (
    await ours.post('/contacts', {
      name: SECRET_TEXT,
      addresses: [{ kind: 'email', value: 'z2@example.com' }],
    })
  ).body
  const merge = (await ours.post(`/contacts/${contact.id}/merge`, { fromId: twin.id })).body
  // Both said the same number: they are suggested as one person.
  const other = (await ours.post('/contacts', { name: `${SECRET_TEXT} One`, company: SECRET_TEXT })).body
  await ours.post('/contacts', { name: `${SECRET_TEXT} One`, company: SECRET_TEXT })
  await until(async () => (await ours.get('/contacts/duplicates')).body.total > 0, 'a suggestion')
  const agent = (await ours.post('/agents', { name: SECRET_TEXT, persona: SECRET_TEXT })).body
  await ours.put('/model-keys', {
    provider: 'compatible',
    baseUrl: `http://${SECRET_TEXT}.example/v1`,
    key: SECRET_TEXT,
  })
  const token = (await ours.post('/tokens', { name: SECRET_TEXT })).body
  const slots = (await ours.get(`/appointments/slots?serviceId=${service.id}&days=14`)).body
  const appointment = (
    await ours.post('/appointments', {
      contactId: contact.id,
      serviceId: service.id,
      startsAt: slots.items[0].startsAt,
      name: SECRET_TEXT,
    })
  ).body
  const session = await (
    await fetch(`${product.url}/widget/${inbox.key}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
  ).json()
  await fetch(`${product.url}/widget/${inbox.key}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Visitor ${session.token}` },
    body: JSON.stringify({ clientId: 'tenancy-1', text: SECRET_TEXT }),
  })
  const conversation = await until(
    async () => (await ours.get('/conversations')).body.items[0],
    'a conversation',
  )
  await until(async () => (await ours.get(`/conversations/${conversation.id}/turns`)).body.items[0], 'a turn')
  // What is still on its way would change what we see by itself.
  const messages = await until(async () => {
    const { items } = (await ours.get(`/conversations/${conversation.id}/messages`)).body
    return (
      items.some(
        (m: { direction: string; status: string }) => m.direction === 'out' && m.status === 'sent',
      ) && items
    )
  }, 'the answer to be sent')
  const connected = await product.flow.accounts.byKey(inbox.key)
  if (!connected) throw new Error('no inbox')
  await quarantine(
    product.flow,
    connected.account,
    { method: 'POST', url: 'http://x', headers: {}, body: Buffer.from(SECRET_TEXT), receivedAt: new Date() },
    SECRET_TEXT,
  )
  const quarantined = (await ours.get(`/inboxes/${inbox.id}/quarantine`)).body.items[0]
  const address = contact.addresses[0]
  const person = (await ours.post('/staff', { name: SECRET_TEXT })).body
  const example = (await ours.post('/intent-examples', { intent: 'question', text: SECRET_TEXT })).body
  const draft = await draftOf(inbox.key)
  const voice = (
    await ours.post('/inboxes', {
      channel: 'voice',
      provider: 'vapi',
      name: SECRET_TEXT,
      settings: { proof: 'bearer', secret: SECRET_TEXT },
    })
  ).body
  await fetch(`${product.url}/webhooks/vapi/${voice.key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${SECRET_TEXT}` },
    body: JSON.stringify({
      message: {
        type: 'end-of-call-report',
        call: { id: 'tenancy', customer: { number: '+12127365000' } },
        analysis: { summary: SECRET_TEXT },
      },
    }),
  })
  const calls = (await ours.get('/conversations?channel=voice')).body.items
  const call = (await ours.get(`/conversations/${calls[0].id}/messages`)).body.items[0]
  return {
    inboxes: [inbox.id],
    knowledge: [knowledge.id],
    services: [service.id],
    contacts: [contact.id, conversation.contact.id, twin.id, other.id],
    merges: [merge.mergeId],
    addresses: [address.id],
    tokens: [token.id],
    agents: [agent.id],
    appointments: [appointment.id],
    conversations: [conversation.id, calls[0].id],
    calls: [call.call.id],
    messages: messages.map((m: { id: string }) => m.id),
    quarantine: [quarantined.id],
    staff: [person.id],
    'intent-examples': [example.id],
    drafts: [draft.id],
  }
}

/** An answer of the AI that waits for a person, in a conversation of its own. */
async function draftOf(key: string): Promise<{ id: string }> {
  await ours.patch('/autonomy', { mode: 'assisted' })
  const { token } = await (
    await fetch(`${product.url}/widget/${key}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
  ).json()
  await fetch(`${product.url}/widget/${key}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Visitor ${token}` },
    body: JSON.stringify({ clientId: 'tenancy-draft', text: SECRET_TEXT }),
  })
  return until(async () => (await ours.get('/drafts')).body.items[0], 'a draft')
}

/** Bodies that are valid for us, so that a refusal is about the workspace and not about the shape. */
function bodyOf({ path }: Operation): unknown {
  const [contact = ''] = ids.contacts ?? []
  const logged = { direction: 'in', kind: 'message', text: 'hello', clientId: 'tenancy-log' }
  const bodies: Record<string, unknown> = {
    '/api/v1/messages/{id}/forward': { to: ['somebody@example.com'] },
    '/api/v1/agents': { name: 'theirs' },
    '/api/v1/agents/{id}': { name: 'changed' },
    '/api/v1/models/test': { model: { provider: 'openai', model: 'gpt-4o-mini' } },
    '/api/v1/conversations': { contactId: contact, inboxId: ids.inboxes?.[0], text: 'hello' },
    '/api/v1/conversations/{id}/messages': { text: 'hello' },
    '/api/v1/conversations/{id}/log': logged,
    '/api/v1/inboxes/{id}/log': { ...logged, contactId: contact, person: 'linkedin.com/in/mara' },
    '/api/v1/conversations/{id}/read': { seq: 1 },
    '/api/v1/conversations/{id}/stage': { stage: null },
    '/api/v1/conversations/{id}/call': { clientId: 'tenancy-call' },
    '/api/v1/contacts/{id}/notes': { body: 'note' },
    '/api/v1/contacts/{id}/consent': { addressId: ids.addresses?.[0], action: 'opt_out' },
    '/api/v1/contacts/{id}': { name: 'changed' },
    '/api/v1/contacts/{id}/addresses': { kind: 'email', value: 'theirs@example.com' },
    '/api/v1/contacts/{id}/not-same': { otherId: ids.contacts?.[3] },
    '/api/v1/contacts/{id}/merge': { fromId: ids.contacts?.[1] },
    '/api/v1/contacts/{id}/merge/preview': { fromId: ids.contacts?.[1] },
    '/api/v1/inboxes/{id}': { name: 'changed' },
    '/api/v1/knowledge/{id}': { kind: 'faq', title: 'changed', body: 'changed' },
    '/api/v1/services/{id}': { name: 'changed' },
    '/api/v1/staff': { name: 'theirs' },
    '/api/v1/staff/{id}': { name: 'changed' },
    '/api/v1/messages/{id}/intent': { intent: 'question' },
    '/api/v1/intent-examples': { intent: 'question', text: 'theirs' },
    '/api/v1/appointments': {
      contactId: contact,
      serviceId: ids.services?.[0],
      startsAt: '2099-01-01T15:00:00.000Z',
    },
  }
  return bodies[path] ?? {}
}

async function call(
  operation: Operation,
  api: Api,
  id: string | null,
): Promise<{ status: number; text: string }> {
  const path = operation.path
    .replace('{addressId}', ids.addresses?.[0] ?? '')
    .replace('{id}', id ?? '')
    .replace('/api/v1', '')
  const asked: Record<string, string | undefined> = {
    serviceId: ids.services?.[0],
    q: SECRET_TEXT,
    intent: 'question',
  }
  const query = operation.query.map((name) => `${name}=${asked[name] ?? 'x'}`).join('&')
  const url = query ? `${path}?${query}` : path
  const answer =
    operation.method === 'GET'
      ? await api.get(url)
      : operation.method === 'DELETE'
        ? await api.delete(url)
        : operation.method === 'PUT'
          ? await api.put(url, bodyOf(operation))
          : operation.method === 'PATCH'
            ? await api.patch(url, bodyOf(operation))
            : await api.post(url, bodyOf(operation))
  return { status: answer.status, text: JSON.stringify(answer.body) }
}

/** All that our own token can see, for comparing before and after. */
async function snapshot(): Promise<string> {
  const paths = [
    '/conversations',
    '/contacts',
    '/contacts/duplicates',
    '/inboxes',
    '/agents',
    '/autonomy',
    '/drafts',
    '/escalations',
    '/handover-settings',
    '/intent-examples',
    '/model-keys',
    '/settings/quiet-hours',
    '/staff',
    '/knowledge',
    '/services',
    '/hours',
    '/profile',
    '/appointments',
    '/tokens',
    '/members',
    '/consents/check',
  ]
  const seen = await Promise.all(paths.map(async (path) => (await ours.get(path)).body))
  const threads = await Promise.all(
    (ids.conversations ?? []).map(async (id) => (await ours.get(`/conversations/${id}/messages`)).body),
  )
  const details = await Promise.all(
    (ids.contacts ?? []).map(async (id) => (await ours.get(`/contacts/${id}`)).body),
  )
  // Reading marks when a token was last used, and signs addresses of files anew.
  return JSON.stringify([seen, threads, details])
    .replace(/"lastUsedAt":"[^"]*"/g, '')
    .replace(/token=[^"]*/g, '')
}

describe('another workspace’s token', () => {
  it('meets every route of the document', () => {
    expect(operations.length).toBeGreaterThan(50)
  })

  it('sees nothing of ours and changes nothing', async () => {
    // Reviews come by themselves, too: these are final from here on.
    for (const { id } of (await ours.get('/conversations')).body.items)
      await ours.post(`/conversations/${id}/review`)
    const before = await snapshot()
    const problems: string[] = []
    for (const operation of operations.filter((o) => o.path.startsWith('/api/v1/'))) {
      const kind = operation.path.split('/')[3] ?? ''
      const candidates = operation.path.includes('{id}') ? (ids[kind] ?? Object.values(ids).flat()) : [null]
      for (const id of candidates) {
        if (operation.path === '/api/v1/setup') continue
        const { status, text } = await call(operation, theirs, id)
        const label = `${operation.method} ${operation.path} (${id ?? 'no id'}) -> ${status}`
        const leaked = known.filter((word) => text.includes(word) && !echoes(operation, word))
        if (leaked.length > 0) problems.push(`${label}: shows ${leaked.join(', ')}`)
        if (status >= 500) problems.push(`${label}: ${text}`)
        if (id !== null && status < 400) problems.push(`${label}: is answered`)
        // A file or mail needs a signed address; for everything else "absent" is the only answer.
        if (id !== null && ![404, 403].includes(status) && !/\/(files|mails)\//.test(operation.path))
          problems.push(`${label}: ${text.slice(0, 120)}`)
      }
    }
    expect(problems).toEqual([])
    expect(await snapshot()).toBe(before)
  })

  it('answers our own token on every reading route', async () => {
    for (const operation of operations.filter(
      (o) => o.method === 'GET' && o.path.startsWith('/api/v1/') && !/\/(files|mails)\//.test(o.path),
    )) {
      const kind = operation.path.split('/')[3] ?? ''
      const { status, text } = await call(operation, ours, ids[kind]?.[0] ?? null)
      expect(status, `${operation.path}: ${text}`).toBe(200)
    }
  })

  it('does not hear our events', async () => {
    const { body: start } = await theirs.get('/events')
    await ours.post(`/contacts/${ids.contacts?.[0]}/notes`, { body: 'heard?' })
    const mine = await until(async () => {
      const { body } = await ours.get(`/events?after=${start.cursor}`)
      return body.items.length > 0 && body
    }, 'our own event')
    expect(mine.items.length).toBeGreaterThan(0)
    const { body: heard } = await theirs.get(`/events?after=0.0`)
    expect(JSON.stringify(heard)).not.toContain(SECRET_TEXT)
    expect(
      heard.items.filter((e: { contactId: string | null }) => ids.contacts?.includes(e.contactId ?? '')),
    ).toEqual([])
  })

  it('is refused without a token, with a wrong one, and with ours bent', async () => {
    for (const token of ['', 'wrong', 'fd_xxxxxxxxxx_0123456789012345678901234567890123456789012'])
      expect((await apiOf(product.url, token).get('/conversations')).status).toBe(401)
  })
})

/** What the asker sent themselves may come back in the words of a refusal. */
function echoes(operation: Operation, word: string): boolean {
  return operation.query.includes('q') && word === SECRET_TEXT
}
