import { expect, it } from 'vitest'
import { startProduct, until } from '#test/harness/product.ts'

it('a visitor writes, the front desk answers', async () => {
  const product = await startProduct()
  const { api } = product
  const made = await api.post('/inboxes', { channel: 'webchat', provider: 'widget', name: 'Site' })
  expect(made.status).toBe(201)
  await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
  const session = await (
    await fetch(`${product.url}/widget/${made.body.key}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
  ).json()
  expect(session.config.business).toBe('My business')
  const post = () =>
    fetch(`${product.url}/widget/${made.body.key}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Visitor ${session.token}` },
      body: JSON.stringify({ clientId: 'abcdefgh', text: 'do you serve queens?' }),
    })
  const answers = await Promise.all([post(), post()])
  expect(answers.map((a) => a.status)).toEqual([200, 200])
  const list = await until(async () => {
    const { body } = await api.get('/conversations')
    return body.items[0]?.lastAuthor === 'ai' && body.items[0]?.lastStatus === 'sent' && body
  }, 'an answer')
  expect(list.items).toHaveLength(1)
  const { body } = await api.get(`/conversations/${list.items[0].id}/messages`)
  expect(body.items.map((m: any) => [m.author.kind, m.status])).toEqual([
    ['contact', 'received'],
    ['ai', 'sent'],
  ])
})
