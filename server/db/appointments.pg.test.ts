// Who gets a time, on real PostgreSQL: the constraint decides, not a look beforehand.
import { beforeAll, describe, expect, it } from 'vitest'
import { findFacts } from '#db/conversations.ts'
import { saveStaff } from '#db/staff.ts'
import { findWorkspace, patchSettings, saveHours } from '#db/workspaces.ts'
import { defaultBooking } from '#domain/calendar.ts'
import type { Hours } from '#domain/hours.ts'
import { type Connected } from '#flow/accounts.ts'
import { bookByHand, cancelByHand, moveByHand } from '#flow/appointments.ts'
import { buildPorts } from '#flow/desk.ts'
import { type BareFlow, makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { cancelByContact, confirmHold, listAppointments, moveToHold } from './appointments.ts'
import { saveService } from './knowledge.ts'

const always = [{ opens: '00:00', closes: '24:00' }]
const hours: Hours = {
  timeZone: 'America/New_York',
  week: {
    monday: always,
    tuesday: always,
    wednesday: always,
    thursday: always,
    friday: always,
    saturday: always,
    sunday: always,
  },
  holidays: [],
}
const member = { kind: 'member' as const, id: 'mem_1', name: 'Mo' }

let bare: BareFlow
let sms: Connected
let number = 1000
let day = 1

beforeAll(async () => {
  bare = await makeBareFlow(await createStore())
  const { store, workspaceId } = bare
  sms = await bare.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550100' })
  await saveHours(store.db, workspaceId, hours)
  await saveService(store.db, workspaceId, 'svc_cut', {
    name: 'Cut',
    description: '',
    priceMinor: null,
    priceKind: 'on_request',
    durationMinutes: 60,
    bookable: true,
    bufferAfterMinutes: 30,
  })
  await saveService(store.db, workspaceId, 'svc_color', {
    name: 'Color',
    description: '',
    priceMinor: null,
    priceKind: 'on_request',
    durationMinutes: 90,
    bookable: true,
  })
  for (const [id, name, serviceIds] of [
    ['stf_maria', 'Maria', ['svc_cut', 'svc_color']],
    ['stf_tom', 'Tom', ['svc_cut']],
  ] as const)
    await saveStaff(store.db, workspaceId, id, {
      name,
      kind: 'person',
      week: null,
      daysOff: [],
      serviceIds: [...serviceIds],
      active: true,
    })
})

/** A customer with a conversation, and the front desk's ports in it. */
async function customer() {
  const conversationId = await bare.write(sms, { from: `+1212736${number++}` })
  const conversation = await findFacts(bare.store.db, bare.workspaceId, conversationId)
  const workspace = await findWorkspace(bare.store, bare.workspaceId)
  if (!conversation || !workspace) throw new Error('no conversation')
  const whose = () => ({
    conversationId,
    contactId: conversation.contact_id,
    now: bare.flow.clock.now(),
    settings: defaultBooking,
  })
  return {
    conversationId,
    contactId: conversation.contact_id,
    ports: buildPorts(bare.flow, workspace, conversation),
    whose,
  }
}

/** Ten in the morning UTC, on a day that no other test uses. */
const freshTime = (): Date => {
  const base = new Date(bare.flow.clock.now().getTime() + (2 + 2 * day++) * 86_400_000)
  base.setUTCHours(15, 0, 0, 0)
  return base
}
const booked = async (start: Date) =>
  (await listAppointments(bare.store, bare.workspaceId, { limit: 500 })).filter(
    (a) => a.starts_at.getTime() === start.getTime() && a.status === 'booked',
  )

describe('twenty customers at once for one time', () => {
  it('with two who perform it: two get it, one each, and the others are told what is free', async () => {
    const start = freshTime()
    const customers = await Promise.all(Array.from({ length: 20 }, customer))
    const outcomes = await Promise.all(
      customers.map(({ ports }) => ports.holdSlot({ serviceId: 'svc_cut', start })),
    )
    const held = outcomes.flatMap((o, i) => (o.ok ? [{ ...o, customer: customers[i] }] : []))
    expect(held.map((h) => h.staff?.name).sort()).toEqual(['Maria', 'Tom'])
    expect(outcomes.filter((o) => !o.ok).map((o) => !o.ok && o.why)).toEqual(Array(18).fill('taken'))
    for (const o of outcomes) if (!o.ok) expect(o.alternatives.length).toBeGreaterThan(0)
    const rows = await Promise.all(
      held.map((h) =>
        confirmHold(
          bare.store.db,
          bare.workspaceId,
          h.holdId,
          h.customer?.conversationId ?? '',
          'Ann',
          bare.flow.clock.now(),
        ),
      ),
    )
    expect(rows.every((row) => row?.status === 'booked')).toBe(true)
    expect(await booked(start)).toHaveLength(2)
  })

  it('by hand: two get it, the others are refused, nothing hangs', async () => {
    const start = freshTime()
    const customers = await Promise.all(Array.from({ length: 20 }, customer))
    const results = await Promise.allSettled(
      customers.map(({ contactId }) =>
        bookByHand(bare.flow, bare.workspaceId, member, {
          contactId,
          serviceId: 'svc_cut',
          startsAt: start,
          note: '',
        }),
      ),
    )
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(2)
    for (const r of results)
      if (r.status === 'rejected') expect(r.reason).toMatchObject({ code: 'slot_taken' })
    expect(await booked(start)).toHaveLength(2)
  })
})

describe('the time around a visit', () => {
  it('is nobody else’s', async () => {
    const start = freshTime()
    const [first, second] = await Promise.all([customer(), customer()])
    expect(await first.ports.holdSlot({ serviceId: 'svc_color', start, staffId: 'stf_maria' })).toMatchObject(
      { ok: true },
    )
    // Ninety minutes, then half an hour that the cut before it would need.
    const before = new Date(start.getTime() - 60 * 60_000)
    expect(
      await second.ports.holdSlot({ serviceId: 'svc_cut', start: before, staffId: 'stf_maria' }),
    ).toMatchObject({
      ok: false,
      why: 'taken',
    })
    expect(
      await second.ports.holdSlot({
        serviceId: 'svc_cut',
        start: new Date(start.getTime() - 90 * 60_000),
        staffId: 'stf_maria',
      }),
    ).toMatchObject({ ok: true, staff: { name: 'Maria' } })
  })
})

describe('the same person', () => {
  it('is not booked twice at the same time, in whatever conversation, unless a person says so', async () => {
    const start = freshTime()
    const one = await customer()
    await bookByHand(bare.flow, bare.workspaceId, member, {
      contactId: one.contactId,
      serviceId: 'svc_color',
      startsAt: start,
      note: '',
    })
    const half = new Date(start.getTime() + 30 * 60_000)
    expect(await one.ports.holdSlot({ serviceId: 'svc_cut', start: half })).toMatchObject({
      ok: false,
      why: 'same_person',
    })
    const wish = { contactId: one.contactId, serviceId: 'svc_cut', startsAt: half, note: '' }
    await expect(bookByHand(bare.flow, bare.workspaceId, member, wish)).rejects.toMatchObject({
      facts: { why: 'same_person' },
    })
    expect(await bookByHand(bare.flow, bare.workspaceId, member, { ...wish, alongside: true })).toMatchObject(
      {
        staff_name: 'Tom',
      },
    )
  })
})

describe('moving', () => {
  async function withAppointment() {
    const one = await customer()
    const start = freshTime()
    const appointment = await bookByHand(bare.flow, bare.workspaceId, member, {
      contactId: one.contactId,
      serviceId: 'svc_cut',
      staffId: 'stf_tom',
      startsAt: start,
      note: '',
    })
    return { ...one, start, appointment }
  }

  it('frees the old time only when the new one is taken, and may overlap itself', async () => {
    const { ports, whose, start, appointment, conversationId } = await withAppointment()
    const later = new Date(start.getTime() + 30 * 60_000)
    const hold = await ports.holdSlot({
      serviceId: 'svc_cut',
      start: later,
      staffId: 'stf_tom',
      moving: appointment.id,
    })
    expect(hold).toMatchObject({ ok: true })
    // Both times are kept while the customer thinks.
    const other = await customer()
    expect(await other.ports.holdSlot({ serviceId: 'svc_cut', start, staffId: 'stf_tom' })).toMatchObject({
      ok: false,
    })
    if (!hold.ok) throw new Error('not held')
    const q = { appointmentId: appointment.id, holdId: hold.holdId, ...whose() }
    const moved = await bare.store.transaction((tx) => moveToHold(tx, bare.workspaceId, q))
    expect(moved).toMatchObject({ id: appointment.id, starts_at: later, moved_from: start, times_moved: 1 })
    // A second time it is nobody's: the hold is used up.
    expect(await bare.store.transaction((tx) => moveToHold(tx, bare.workspaceId, q))).toBeNull()
    expect(conversationId).not.toBe('')
  })

  it('never touches another contact’s appointment, whatever ids are given', async () => {
    const theirs = await withAppointment()
    const thief = await withAppointment()
    const wanted = new Date(thief.start.getTime() + 4 * 3_600_000)
    expect(
      await thief.ports.holdSlot({ serviceId: 'svc_cut', start: wanted, moving: theirs.appointment.id }),
    ).toMatchObject({ ok: false, why: 'not_movable' })
    const hold = await thief.ports.holdSlot({
      serviceId: 'svc_cut',
      start: wanted,
      moving: thief.appointment.id,
    })
    if (!hold.ok) throw new Error('not held')
    const move = (appointmentId: string, who: typeof thief) =>
      bare.store.transaction((tx) =>
        moveToHold(tx, bare.workspaceId, { appointmentId, holdId: hold.holdId, ...who.whose() }),
      )
    expect(await move(theirs.appointment.id, thief)).toBeNull()
    expect(await move(theirs.appointment.id, theirs)).toBeNull()
    const cancel = (id: string, who: typeof thief) =>
      bare.store.transaction((tx) =>
        cancelByContact(tx, bare.workspaceId, { appointmentId: id, reason: '', ...who.whose() }),
      )
    expect(await cancel(theirs.appointment.id, thief)).toBeNull()
    expect(await booked(theirs.start)).toMatchObject([{ id: theirs.appointment.id }])
    expect(await cancel(thief.appointment.id, thief)).toMatchObject({ status: 'canceled' })
  })

  it('keeps the notice that the business asks for', async () => {
    const { whose, appointment, start } = await withAppointment()
    const settings = { ...defaultBooking, changeNoticeMinutes: 60 * 24 * 365 }
    const cancel = (with_: typeof settings) =>
      bare.store.transaction((tx) =>
        cancelByContact(tx, bare.workspaceId, {
          appointmentId: appointment.id,
          reason: 'ill',
          ...whose(),
          settings: with_,
        }),
      )
    expect(await cancel(settings)).toBeNull()
    expect(await cancel({ ...defaultBooking, mayCancel: false })).toBeNull()
    expect(await booked(start)).toHaveLength(1)
    expect(await cancel(defaultBooking)).toMatchObject({ cancel_reason: 'ill', canceled_by: 'ai' })
    await patchSettings(bare.store.db, bare.workspaceId, { booking: defaultBooking })
  })

  it('by hand: to somebody else at the same time, and refused where they are busy', async () => {
    const { start, appointment } = await withAppointment()
    expect(
      await moveByHand(bare.flow, bare.workspaceId, member, appointment.id, { staffId: 'stf_maria' }),
    ).toMatchObject({ staff_name: 'Maria', starts_at: start, times_moved: 0 })
    const other = await customer()
    const second = await bookByHand(bare.flow, bare.workspaceId, member, {
      contactId: other.contactId,
      serviceId: 'svc_cut',
      startsAt: start,
      note: '',
    })
    expect(second.staff_name).toBe('Tom')
    await expect(
      moveByHand(bare.flow, bare.workspaceId, member, second.id, { staffId: 'stf_maria' }),
    ).rejects.toMatchObject({ code: 'slot_taken' })
    expect(await cancelByHand(bare.flow, bare.workspaceId, member, second.id, 'ill')).toMatchObject({
      cancel_reason: 'ill',
      canceled_by: 'mem_1',
    })
  })
})

it('a hold that is confirmed twice is one booking', async () => {
  const start = freshTime()
  const { ports, conversationId } = await customer()
  const hold = await ports.holdSlot({ serviceId: 'svc_cut', start })
  if (!hold.ok) throw new Error('not held')
  const confirm = () =>
    confirmHold(bare.store.db, bare.workspaceId, hold.holdId, conversationId, 'Ann', bare.flow.clock.now())
  const [first, second] = [await confirm(), await confirm()]
  expect(second).toEqual(first)
  expect(await booked(start)).toHaveLength(1)
})

it('several services in one visit are with one who performs them all', async () => {
  const start = freshTime()
  const { ports } = await customer()
  const hold = await ports.holdSlot({ serviceId: 'svc_cut', alsoServiceIds: ['svc_color'], start })
  expect(hold).toMatchObject({ ok: true, staff: { name: 'Maria' } })
  if (hold.ok) expect(hold.slot.end.getTime() - start.getTime()).toBe(150 * 60_000)
  const tom = await ports.holdSlot({
    serviceId: 'svc_cut',
    alsoServiceIds: ['svc_color'],
    start,
    staffId: 'stf_tom',
  })
  expect(tom).toMatchObject({ ok: false, why: 'nobody' })
})
