// Where parts of the message path meet that know nothing of each other: ways, captions, calls, paces, history.
import { describe, expect, it } from 'vitest'
import { findChannel } from '#channels/registry.ts'
import { query } from '#db/pool.ts'
import { makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { retryMessage, sendMessage } from './4-act.ts'
import { deliver } from './5-deliver.ts'
import { callCustomer } from './call-customer.ts'
import { recordCall } from './calls.ts'
import { recordPast } from './past.ts'
import { placeCall } from './place-call.ts'

const store = await createStore()
const ana = { kind: 'member' as const, id: 'mem_1', name: 'Ana' }
const page = { channel: 'messenger', provider: 'meta', address: 'page' } as const
const mail = { channel: 'email', provider: 'smtp', address: 'hello@harbor.example' } as const

describe('a message with a file and more words than fit beside it', () => {
  it('keeps its words where the gate lets nothing out', async () => {
    const world = await makeBareFlow(store)
    const connected = await world.addInbox({ channel: 'tiktok', provider: 'tiktok', address: 'shop' })
    const conversationId = await world.write(connected, { from: '80' })
    world.pass(8 * 86_400_000)
    const attachments = [{ id: 'fil_1', name: 'a.png', type: 'image/png', size: 1 }]
    const text = 'x'.repeat((connected.channel.capabilities.captionLength ?? 0) + 1)
    const written = await sendMessage(world.flow, world.workspaceId, ana, {
      conversationId,
      text,
      attachments,
    })
    expect(written.verdict.decision).toBe('block')
    expect(
      await world.rows(
        `select status, body = $2 as words from messages where conversation_id = $1 and direction = 'out' order by seq`,
        [conversationId, text],
      ),
    ).toEqual([
      { status: 'failed', words: false },
      { status: 'failed', words: true },
    ])
  })
})

describe('the way of a message', () => {
  it('leads to the person of the conversation, by an inbox that can go it', async () => {
    const world = await makeBareFlow(store)
    const sms = await world.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550100' })
    const letters = await world.addInbox(mail)
    const conversationId = await world.write(sms, { from: '+16465550123' })
    await world.write(sms, { from: '+16465550124' })
    const [other] = await world.rows<{ id: string }>(
      `select id from addresses where workspace_id = $1 and value = $2`,
      [world.workspaceId, '+16465550124'],
    )
    const send = (way: { inboxId?: string; addressId?: string }) =>
      sendMessage(world.flow, world.workspaceId, ana, { conversationId, text: 'Hi', ...way })
    await expect(send({ addressId: other?.id ?? '' })).rejects.toThrow('another contact')
    await expect(send({ inboxId: letters.account.id })).rejects.toThrow('cannot write to this address')
    expect(
      await world.rows(`select 1 from messages where workspace_id = $1 and direction = 'out'`, [
        world.workspaceId,
      ]),
    ).toEqual([])
  })
})

describe('sending again', () => {
  it('asks the gate as it will be asked when it leaves', async () => {
    const world = await makeBareFlow(store)
    const connected = await world.addInbox(page)
    const conversationId = await world.write(connected, { from: '81' })
    const [row] = await world.rows<{ address_id: string }>(
      'select address_id from conversations where id = $1',
      [conversationId],
    )
    await query(
      store.db,
      `insert into messages (workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, author, purpose, body, automatic, status, turn, created_at)
       values ($1, 'msg_ai_' || $2, $2, 2, 'out', 'messenger', $3, $4, 'ai', 'reply', 'Yes', false, 'failed', 0, now())`,
      [world.workspaceId, conversationId, connected.account.id, row?.address_id],
    )
    await query(store.db, 'update conversations set last_seq = 2, turn = 5 where id = $1', [conversationId])
    const id = `msg_ai_${conversationId}`
    const program = { kind: 'api' as const, id: 'tok', name: 'A program' }
    await expect(retryMessage(world.flow, world.workspaceId, program, id)).rejects.toThrow(
      'A person acted after the AI wrote this',
    )
    // A member who sends the AI's words again stands for them.
    await retryMessage(world.flow, world.workspaceId, ana, id)
    expect(
      await world.rows(`select status, turn, meta -> 'ai' -> 'approved' as by from messages where id = $1`, [
        id,
      ]),
    ).toEqual([{ status: 'queued', turn: 5, by: { id: ana.id, name: ana.name, edited: false } }])
  })
})

describe('a call to a customer', () => {
  const line = {
    channel: 'voice',
    provider: 'twilio',
    address: '+12125550100',
    settings: { forwardTo: '+12125550199' },
  } as const
  const start = async () => {
    const world = await makeBareFlow(store)
    let placed = 0
    const channel = findChannel('voice', 'twilio')
    const connected = await world.addInbox(line, {
      calls: {
        ...channel?.calls,
        fallbackPhone: () => '+12125550199',
        place: async () => ({ outcome: 'placed', externalId: `CA${placed++}` }),
      },
    })
    const missed = async (customer: string) => {
      await recordCall(world.flow, connected.account, connected.channel, {
        kind: 'call',
        externalId: `in ${customer}`,
        callId: null,
        direction: 'in',
        customer,
        customerName: null,
        ours: null,
        facts: { end: 'no_answer' },
      })
      const [call] = await world.rows<{ conversation_id: string }>(
        'select conversation_id from calls where workspace_id = $1 and from_address = $2',
        [world.workspaceId, customer],
      )
      return call?.conversation_id ?? ''
    }
    const press = (conversationId: string, clientId: string) =>
      callCustomer(world.flow, world.workspaceId, ana, {
        conversationId,
        inboxId: connected.account.id,
        clientId,
      })
    return { world, missed, press, placed: () => placed }
  }

  it('that lay for long is not placed: nobody expects a telephone to ring an hour later', async () => {
    const { world, missed, press, placed } = await start()
    const { callId } = await press(await missed('+16465550123'), 'c1')
    world.pass(3_600_000)
    await placeCall(world.flow, { workspaceId: world.workspaceId, callId })
    expect(placed()).toBe(0)
    const [call] = await world.rows<{ place_state: string; facts: { problem?: { code: string } } }>(
      'select place_state, facts from calls where id = $1',
      [callId],
    )
    expect([call?.place_state, call?.facts.problem?.code]).toEqual(['done', 'too_late'])
  })

  it('rings one telephone once, in whatever conversations its button is pressed at once', async () => {
    const { missed, press } = await start()
    for (let round = 0; round < 5; round++) {
      const people = []
      for (let n = 0; n < 4; n++) people.push(await missed(`+1646555${round}10${n}`))
      const pressed = await Promise.allSettled(people.map((id, n) => press(id, `p${round} ${n}`)))
      expect(pressed.filter((one) => one.status === 'fulfilled')).toHaveLength(round === 0 ? 1 : 0)
    }
  })
})

describe('a paused inbox', () => {
  it('uses up no places at the provider’s turnstile', async () => {
    const world = await makeBareFlow(store)
    const connected = await world.addInbox(page, { pace: () => [{ per: 'sender', perSecond: 1 }] })
    const conversationId = await world.write(connected, { from: '82' })
    await sendMessage(world.flow, world.workspaceId, ana, { conversationId, text: 'Hi' })
    await query(store.db, `update inboxes set status = 'paused' where id = $1`, [connected.account.id])
    world.flow.accounts.forget()
    for (let i = 0; i < 5; i++) {
      await deliver(world.flow, { workspaceId: world.workspaceId, conversationId })
      world.pass(61_000)
    }
    expect(await world.rows('select 1 from pace where inbox_id = $1', [connected.account.id])).toEqual([])
  })
})

describe('a message that comes with the history and by itself at once', () => {
  it('is stored once, and the provider hears that it is', async () => {
    const world = await makeBareFlow(store)
    const connected = await world.addInbox(page)
    await world.write(connected, { from: '83' })
    const past = (n: number) => ({
      kind: 'past' as const,
      externalId: `both-${n}`,
      direction: 'in' as const,
      address: '83',
      name: null,
      text: 'hi',
      files: [],
      at: new Date(Date.now() - 1_000),
    })
    for (let n = 0; n < 15; n++)
      await Promise.all([
        recordPast(world.flow, connected.account, connected.channel, [past(n), past(100 + n)]),
        world.write(connected, { from: `new-${n}`, externalId: `both-${n}` }),
      ])
    expect(
      await world.rows(
        `select external_id from messages where inbox_id = $1 and external_id like 'both-%' group by 1 having count(*) <> 1`,
        [connected.account.id],
      ),
    ).toEqual([])
  })
})
