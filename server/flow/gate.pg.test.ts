// The gate on real PostgreSQL: what waits holds nobody up, limits hold however many send at once, people may pass over what
// is left to them, and what was to leave later is asked about again.
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { OutgoingMessage } from '#channels/outgoing.ts'
import { patchSettings } from '#db/workspaces.ts'
import { GateSettings } from '#domain/gate-settings.ts'
import type { Purpose } from '#domain/message.ts'
import type { Verdict } from '#domain/send-gate.ts'
import { type BareFlow, makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { respond } from './3-respond.ts'
import { sendMessage } from './4-act.ts'
import { deliver } from './5-deliver.ts'
import { mustLock } from './axes.ts'
import { cancelLater, changeLater, sendNow } from './later.ts'
import { recordOptIn, recordOptOut } from './opt-out.ts'
import { writeOutgoing } from './outgoing.ts'
import { warnOfUsage } from './usage-warning.ts'

const store = await createStore()
const ana = { kind: 'member' as const, id: 'mem_1', name: 'Ana' }
const NY = 'America/New_York'
/** A Tuesday in the future of whoever runs this. */
const DAY = '2031-01-14'
const at = (time: string, day = DAY) =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(NY).epochMilliseconds

async function makeWorld(gate: unknown = {}, allowance: number | null = null) {
  const world = await makeBareFlow(store)
  const sent: OutgoingMessage[] = []
  await patchSettings(store.db, world.workspaceId, {
    gate: GateSettings.parse(gate),
    smsAllowance: allowance,
    aiEnabled: false,
    alerts: { phone: '+12125550199', email: null },
  })
  const sms = await world.addInbox(
    { channel: 'sms', provider: 'twilio', address: '+12125550100' },
    {
      pace: () => [],
      send: async (message) => {
        sent.push(message)
        return { outcome: 'sent', externalId: `out-${world.workspaceId}-${sent.length}`, status: 'sent' }
      },
    },
  )
  const goTo = (time: string, day = DAY) => world.pass(at(time, day) - world.flow.clock.now().getTime())
  const machine = (
    conversationId: string,
    purpose: Purpose,
    text: string,
    author: 'automation' | 'ai' = 'automation',
  ) =>
    store.transaction(async (tx) => {
      const conversation = await mustLock(tx, world.workspaceId, conversationId)
      return writeOutgoing(world.flow, tx, world.workspaceId, conversation, {
        author,
        authorId: null,
        authorName: null,
        purpose,
        text,
      })
    })
  const { workspaceId, flow } = world
  return {
    ...world,
    sms,
    goTo,
    machine,
    texts: () => sent.map((message) => message.text),
    run: (conversationId: string) => deliver(flow, { workspaceId, conversationId }),
    send: (conversationId: string, text: string, more: Partial<Parameters<typeof sendMessage>[3]> = {}) =>
      sendMessage(flow, workspaceId, ana, { conversationId, text, ...more }),
    addressOf: async (conversationId: string) =>
      (
        await world.rows<{ address_id: string }>('select address_id from conversations where id = $1', [
          conversationId,
        ])
      )[0]?.address_id ?? '',
    states: (conversationId: string) =>
      world.rows<{ body: string; status: string }>(
        `select body, status from messages where conversation_id = $1 and direction = 'out' order by seq`,
        [conversationId],
      ),
  }
}
type Told = Awaited<ReturnType<typeof makeWorld>>

async function allowOffers(world: BareFlow & Pick<Told, 'addressOf'>, conversationId: string) {
  const addressId = await world.addressOf(conversationId)
  await store.transaction((tx) =>
    recordOptIn(world.flow, tx, world.workspaceId, {
      addressId,
      channel: 'sms',
      source: 'member',
      actor: 'Ana',
      text: 'Yes, send me offers',
      messageId: null,
      purpose: 'marketing',
    }),
  )
}

const verdictOf = async (world: BareFlow, text: string) =>
  (
    await world.rows<{ verdict: Verdict }>(
      'select verdict from messages where body = $1 and workspace_id = $2',
      [text, world.workspaceId],
    )
  )[0]?.verdict

describe('at night', () => {
  it('a machine’s text waits until eight where they are; a person’s reply overtakes it; its own later words wait behind it', async () => {
    const world = await makeWorld()
    world.goTo('15:00')
    // Seattle: three hours behind.
    const conversation = await world.write(world.sms, { from: '+12065550123' })
    world.goTo('01:30', '2031-01-15')
    const first = await world.machine(conversation, 'automated', 'reminder one')
    expect(first?.verdict).toMatchObject({ decision: 'defer', reasons: [{ code: 'quiet_hours' }] })
    expect(first?.verdict.until).toBe(new Date(at('11:00', '2031-01-15')).toISOString())
    expect(first?.verdict.facts?.[0]).toEqual({ label: 'Their time', value: 'Tue 22:30 in Los Angeles' })
    await world.machine(conversation, 'automated', 'reminder two')
    await world.run(conversation)
    expect(world.texts()).toEqual([])

    const reply = await world.send(conversation, 'a person replies')
    expect(reply.verdict).toMatchObject({ decision: 'allow', notes: [{ code: 'quiet_hours' }] })
    await world.run(conversation)
    expect(world.texts()).toEqual(['a person replies'])

    world.goTo('10:59', '2031-01-15')
    await world.run(conversation)
    expect(world.texts()).toHaveLength(1)
    world.goTo('11:01', '2031-01-15')
    await world.run(conversation)
    expect(world.texts()).toEqual(['a person replies', 'reminder one', 'reminder two'])
  })

  it('what answers them leaves: a fresh reply of the AI; a late one waits', async () => {
    const world = await makeWorld()
    await patchSettings(store.db, world.workspaceId, { aiEnabled: true })
    world.goTo('23:30')
    const conversation = await world.write(world.sms, { from: '+12125550124' })
    expect((await world.machine(conversation, 'reply', 'at once', 'ai'))?.verdict.decision).toBe('allow')
    world.pass(2 * 3_600_000)
    expect((await world.machine(conversation, 'reply', 'too late', 'ai'))?.verdict).toMatchObject({
      decision: 'defer',
      until: new Date(at('08:00', '2031-01-15')).toISOString(),
    })
  })

  it('a person passes over the hours with a reason, where the business asks for one', async () => {
    const world = await makeWorld({ quietHours: { people: 'ask' } })
    world.goTo('12:00')
    const conversation = await world.write(world.sms, { from: '+12125550125' })
    world.goTo('23:00')
    const held = await world.send(conversation, 'are you up')
    expect(held.verdict).toMatchObject({
      decision: 'defer',
      reasons: [{ code: 'quiet_hours', overridable: true, overridableBy: 'member' }],
    })
    await sendNow(world.flow, world.workspaceId, ana, held.messageId, {
      reason: 'Water in the cellar',
      role: 'member',
    })
    await world.run(conversation)
    expect(world.texts()).toEqual(['are you up'])
    expect((await verdictOf(world, 'are you up'))?.overridden).toMatchObject({
      by: { name: 'Ana' },
      reason: 'Water in the cellar',
      reasons: [{ code: 'quiet_hours' }],
    })
  })
})

describe('how often', () => {
  it('one offer a day to a contact, whatever conversation and however many at once', async () => {
    const world = await makeWorld({ quietHours: { enabled: false } })
    world.goTo('12:00')
    const conversation = await world.write(world.sms, { from: '+12125550126' })
    await allowOffers(world, conversation)
    const addressId = await world.addressOf(conversation)
    const conversations = [conversation]
    // Ten conversations with the same person, all with an offer that the gate has let in before any has left.
    for (let n = 0; n < 9; n++) {
      const id = world.flow.ids.next('conv')
      await world.rows(
        `insert into conversations (workspace_id, id, contact_id, inbox_id, address_id, channel, last_message_at)
         select workspace_id, $2, contact_id, inbox_id, address_id, channel, last_message_at from conversations where id = $1`,
        [conversation, id],
      )
      conversations.push(id)
    }
    expect(addressId).not.toBe('')
    for (const [n, id] of conversations.entries())
      expect((await world.machine(id, 'marketing', `offer ${n}`))?.verdict.decision).toBe('allow')
    await Promise.all(conversations.map((id) => world.run(id)))
    expect(world.texts()).toHaveLength(1)
    const waiting = await world.rows<{ until: Date; verdict: Verdict }>(
      `select next_attempt_at as until, verdict from messages where workspace_id = $1 and status = 'queued'`,
      [world.workspaceId],
    )
    expect(waiting).toHaveLength(9)
    for (const { until, verdict } of waiting) {
      expect(verdict.reasons.map((r) => r.code)).toEqual(['frequency_cap'])
      expect(until.getTime() - world.flow.clock.now().getTime()).toBeGreaterThan(23 * 3_600_000)
    }
    // What people write is not counted.
    await world.send(conversation, 'by hand')
    await world.run(conversation)
    expect(world.texts()).toHaveLength(2)
  })

  it('no offer without a written yes, none after "no more offers", and the ledger’s chain holds both', async () => {
    const world = await makeWorld({ quietHours: { enabled: false } })
    world.goTo('12:00')
    const conversation = await world.write(world.sms, { from: '+12125550127' })
    const codes = async () =>
      (await world.machine(conversation, 'marketing', 'sale'))?.verdict.reasons.map((r) => r.code)
    expect(await codes()).toEqual(['consent_missing'])
    await allowOffers(world, conversation)
    expect(await codes()).toEqual([])
    await world.write(world.sms, { from: '+12125550127', text: 'No more offers please' })
    await respond(world.flow, { workspaceId: world.workspaceId, conversationId: conversation })
    expect((await world.states(conversation)).map((m) => m.status)).toEqual(['canceled', 'canceled'])
    expect(await codes()).toEqual(['purpose_opted_out'])
    // A reply is no offer.
    expect((await world.machine(conversation, 'transactional', 'your appointment'))?.verdict.decision).toBe(
      'allow',
    )
    const { checkLedger } = await import('./consent-ledger.ts')
    expect(await checkLedger(store, world.workspaceId)).toMatchObject({ entries: 2, broken: null })
  })
})

describe('the month’s limits', () => {
  it('hold exactly when many send at once; eighty and a hundred percent are told once each', async () => {
    const world = await makeWorld({ quietHours: { enabled: false } }, 5)
    world.goTo('12:00')
    const conversations: string[] = []
    for (let n = 0; n < 12; n++)
      conversations.push(await world.write(world.sms, { from: `+1212555${String(2000 + n)}` }))
    for (const [n, id] of conversations.entries()) await world.send(id, `text ${n}`)
    await Promise.all(conversations.map((id) => world.run(id)))
    expect(world.texts()).toHaveLength(5)
    const failed = await world.rows<{ code: string }>(
      `select error ->> 'code' as code from messages where workspace_id = $1 and status = 'failed'`,
      [world.workspaceId],
    )
    expect(failed).toEqual(Array.from({ length: 7 }, () => ({ code: 'allowance_used' })))
    const warned = await world.rows<{ data: { meter: string; percent: number } }>(
      `select data from events where workspace_id = $1 and type = 'usage.warned' order by position`,
      [world.workspaceId],
    )
    expect(warned.map(({ data }) => [data.meter, data.percent])).toEqual([
      ['messages', 80],
      ['messages', 100],
    ])
    // An admin passes over it, with a reason; an agent may not.
    const [first = ''] = conversations
    const asked = (role: 'member' | 'admin') =>
      world.send(first, `by ${role}`, { override: { reason: 'The bill is paid', role } })
    expect((await asked('member')).verdict.decision).toBe('block')
    expect((await asked('admin')).verdict.decision).toBe('allow')
    await world.run(first)
    expect(world.texts()).toHaveLength(6)
  })

  it('segments: a long text takes as many as it has, and gives them back where it did not leave', async () => {
    const world = await makeWorld({ quietHours: { enabled: false }, segmentAllowance: 4 })
    world.goTo('12:00')
    const conversation = await world.write(world.sms, { from: '+12125550131' })
    await world.send(conversation, 'x'.repeat(400))
    await world.run(conversation)
    const used = () =>
      world.rows('select sms, segments from usage where workspace_id = $1', [world.workspaceId])
    expect(await used()).toEqual([{ sms: 1, segments: 3 }])
    const second = await world.send(conversation, 'y'.repeat(200))
    expect(second.verdict.reasons[0]).toMatchObject({
      code: 'allowance_used',
      text: expect.stringContaining('4 segments'),
    })
    expect((await world.send(conversation, 'short')).verdict.decision).toBe('allow')
  })

  it('a budget stops machines and not people', async () => {
    const world = await makeWorld({ quietHours: { enabled: false } })
    world.goTo('12:00')
    await patchSettings(store.db, world.workspaceId, {
      gate: GateSettings.parse({
        quietHours: { enabled: false },
        budget: { monthly: 20_000, prices: { [world.sms.account.id]: { segment: 8_000 } } },
      }),
    })
    const conversation = await world.write(world.sms, { from: '+12125550132' })
    await world.machine(conversation, 'automated', 'one')
    await world.machine(conversation, 'automated', 'two')
    await world.machine(conversation, 'automated', 'three')
    await world.run(conversation)
    expect(world.texts()).toEqual(['one', 'two'])
    expect((await verdictOf(world, 'three'))?.reasons[0]).toMatchObject({
      code: 'budget_used',
      text: expect.stringContaining('$0.02'),
    })
    await world.send(conversation, 'a person')
    await world.run(conversation)
    expect(world.texts()).toEqual(['one', 'two', 'a person'])
  })

  it('the owner gets the warning as an alert, at any hour', async () => {
    const world = await makeWorld({}, 10)
    world.goTo('03:00')
    await warnOfUsage(world.flow, {
      workspaceId: world.workspaceId,
      month: '2031-01',
      meter: 'messages',
      percent: 80,
    })
    const [alert] = await world.rows<{
      conversation_id: string
      body: string
      purpose: string
      status: string
    }>(`select conversation_id, body, purpose, status from messages where workspace_id = $1`, [
      world.workspaceId,
    ])
    expect(alert).toMatchObject({ purpose: 'alert', status: 'queued', body: expect.stringContaining('80 %') })
    await world.run(alert?.conversation_id ?? '')
    expect(world.texts()).toHaveLength(1)
  })
})

describe('later', () => {
  const tomorrow = () => new Date(at('09:00', '2031-01-15'))

  it('holds nobody up, leaves at its time as the newest message, and takes nothing over before', async () => {
    const world = await makeWorld()
    world.goTo('12:00')
    const conversation = await world.write(world.sms, { from: '+12125550133' })
    const later = await world.send(conversation, 'good morning', { sendAt: tomorrow() })
    expect(later.verdict).toMatchObject({ decision: 'defer', until: tomorrow().toISOString() })
    const [row] = await world.rows<{ handler: string; preview: string }>(
      'select handler, preview from conversations where id = $1',
      [conversation],
    )
    expect(row).toEqual({ handler: 'ai', preview: 'hello' })
    await world.send(conversation, 'now')
    await world.run(conversation)
    expect(world.texts()).toEqual(['now'])
    world.goTo('09:01', '2031-01-15')
    await world.run(conversation)
    expect((await world.states(conversation)).map((m) => m.body)).toEqual(['now', 'good morning'])
  })

  it('is dropped when they write first, changed, canceled, sent now', async () => {
    const world = await makeWorld()
    world.goTo('12:00')
    const conversation = await world.write(world.sms, { from: '+12125550134' })
    await world.send(conversation, 'any news?', { sendAt: tomorrow(), unlessTheyWrite: true })
    const kept = await world.send(conversation, 'see you then', { sendAt: tomorrow() })
    world.pass(60_000)
    await world.write(world.sms, { from: '+12125550134', text: 'here I am' })
    await respond(world.flow, { workspaceId: world.workspaceId, conversationId: conversation })
    expect((await world.states(conversation)).map((m) => m.status)).toEqual(['canceled', 'queued'])

    const { flow, workspaceId } = world
    await changeLater(flow, workspaceId, ana, kept.messageId, { text: 'see you at ten' })
    await expect(
      changeLater(flow, workspaceId, ana, kept.messageId, { sendAt: new Date(at('11:00')) }),
    ).rejects.toThrow('This time is over')
    const other = await world.send(conversation, 'never mind', { sendAt: tomorrow() })
    await cancelLater(flow, workspaceId, ana, other.messageId)
    await sendNow(flow, workspaceId, ana, kept.messageId, null)
    await world.run(conversation)
    expect(world.texts()).toEqual(['see you at ten'])
    await expect(cancelLater(flow, workspaceId, ana, kept.messageId)).rejects.toThrow('on its way')
  })

  it('a STOP cancels everything to the address in every conversation of it, also what was to leave later', async () => {
    const world = await makeWorld()
    world.goTo('12:00')
    const conversation = await world.write(world.sms, { from: '+12125550135' })
    const other = world.flow.ids.next('conv')
    await world.rows(
      `insert into conversations (workspace_id, id, contact_id, inbox_id, address_id, channel, last_message_at)
       select workspace_id, $2, contact_id, inbox_id, address_id, channel, last_message_at from conversations where id = $1`,
      [conversation, other],
    )
    await world.send(other, 'tomorrow', { sendAt: tomorrow() })
    await world.machine(other, 'automated', 'a rule')
    await world.write(world.sms, { from: '+12125550135', text: 'STOP' })
    expect((await world.states(other)).map((m) => m.status)).toEqual(['canceled', 'canceled'])
    // By hand as well.
    const again = await world.write(world.sms, { from: '+12125550136' })
    await world.send(again, 'tomorrow too', { sendAt: tomorrow() })
    const addressId = await world.addressOf(again)
    await store.transaction((tx) =>
      recordOptOut(world.flow, tx, world.workspaceId, {
        addressId,
        channel: null,
        source: 'member',
        actor: 'Ana',
        text: null,
        messageId: null,
      }),
    )
    expect((await world.states(again)).map((m) => m.status)).toEqual(['canceled'])
  })
})
