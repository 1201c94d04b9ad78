// What the simulation found: messages that a provider refused for now, and that the gate is asked about a second time.
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import type { SendResult } from '#channels/channel.ts'
import { patchSettings } from '#db/workspaces.ts'
import { GateSettings } from '#domain/gate-settings.ts'
import { recordOptIn } from '#flow/opt-out.ts'
import { makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { respond } from './3-respond.ts'
import { moveAxes, sendMessage } from './4-act.ts'
import { deliver } from './5-deliver.ts'

const store = await createStore()
const ana = { kind: 'member' as const, id: 'mem_1', name: 'Ana' }
const program = { kind: 'api' as const, id: 'tok_1', name: 'Reminders' }
const at = (time: string, day: string) =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('America/New_York').epochMilliseconds

const error = { code: 'busy', reason: 'Busy', action: 'Nothing to do.' }
const refused: SendResult = { outcome: 'retry', error, afterMs: 120_000 }
const unknown: SendResult = { outcome: 'unknown', error }

async function makeWorld(automatedPerDay: number) {
  const world = await makeBareFlow(store)
  await patchSettings(store.db, world.workspaceId, {
    gate: GateSettings.parse({ caps: { automatedPerDay } }),
    aiEnabled: false,
  })
  const sent: string[] = []
  /** What the provider says to the next calls; after them it takes everything. */
  const answers: SendResult[] = []
  const sms = await world.addInbox(
    { channel: 'sms', provider: 'twilio', address: '+12125550100' },
    {
      pace: () => [],
      send: async (message) => {
        const answer = answers.shift()
        if (answer) return answer
        sent.push(message.text)
        return { outcome: 'sent', externalId: `x-${world.workspaceId}-${sent.length}`, status: 'sent' }
      },
      reconcile: async () => ({ outcome: 'cannot_tell' as const }),
    },
  )
  const goTo = (time: string, day = '2031-01-14') =>
    world.pass(at(time, day) - world.flow.clock.now().getTime())
  goTo('15:00')
  const conversationId = await world.write(sms, { from: '+12125550123' })
  return {
    ...world,
    conversationId,
    sms,
    sent,
    answers,
    goTo,
    run: () => deliver(world.flow, { workspaceId: world.workspaceId, conversationId }),
    say: (text: string, more: Partial<Parameters<typeof sendMessage>[3]> = {}) =>
      sendMessage(world.flow, world.workspaceId, more.bulk ? program : ana, {
        conversationId,
        text,
        ...more,
      }),
    states: () =>
      world.rows<{ body: string; status: string }>(
        `select body, status from messages where conversation_id = $1 and direction = 'out' order by seq`,
        [conversationId],
      ),
  }
}

it('what was refused in the evening and waits for the morning holds no person up', async () => {
  const world = await makeWorld(5)
  world.goTo('20:59')
  await world.say('reminder', { bulk: true })
  world.answers.push(refused)
  await world.run()
  world.goTo('21:02')
  await world.run()
  await world.say('a person answers')
  await world.run()
  expect(world.sent).toEqual(['a person answers'])
  world.goTo('08:00', '2031-01-15')
  await world.run()
  expect(world.sent).toEqual(['a person answers', 'reminder'])
  expect((await world.states()).map((m) => m.body)).toEqual(['a person answers', 'reminder'])
})

it('a cap counts from the attempt that left, not from the first', async () => {
  const world = await makeWorld(1)
  world.goTo('20:59')
  await world.say('one', { bulk: true })
  world.answers.push(refused)
  await world.run()
  world.goTo('21:02')
  await world.run()
  world.goTo('08:00', '2031-01-15')
  await world.run()
  expect(world.sent).toEqual(['one'])
  // A day after the first attempt, and less than one after it left.
  world.goTo('20:59', '2031-01-15')
  world.pass(30_000)
  await world.say('two', { bulk: true })
  await world.run()
  expect(world.sent).toEqual(['one'])
})

it('what may have left still counts', async () => {
  const world = await makeWorld(1)
  await world.say('one', { bulk: true })
  world.answers.push(unknown)
  await world.run()
  world.pass(60 * 60_000)
  await world.run()
  expect(await world.states()).toEqual([{ body: 'one', status: 'failed' }])
  await world.say('two', { bulk: true })
  await world.run()
  expect(world.sent).toEqual([])
})

it('what was refused, and then may not leave at all, is given back', async () => {
  const world = await makeWorld(1)
  await world.say('one', { bulk: true })
  world.answers.push(refused)
  await world.run()
  const [way] = await world.rows<{ address_id: string }>(
    'select address_id from conversations where id = $1',
    [world.conversationId],
  )
  await world.rows(`update addresses set opted_out_at = now() where id = $1`, [way?.address_id])
  world.pass(10 * 60_000)
  await world.run()
  await store.transaction((tx) =>
    recordOptIn(world.flow, tx, world.workspaceId, {
      addressId: way?.address_id ?? '',
      channel: 'sms',
      source: 'member',
      actor: 'Ana',
      text: 'Yes',
      messageId: null,
    }),
  )
  await world.say('two', { bulk: true })
  await world.run()
  expect(world.sent).toEqual(['two'])
})

it('“not if they write first” goes by the place in the thread, not by clocks', async () => {
  const world = await makeWorld(5)
  const sendAt = new Date(world.flow.clock.now().getTime() + 600_000)
  await world.say('later', { sendAt, unlessTheyWrite: true })
  // The clock of whoever took their message in is behind.
  world.pass(-5_000)
  await world.write(world.sms, { from: '+12125550123', text: 'wait' })
  world.pass(700_000)
  await world.run()
  expect(world.sent).toEqual([])
  expect(await world.states()).toEqual([{ body: 'later', status: 'canceled' }])
})

it('what is to leave tomorrow is no answer: after “Resume AI” the customer’s words get one', async () => {
  const world = await makeWorld(5)
  await moveAxes(world.flow, world.workspaceId, ana, world.conversationId, 'takeover')
  await respond(world.flow, { workspaceId: world.workspaceId, conversationId: world.conversationId })
  await world.say('later', { sendAt: new Date(world.flow.clock.now().getTime() + 86_400_000) })
  await patchSettings(store.db, world.workspaceId, { aiEnabled: true })
  await moveAxes(world.flow, world.workspaceId, ana, world.conversationId, 'resume_ai')
  await respond(world.flow, { workspaceId: world.workspaceId, conversationId: world.conversationId })
  expect((await world.states()).length).toBe(2)
})
