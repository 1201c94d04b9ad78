// Stopping the AI: what it has queued and what waits is taken back with the switch, and nothing leaves after it.
import { describe, expect, it } from 'vitest'
import { findInbox } from '#db/inboxes.ts'
import { patchSettings } from '#db/workspaces.ts'
import { createStore } from '#test/harness/database.ts'
import { ann, type Drafting, makeDrafting } from '#test/harness/drafting.ts'
import { createScheduler } from '#test/harness/scheduler.ts'
import { sendMessage } from './4-act.ts'
import { deliver } from './5-deliver.ts'
import { approveDraft } from './approve.ts'
import { changeInbox } from './inbox-state.ts'
import { silenceSwitched, startAi, stopAi } from './stop.ts'

const store = await createStore()
let number = 3000
const newCustomer = () => `+1646555${number++}`
const assisted = [{ intent: 'booking', mode: 'assisted' }] as const

async function busyDesk() {
  const desk = await makeDrafting(store, 'full', [...assisted])
  const queued = await desk.ask(newCustomer(), 'do you serve queens?')
  const waiting = await desk.ask(newCustomer(), 'tuesday please', { intent: 'booking' })
  const person = await desk.write(desk.sms, { from: newCustomer(), text: 'hello' })
  await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId: person, text: 'Hi, Ann here' })
  return { desk, queued, waiting, person }
}
const statusesOf = async (desk: Drafting, id: string) =>
  (await desk.ours(id)).map((m) => `${m.author} ${m.status}`)

describe('stopping the AI', () => {
  it('cancels what is queued, closes what waits, leaves people’s messages, and says who and when', async () => {
    const { desk, queued, waiting, person } = await busyDesk()
    expect(await statusesOf(desk, queued.conversationId)).toEqual(['ai queued'])
    expect(await stopAi(desk.flow, desk.workspaceId, ann, 'It says nonsense')).toEqual({
      canceled: 1,
      drafts: 1,
    })
    expect(await statusesOf(desk, queued.conversationId)).toEqual(['ai canceled'])
    expect(await statusesOf(desk, person)).toEqual(['member queued'])
    expect(await desk.draftsOf(waiting.conversationId)).toMatchObject([
      { state: 'stale', why: 'Ann stopped the AI', closed_by_name: 'Ann' },
    ])
    // Whoever waited for the AI waits for a person now.
    expect(
      await desk.rows('select handler, draft_id from conversations where id = any($1)', [
        [queued.conversationId, waiting.conversationId],
      ]),
    ).toEqual([
      { handler: 'human', draft_id: null },
      { handler: 'human', draft_id: null },
    ])
    const [workspace] = await desk.rows<{ settings: { aiEnabled: boolean; aiStopped: object } }>(
      'select settings from workspaces where id = $1',
      [desk.workspaceId],
    )
    expect(workspace?.settings).toMatchObject({
      aiEnabled: false,
      aiStopped: { byName: 'Ann', why: 'It says nonsense' },
    })
  })

  it('drops what the AI finishes afterwards, until it is switched on again', async () => {
    const { desk } = await busyDesk()
    await stopAi(desk.flow, desk.workspaceId, ann, null)
    const late = await desk.ask(newCustomer(), 'do you serve queens?')
    expect(await statusesOf(desk, late.conversationId)).toEqual(['ai canceled'])
    await startAi(desk.flow, desk.workspaceId, ann)
    const after = await desk.ask(newCustomer(), 'do you serve queens?')
    expect(await statusesOf(desk, after.conversationId)).toEqual(['ai queued'])
    expect(
      await desk.rows('select what, by_name from autonomy_log where workspace_id = $1 order by position', [
        desk.workspaceId,
      ]),
    ).toEqual([
      { what: 'stopped', by_name: 'Ann' },
      { what: 'started', by_name: 'Ann' },
    ])
  })

  it('lets a confirmation of an opt-out go', async () => {
    const { desk, queued } = await busyDesk()
    await desk.rows(
      `update messages set author = 'automation', purpose = 'opt_out_confirmation' where conversation_id = $1 and direction = 'out'`,
      [queued.conversationId],
    )
    await stopAi(desk.flow, desk.workspaceId, ann, null)
    expect(await statusesOf(desk, queued.conversationId)).toEqual(['automation queued'])
  })

  it('in any order with a delivery, a turn and an approval: once it has returned, nothing of the AI’s is sent', async () => {
    let sent = 0
    const seen = { before: 0, after: 0 }
    for (let seed = 1; seed <= 40; seed++) {
      const desk = await makeDrafting(store, 'full', [...assisted])
      let stopped = false
      const sms = await desk.addInbox(
        { channel: 'sms', provider: 'twilio', address: `+1212555${1000 + seed}` },
        {
          send: async () => {
            sent++
            seen[stopped ? 'after' : 'before']++
            return { outcome: 'sent', externalId: `SM${sent}`, status: 'sent' }
          },
        },
      )
      const write = async (intent: 'question' | 'booking') => {
        const conversationId = await desk.write(sms, { from: newCustomer(), text: 'hello there' })
        await desk.think(conversationId, { intent })
        return conversationId
      }
      const queued = await write('question')
      const waiting = await write('booking')
      const fresh = await desk.write(sms, { from: newCustomer(), text: 'hello' })
      const [draft] = await desk.draftsOf(waiting)
      const scheduler = createScheduler(seed)
      const flow = {
        ...desk.flow,
        store: scheduler.watch(store),
        timing: { ...desk.flow.timing, takeoverWaitMs: 2_000 },
      }
      const { workspaceId } = desk
      const quiet = () => undefined
      await Promise.all([
        scheduler.run(async () => {
          // Sometimes at once, sometimes when the others are well under way.
          for (let steps = seed % 20; steps > 0; steps--) await scheduler.step()
          await stopAi(flow, workspaceId, ann, null)
          stopped = true
        }),
        scheduler.run(() => deliver(flow, { workspaceId, conversationId: queued })),
        scheduler.run(() => approveDraft(flow, workspaceId, ann, draft?.id ?? '').then(quiet, quiet)),
        scheduler.run(() => desk.think(fresh)),
      ])
      for (const conversationId of [queued, waiting, fresh])
        await deliver(desk.flow, { workspaceId, conversationId })
      const left = await desk.rows(
        `select 1 from messages where workspace_id = $1 and author = 'ai' and status in ('queued', 'sending')`,
        [workspaceId],
      )
      expect(left, `seed ${seed}`).toEqual([])
    }
    expect(seen.after).toBe(0)
    expect(seen.before).toBeGreaterThan(0)
  }, 120_000)
})

describe('a switch', () => {
  it('of a channel silences that channel', async () => {
    const { desk, queued, waiting } = await busyDesk()
    await desk.flow.store.transaction(async (tx) => {
      await silenceSwitched(desk.flow, tx, desk.workspaceId, ann, { aiChannels: { email: false } }, (c) => c)
      await patchSettings(tx, desk.workspaceId, { aiChannels: { email: false } })
    })
    expect(await statusesOf(desk, queued.conversationId)).toEqual(['ai queued'])
    await desk.flow.store.transaction((tx) =>
      silenceSwitched(desk.flow, tx, desk.workspaceId, ann, { aiChannels: { sms: false } }, () => 'SMS'),
    )
    expect(await statusesOf(desk, queued.conversationId)).toEqual(['ai canceled'])
    expect(await desk.draftsOf(waiting.conversationId)).toMatchObject([
      { state: 'stale', why: 'Ann switched AI replies off for SMS' },
    ])
  })

  it('of an inbox silences that inbox', async () => {
    const { desk, queued } = await busyDesk()
    const other = await desk.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550199' })
    const off = async (id: string) => {
      const row = await findInbox(store.db, desk.workspaceId, id)
      if (row) await changeInbox(desk.flow, desk.workspaceId, ann, row, { ai_enabled: false })
    }
    await off(other.account.id)
    expect(await statusesOf(desk, queued.conversationId)).toEqual(['ai queued'])
    await off(desk.sms.account.id)
    expect(await statusesOf(desk, queued.conversationId)).toEqual(['ai canceled'])
  })
})

describe('the gate', () => {
  it('holds back what was written under freer rules than those that hold when it leaves', async () => {
    const { desk, queued } = await busyDesk()
    await desk.rows(
      `update agents set fields = fields || '{"mode":"assisted","rules":[]}' where workspace_id = $1`,
      [desk.workspaceId],
    )
    await deliver(desk.flow, { workspaceId: desk.workspaceId, conversationId: queued.conversationId })
    expect(
      await desk.rows(
        `select status, error ->> 'code' as code from messages where conversation_id = $1 and direction = 'out'`,
        [queued.conversationId],
      ),
    ).toEqual([{ status: 'canceled', code: 'needs_approval' }])
  })
})
