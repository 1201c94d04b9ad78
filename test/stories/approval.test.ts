// An owner who wants to see every answer first: over SMS, from the customer's text to the one that leaves.
import { beforeAll, describe, expect, it } from 'vitest'
import { until } from '#test/harness/product.ts'
import { QUESTION, startTexting, type Texting } from '#test/harness/texting.ts'
import type { Autonomy } from '#wire/api/autonomy.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { QueuedDraft } from '#wire/api/drafts.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import type { Workspace } from '#wire/api/settings.ts'

let desk: Texting
beforeAll(async () => {
  desk = await startTexting()
  await desk.product.api.patch('/settings', { disclosure: { enabled: false, text: '' } })
})

const queue = async () => (await desk.product.api.get<{ items: QueuedDraft[] }>('/drafts')).body.items
async function draftFor(phone: string, not?: string): Promise<QueuedDraft> {
  return until(async () => {
    const conversation = await desk.findConversation(phone)
    return (await queue()).find((d) => d.conversationId === conversation?.id && d.id !== not)
  }, `a draft for ${phone}`)
}
const mode = (mode: string, more: object = {}) =>
  desk.product.api.patch<Autonomy>('/autonomy', { mode, ...more })

describe('assisted', () => {
  beforeAll(() => mode('assisted'))

  it('the answer waits with its reasons; approved, it leaves once and says by whom', async () => {
    const { api } = desk.product
    const phone = desk.newCustomer()
    await desk.write(phone, QUESTION)
    const draft = await draftFor(phone)
    expect(draft.text).toContain('25 dollars')
    expect(draft).toMatchObject({ state: 'open', risk: 'low', intent: 'question', channel: 'sms' })
    expect(draft.reasons[0]).toContain('every answer waits for you')
    expect(draft.sources.map((s) => s.title)).toContain('Do you serve Queens?')
    expect(draft.thread.map((line) => line.text)).toEqual([QUESTION])
    expect(desk.sentTo(phone)).toEqual([])
    const row = await desk.findConversation(phone)
    expect(row).toMatchObject({ draft: true, requiresAction: true, handler: 'ai' })
    expect((await api.get<{ drafts: number }>('/conversations/counts')).body.drafts).toBe(
      (await queue()).length,
    )
    const turns = await api.get<{ items: Turn[] }>(`/conversations/${draft.conversationId}/turns`)
    expect(turns.body.items.at(-1)?.outcome).toBe('drafted')

    const twice = await Promise.all([1, 2].map(() => api.post(`/drafts/${draft.id}/approve`, {})))
    expect(twice.map((a) => a.status)).toEqual([200, 200])
    expect(twice[0]?.body).toEqual(twice[1]?.body)
    await desk.arrived(phone)
    expect(desk.sentTo(phone).map((m) => m.body)).toEqual([draft.text])
    const message = await desk.lastOut(phone)
    expect(message).toMatchObject({ author: { kind: 'ai' }, approved: { edited: false } })
    expect(await desk.findConversation(phone)).toMatchObject({ draft: false, handler: 'ai' })

    // The AI is still at it: the next answer waits again.
    await desk.write(phone, QUESTION)
    expect((await draftFor(phone)).id).not.toBe(draft.id)
  })

  it('a new message makes the draft stale; the next one answers both, in the words that the person chose', async () => {
    const { api } = desk.product
    const phone = desk.newCustomer()
    await desk.write(phone, QUESTION)
    const first = await draftFor(phone)
    await desk.write(phone, 'Please hurry, I am at the door')
    const second = await draftFor(phone, first.id)
    const late = await api.post(`/drafts/${first.id}/approve`, {})
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'draft_closed',
        detail: 'The customer wrote again, so this draft no longer fits.',
      },
    })
    expect(second.text).toContain('25 dollars')
    await api.post(`/drafts/${second.id}/approve`, { text: 'Yes, for 25 dollars. Somebody opens right now.' })
    await desk.arrived(phone)
    expect(desk.sentTo(phone).map((m) => m.body)).toEqual(['Yes, for 25 dollars. Somebody opens right now.'])
    expect((await desk.lastOut(phone))?.approved?.edited).toBe(true)
  })

  it('rejected, nothing leaves and the conversation is the person’s; why is kept', async () => {
    const { api } = desk.product
    const phone = desk.newCustomer()
    await desk.write(phone, QUESTION)
    const draft = await draftFor(phone)
    expect((await api.post(`/drafts/${draft.id}/reject`, { reason: 'Queens is closed' })).status).toBe(204)
    expect(await desk.findConversation(phone)).toMatchObject({ draft: false, handler: 'human' })
    expect((await api.get(`/drafts/${draft.id}`)).body).toMatchObject({
      state: 'rejected',
      why: 'Queens is closed',
    })
    const examples = await api.get('/autonomy/examples?intent=question')
    expect(examples.body.items[0]).toMatchObject({
      fate: 'rejected',
      person: 'Queens is closed',
      agreed: false,
    })
    expect(desk.sentTo(phone)).toEqual([])
  })
})

describe('controlled', () => {
  it('sends what it knows and asks about the rest', async () => {
    await mode('controlled')
    const known = desk.newCustomer()
    await desk.write(known, QUESTION)
    await desk.arrived(known)
    const angry = desk.newCustomer()
    await desk.write(angry, 'I want to complain about your technician')
    const draft = await draftFor(angry)
    expect(draft).toMatchObject({ risk: 'high', intent: 'complaint' })
    expect(desk.sentTo(angry)).toEqual([])
    // People have been called meanwhile: that does not wait.
    expect(await desk.findConversation(angry)).toMatchObject({ status: 'escalated' })
  })
})

describe('in shadow', () => {
  it('people answer, and what the AI would have said is compared and shown only afterwards', async () => {
    await mode('shadow')
    const { api } = desk.product
    const phone = desk.newCustomer()
    await desk.write(phone, QUESTION)
    const row = await until(async () => {
      const found = await desk.findConversation(phone)
      return found?.handler === 'human' && found
    }, 'a conversation for people')
    expect(row).toMatchObject({ draft: false, requiresAction: true })
    expect((await api.get(`/conversations/${row.id}/draft`)).body).toEqual({ draft: null })
    await api.post<Message>(`/conversations/${row.id}/messages`, { text: 'Yes, 25 dollars' })
    await desk.arrived(phone)
    expect(desk.sentTo(phone).map((m) => m.body)).toEqual(['Yes, 25 dollars'])
  })
})

describe('stopping the AI', () => {
  it('is seen by everybody, takes back what waits, and ends only by hand', async () => {
    const { api } = desk.product
    await mode('assisted')
    const phone = desk.newCustomer()
    await desk.write(phone, QUESTION)
    const draft = await draftFor(phone)
    const stopped = await api.post('/ai/stop', { why: 'Wrong prices' })
    expect(stopped.body.drafts).toBeGreaterThan(0)
    expect(await queue()).toEqual([])
    const { settings } = (await api.get<Workspace>('/workspace')).body
    expect(settings).toMatchObject({ aiEnabled: false, aiStopped: { by: 'API', why: 'Wrong prices' } })
    expect((await api.post(`/drafts/${draft.id}/approve`, {})).body.detail).toBe(
      'API stopped the AI, so this draft no longer fits.',
    )
    const row: ConversationRow | null = await desk.findConversation(phone)
    expect(row).toMatchObject({ handler: 'human', requiresAction: true })
    const later = desk.newCustomer()
    await desk.write(later, QUESTION)
    await desk.happened(later, 'ai.silent')
    await api.post('/ai/start')
    const again = desk.newCustomer()
    await desk.write(again, QUESTION)
    await draftFor(again)
    expect((await api.get<Workspace>('/workspace')).body.settings.aiStopped).toBeNull()
  })
})
