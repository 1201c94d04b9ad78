// What an agent may not do: whatever belongs to the keeping of inboxes and people is an owner's or an admin's.
import { expect, it } from 'vitest'
import { startProduct } from '#test/harness/product.ts'
import type { Inbox } from '#wire/api/settings.ts'

const { api, url } = await startProduct()
const AGENT = { name: 'Ben', email: 'ben@harbor.example', role: 'agent', password: 'a long enough password' }

async function signIn(): Promise<string> {
  expect((await api.post('/members', AGENT)).status).toBe(201)
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: AGENT.email, password: AGENT.password }),
  })
  expect(answer.status).toBe(200)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ')
}

it('an agent keeps no inboxes, no settings and no people', async () => {
  const cookie = await signIn()
  const { body: inbox } = await api.post<Inbox>('/inboxes', {
    channel: 'whatsapp',
    provider: 'meta',
    name: 'WhatsApp',
    address: '+12125550100',
    settings: {
      phoneNumberId: '106540352242922',
      accessToken: 'x',
      appSecret: 'y',
      verifyToken: 'z',
      businessAccountId: '102290129340398',
    },
  })
  expect(inbox.id, JSON.stringify(inbox)).toBeDefined()
  const as = async (method: string, path: string, body: object = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
    return answer.status
  }
  expect(await as('GET', `/inboxes/${inbox.id}/templates`)).toBe(200)
  const refused: [string, string, object?][] = [
    ['POST', `/inboxes/${inbox.id}/templates/sync`],
    ['POST', `/inboxes/${inbox.id}/test`],
    ['POST', `/inboxes/${inbox.id}/connect`],
    ['POST', `/inboxes/${inbox.id}/sign-in`],
    ['PATCH', `/inboxes/${inbox.id}`, { name: 'Mine' }],
    ['DELETE', `/inboxes/${inbox.id}`],
    ['PATCH', '/settings', { smsAllowance: 1 }],
    ['GET', '/tokens'],
    ['POST', '/agents', { name: 'Mine' }],
    ['PATCH', '/agents/agt_1', { name: 'Mine' }],
    ['DELETE', '/agents/agt_1'],
    ['GET', '/model-keys'],
    ['PUT', '/model-keys', { provider: 'openai', key: 'sk-mine' }],
    ['DELETE', '/model-keys/openai'],
    ['POST', '/models/test', { model: { provider: 'openai', model: 'gpt-4o-mini' } }],
  ]
  const got: [string, number][] = []
  for (const [method, path, body] of refused)
    got.push([`${method} ${path.replace(inbox.id, ':id')}`, await as(method, path, body)])
  expect(got).toEqual(got.map(([what]) => [what, 403]))
})
