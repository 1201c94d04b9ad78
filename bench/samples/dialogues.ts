// Booking dialogues that others collected, with what was booked in the end. The built-in answerer reads each turn of
// the customer; the other side's turns are the collection's, so that what they offer stands in the frame, as what we
// offer would; what they only read back does not: that must have been understood. Right is what is booked where the collection books: day, time of day, with whom, and all three.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { answer } from '#ai/answerer/index.ts'
import { findStaff } from '#ai/answerer/staff-named.ts'
import { type Booking, type DeskState, emptyBooking, emptyState } from '#ai/answerer/state.ts'
import { momentOf, readWhen, wallClock } from '#ai/answerer/when.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { DeskContext, DeskPorts, ThreadLine } from '#domain/desk.ts'
import { type Hours, openState } from '#domain/hours.ts'
import { Profile, type Service } from '#domain/knowledge.ts'
import type { Case, Row } from './sample.ts'

type Act = [kind: string, slot: string, values: string[]]
type Turn = {
  who: 'USER' | 'SYSTEM'
  text: string
  acts?: { acts: Act[] }[]
  service_call?: { method: string; parameters: Record<string, string> }[]
}
type Dialogue = { id: string; turns: Turn[] }
type Booked = { date: string | null; time: string | null; name: string | null }

const ZONE = 'America/Los_Angeles'
/** The collection's own today. */
const NOW = new Date('2019-03-01T17:00:00Z')
const day = [{ opens: '08:00', closes: '20:00' }]
const hours: Hours = {
  timeZone: ZONE,
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day },
  holidays: [],
}
const service: Service = {
  id: 'svc_1',
  name: 'Appointment',
  description: '',
  priceMinor: null,
  priceKind: 'on_request',
  durationMinutes: 30,
  bookable: true,
}
const capabilities: Capabilities = {
  channel: 'webchat',
  label: 'Web chat',
  addressKind: 'visitor',
  text: { maxLength: 4000, counter: 'characters' },
  formatting: 'plain',
  subject: false,
  attachments: { maxCount: 1, maxBytes: 1, types: [] },
  replyWindowHours: null,
  mayStart: false,
  receipts: { delivered: false, read: false },
  typing: { fromCustomer: false, toCustomer: false },
  keywords: false,
  metered: false,
  burst: { quietMs: 0, maxMs: 0 },
}
const reader = { hours, now: NOW, country: 'US' }

export async function measureDialogues(samples: string): Promise<Row[]> {
  const lines = (await readFile(path.join(samples, 'dialogues/sgd_appointments.jsonl'), 'utf8')).split('\n')
  const dialogues = lines.filter(Boolean).map((line) => JSON.parse(line) as Dialogue)
  const names = [...new Set(dialogues.flatMap(namesIn))]
  const staff = names.map((name, i) => ({
    id: `stf_${i}`,
    name,
    kind: 'resource' as const,
    serviceIds: [service.id],
  }))
  const results: { id: string; gold: Booked; ours: Booked; said: string }[] = []
  for (const dialogue of dialogues) {
    const result = await replay(dialogue, staff)
    if (result) results.push({ id: dialogue.id, ...result })
  }
  const row = (what: string, anchor: string, keys: (keyof Booked)[]): Row => ({
    set: 'sgd_appointments',
    what,
    anchor,
    cases: results.map(
      ({ id, gold, ours, said }): Case => ({
        name: id,
        right: keys.every((key) => same(gold[key], ours[key])),
        seen: `${JSON.stringify(ours)}, expected ${JSON.stringify(gold)} after "${said}"`,
      }),
    ),
  })
  return [
    row('bookings: the day', 'none', ['date']),
    row('bookings: the time of day', 'none', ['time']),
    row('bookings: with whom', 'none', ['name']),
    row('bookings: all three', 'baseline about .25 joint over all services, another count', [
      'date',
      'time',
      'name',
    ]),
  ]
}

const fold = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const same = (a: string | null, b: string | null) => fold(a ?? '') === fold(b ?? '')

/** The directory: whom the other side ever names. */
function namesIn({ turns }: Dialogue): string[] {
  return turns.flatMap((turn) =>
    (turn.acts ?? []).flatMap(({ acts }) =>
      acts.flatMap(([kind, slot, values]) =>
        /^(?:OFFER|CONFIRM)$/.test(kind) && slot.endsWith('_name') ? values : [],
      ),
    ),
  )
}

/** The last booking of a dialogue, theirs and ours; null where none is made. */
async function replay(
  { turns }: Dialogue,
  staff: NonNullable<DeskContext['staff']>,
): Promise<{ gold: Booked; ours: Booked; said: string } | null> {
  const thread: ThreadLine[] = []
  let state: DeskState = structuredClone(emptyState)
  let last: Booked = { date: null, time: null, name: null }
  let found: { gold: Booked; ours: Booked; said: string } | null = null
  for (const turn of turns) {
    const line = lineOf(turn, thread.length + 1)
    thread.push(line)
    if (turn.who === 'USER') {
      const context: DeskContext = {
        now: NOW,
        capabilities,
        profile: Profile.parse({ name: 'The desk' }),
        hours,
        open: openState(hours, NOW),
        services: [service],
        contact: { name: 'Pat Doe', phone: '+14155550100', email: null, upcoming: [] },
        staff,
        thread: [...thread],
        pending: [line],
        state,
        disclosure: null,
      }
      const held: { start: Date; staffId: string | null }[] = []
      const { commands } = await answer(context, portsOf(held))
      const remembered = commands.find((c) => c.type === 'desk.remember')
      if (remembered?.type === 'desk.remember') state = remembered.state as DeskState
      const booked = commands.some((c) => c.type === 'appointment.book')
      const hold = held.at(-1)
      last = booked && hold ? nameBooked(hold, staff, last) : readFrame(state, staff, last)
      continue
    }
    const call = turn.service_call?.findLast((c) => c.method === 'BookAppointment')
    if (call) found = { gold: goldOf(call.parameters), ours: last, said: thread.at(-2)?.text ?? '' }
    state = takeActs(state, turn, staff, last)
  }
  return found
}

function lineOf(turn: Turn, seq: number): ThreadLine {
  return {
    seq,
    author: turn.who === 'USER' ? 'contact' : 'ai',
    authorName: null,
    text: turn.text,
    at: NOW,
    attachments: 0,
  }
}

/** A calendar in which everything is free: what is measured is what was understood. */
function portsOf(held: { start: Date; staffId: string | null }[]): DeskPorts {
  return {
    searchKnowledge: async () => [],
    findSlots: async ({ from, limit }) =>
      Array.from({ length: Math.min(limit, 24) }, (_, i) => {
        const start = momentOf(
          from,
          `${String(8 + Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`,
          ZONE,
        )
        return { start, end: new Date(start.getTime() + 1_800_000) }
      }),
    holdSlot: async ({ start, staffId }) => {
      held.push({ start, staffId: staffId ?? null })
      return {
        ok: true,
        holdId: `apt_${held.length}`,
        slot: { start, end: new Date(start.getTime() + 1_800_000) },
      }
    },
  }
}

const goldOf = (parameters: Record<string, string>): Booked => ({
  date: parameters.appointment_date ?? null,
  time: parameters.appointment_time ?? null,
  name: Object.entries(parameters).find(([slot]) => slot.endsWith('_name'))?.[1] ?? null,
})

function local(start: Date): Pick<Booked, 'date' | 'time'> {
  const wall = wallClock(start, ZONE)
  return {
    date: wall.toPlainDate().toString(),
    time: wall.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

function nameBooked(
  hold: { start: Date; staffId: string | null },
  staff: NonNullable<DeskContext['staff']>,
  before: Booked,
): Booked {
  return { ...local(hold.start), name: staff.find((s) => s.id === hold.staffId)?.name ?? before.name }
}

/** What the frame has, where nothing was booked (yet). */
function readFrame({ booking }: DeskState, staff: NonNullable<DeskContext['staff']>, before: Booked): Booked {
  if (!booking) return before
  const name = staff.find((s) => s.id === booking.staffId)?.name ?? before.name
  const [only] = booking.offered
  if (only && booking.offered.length === 1) return { ...local(new Date(only)), name }
  return { date: booking.days[0] ?? null, time: booking.time, name }
}

/** What the other side offered, read back or asked for becomes the frame with which the next turn begins. */
function takeActs(
  state: DeskState,
  turn: Turn,
  staff: NonNullable<DeskContext['staff']>,
  last: Booked,
): DeskState {
  const acts = (turn.acts ?? []).flatMap((a) => a.acts)
  const value = (end: string) => acts.find(([kind, slot]) => kind === 'OFFER' && slot.endsWith(end))?.[2][0]
  // What they read back is not taken from them: the frame must have it from the customer's words.
  const readsBack = acts.some(([kind, slot]) => kind === 'CONFIRM' && /date|time/.test(slot))
  const failed = acts.some(([kind]) => kind === 'NOTIFY_FAILURE')
  const asks = acts.some(([kind, slot]) => kind === 'REQUEST' && /date|time|name/.test(slot))
  const offersIntent = acts.some(([kind]) => kind === 'OFFER_INTENT')
  const [date, time, name] = [value('_date'), value('_time'), value('_name')]
  const staffId = name ? (findStaff(name, staff).staff[0]?.id ?? null) : null
  // Where theirs could not be booked, neither is ours: the frame goes on.
  if (failed) state = { ...state, booked: null }
  if (!date && !time && !asks && !failed && !staffId && !offersIntent && !readsBack) return state
  const booking: Booking = state.booking ?? {
    ...structuredClone(emptyBooking),
    serviceId: service.id,
    staffId: staff.find((s) => s.name === last.name)?.id ?? null,
    days: last.date && (date || time || readsBack || failed) ? [last.date] : [],
    time: last.time && (date || time || readsBack || failed) ? last.time : null,
  }
  if (staffId) booking.staffId = staffId
  if (!date && !time && !readsBack) {
    if (asks || failed) booking.asked = 'day'
    // Somebody was named, nothing begun: the wish for them is kept until they say when.
    return { ...state, booking: asks || failed || state.booking ? booking : { ...booking, asked: null } }
  }
  const day = (date && readWhen(date, reader).when?.days[0]) ?? booking.days[0] ?? last.date
  const at = (time && readWhen(`at ${time}`, reader).when?.at[0]?.time) ?? booking.time ?? last.time
  if (day && at) booking.offered = [momentOf(day, at, ZONE).toISOString()]
  return { ...state, booking: { ...booking, days: day ? [day] : [], time: at, hold: null, asked: 'confirm' } }
}
