// A conversation with the answerer without a database: ports over the real rules for slots, knowledge by the words
// that question and passage share. Time stands still unless a test moves it.
import { Temporal } from 'temporal-polyfill'
import { answer } from '#ai/answerer/index.ts'
import { chunkDocument } from '#ai/knowledge/chunk.ts'
import { toSearchTerms } from '#ai/knowledge/query.ts'
import { stem } from '#ai/knowledge/words.ts'
import { type Busy, checkSlot, findSlots, HOLD_MINUTES } from '#domain/booking.ts'
import type { MayChange } from '#domain/calendar.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { LeadFields, TurnCommand } from '#domain/commands.ts'
import type {
  DeskContext,
  DeskPorts,
  HoldOutcome,
  ThreadLine,
  TurnResult,
  TurnTrace,
  UpcomingAppointment,
  VisitWish,
} from '#domain/desk.ts'
import { type Hours, openState } from '#domain/hours.ts'
import type { KnowledgeFields, Passage, Profile, Service } from '#domain/knowledge.ts'
import * as dental from './business.ts'

type Answerer = (context: DeskContext, ports: DeskPorts) => Promise<TurnResult>
export type DeskOptions = {
  answer?: Answerer
  now?: string
  profile?: Partial<Profile>
  hours?: Hours
  services?: Service[]
  knowledge?: KnowledgeFields[]
  busy?: { start: string; minutes: number }[]
  name?: string | null
  phone?: string | null
  email?: string | null
  upcoming?: { service: string; start: string; staff?: string; mayMove?: MayChange; mayCancel?: MayChange }[]
  staff?: NonNullable<DeskContext['staff']>
  timeZone?: string
  disclosure?: string
  /** Of the knowledge; then every passage is found, and judging is all that keeps them apart. */
  language?: string
  capabilities?: Partial<Capabilities>
}

export type Changed = { id: string; to: string | null; reason: string | null }
export type Booked = { service: string; start: Date; local: string; name: string }
export type Reply = {
  text: string
  commands: TurnCommand[]
  trace: TurnTrace
  escalated: string | null
  lead: LeadFields | null
  booked: Booked | null
  /** What was moved (`to`) or canceled (`reason`). */
  changed: Changed | null
}

/** Friday, 20 November 2026, 10:00 in New York: open. */
export const FRIDAY_TEN = '2026-11-20T15:00:00Z'
/** The same evening, 21:30: closed. */
export const FRIDAY_NIGHT = '2026-11-21T02:30:00Z'

export const webchat: Capabilities = {
  channel: 'webchat',
  label: 'Web chat',
  addressKind: 'visitor',
  text: { maxLength: 4000, counter: 'characters' },
  formatting: 'plain',
  subject: false,
  attachments: { maxCount: 10, maxBytes: 1, types: [] },
  replyWindowHours: null,
  mayStart: false,
  receipts: { delivered: false, read: true },
  typing: { fromCustomer: true, toCustomer: true },
  keywords: false,
  metered: false,
  burst: { quietMs: 0, maxMs: 0 },
}
export const sms: Partial<Capabilities> = {
  channel: 'sms',
  label: 'SMS',
  addressKind: 'phone',
  text: { maxLength: 1600, counter: 'segments' },
  metered: true,
}
export const email: Partial<Capabilities> = {
  channel: 'email',
  label: 'Email',
  addressKind: 'email',
  formatting: 'rich',
  subject: true,
}

type Held = { services: Service[]; start: Date; until: Date; moving: string | null; staff: string | null }

export function openDesk(options: DeskOptions = {}) {
  const hours = options.hours ?? dental.hours
  const services = options.services ?? dental.services
  const profile = { ...dental.profile, ...options.profile }
  const passages = passagesOf(options.knowledge ?? dental.knowledge)
  const clock = { now: new Date(options.now ?? FRIDAY_TEN) }
  const busy: Busy[] = (options.busy ?? []).map((b) => ({
    start: new Date(b.start),
    end: new Date(new Date(b.start).getTime() + b.minutes * 60_000),
  }))
  const held = new Map<string, Held>()
  const thread: ThreadLine[] = []
  const booked: Booked[] = []
  const changed: Changed[] = []
  const staff = options.staff ?? []
  const upcoming: UpcomingAppointment[] = (options.upcoming ?? []).map((u, i) => {
    const service = services.find((s) => s.name === u.service)
    const start = new Date(u.start)
    const end = new Date(start.getTime() + (service?.durationMinutes ?? 30) * 60_000)
    busy.push({ start, end })
    return {
      id: `apt_old${i}`,
      service: u.service,
      serviceIds: service ? [service.id] : [],
      start,
      end,
      staff: u.staff ?? null,
      staffId: staff.find((s) => s.name === u.staff)?.id ?? null,
      mayMove: u.mayMove,
      mayCancel: u.mayCancel,
    }
  })
  let state: Record<string, unknown> = {}
  let spoke = false

  /** Everybody shares one calendar here: who has a time is whoever performs all of it. */
  const plan = (wish: VisitWish) => {
    const ids = [wish.serviceId, ...(wish.alsoServiceIds ?? [])]
    const wished = ids.flatMap((id) => services.find((s) => s.id === id && s.bookable) ?? [])
    const performs = staff.filter(
      (s) => (!wish.staffId || s.id === wish.staffId) && ids.every((id) => s.serviceIds.includes(id)),
    )
    const old = upcoming.find((a) => a.id === wish.moving)
    return {
      wished: wished.length === ids.length ? wished : [],
      who: performs[0] ?? null,
      nobody: staff.length > 0 && performs.length === 0,
      minutes: wished.reduce((sum, s) => sum + s.durationMinutes, 0),
      busy: busy.filter((b) => b.start.getTime() !== old?.start.getTime()),
    }
  }
  const find = (wish: VisitWish, from: string, days: number, limit: number) => {
    const planned = plan(wish)
    if (planned.wished.length === 0 || planned.nobody) return []
    const first = Temporal.PlainDate.from(from)
    const to = first.add({ days: Math.min(Math.max(days, 1), 31) - 1 })
    return findSlots({
      hours,
      busy: planned.busy,
      durationMinutes: planned.minutes,
      now: clock.now,
      from: first,
      to,
      limit,
    })
  }
  const wall = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(hours.timeZone)

  const ports: DeskPorts = {
    searchKnowledge: async (query, limit) =>
      (options.language
        ? passages.map((p) => ({ ...p, language: options.language }))
        : search(passages, query)
      ).slice(0, limit),
    findSlots: async ({ from, days, limit, ...wish }) => find(wish, from, days, limit),
    async holdSlot({ start, ...wish }): Promise<HoldOutcome> {
      const planned = plan(wish)
      if (planned.wished.length === 0) return { ok: false, why: 'unknown_service', alternatives: [] }
      if (planned.nobody) return { ok: false, why: 'nobody', alternatives: [] }
      const checked = checkSlot({
        hours,
        busy: planned.busy,
        durationMinutes: planned.minutes,
        now: clock.now,
        start,
      })
      const day = wall(new Date(Math.max(start.getTime(), clock.now.getTime())))
        .toPlainDate()
        .toString()
      if (!checked.ok) return { ok: false, why: checked.why, alternatives: find(wish, day, 7, 3) }
      held.clear()
      const holdId = `hold_${held.size + booked.length + 1}_${start.getTime()}`
      held.set(holdId, {
        services: planned.wished,
        start,
        until: new Date(clock.now.getTime() + HOLD_MINUTES * 60_000),
        moving: wish.moving ?? null,
        staff: planned.who?.name ?? null,
      })
      return { ok: true, holdId, slot: checked.slot, staff: planned.who }
    },
  }

  function take(holdId: string): Held {
    const hold = held.get(holdId)
    if (!hold || hold.until <= clock.now) throw new Error(`a hold that does not stand any more: ${holdId}`)
    held.clear()
    return hold
  }
  const local = (at: Date) => wall(at).toPlainDateTime().toString({ smallestUnit: 'minute' })
  const endOf = (hold: Held) =>
    new Date(hold.start.getTime() + hold.services.reduce((sum, s) => sum + s.durationMinutes, 0) * 60_000)

  function book(command: Extract<TurnCommand, { type: 'appointment.book' }>): Booked {
    const hold = take(command.holdId)
    if (hold.moving) throw new Error('a hold for moving was booked')
    const made = {
      service: hold.services.map((s) => s.name).join(' + '),
      start: hold.start,
      local: local(hold.start),
      name: command.name,
    }
    booked.push(made)
    busy.push({ start: hold.start, end: endOf(hold) })
    upcoming.push({
      id: command.holdId,
      service: made.service,
      serviceIds: hold.services.map((s) => s.id),
      start: hold.start,
      end: endOf(hold),
      staff: hold.staff,
    })
    return made
  }

  /** Frees the time of an own appointment; throws where it is none. */
  function free(id: string): UpcomingAppointment {
    const at = upcoming.findIndex((a) => a.id === id)
    const [own] = at < 0 ? [] : upcoming.splice(at, 1)
    if (!own) throw new Error(`changed what is not theirs: ${id}`)
    const place = busy.findIndex((b) => b.start.getTime() === own.start.getTime())
    if (place >= 0) busy.splice(place, 1)
    const made = booked.findIndex((b) => b.start.getTime() === own.start.getTime())
    if (made >= 0) booked.splice(made, 1)
    return own
  }
  function change(command: TurnCommand): Changed | null {
    if (command.type === 'appointment.cancel') {
      free(command.appointmentId)
      return { id: command.appointmentId, to: null, reason: command.reason }
    }
    if (command.type !== 'appointment.move') return null
    const hold = take(command.holdId)
    if (hold.moving !== command.appointmentId) throw new Error('moved by a hold for something else')
    const own = free(command.appointmentId)
    busy.push({ start: hold.start, end: endOf(hold) })
    upcoming.push({ ...own, start: hold.start, end: endOf(hold), staff: hold.staff ?? own.staff })
    return { id: own.id, to: local(hold.start), reason: null }
  }

  /** The customer writes one burst; the answerer answers; its commands are carried out. */
  async function say(...texts: string[]): Promise<Reply> {
    const line = (author: ThreadLine['author'], text: string): ThreadLine => ({
      seq: thread.length + 1,
      author,
      authorName: null,
      text,
      at: clock.now,
      attachments: text === '' ? 1 : 0,
    })
    const pending: ThreadLine[] = []
    for (const text of texts) {
      const written = line('contact', text)
      thread.push(written)
      pending.push(written)
    }
    const context: DeskContext = {
      now: clock.now,
      capabilities: { ...webchat, ...options.capabilities },
      profile,
      hours,
      open: openState(hours, clock.now),
      services,
      contact: {
        name: options.name ?? null,
        phone: options.phone ?? null,
        email: options.email ?? null,
        upcoming: [...upcoming].sort((a, b) => a.start.getTime() - b.start.getTime()),
        timeZone: options.timeZone ?? null,
      },
      staff,
      thread: [...thread],
      pending,
      state,
      disclosure: spoke ? null : (options.disclosure ?? null),
    }
    const { commands, trace } = await (options.answer ?? answer)(context, ports)
    const sent = commands.filter((c) => c.type === 'message.send')
    if (sent.length !== 1 || !sent[0]) throw new Error(`${sent.length} messages in one turn`)
    let made: Booked | null = null
    let altered: Changed | null = null
    for (const command of commands) {
      // What is remembered goes through the database as JSON.
      if (command.type === 'desk.remember')
        state = JSON.parse(JSON.stringify(command.state)) as Record<string, unknown>
      if (command.type === 'appointment.book') made = book(command)
      altered = change(command) ?? altered
    }
    thread.push(line('ai', sent[0].text))
    spoke = true
    if (altered) changed.push(altered)
    return {
      text: sent[0].text,
      commands,
      trace,
      escalated: commands.find((c) => c.type === 'conversation.escalate')?.reason ?? null,
      lead: commands.find((c) => c.type === 'lead.save')?.fields ?? null,
      booked: made,
      changed: altered,
    }
  }

  return { say, clock, busy, booked, changed, upcoming, thread, profile, services }
}

function passagesOf(entries: KnowledgeFields[]): Passage[] {
  return entries.flatMap((entry, i) => {
    const pieces =
      entry.kind === 'faq'
        ? [{ title: entry.title, text: entry.body }]
        : chunkDocument({ title: entry.title, text: entry.body })
    return pieces.map((p) => ({
      sourceId: `kb_${i}`,
      kind: entry.kind,
      title: p.title,
      text: p.text,
      score: 0,
    }))
  })
}

function search(passages: Passage[], query: string): Passage[] {
  const terms = toSearchTerms(query).map(stem)
  const words = (text: string) => new Set((text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(stem))
  return passages
    .map((p) => {
      const has = words(`${p.title} ${p.text}`)
      return { ...p, score: terms.filter((t) => has.has(t)).length / Math.max(1, terms.length) }
    })
    .filter((p) => p.score > 0)
    .sort((a, b) => b.score - a.score)
}
