// What customers do to messages after they were written: reactions, edits, taking back, reading. In any order, however
// often, and also before the message itself is here.
import { describe, expect, it } from 'vitest'
import { keepMark } from '#db/pending-marks.ts'
import { sweep } from '#flow/sweep.ts'
import { QUESTION, startPaging } from '#test/harness/paging.ts'
import { until } from '#test/harness/product.ts'
import type { SearchHit } from '#wire/api/conversations.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import type { FeedEvent } from '#wire/events.ts'

type Results = { items: SearchHit[] }
const page = await startPaging('messenger')
const { api, flow } = page.product
const T = Date.now()
const [{ workspace_id: workspace } = { workspace_id: '' }] = await flow.store.run<{ workspace_id: string }>(
  'test-workspace',
  'select workspace_id from inboxes limit 1',
  [],
)

const react = (who: string, mid: string, emoji: string | null, at = T) =>
  page.event(who, {
    timestamp: at,
    reaction: { mid, action: emoji ? 'react' : 'unreact', ...(emoji ? { emoji } : {}) },
  })
const unsend = (who: string, mid: string) => page.event(who, { message: { mid, is_deleted: true } })
const edit = (who: string, mid: string, text: string, at = T) =>
  page.event(who, { timestamp: at, message_edit: { mid, text: `${text} (${who})`, num_edit: 1 } })
const emojis = (message: Message | undefined) => message?.reactions.map((one) => one.emoji)
const firstIn = async (who: string) => (await page.thread(who)).find((m) => m.direction === 'in')
const search = async (word: string) =>
  (await api.get<Results>(`/conversations/search?q=${word}`)).body.items.filter(
    (hit) => hit.matched === 'text',
  )
const typesOf = async (after: string) =>
  (await api.get<{ items: FeedEvent[] }>(`/events?after=${after}&limit=500`)).body.items
const cursor = async () => (await api.get<{ cursor: string }>('/events')).body.cursor

describe('a reaction', () => {
  it('to ours is seen at once, is one for each customer, and is taken back', async () => {
    const who = page.newCustomer()
    await page.write(who, QUESTION)
    const ours = await page.reaches(who, 'sent')
    const mid = page.sentTo(who)[0]?.mid ?? ''
    const before = await cursor()
    await page.tell(react(who, mid, '❤️', T))
    const told = await until(
      async () => (await typesOf(before)).find((e) => e.type === 'message.reacted'),
      'the event of the reaction',
    )
    expect(told.message).toMatchObject({ id: ours.id, reactions: [{ emoji: '❤️' }] })
    await page.tell(react(who, mid, '😂', T + 2_000))
    // An earlier copy, and the same again.
    await page.tell(react(who, mid, '❤️', T), react(who, mid, '😂', T + 2_000))
    const now = (await page.thread(who)).find((m) => m.id === ours.id)
    expect(emojis(now)).toEqual(['😂'])
    await page.tell(react(who, mid, null, T + 3_000), react(who, mid, '😂', T + 2_000))
    expect(emojis((await page.thread(who)).find((m) => m.id === ours.id))).toEqual([])
    expect((await typesOf(before)).filter((e) => e.type === 'message.reacted')).toHaveLength(3)
  })

  it('that comes before its message waits for it', async () => {
    const [who, mid] = [page.newCustomer(), page.newMid()]
    await page.tell(react(who, mid, '👍', T + 1), react(who, mid, '👎', T))
    await page.write(who, QUESTION, mid)
    expect(emojis(await firstIn(who))).toEqual(['👍'])
    expect(
      (await flow.store.run('test-left', 'select 1 from pending_marks where target_id = $1', [mid])).length,
    ).toBe(0)
  })

  it('that comes before the answer to our send waits for that', async () => {
    const who = page.newCustomer()
    const release = page.meta.holdAnswerTo(who)
    await page.write(who, QUESTION)
    const mid = (await until(() => page.sentTo(who)[0], 'the message at Meta')).mid
    await page.tell(react(who, mid, '👍'), page.event(who, { read: { watermark: Date.now() } }))
    expect(emojis((await page.thread(who)).at(-1))).toEqual([])
    release()
    await page.reaches(who, 'read')
    await until(async () => emojis((await page.thread(who)).at(-1))?.[0] === '👍', 'the reaction')
  })

  it('that never finds its message is forgotten after a week', async () => {
    const [who, mid] = [page.newCustomer(), page.newMid()]
    await page.tell(react(who, mid, '👍'))
    const rows = await flow.store.run<{ days: number }>(
      'test-expiry',
      'select extract(epoch from expires_at - received_at) / 86400 as days from pending_marks where target_id = $1',
      [mid],
    )
    expect(rows.map((row) => Number(row.days))).toEqual([7])
  })
})

describe('an edit', () => {
  it('replaces the text everywhere, keeps the former one, and is answered once more', async () => {
    const who = page.newCustomer()
    const mid = await page.write(who, 'Hello, a zebrafinch question')
    await page.reaches(who, 'sent')
    await page.tell(edit(who, mid, QUESTION, T + 1_000))
    const theirs = await firstIn(who)
    expect(theirs).toMatchObject({ text: `${QUESTION} (${who})`, edited: new Date(T + 1_000).toISOString() })
    expect(await search('zebrafinch')).toEqual([])
    const { body } = await api.get(`/messages/${theirs?.id}/versions`)
    expect(body.items).toEqual([
      { text: `Hello, a zebrafinch question (${who})`, until: new Date(T + 1_000).toISOString() },
    ])
    const answered = await until(
      async () =>
        (await page.thread(who)).filter((m) => m.direction === 'out' && /25 dollars/.test(m.text))[0],
      'an answer to the edited question',
    )
    expect(answered.author.kind).toBe('ai')
    // An older copy, and the same again.
    await page.tell(edit(who, mid, 'Older', T), edit(who, mid, QUESTION, T + 1_000))
    expect((await firstIn(who))?.text).toBe(`${QUESTION} (${who})`)
  })

  it('of a mark or a letter’s case is no reason to answer again', async () => {
    const who = page.newCustomer()
    const mid = await page.write(who, QUESTION)
    await page.reaches(who, 'sent')
    await page.tell(edit(who, mid, 'Do you serve Queens'))
    // A second question would be answered after it: so nothing was, in between.
    await page.write(who, 'And Brooklyn?')
    await until(
      async () => (await page.thread(who)).filter((m) => m.direction === 'out').length >= 2,
      'the next answer',
    )
    expect((await page.thread(who)).filter((m) => m.direction === 'out')).toHaveLength(2)
  })

  it('that comes before its message is applied when it comes', async () => {
    const [who, mid] = [page.newCustomer(), page.newMid()]
    await page.tell(edit(who, mid, 'corrected'))
    await page.write(who, QUESTION, mid)
    expect((await firstIn(who))?.text).toBe(`corrected (${who})`)
    const shown = await page.conversation(who)
    expect(shown?.preview).toBe(`corrected (${who})`)
  })
})

describe('a message that is taken back', () => {
  it('leaves neither words nor files, is not found, and is not answered', async () => {
    const [who, mid] = [page.newCustomer(), page.newMid()]
    const picture = { type: 'image', payload: { url: `${page.meta.url}/cdn/secret.png` } }
    await page.tell(
      page.event(who, { message: { mid, text: `quokka ${QUESTION} (${who})`, attachments: [picture] } }),
    )
    await page.reaches(who, 'sent')
    const shown = await until(
      async () => (await firstIn(who))?.attachments.find((file) => file.url !== null),
      'the picture',
    )
    const address = new URL(shown.url ?? '', page.product.url)
    expect((await fetch(address)).status).toBe(200)
    expect(await search('quokka')).toHaveLength(1)
    const row = await page.conversation(who)
    const before = await cursor()
    const sent = page.sentTo(who).length
    await page.tell(unsend(who, mid))
    const { body } = await api.get<{ items: Message[] }>(`/conversations/${row?.id}/messages`)
    const theirs = body.items[0]
    expect(theirs).toMatchObject({ text: '', edited: null, unsent: expect.any(String) })
    expect(theirs?.attachments).toMatchObject([{ id: null, url: null, problem: 'Taken back' }])
    expect(JSON.stringify(theirs)).not.toContain('secret')
    expect((await fetch(address)).status).toBe(404)
    await until(
      () =>
        flow.storage.get(`${workspace}/${shown.id}`).then(
          () => false,
          () => true,
        ),
      'the bytes to be deleted',
    )
    expect(await search('quokka')).toEqual([])
    expect((await typesOf(before)).map((e) => e.type)).toContain('message.changed')
    // Taking it back twice, or editing it afterwards, changes nothing.
    await page.tell(unsend(who, mid), edit(who, mid, 'quokka'))
    expect(await search('quokka')).toEqual([])
    expect(page.sentTo(who)).toHaveLength(sent)
  })

  it('as the last of a conversation, is not shown in the list either', async () => {
    const who = page.newCustomer()
    await page.write(who, QUESTION)
    await page.reaches(who, 'sent')
    await api.post(`/conversations/${(await page.conversation(who))?.id}/takeover`)
    const mid = await page.write(who, 'my password is wombat')
    await page.tell(unsend(who, mid))
    expect((await page.conversation(who))?.preview).toBe('Taken back')
  })

  it('before the AI has answered is not answered, and the AI says why', async () => {
    const [who, mid] = [page.newCustomer(), page.newMid()]
    // Taken back before it came: nothing of it is ever read.
    await page.tell(unsend(who, mid))
    await page.write(who, QUESTION, mid)
    const id = await until(
      async () =>
        (
          await flow.store.run<{ conversation_id: string }>(
            'test-where',
            'select conversation_id from messages where external_id = $1 and unsent_at is not null',
            [mid],
          )
        )[0]?.conversation_id,
      'the message',
    )
    const silent = await until(
      async () =>
        (await api.get<{ items: Turn[] }>(`/conversations/${id}/turns`)).body.items.find(
          (t) => t.outcome === 'silent',
        ),
      'the AI to stay silent',
    )
    expect(silent.reasons.map((reason) => reason.code)).toEqual(['taken_back'])
    expect(page.sentTo(who)).toEqual([])
  })
})

describe('reading', () => {
  it('“until then” moves everything of ours, forward only, and what failed stays so', async () => {
    const who = page.newCustomer()
    await page.write(who, QUESTION)
    await page.reaches(who, 'sent')
    await page.answer(who, 'One.')
    await until(() => page.sentTo(who).length === 2, 'the second message at Meta')
    page.meta.late.add(who)
    await page.answer(who, 'Two.')
    await page.reaches(who, 'failed')
    page.meta.late.delete(who)
    await until(
      async () => (await page.thread(who)).filter((m) => m.status === 'sent').length === 2,
      'two that left',
    )
    const at = Date.now()
    await page.tell(page.event(who, { delivery: { watermark: at } }))
    const out = async () => (await page.thread(who)).filter((m) => m.direction === 'out').map((m) => m.status)
    expect(await out()).toEqual(['delivered', 'delivered', 'failed'])
    await page.tell(page.event(who, { read: { watermark: at } }))
    expect(await out()).toEqual(['read', 'read', 'failed'])
    // Late: the word of delivery after that of reading.
    await page.tell(page.event(who, { delivery: { watermark: at + 1 } }))
    expect(await out()).toEqual(['read', 'read', 'failed'])
    await page.answer(who, 'Three.')
    await page.reaches(who, 'sent')
    // Written after that moment: it has not been read.
    await page.tell(page.event(who, { read: { watermark: at } }))
    expect(await out()).toEqual(['read', 'read', 'failed', 'sent'])
  })
})

it('what a killed process has left waiting is applied by the sweep, and old marks go', async () => {
  const [who, gone] = [page.newCustomer(), page.newMid()]
  const mid = await page.write(who, QUESTION)
  const inboxId = page.inbox.id
  const keep = (targetId: string, expiresAt: Date) =>
    keepMark(flow.store.db, workspace, {
      inboxId,
      targetId,
      digest: 'd',
      mark: {
        kind: 'reaction',
        targetId,
        from: `messenger:${who}`,
        emoji: '👏',
        at: null,
        receivedAt: new Date(T).toISOString(),
      },
      at: new Date(T),
      expiresAt,
    })
  await keep(mid, new Date(T + 60_000))
  await keep(gone, new Date(T - 60_000))
  await sweep(flow)
  expect(emojis(await firstIn(who))).toEqual(['👏'])
  const left = await flow.store.run('test-kept', 'select 1 from pending_marks where target_id = any($1)', [
    [mid, gone],
  ])
  expect(left).toEqual([])
})
