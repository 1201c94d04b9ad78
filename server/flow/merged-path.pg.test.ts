// Where parts of the message path meet that know nothing of each other: marks, echoes, copies, calls, paces.
import { describe, expect, it, vi } from 'vitest'
import type { SendResult } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { renameMessage } from '#db/mail.ts'
import { query } from '#db/pool.ts'
import { makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { retryMessage, sendMessage } from './4-act.ts'
import { deliver } from './5-deliver.ts'
import { track } from './6-track.ts'
import { callCustomer } from './call-customer.ts'
import { recordCall } from './calls.ts'
import type { Flow } from './deps.ts'
import { recordEcho } from './echoes.ts'
import { forwardMail } from './forward.ts'
import { recordMark } from './marks.ts'
import { recordPast } from './past.ts'
import { placeCall } from './place-call.ts'

const store = await createStore()
const ana = { kind: 'member' as const, id: 'mem_1', name: 'Ana' }
const sent = (externalId: string): SendResult => ({ outcome: 'sent', externalId, status: 'sent' })
const page = { channel: 'messenger', provider: 'meta', address: 'page' } as const
const mail = { channel: 'email', provider: 'smtp', address: 'hello@harbor.example' } as const
const dead: SendResult = {
  outcome: 'rejected',
  error: { code: '5.1.1', reason: 'Nobody has this address', action: 'Ask for another' },
  effect: 'address_unusable',
}
const email = (to: string[], more: Record<string, unknown> = {}) => ({ references: [], to, cc: [], ...more })

describe('an echo', () => {
  it('keeps what else the provider said of it', async () => {
    const world = await makeBareFlow(store)
    const { account, channel } = await world.addInbox(page)
    const echo = { kind: 'echo' as const, externalId: 'e1', to: '77', text: 'Hi', files: [] }
    await recordEcho(world.flow, account, channel, { ...echo, quotes: 'm0', meta: { source: 'app' } })
    expect(await world.rows('select meta from messages where inbox_id = $1', [account.id])).toEqual([
      { meta: { source: 'app', quotes: 'm0' } },
    ])
  })

  it('of words that were lost once and are on their way again is that of what is on its way', async () => {
    const world = await makeBareFlow(store)
    const results: SendResult[] = []
    const connected = await world.addInbox(page, {
      send: async (message) => {
        const [first] = results.splice(0, 1)
        if (first) return first
        // The provider's echo is faster than its answer.
        await recordEcho(world.flow, connected.account, connected.channel, {
          kind: 'echo',
          externalId: 'mid-2',
          to: '78',
          text: message.text,
          files: [],
          maybeOurs: true,
        })
        return sent('mid-2')
      },
      reconcile: async () => ({ outcome: 'cannot_tell' }),
    })
    const conversationId = await world.write(connected, { from: '78' })
    const payload = { workspaceId: world.workspaceId, conversationId }
    results.push({ outcome: 'unknown', error: { code: 'x', reason: 'cut', action: '' } })
    await sendMessage(world.flow, world.workspaceId, ana, { conversationId, text: 'Hello!' })
    await deliver(world.flow, payload)
    world.pass(60_000)
    await deliver(world.flow, payload)
    await sendMessage(world.flow, world.workspaceId, ana, { conversationId, text: 'Hello!' })
    await deliver(world.flow, payload)
    expect(
      await world.rows(
        `select status, external_id, author from messages where conversation_id = $1 and direction = 'out' order by seq`,
        [conversationId],
      ),
    ).toEqual([
      { status: 'failed', external_id: null, author: 'member' },
      { status: 'sent', external_id: 'mid-2', author: 'member' },
    ])
  })

  it('that was taken for somebody else’s words does not make ours fail', async () => {
    const world = await makeBareFlow(store)
    let calls = 0
    const connected = await world.addInbox(page, {
      send: async () => {
        calls++
        // The network wrote the words anew, so nothing shows that they are ours.
        await recordEcho(world.flow, connected.account, connected.channel, {
          kind: 'echo',
          externalId: 'mid-3',
          to: '79',
          text: 'See https://short.example/1',
          files: [],
          maybeOurs: true,
        })
        return { outcome: 'sent', externalId: 'mid-3', status: 'sending' }
      },
    })
    const conversationId = await world.write(connected, { from: '79' })
    const payload = { workspaceId: world.workspaceId, conversationId }
    await sendMessage(world.flow, world.workspaceId, ana, {
      conversationId,
      text: 'See https://long.example/1',
    })
    await deliver(world.flow, payload)
    expect(calls).toBe(1)
    const rows = await world.rows<{ status: string; author: string }>(
      `select status, author from messages where conversation_id = $1 and direction = 'out' order by seq`,
      [conversationId],
    )
    expect(rows).toEqual([
      { status: 'sent', author: 'member' },
      { status: 'sent', author: 'phone' },
    ])
  })
})

describe('what happens to a mail that somebody else got', () => {
  const start = async (result: SendResult) => {
    const world = await makeBareFlow(store)
    const connected = await world.addInbox(mail, { send: async () => result })
    const conversationId = await world.write(connected, {
      from: 'ann@customer.example',
      email: email([mail.address], { from: 'ann@customer.example' }),
      subject: 'The leak',
    })
    const payload = { workspaceId: world.workspaceId, conversationId }
    const addresses = () =>
      world.rows(
        'select value, unusable_reason is not null as dead, opted_out_at is not null as out from addresses where workspace_id = $1 order by value',
        [world.workspaceId],
      )
    const state = (id: string) =>
      world.rows<{ status: string; error: { reason: string } | null }>(
        'select status, error from messages where id = $1',
        [id],
      )
    return { world, connected, conversationId, payload, addresses, state }
  }
  const alive = [{ value: 'ann@customer.example', dead: false, out: false }]

  it('a forwarded one that nobody takes says nothing about the customer', async () => {
    const { world, conversationId, payload, addresses } = await start(dead)
    const [first] = await world.rows<{ id: string }>('select id from messages where conversation_id = $1', [
      conversationId,
    ])
    await forwardMail(world.flow, world.workspaceId, ana, first?.id ?? '', {
      to: ['Gone <gone@elsewhere.example>'],
      text: 'Look',
      files: false,
    })
    await deliver(world.flow, payload)
    expect(await addresses()).toEqual(alive)
  })

  it('a forwarded one that comes back has failed, and says nothing about the customer', async () => {
    const { world, connected, conversationId, payload, addresses, state } = await start(
      sent('<f1@harbor.example>'),
    )
    const [first] = await world.rows<{ id: string }>('select id from messages where conversation_id = $1', [
      conversationId,
    ])
    const { messageId } = await forwardMail(world.flow, world.workspaceId, ana, first?.id ?? '', {
      to: ['Gone <gone@elsewhere.example>'],
      text: 'Look',
      files: false,
    })
    await deliver(world.flow, payload)
    const receipt = { kind: 'receipt', externalId: '<f1@harbor.example>', messageId, at: null } as const
    const failed = {
      status: 'failed',
      error: dead.error,
      returned: true,
      effect: 'address_unusable',
    } as const
    await track(world.flow, connected.account, { ...receipt, ...failed, recipient: 'gone@elsewhere.example' })
    expect((await state(messageId))[0]?.status).toBe('failed')
    await track(world.flow, connected.account, {
      ...receipt,
      status: 'delivered',
      error: dead.error,
      keepsStatus: true,
      complained: true,
      recipient: 'gone@elsewhere.example',
    })
    expect(await addresses()).toEqual(alive)
  })

  it('a blind copy that comes back is noted, and the message stays sent', async () => {
    const { world, connected, conversationId, payload, addresses, state } = await start(
      sent('<b1@harbor.example>'),
    )
    const { messageId } = await sendMessage(world.flow, world.workspaceId, ana, {
      conversationId,
      text: 'Hi',
      mail: { cc: ['Dora <dora@elsewhere.example>'], bcc: ['Cy <cy@elsewhere.example>'] },
    })
    await deliver(world.flow, payload)
    for (const recipient of ['cy@elsewhere.example', 'dora@elsewhere.example']) {
      await track(world.flow, connected.account, {
        kind: 'receipt',
        externalId: '<b1@harbor.example>',
        messageId,
        status: 'failed',
        error: dead.error,
        returned: true,
        effect: 'address_unusable',
        recipient,
        at: null,
      })
      const [now] = await state(messageId)
      expect([now?.status, now?.error?.reason]).toEqual(['sent', expect.stringContaining(recipient)])
    }
    expect(await addresses()).toEqual(alive)
  })

  it('an answer to another address than the writer’s own fails when that comes back', async () => {
    const { world, connected, payload, conversationId, addresses, state } = await start(
      sent('<r1@harbor.example>'),
    )
    const { messageId } = await sendMessage(world.flow, world.workspaceId, ana, {
      conversationId,
      text: 'Hi',
      mail: { to: ['Reply <replies@customer.example>'] },
    })
    await deliver(world.flow, payload)
    await track(world.flow, connected.account, {
      kind: 'receipt',
      externalId: '<r1@harbor.example>',
      messageId,
      status: 'failed',
      error: dead.error,
      returned: true,
      effect: 'address_unusable',
      recipient: 'replies@customer.example',
      at: null,
    })
    expect((await state(messageId))[0]?.status).toBe('failed')
    expect(await addresses()).toEqual(alive)
  })

  it('a bounce finds a mail to which a mail service gave another id', async () => {
    const { world, connected, payload, conversationId, state } = await start(sent('<o1@harbor.example>'))
    const { messageId } = await sendMessage(world.flow, world.workspaceId, ana, {
      conversationId,
      text: 'Hi',
    })
    await deliver(world.flow, payload)
    await renameMessage(store.db, world.workspaceId, connected.account.id, {
      messageId,
      externalId: '<other@service.example>',
    })
    await track(world.flow, connected.account, {
      kind: 'receipt',
      externalId: `<${messageId}@harbor.example>`,
      messageId,
      status: 'failed',
      error: dead.error,
      returned: true,
      at: null,
    })
    expect((await state(messageId))[0]?.status).toBe('failed')
  })
})

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

describe('the answer to a send', () => {
  const line = {
    channel: 'sms',
    provider: 'twilio',
    address: '+12125550100',
    settings: { apiBase: 'http://x' },
  } as const

  it('that comes after a receipt of failure leaves the reason where it is', async () => {
    const world = await makeBareFlow(store)
    const connected = await world.addInbox(line, {
      send: async ({ id }) => {
        await track(world.flow, connected.account, {
          kind: 'receipt',
          externalId: 'SM1',
          messageId: id,
          status: 'failed',
          error: dead.error,
          at: null,
        })
        return sent('SM1')
      },
    })
    const conversationId = await world.write(connected, { from: '+16465550133' })
    const { messageId } = await sendMessage(world.flow, world.workspaceId, ana, {
      conversationId,
      text: 'Hi',
    })
    await deliver(world.flow, { workspaceId: world.workspaceId, conversationId })
    expect(await world.rows('select status, error from messages where id = $1', [messageId])).toEqual([
      { status: 'failed', error: dead.error },
    ])
  })

  it('that comes after everybody has given up proves that it has left', async () => {
    const world = await makeBareFlow(store)
    const payload = () => ({ workspaceId: world.workspaceId, conversationId })
    const connected = await world.addInbox(line, {
      send: async () => {
        // Another process finds it lying for longer than any call may take.
        world.pass(3_600_000)
        await deliver(world.flow, payload())
        return sent('SM2')
      },
      reconcile: async () => ({ outcome: 'cannot_tell' }),
    })
    const conversationId = await world.write(connected, { from: '+16465550134' })
    const { messageId } = await sendMessage(world.flow, world.workspaceId, ana, {
      conversationId,
      text: 'Hi',
    })
    await deliver(world.flow, payload())
    expect(
      await world.rows('select status, error, external_id from messages where id = $1', [messageId]),
    ).toEqual([{ status: 'sent', error: null, external_id: 'SM2' }])
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
    await expect(
      retryMessage(world.flow, world.workspaceId, ana, `msg_ai_${conversationId}`),
    ).rejects.toThrow('A person acted after the AI wrote this')
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

describe('a watermark', () => {
  it('reaches a message whose provider answers at this very moment', async () => {
    const world = await makeBareFlow(store)
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const connected = await world.addInbox(page, {
      send: async () => {
        await answered
        return sent('mid-w')
      },
    })
    const conversationId = await world.write(connected, { from: '84' })
    await sendMessage(world.flow, world.workspaceId, ana, { conversationId, text: 'Hi' })
    const delivering = deliver(world.flow, { workspaceId: world.workspaceId, conversationId })
    world.pass(1_000)
    await vi.waitUntil(
      async () =>
        (
          await world.rows(`select 1 from messages where conversation_id = $1 and status = 'sending'`, [
            conversationId,
          ])
        ).length > 0,
    )
    // Just before it commits, the answer to the send is taken over from beginning to end.
    const late: Flow = {
      ...world.flow,
      store: {
        ...store,
        transaction: (work) =>
          store.transaction(async (tx) => {
            const result = await work(tx)
            answer()
            await delivering
            return result
          }),
      },
    }
    await recordMark(late, connected.account, connected.channel, {
      kind: 'watermark',
      from: '84',
      status: 'read',
      upTo: world.flow.clock.now(),
    })
    expect(
      await world.rows(`select status from messages where conversation_id = $1 and direction = 'out'`, [
        conversationId,
      ]),
    ).toEqual([{ status: 'read' }])
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
