// A conversation and its review: something to read at once, the final word when it is quiet, promises as tasks that
// people may change, and nothing of it for anybody else.
import { beforeAll, describe, expect, it } from 'vitest'
import { insertToken } from '#db/members.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { sweep } from '#flow/sweep.ts'
import { makeToken } from '#http/auth.ts'
import { newWorkspaceId } from '#lib/ids.ts'
import { type Api, apiOf, type Product, startProduct, until } from '#test/harness/product.ts'
import type { ReviewWire, TaskWire } from '#wire/api/reviews.ts'

const MINUTE = 60_000
let shift = 0
let product: Product
let api: Api
let theirs: Api
let inbox: { id: string; key: string }
let id: string

beforeAll(async () => {
  product = await startProduct({ world: { clock: { now: () => new Date(Date.now() + shift) } } })
  api = product.api
  const other = newWorkspaceId()
  const { token, hash, hint } = makeToken(other)
  await insertWorkspace(product.flow.store.db, {
    id: other,
    name: 'Other',
    profile: Profile.parse({ name: 'Other' }),
    hours: defaultHours,
    settings: defaultSettings,
    created_at: new Date(),
  })
  await insertToken(product.flow.store.db, { workspace_id: other, id: 'tok_o', name: 'other', hash, hint })
  theirs = apiOf(product.url, token)
  await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
  inbox = (await api.post('/inboxes', { channel: 'webchat', provider: 'widget', name: 'Chat' })).body
  await visit('Do you serve Queens?')
  id = await until(
    async () => (await api.get('/conversations')).body.items[0]?.id as string,
    'the conversation',
  )
})

let visitor: string
async function visit(text: string): Promise<void> {
  const widget = `${product.url}/widget/${inbox.key}`
  const json = { 'content-type': 'application/json' }
  const started = await fetch(`${widget}/session`, { method: 'POST', headers: json, body: '{}' })
  visitor ??= (await started.json()).token
  const sent = await fetch(`${widget}/messages`, {
    method: 'POST',
    headers: { ...json, authorization: `Visitor ${visitor}` },
    body: JSON.stringify({ clientId: `${text}-0123456789ab`.replace(/\W/g, '').slice(-20), text }),
  })
  expect(sent.status).toBe(200)
}
const review = async () => (await api.get<ReviewWire>(`/conversations/${id}/review`)).body
const tasks = async (query = '') =>
  (await api.get<{ items: TaskWire[]; due: number }>(`/tasks${query}`)).body.items
const row = async (query = '') =>
  (await api.get(`/conversations${query}`)).body.items.find((one: { id: string }) => one.id === id)

describe('a review', () => {
  it('is there at once, provisional, with what they wanted and every item explained', async () => {
    const now = await review()
    expect(now.provisional).toBe(true)
    expect(now.summary.wanted).toContain('Do you serve Queens?')
    expect(now.items).toHaveLength(9)
    expect(now.items.every((item) => item.why !== '')).toBe(true)
    const listed = await until(async () => {
      const { review: shown, stage } = await row()
      return shown.score !== null && { shown, stage }
    }, 'the score in the list')
    expect(listed).toMatchObject({ shown: { provisional: true }, stage: 'new' })
  })

  it('a promise becomes a task, and what a person changes of it stays', async () => {
    await until(async () => (await row()).lastAuthor === 'ai', 'the answer')
    await api.post(`/conversations/${id}/messages`, { text: 'I will call you tomorrow at three.' })
    const [task] = await until(async () => {
      const found = await tasks(`?conversationId=${id}`)
      return found.length > 0 && found
    }, 'the task')
    expect(task).toMatchObject({
      text: 'I will call you tomorrow at three.',
      dueAssumed: false,
      promise: { by: 'us', quote: 'I will call you tomorrow at three.' },
      done: null,
    })
    const local = new Date(task?.dueAt ?? '').toLocaleTimeString('en-GB', { timeZone: 'America/New_York' })
    expect(local).toBe('15:00:00')
    const changed = await api.patch<TaskWire>(`/tasks/${task?.id}`, { text: 'Call about Queens' })
    expect(changed.body.text).toBe('Call about Queens')
    expect((await api.put(`/conversations/${id}/stage`, { stage: 'quoted' })).body.stage).toMatchObject({
      value: 'quoted',
      byHand: true,
    })
    expect((await api.put(`/conversations/${id}/stage`, { stage: 'no-such' })).status).toBe(400)
  })

  it('is final when the conversation was quiet for ten minutes; people’s changes are still there', async () => {
    expect((await review()).provisional).toBe(true)
    shift += 11 * MINUTE
    await sweep(product.flow)
    const final = await until(async () => {
      const now = await review()
      return !now.provisional && now
    }, 'the final review')
    expect(final.score).toBeGreaterThan(60)
    expect(final.stage).toMatchObject({ value: 'quoted', byHand: true })
    const { body } = await api.get(`/conversations/${id}/messages`)
    for (const item of final.items)
      for (const { seq, quote } of item.evidence) {
        const said = body.items.find((m: { seq: number }) => m.seq === seq)
        expect(said.text.replace(/\s+/g, ' ')).toContain(quote.replace(/…$/, ''))
      }
    expect((await tasks()).map((t) => t.text)).toEqual(['Call about Queens'])
    expect((await row()).review).toMatchObject({ provisional: false, everFinal: true })
  })

  it('the list is filtered and ordered by it', async () => {
    const { score } = (await row()).review
    expect(await row(`?minScore=${score}&stage=quoted`)).toBeTruthy()
    expect(await row(`?maxScore=${score - 1}`)).toBeFalsy()
    expect(await row('?stage=won')).toBeFalsy()
    expect(await row('?sort=score_low')).toBeTruthy()
    expect(await row('?temperature=cold')).toBeFalsy()
  })

  it('what has become due is told once; done, undone, put down by hand, taken away', async () => {
    shift += 2 * 86_400_000
    await sweep(product.flow)
    expect((await api.get('/conversations/counts')).body.tasksDue).toBe(1)
    const [task] = await tasks()
    const done = await api.patch<TaskWire>(`/tasks/${task?.id}`, { done: true })
    expect(done.body.done).not.toBeNull()
    expect(await tasks()).toEqual([])
    expect(await tasks('?done=true')).toHaveLength(1)
    const { contact } = await row()
    const made = await api.post<TaskWire>('/tasks', { contactId: contact.id, text: 'Send the leaflet' })
    expect(made.status).toBe(201)
    expect((await api.delete(`/tasks/${made.body.id}`)).status).toBe(204)
    expect(await tasks()).toEqual([])
  })

  it('another workspace sees nothing of it', async () => {
    const [task] = await tasks('?done=true')
    expect((await theirs.get(`/conversations/${id}/review`)).status).toBe(404)
    expect((await theirs.post(`/conversations/${id}/review`)).status).toBe(404)
    expect((await theirs.put(`/conversations/${id}/stage`, { stage: 'won' })).status).toBe(404)
    expect((await theirs.get('/tasks?done=true')).body.items).toEqual([])
    expect((await theirs.get(`/tasks?conversationId=${id}&done=true`)).body.items).toEqual([])
    expect((await theirs.patch(`/tasks/${task?.id}`, { text: 'mine' })).status).toBe(404)
    expect((await theirs.delete(`/tasks/${task?.id}`)).status).toBe(404)
    const { contact } = await row()
    expect((await theirs.post('/tasks', { contactId: contact.id, text: 'x' })).status).toBe(404)
  })
})
