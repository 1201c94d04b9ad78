// The front desk learns from its own conversations: what nobody could answer, what people answered, and what must stay right.
import { beforeAll, describe, expect, it } from 'vitest'
import { insertToken } from '#db/members.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { makeToken } from '#http/auth.ts'
import { newWorkspaceId } from '#lib/ids.ts'
import { makeOwner } from '#test/browser/owner.ts'
import { openChat } from '#test/harness/knowing.ts'
import { type Api, apiOf, type Product, startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'
import type {
  CheckQuestion,
  LearnedPair,
  LearningCounts,
  TriedChange,
  UnansweredCluster,
} from '#wire/api/learning.ts'
import type { Message } from '#wire/api/messages.ts'

let product: Product
let api: Api
let theirs: Api
let cookie = ''

beforeAll(async () => {
  product = await startProduct()
  api = product.api
  cookie = (await makeOwner(product)).cookie
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
})

const get = async <T>(path: string, by = api) => (await by.get<T>(path)).body
const listOf = async <T>(path: string, by = api) => (await get<{ items: T[] }>(path, by)).items
const unanswered = () => listOf<UnansweredCluster>('/knowledge/unanswered')
const suggestions = () => listOf<LearnedPair>('/knowledge/suggestions')
const checks = () => listOf<CheckQuestion>('/knowledge/check')

/** A person signs in and writes to the customer who asked last. */
async function answerAs(question: string, text: string): Promise<ConversationRow> {
  const conversation = await until(async () => {
    for (const row of await listOf<ConversationRow>('/conversations?limit=20')) {
      const thread = await listOf<Message>(`/conversations/${row.id}/messages`)
      if (thread.some((m) => m.direction === 'in' && m.text === question)) return row
    }
    return null
  }, 'the conversation')
  const { status } = await fetch(`${product.url}/api/v1/conversations/${conversation.id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ text }),
  })
  expect(status).toBe(201)
  return conversation
}

describe('what nobody could answer', () => {
  const first = 'Hello, this is Maria Lopez. Do you have wheelchair access?'

  it('is one question, however it was put, without who asked', async () => {
    await (await openChat(product)).ask(first)
    await (await openChat(product)).ask('Is your shop accessible by wheelchair?')
    const [cluster, ...more] = await until(async () => {
      const items = await unanswered()
      return items[0]?.asked === 2 && items
    }, 'both to be collected')
    expect(more).toEqual([])
    expect(cluster).toMatchObject({ title: 'Do you have wheelchair access?', answer: '', state: 'open' })
    expect(cluster?.questions.map((q) => q.text)).toEqual([
      'Is your shop accessible by wheelchair?',
      'Do you have wheelchair access?',
    ])
    expect(await get<LearningCounts>('/knowledge/learning')).toMatchObject({ unanswered: 1 })
  })

  it('comes with what a person answered, becomes an entry by one click, and is answered then', async () => {
    await answerAs(first, 'Hi Maria, yes, there is a ramp at the side door.')
    const cluster = await until(async () => {
      const [item] = await unanswered()
      return item?.answer ? item : null
    }, 'the person’s answer')
    expect(cluster.answer).toBe('Yes, there is a ramp at the side door.')
    const { status, body } = await api.post<KnowledgeItem>(`/knowledge/unanswered/${cluster.id}/faq`, {
      question: cluster.title,
      answer: cluster.answer,
    })
    expect([status, body.kind]).toEqual([201, 'faq'])
    expect(await unanswered()).toEqual([])
    expect(
      (await api.post(`/knowledge/unanswered/${cluster.id}/faq`, { question: 'a', answer: 'b' })).status,
    ).toBe(409)
    const { text, sources } = await (await openChat(product)).ask('do you have wheelchair access')
    expect(text).toContain('ramp at the side door')
    expect(sources).toMatchObject([{ kind: 'faq', id: body.id }])
    // The pair that the same answer would have been is no news any more.
    await until(async () => (await suggestions()).length === 0, 'the suggestion to be covered')
  })

  it('leaves the list by itself when the knowledge answers it, and stays away when it was dismissed', async () => {
    await (await openChat(product)).ask('Do you rent out pressure washers?')
    await (await openChat(product)).ask('Can I bring my parrot along?')
    await until(async () => (await unanswered()).length === 2, 'both questions')
    const parrot = (await unanswered()).find((c) => c.title.includes('parrot'))
    expect((await api.post(`/knowledge/unanswered/${parrot?.id}/dismiss`)).status).toBe(204)
    await api.post('/knowledge', {
      kind: 'document',
      title: 'Rental',
      body: 'We rent out pressure washers for $35 a day.',
    })
    await until(async () => (await unanswered()).length === 0, 'the list to be empty')
    await (await openChat(product)).ask('is it ok if I bring my parrot?')
    const dismissed = await until(async () => {
      const [item] = await listOf<UnansweredCluster>('/knowledge/unanswered?state=dismissed')
      return item?.asked === 2 && item
    }, 'it to be counted')
    expect(dismissed.id).toBe(parrot?.id)
    expect(await unanswered()).toEqual([])
  })
})

describe('what a person answered', () => {
  it('is suggested, edited, approved, and only then said to others', async () => {
    const question = 'Do you sell gift vouchers?'
    await (await openChat(product)).ask(question)
    const { id: conversationId } = await answerAs(question, 'Yes, from $20, at the counter.')
    const pair = await until(async () => (await suggestions())[0], 'the suggestion')
    expect(pair).toMatchObject({
      question,
      answer: 'Yes, from $20, at the counter.',
      conversationId,
      against: [],
    })
    expect((await (await openChat(product)).ask(question)).text).not.toContain('$20')
    const { body } = await api.post<KnowledgeItem>(`/knowledge/suggestions/${pair.id}/approve`, {
      question,
      answer: 'Yes, from $20, at the counter or by mail.',
    })
    expect((await (await openChat(product)).ask(question)).text).toContain('by mail')
    expect(await listOf<LearnedPair>('/knowledge/suggestions?state=approved')).toMatchObject([
      {
        id: pair.id,
        edited: true,
        knowledgeId: body.id,
        conversationId,
        answer: 'Yes, from $20, at the counter.',
      },
    ])
    expect((await api.post(`/knowledge/suggestions/${pair.id}/reject`)).status).toBe(404)
  })

  it('is flagged where the knowledge says something else, and rejected for good', async () => {
    const question = 'How much is kettle descaling?'
    await api.post('/knowledge', { kind: 'faq', title: question, body: 'Kettle descaling is $50.' })
    await (await openChat(product)).ask(question)
    await answerAs(question, 'Kettle descaling is $70.')
    const pair = await until(async () => (await suggestions())[0], 'the suggestion')
    expect(pair.against).toMatchObject([
      { kind: 'faq', title: question, quote: expect.stringContaining('$50') },
    ])
    await api.post(`/knowledge/suggestions/${pair.id}/reject`)
    const again = 'what does the descaling of a kettle cost'
    await (await openChat(product)).ask(again)
    await answerAs(again, 'It is $70 for kettle descaling')
    await settle()
    expect(await suggestions()).toEqual([])
  })

  it('is no lesson where it was meant for one customer', async () => {
    const question = 'Is there a playground for toddlers?'
    await (await openChat(product)).ask(question)
    await answerAs(question, 'Yes, Tom can show it to you tomorrow at 3.')
    await until(
      async () => (await unanswered()).some((c) => c.answer.includes('tomorrow')),
      'the answer to be noted',
    )
    expect(await suggestions()).toEqual([])
  })
})

/** Waits until no job waits. */
async function settle(): Promise<void> {
  const { pool } = product.flow.store
  await until(async () => {
    const { rows } = await pool.query(
      `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier in ('learn_answer', 'collect_questions', 'check_knowledge') limit 1`,
    )
    return rows.length === 0
  }, 'the jobs to be done')
}

describe('the knowledge check', () => {
  let entry: KnowledgeItem

  it('keeps the answer of a message by one click, and asks it at once', async () => {
    const [item] = await listOf<KnowledgeItem>('/knowledge?q=kettle')
    if (!item) throw new Error('no entry')
    entry = item
    const question = 'how much is kettle descaling'
    await (await openChat(product)).ask(question)
    const conversation = (await listOf<ConversationRow>('/conversations?limit=1'))[0]
    const thread = await listOf<Message>(`/conversations/${conversation?.id}/messages`)
    const messageId = thread.findLast((m) => m.direction === 'out')?.id
    const { status, body } = await api.post<CheckQuestion>('/knowledge/check', { messageId })
    expect(status).toBe(201)
    expect(body).toMatchObject({ question: 'How much is kettle descaling', origin: 'message', verdict: null })
    expect(body.answer).toContain('$50')
    const checked = await until(async () => (await checks()).find((c) => c.verdict), 'the check')
    expect(checked).toMatchObject({ verdict: 'same', reasons: [], nowAnswer: expect.stringContaining('$50') })
  })

  it('shows a changed price before it is live, old and new, and writes nothing', async () => {
    const change = {
      what: 'entry',
      id: entry.id,
      entry: { kind: 'faq', title: entry.title, body: 'Kettle descaling is $65.' },
    }
    const { status, body } = await api.post<TriedChange>('/knowledge/check/try', change)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      checked: 1,
      mended: 0,
      differences: [
        {
          before: expect.stringContaining('$50'),
          after: expect.stringContaining('$65'),
          reasons: ['Another price: 65 instead of 50'],
        },
      ],
    })
    expect((await get<KnowledgeItem>(`/knowledge/${entry.id}`)).body).toBe('Kettle descaling is $50.')
    const harmless = {
      ...change,
      entry: { ...change.entry, body: 'The price of kettle descaling: 50 dollars.' },
    }
    expect((await api.post<TriedChange>('/knowledge/check/try', harmless)).body.differences).toEqual([])
    const gone = await api.post<TriedChange>('/knowledge/check/try', { what: 'source_removed', id: entry.id })
    expect(gone.body.differences).toMatchObject([
      { before: expect.stringContaining('$50'), after: expect.not.stringContaining('$50') },
    ])
    expect((await api.get(`/knowledge/${entry.id}`)).status).toBe(200)
  })

  it('says so afterwards where a change came by itself: accepted, or left as it is', async () => {
    const write = (body: string) =>
      api.put(`/knowledge/${entry.id}`, { kind: 'faq', title: entry.title, body })
    await write('Kettle descaling is $65.')
    const differs = await until(
      async () => (await checks()).find((c) => c.verdict === 'different'),
      'the notice',
    )
    expect(differs).toMatchObject({ seen: false, reasons: ['Another price: 65 instead of 50'] })
    expect(await get<LearningCounts>('/knowledge/learning')).toMatchObject({ checks: 1, differing: 1 })
    await api.post(`/knowledge/check/${differs.id}/dismiss`)
    expect(await get<LearningCounts>('/knowledge/learning')).toMatchObject({ differing: 0 })
    await write('Kettle descaling is $80.')
    await until(async () => (await get<LearningCounts>('/knowledge/learning')).differing === 1, 'news again')
    const { body } = await api.post<CheckQuestion>(`/knowledge/check/${differs.id}/accept`)
    expect(body).toMatchObject({ verdict: 'same', answer: expect.stringContaining('$80') })
  })

  it('asks 24 questions before and after a change in less than two seconds', async () => {
    for (let i = 0; i < 23; i++)
      await api.post('/knowledge/check', {
        question: `How much is kettle descaling number ${i}?`,
        answer: '$80',
      })
    await settle()
    const began = performance.now()
    const { body } = await api.post<TriedChange>('/knowledge/check/try', {
      what: 'source_removed',
      id: entry.id,
    })
    const ms = performance.now() - began
    expect(body.checked).toBe(24)
    expect(body.differences.length).toBeGreaterThan(0)
    expect(ms).toBeLessThan(2_000)
    process.stdout.write(`24 questions, before and after: ${Math.round(ms)} ms\n`)
  })
})

it('another workspace sees nothing of it, and changes nothing', async () => {
  for (const path of ['/knowledge/unanswered', '/knowledge/suggestions?state=approved', '/knowledge/check'])
    expect(await listOf(path, theirs)).toEqual([])
  expect(await get<LearningCounts>('/knowledge/learning', theirs)).toEqual({
    unanswered: 0,
    suggestions: 0,
    checks: 0,
    differing: 0,
  })
  const [check] = await checks()
  const [cluster] = await unanswered()
  expect([check, cluster].every(Boolean)).toBe(true)
  const refused = await Promise.all([
    theirs.delete(`/knowledge/check/${check?.id}`),
    theirs.post(`/knowledge/check/${check?.id}/dismiss`),
    theirs.post(`/knowledge/unanswered/${cluster?.id}/dismiss`),
    theirs.post(`/knowledge/unanswered/${cluster?.id}/faq`, { question: 'a', answer: 'b' }),
    theirs.post('/knowledge/check', { messageId: check?.messageId ?? 'msg_x' }),
  ])
  expect(refused.map((r) => r.status)).toEqual([404, 404, 404, 409, 404])
  expect((await get<{ items: KnowledgeItem[] }>('/knowledge', theirs)).items).toEqual([])
})
