// Drafts on real PostgreSQL: sent once, whoever approves how often and at whatever moment; overtaken by whatever
// happens; never sent after that.
import { beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#domain/errors.ts'
import { createStore } from '#test/harness/database.ts'
import { ann, ben, type Drafting, makeDrafting } from '#test/harness/drafting.ts'
import { createScheduler } from '#test/harness/scheduler.ts'
import { moveAxes, sendMessage } from './4-act.ts'
import { approveDraft, expireDrafts, rejectDraft } from './approve.ts'

const store = await createStore()
let desk: Drafting
let number = 1000
const newCustomer = () => `+1646555${number++}`

beforeAll(async () => {
  desk = await makeDrafting(store, 'assisted')
})

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? { code: error.code, detail: error.detail } : error),
  )
const sentBy = async (conversationId: string) =>
  (await desk.ours(conversationId)).filter((m) => m.status !== 'canceled')

describe('a draft', () => {
  it('waits, and nothing leaves; approved, it leaves as the AI’s words, and the AI stays', async () => {
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
    expect(await desk.ours(conversationId)).toEqual([])
    const approval = await approveDraft(desk.flow, desk.workspaceId, ann, draftId)
    expect(approval.edited).toBe(false)
    expect(await desk.ours(conversationId)).toEqual([
      { author: 'ai', body: 'Yes, for 25 dollars.', status: 'queued', purpose: 'reply' },
    ])
    const [row] = await desk.rows<{ handler: string; meta: { ai: { approved: { name: string } } } }>(
      `select c.handler, m.meta from conversations c join messages m on m.id = c.last_message_id where c.id = $1`,
      [conversationId],
    )
    expect(row).toMatchObject({ handler: 'ai', meta: { ai: { approved: { name: 'Ann', edited: false } } } })
    expect(await desk.draftsOf(conversationId)).toMatchObject([{ state: 'approved', closed_by_name: 'Ann' }])
  })

  it('is sent in the person’s words where they change it', async () => {
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
    await approveDraft(desk.flow, desk.workspaceId, ann, draftId, 'Yes we do, it is 25 dollars.')
    expect(await sentBy(conversationId)).toMatchObject([
      { author: 'ai', body: 'Yes we do, it is 25 dollars.' },
    ])
    expect(await desk.draftsOf(conversationId)).toMatchObject([{ state: 'edited' }])
  })

  it('is not sent once rejected, and the conversation is the person’s', async () => {
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
    await rejectDraft(desk.flow, desk.workspaceId, ann, draftId, 'We stopped serving Queens')
    expect(await refusal(approveDraft(desk.flow, desk.workspaceId, ben, draftId))).toEqual({
      code: 'draft_closed',
      detail: 'Ann has rejected this draft.',
    })
    expect(await desk.ours(conversationId)).toEqual([])
    expect(
      await desk.rows('select handler, handled_by_name from conversations where id = $1', [conversationId]),
    ).toEqual([{ handler: 'human', handled_by_name: 'Ann' }])
  })

  it('is void once the customer writes again; the next turn answers both messages', async () => {
    const from = newCustomer()
    const { conversationId, draftId } = await desk.ask(from, 'do you serve queens?')
    await desk.write(desk.sms, { from, text: 'and brooklyn?' })
    expect(await refusal(approveDraft(desk.flow, desk.workspaceId, ann, draftId))).toEqual({
      code: 'draft_closed',
      detail: 'The customer wrote again, so this draft no longer fits.',
    })
    const [open] = await desk.rows<{ answered_seq: number; draft_id: string | null }>(
      'select answered_seq, draft_id from conversations where id = $1',
      [conversationId],
    )
    expect(open).toEqual({ answered_seq: 0, draft_id: null })
    await desk.think(conversationId, { says: 'Yes, both.' })
    expect(await desk.draftsOf(conversationId)).toMatchObject([{ state: 'stale' }, { state: 'open' }])
  })

  it('is void once a person answers, takes over or closes', async () => {
    const acts: ((conversationId: string) => Promise<unknown>)[] = [
      (conversationId) => sendMessage(desk.flow, desk.workspaceId, ben, { conversationId, text: 'We do!' }),
      (id) => moveAxes(desk.flow, desk.workspaceId, ben, id, 'takeover'),
      (id) => moveAxes(desk.flow, desk.workspaceId, ben, id, 'close'),
    ]
    const words = [
      'Ben took the conversation over',
      'Ben took the conversation over',
      'The conversation was closed',
    ]
    for (const [i, act] of acts.entries()) {
      const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
      await act(conversationId)
      expect(await refusal(approveDraft(desk.flow, desk.workspaceId, ann, draftId))).toEqual({
        code: 'draft_closed',
        detail: `${words[i]}, so this draft no longer fits.`,
      })
      expect((await sentBy(conversationId)).filter((m) => m.author === 'ai')).toEqual([])
    }
  })

  it('expires, and the conversation becomes a person’s', async () => {
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
    await desk.rows(`update drafts set expires_at = now() - interval '1 second' where id = $1`, [draftId])
    expect(await refusal(approveDraft(desk.flow, desk.workspaceId, ann, draftId))).toMatchObject({
      code: 'draft_closed',
    })
    expect(await desk.draftsOf(conversationId)).toMatchObject([{ state: 'expired' }])
    const late = await desk.ask(newCustomer(), 'do you serve queens?')
    await desk.rows(`update drafts set expires_at = now() - interval '1 second' where id = $1`, [
      late.draftId,
    ])
    await expireDrafts(desk.flow)
    expect(await desk.draftsOf(late.conversationId)).toMatchObject([{ state: 'expired' }])
    expect(
      await desk.rows('select handler from conversations where id = any($1)', [
        [conversationId, late.conversationId],
      ]),
    ).toEqual([{ handler: 'human' }, { handler: 'human' }])
  })

  it('calls people at once where it hands over, and its sentence still waits', async () => {
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'I want a person', {
      intent: 'wants_person',
      says: 'A colleague takes over.',
      commands: [{ type: 'conversation.escalate', reason: 'asked_for_person', note: 'asked' }],
    })
    expect(
      await desk.rows('select status, handler from conversations where id = $1', [conversationId]),
    ).toEqual([{ status: 'escalated', handler: 'human' }])
    expect(await sentBy(conversationId)).toEqual([])
    await approveDraft(desk.flow, desk.workspaceId, ann, draftId)
    expect(await sentBy(conversationId)).toMatchObject([{ purpose: 'handover', status: 'queued' }])
  })

  it('keeps what the gate blocks where it is, and says why', async () => {
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
    await desk.rows(
      `update addresses set opted_out_at = now() where id = (select address_id from conversations where id = $1)`,
      [conversationId],
    )
    expect(await refusal(approveDraft(desk.flow, desk.workspaceId, ann, draftId))).toMatchObject({
      code: 'blocked_by_gate',
    })
    expect(await desk.ours(conversationId)).toEqual([])
    expect(await desk.draftsOf(conversationId)).toMatchObject([{ state: 'open' }])
  })
})

describe('a booking in a draft', () => {
  const hold = async (conversationId: string, id: string, until: string) => {
    await desk.rows(
      `insert into appointments (workspace_id, id, contact_id, conversation_id, service_name, starts_at, ends_at, time_zone, status, held_until, created_by)
       select workspace_id, $2, contact_id, id, 'Leak repair', now() + interval '3 days' + ($4::int * interval '2 hours'), now() + interval '3 days 1 hour' + ($4::int * interval '2 hours'),
         'America/New_York', 'held', now() + $3::interval, 'ai' from conversations where id = $1`,
      [conversationId, id, until, number++],
    )
  }
  const bookWith = async (holdId: string, until: string) => {
    const from = newCustomer()
    const conversationId = await desk.write(desk.sms, { from, text: 'tuesday at 3 please' })
    await hold(conversationId, holdId, until)
    await desk.think(conversationId, {
      says: 'Booked!',
      intent: 'booking',
      commands: [{ type: 'appointment.book', holdId, name: 'Ana' }],
    })
    return { conversationId, draftId: (await desk.draftsOf(conversationId)).at(-1)?.id ?? '' }
  }
  const statusOf = async (id: string) =>
    (await desk.rows<{ status: string }>('select status from appointments where id = $1', [id]))[0]?.status

  it('is booked with the approval, also after the hold ran out where nobody took the time', async () => {
    for (const [id, until] of [
      ['apt_fresh', '5 minutes'],
      ['apt_late', '-5 minutes'],
    ] as const) {
      const { conversationId, draftId } = await bookWith(id, until)
      expect(await statusOf(id)).toBe('held')
      await approveDraft(desk.flow, desk.workspaceId, ann, draftId)
      expect(await statusOf(id)).toBe('booked')
      expect(await sentBy(conversationId)).toMatchObject([{ body: 'Booked!' }])
    }
  })

  it('is refused where somebody else has the time; nothing is sent and another turn follows', async () => {
    const { conversationId, draftId } = await bookWith('apt_gone', '-5 minutes')
    await desk.rows(`update appointments set status = 'expired' where id = 'apt_gone'`)
    await desk.rows(
      `insert into appointments (workspace_id, id, contact_id, service_name, starts_at, ends_at, time_zone, status, created_by)
       select workspace_id, 'apt_other', contact_id, 'Other', starts_at, ends_at, time_zone, 'booked', 'member' from appointments where id = 'apt_gone'`,
    )
    expect(await refusal(approveDraft(desk.flow, desk.workspaceId, ann, draftId))).toEqual({
      code: 'slot_taken',
      detail: 'The time in this draft is no longer free. The AI is writing a new answer.',
    })
    expect(await desk.ours(conversationId)).toEqual([])
    expect(await desk.draftsOf(conversationId)).toMatchObject([
      { state: 'stale', why: 'The time in it is no longer free' },
    ])
    expect(
      await desk.rows(`select 1 from graphile_worker.jobs where key = $1`, [`respond:${conversationId}`]),
    ).toHaveLength(1)
    expect(await desk.rows('select answered_seq from conversations where id = $1', [conversationId])).toEqual(
      [{ answered_seq: 0 }],
    )
  })
})

describe('killed in the middle', () => {
  it('nothing of it is kept, and the same approval again sends once', async () => {
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
    let killed = 0
    const dying: typeof desk.flow = {
      ...desk.flow,
      store: {
        ...store,
        // Everything is written; the process ends before the commit.
        transaction: (work) =>
          store.transaction(async (tx) => {
            await work(tx)
            killed++
            throw new Error('killed')
          }),
      },
    }
    await expect(approveDraft(dying, desk.workspaceId, ann, draftId)).rejects.toThrow('killed')
    expect(killed).toBe(1)
    expect(await desk.ours(conversationId)).toEqual([])
    expect(await desk.draftsOf(conversationId)).toMatchObject([{ state: 'open' }])
    const first = await approveDraft(desk.flow, desk.workspaceId, ann, draftId)
    // The answer was lost on its way: she presses again.
    expect(await approveDraft(desk.flow, desk.workspaceId, ann, draftId)).toEqual(first)
    expect(await sentBy(conversationId)).toHaveLength(1)
  })
})

describe('at the same moment', () => {
  it('two members and one of them twice: one message, in every order of statements', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
      const scheduler = createScheduler(seed)
      const flow = { ...desk.flow, store: scheduler.watch(store) }
      const answers = await Promise.all(
        [ann, ben, ann].map((who) =>
          scheduler.run(() => refusal(approveDraft(flow, desk.workspaceId, who, draftId))),
        ),
      )
      expect(await sentBy(conversationId), `seed ${seed}`).toHaveLength(1)
      const [draft] = await desk.draftsOf(conversationId)
      const winner = draft?.closed_by_name
      // Who was first and asks again gets the same answer; the other is told who it was.
      for (const [i, who] of [ann, ben, ann].entries())
        expect(answers[i], `seed ${seed}`).toEqual(
          who.name === winner
            ? null
            : { code: 'draft_closed', detail: `${winner} has approved this draft already.` },
        )
    }
  }, 60_000)

  it('an approval, a rejection, an answer and a new message: sent only if it was approved before all of them', async () => {
    const outcomes = new Set<string>()
    for (let seed = 1; seed <= 60; seed++) {
      const from = newCustomer()
      const { conversationId, draftId } = await desk.ask(from, 'do you serve queens?')
      const scheduler = createScheduler(seed)
      const flow = { ...desk.flow, store: scheduler.watch(store) }
      // Each begins when the seed says; otherwise whoever needs the fewest statements would always be first.
      const late = async <T>(act: () => Promise<T>): Promise<T> => {
        for (let steps = Math.floor(scheduler.random() * 12); steps > 0; steps--) await scheduler.step()
        return act()
      }
      await Promise.all(
        [
          () => refusal(approveDraft(flow, desk.workspaceId, ann, draftId)),
          () => refusal(rejectDraft(flow, desk.workspaceId, ben, draftId, null)),
          () => desk.write(desk.sms, { from, text: 'and brooklyn?' }),
          () => sendMessage(flow, desk.workspaceId, ben, { conversationId, text: 'We do!' }),
        ].map((act) => scheduler.run(() => late<unknown>(act))),
      )
      const [draft] = await desk.draftsOf(conversationId)
      const ai = (await desk.ours(conversationId)).filter((m) => m.author === 'ai')
      outcomes.add(draft?.state ?? '')
      expect(ai, `seed ${seed}`).toHaveLength(draft?.state === 'approved' ? 1 : 0)
      // A person's answer drops what had been approved and not sent yet; nothing waits any more.
      expect(
        ai.every((m) => m.status === 'canceled'),
        `seed ${seed}`,
      ).toBe(true)
      expect(await desk.rows('select draft_id from conversations where id = $1', [conversationId])).toEqual([
        { draft_id: null },
      ])
    }
    expect(outcomes.size).toBeGreaterThan(1)
  }, 60_000)
})
