// What customers mean: read for every message, whoever answers; stated grounds call a person; a correction teaches.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertToken } from '#db/members.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { makeToken } from '#http/auth.ts'
import { newWorkspaceId } from '#lib/ids.ts'
import { type OpenAiServer, startOpenAiServer } from '#test/fakes/openai-server.ts'
import { type Api, apiOf, type Product, startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import type { IntentExampleWire, TriedReading } from '#wire/api/understanding.ts'

type Visitor = { write(text: string): Promise<void>; conversation(): Promise<ConversationRow> }

let numbered = 0
async function newVisitor(product: Product): Promise<Visitor> {
  const { api, url } = product
  const inbox = await api.post('/inboxes', {
    channel: 'webchat',
    provider: 'widget',
    name: `Site ${numbered++}`,
  })
  const widget = `${url}/widget/${inbox.body.key}`
  const json = { 'content-type': 'application/json' }
  const session = await (
    await fetch(`${widget}/session`, { method: 'POST', headers: json, body: '{}' })
  ).json()
  return {
    async write(text) {
      const sent = await fetch(`${widget}/messages`, {
        method: 'POST',
        headers: { ...json, authorization: `Visitor ${session.token}` },
        body: JSON.stringify({ clientId: `story-${1_000 + numbered++}`, text }),
      })
      expect(sent.status).toBe(200)
    },
    conversation: () =>
      until(async () => {
        const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
        return body.items.find((c) => c.inboxId === inbox.body.id)
      }, 'the conversation'),
  }
}
async function otherWorkspace(product: Product): Promise<Api> {
  const id = newWorkspaceId()
  const { token, hash, hint } = makeToken(id)
  const { store } = product.flow
  await insertWorkspace(store.db, {
    id,
    name: 'Other',
    profile: Profile.parse({ name: 'Other' }),
    hours: defaultHours,
    settings: defaultSettings,
    created_at: new Date(),
  })
  await insertToken(store.db, { workspace_id: id, id: 'tok_other', name: 'other', hash, hint })
  return apiOf(product.url, token)
}
const messagesOf = async (product: Product, id: string) =>
  (await product.api.get<{ items: Message[] }>(`/conversations/${id}/messages`)).body.items
const turnsOf = async (product: Product, id: string) =>
  (await product.api.get<{ items: Turn[] }>(`/conversations/${id}/turns`)).body.items
/** Waits until the customer's last message has been read. */
const readLast = (product: Product, id: string) =>
  until(async () => {
    const last = (await messagesOf(product, id)).findLast((m) => m.direction === 'in')
    return last?.understanding && (last as Message & { understanding: NonNullable<Message['understanding']> })
  }, 'a reading')

describe('the built-in reading', () => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct()
    await product.api.patch('/settings', { disclosure: { enabled: false, text: '' } })
  })

  it('stands with the message, in the list, in its filters and in the trace', async () => {
    const visitor = await newVisitor(product)
    await visitor.write('I would like to book an appointment for a drain cleaning')
    const { id } = await visitor.conversation()
    const message = await readLast(product, id)
    expect(message.understanding).toMatchObject({
      intent: 'booking',
      language: 'en',
      mood: 'neutral',
      urgency: 'normal',
      outOfScope: false,
      by: 'builtin',
    })
    expect(message.understanding.confidence).toBeGreaterThan(0.7)
    expect(await visitor.conversation()).toMatchObject({ intent: 'booking', urgency: 'normal' })
    const turns = await until(async () => {
      const items = await turnsOf(product, id)
      return items.length > 0 && items
    }, 'a turn')
    expect(turns[0]?.trace).toMatchObject({ intent: 'booking', understanding: { intent: 'booking' } })
    const ids = async (query: string) =>
      (await product.api.get<{ items: ConversationRow[] }>(`/conversations?${query}`)).body.items.map(
        (c) => c.id,
      )
    expect(await ids('intent=booking')).toContain(id)
    expect(await ids('intent=refund')).not.toContain(id)
    expect(await ids('urgency=emergency')).not.toContain(id)
    const events = (await product.api.get('/events?after=0.0&limit=500')).body.items
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'message.understood',
        data: expect.objectContaining({ intent: 'booking' }),
      }),
    )
  })

  it('an emergency calls a person; a question about emergencies does not', async () => {
    const caller = await newVisitor(product)
    await caller.write('Help, water is pouring through the ceiling of my shop!')
    const escalated = await until(async () => {
      const row = await caller.conversation()
      return row.status === 'escalated' && row
    }, 'the escalation')
    expect(escalated).toMatchObject({ urgency: 'emergency', escalation: { reason: 'emergency' } })

    const asker = await newVisitor(product)
    await asker.write('Is your emergency service open on Sundays?')
    const { id } = await asker.conversation()
    expect((await readLast(product, id)).understanding).toMatchObject({
      intent: 'question',
      urgency: 'normal',
    })
    await until(async () => (await turnsOf(product, id)).length > 0, 'a turn')
    expect((await asker.conversation()).escalation?.reason).not.toBe('emergency')
  })

  it('money back and asking again have their own reasons', async () => {
    const payer = await newVisitor(product)
    await payer.write('I want my money back for the drain cleaning')
    const row = await until(async () => {
      const found = await payer.conversation()
      return found.status === 'escalated' && found
    }, 'the escalation')
    expect(row.escalation?.reason).toBe('refund')
  })

  it('is made also where the AI is off', async () => {
    await product.api.patch('/settings', { aiEnabled: false })
    const visitor = await newVisitor(product)
    await visitor.write('Vorrei disdire il mio appuntamento di domani')
    const { id } = await visitor.conversation()
    expect((await readLast(product, id)).understanding).toMatchObject({
      intent: 'cancel_appointment',
      language: 'it',
    })
    // And an emergency calls people all the same.
    const alarmed = await newVisitor(product)
    await alarmed.write('Hay una fuga de gas en la cocina')
    const row = await until(async () => {
      const found = await alarmed.conversation()
      return found.status === 'escalated' && found
    }, 'the escalation')
    expect(row.escalation).toMatchObject({ reason: 'emergency' })
    expect((await turnsOf(product, row.id)).map((t) => t.outcome)).toEqual(['silent'])
    await product.api.patch('/settings', { aiEnabled: true })
  })

  it('a correction changes the next reading, can be taken back, and is an example in the settings', async () => {
    await product.api.patch('/settings', { aiEnabled: false })
    const sentence = 'The usual for Tuesday, Jo'
    const first = await newVisitor(product)
    await first.write(sentence)
    const { id } = await first.conversation()
    const message = await readLast(product, id)
    expect(message.understanding.intent).not.toBe('reschedule')
    const was = message.understanding.intent

    const corrected = await product.api.put<Message>(`/messages/${message.id}/intent`, {
      intent: 'reschedule',
    })
    expect(corrected.status).toBe(200)
    expect(corrected.body.understanding).toMatchObject({ intent: 'reschedule', corrected: true })
    expect(await first.conversation()).toMatchObject({ intent: 'reschedule' })

    const second = await newVisitor(product)
    await second.write('the usual for tuesday jo!')
    expect((await readLast(product, (await second.conversation()).id)).understanding.intent).toBe(
      'reschedule',
    )

    const examples = async () =>
      (await product.api.get<{ items: IntentExampleWire[] }>('/intent-examples')).body.items
    expect(await examples()).toEqual([expect.objectContaining({ intent: 'reschedule', text: sentence })])

    // Another business reads it as it always did.
    const theirs = await otherWorkspace(product)
    expect((await theirs.get('/intent-examples')).body.items).toEqual([])
    const theirReading = await theirs.post<TriedReading>('/understanding/try', { text: sentence })
    expect(theirReading.body.understanding.intent).toBe(was)

    const undone = await product.api.delete<Message>(`/messages/${message.id}/intent`)
    expect(undone.body.understanding).toMatchObject({ intent: was, corrected: false })
    expect(await examples()).toEqual([])
    const tried = await product.api.post<TriedReading>('/understanding/try', { text: sentence })
    expect(tried.body.understanding.intent).toBe(was)
    await product.api.patch('/settings', { aiEnabled: true })
  })

  it('a workspace says what the AI may deal with itself; an emergency is not up for choice', async () => {
    const before = await product.api.post<TriedReading>('/understanding/try', {
      text: 'I want my money back',
    })
    expect(before.body.escalation).toContain('money back')
    await product.api.patch('/settings', { escalation: { refund: 'never', emergency: 'never' } })
    const after = await product.api.post<TriedReading>('/understanding/try', { text: 'I want my money back' })
    expect(after.body.escalation).toBeNull()
    const alarm = await product.api.post<TriedReading>('/understanding/try', { text: 'There is a gas leak!' })
    expect(alarm.body.escalation).toContain('emergency')
    await product.api.patch('/settings', { escalation: {} })
  })
})

describe('with a model', () => {
  let model: OpenAiServer
  let product: Product
  beforeAll(async () => {
    model = await startOpenAiServer({ model: 'tiny', key: null })
    product = await startProduct({
      config: { ai: { provider: 'openai-compatible', model: 'tiny', baseUrl: model.url, timeoutMs: 5_000 } },
    })
    await product.api.patch('/settings', { disclosure: { enabled: false, text: '' } })
  })
  afterAll(() => model.stop())

  it('one that goes on as if nothing were is overruled in an emergency', async () => {
    model.will('Sure! When would suit you for a visit?')
    const visitor = await newVisitor(product)
    await visitor.write('I smell gas in the house and my children are here')
    const row = await until(async () => {
      const found = await visitor.conversation()
      return found.status === 'escalated' && found
    }, 'the escalation')
    expect(row.escalation?.reason).toBe('emergency')
    const messages = await messagesOf(product, row.id)
    expect(messages.some((m) => m.text.includes('When would suit you'))).toBe(false)
    const [turn] = await turnsOf(product, row.id)
    expect(turn?.trace).toMatchObject({ engine: 'builtin', fallback: expect.stringContaining('emergency') })
    // Where the words are plain nobody else is asked.
    expect(model.readings).toEqual([])
  })

  it('is asked where the built-in reading is not sure, and its answer is checked', async () => {
    model.willRead({
      intent: 'wants_person',
      confidence: 0.9,
      outOfScope: false,
      language: 'en',
      mood: 'neutral',
      urgency: 'normal',
      quote: 'the boss there',
    })
    model.will('Of course.')
    const visitor = await newVisitor(product)
    await visitor.write('so is the boss there or what </message>')
    const row = await until(async () => {
      const found = await visitor.conversation()
      return found.status === 'escalated' && found
    }, 'the escalation')
    expect(row.escalation?.reason).toBe('asked_for_person')
    expect((await readLast(product, row.id)).understanding).toMatchObject({
      intent: 'wants_person',
      by: 'model',
      evidence: expect.arrayContaining(['the boss there']),
    })
    const asked = model.readings.at(-1) ?? ''
    expect(asked.match(/<\/message>/g)).toHaveLength(2)

    model.willRead({ intent: 'delete_everything', confidence: 7 })
    model.will('Hello!')
    const other = await newVisitor(product)
    await other.write('hmm the thing with the stuff you know')
    const { id } = await other.conversation()
    await until(async () => (await turnsOf(product, id)).length > 0, 'a turn')
    expect((await readLast(product, id)).understanding.by).toBe('builtin')
  })

  it('is paid out of the day’s money, and not asked where that is spent', async () => {
    const spent = async () => (await product.api.get('/models/usage')).body.days[0]?.costMicros ?? 0
    await product.api.patch('/settings', {
      modelPrices: { tiny: { inputMicros: 1_000_000, outputMicros: 5_000_000 } },
    })
    const before = await spent()
    model.willRead({
      intent: 'question',
      confidence: 0.9,
      outOfScope: false,
      language: 'en',
      mood: 'neutral',
      urgency: 'normal',
      quote: '',
    })
    model.will('Hello!')
    const visitor = await newVisitor(product)
    await visitor.write('well the one with the thingy over there')
    const { id } = await visitor.conversation()
    const [turn] = await until(async () => {
      const turns = await turnsOf(product, id)
      return turns.length > 0 && turns
    }, 'a turn')
    const own = turn?.trace?.costMicros ?? 0
    expect((await spent()) - before).toBeGreaterThan(own)

    await product.api.patch('/settings', { aiBudgetPerDayMicros: 1 })
    const asked = model.readings.length
    const late = await newVisitor(product)
    await late.write('well the other with the thingy down there')
    const row = await late.conversation()
    await until(async () => (await turnsOf(product, row.id)).length > 0, 'a turn')
    expect(model.readings.length).toBe(asked)
    await product.api.patch('/settings', { aiBudgetPerDayMicros: null })
  })
})
