// A small business in front of the front desk, without a database: a context and ports over plain data. It is Monday,
// March 2, 2026, 10:00 in New York.
import { Temporal } from 'temporal-polyfill'
import { type Busy, checkSlot, findSlots } from '#domain/booking.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { DeskContext, DeskPorts, ThreadLine } from '#domain/desk.ts'
import { type Hours, openState } from '#domain/hours.ts'
import type { Passage, Profile, Service } from '#domain/knowledge.ts'

export const NOW = new Date('2026-03-02T15:00:00Z')
export const ZONE = 'America/New_York'

const profile: Profile = {
  name: 'Bright Bikes',
  description: 'We repair bicycles of every kind.',
  phone: '+1 212 555 0143',
  email: 'hello@brightbikes.example',
  website: 'https://brightbikes.example',
  address: '9 Mill Lane, Albany, NY 12207',
  directions: 'Behind the old station.',
  country: 'US',
  currency: 'USD',
  locale: 'en-US',
}

const weekday = [{ opens: '09:00', closes: '17:00' }]
export const hours: Hours = {
  timeZone: ZONE,
  week: {
    monday: weekday,
    tuesday: weekday,
    wednesday: weekday,
    thursday: weekday,
    friday: weekday,
    saturday: [{ opens: '10:00', closes: '14:00' }],
    sunday: [],
  },
  holidays: [{ date: '2026-03-06', name: 'Founders Day', intervals: [] }],
}

export const services: Service[] = [
  {
    id: 'svc_tuneup01',
    name: 'Tune-up',
    description: 'Brakes, gears and a wash.',
    priceMinor: 8_500,
    priceKind: 'fixed',
    durationMinutes: 60,
    bookable: true,
  },
  {
    id: 'svc_wheel002',
    name: 'Wheel truing',
    description: 'For one wheel.',
    priceMinor: 3_000,
    priceKind: 'from',
    durationMinutes: 30,
    bookable: true,
  },
  {
    id: 'svc_custom03',
    name: 'Custom build',
    description: 'A bicycle made for you.',
    priceMinor: null,
    priceKind: 'on_request',
    durationMinutes: 120,
    bookable: false,
  },
]

export const passages: Passage[] = [
  {
    sourceId: 'kn_cancel',
    kind: 'faq',
    title: 'What if I cannot come?',
    text: 'Cancel up to 24 hours before without a fee. Later we charge 20 dollars.',
    score: 0.9,
  },
  {
    sourceId: 'kn_visit',
    kind: 'document',
    title: 'How a repair goes',
    text: 'We send you a text when the bicycle is ready. A mechanic will call you half an hour before a home visit. Members get 10% off parts.',
    score: 0.8,
  },
]

const capabilities: Capabilities = {
  channel: 'webchat',
  label: 'Web chat',
  addressKind: 'visitor',
  text: { maxLength: 4_000, counter: 'characters' },
  formatting: 'plain',
  subject: false,
  attachments: { maxCount: 5, maxBytes: 1_000_000, types: ['image/*'] },
  replyWindowHours: null,
  mayStart: false,
  receipts: { delivered: true, read: true },
  typing: { fromCustomer: true, toCustomer: true },
  keywords: false,
  metered: false,
  burst: { quietMs: 1_000, maxMs: 5_000 },
}

type Said = string | { by: ThreadLine['author']; text: string; name?: string; attachments?: number }

/** A context whose thread is `said`, a minute apart; plain strings are the customer's. The trailing ones are to answer. */
export function deskContext(
  said: Said[] = ['Hello'],
  changes: Partial<DeskContext> & { maxLength?: number } = {},
): DeskContext {
  const { maxLength, ...rest } = changes
  const now = rest.now ?? NOW
  const thread: ThreadLine[] = said.map((one, i) => {
    const line = typeof one === 'string' ? { by: 'contact' as const, text: one } : one
    return {
      seq: i + 1,
      author: line.by,
      authorName: line.name ?? null,
      text: line.text,
      at: new Date(now.getTime() - (said.length - i) * 60_000),
      attachments: line.attachments ?? 0,
    }
  })
  const lastOfOurs = thread.findLastIndex((line) => line.author !== 'contact')
  return {
    now,
    capabilities: maxLength ? { ...capabilities, text: { ...capabilities.text, maxLength } } : capabilities,
    profile,
    hours,
    open: openState(hours, now),
    services,
    contact: { name: null, phone: null, email: null, upcoming: [] },
    thread,
    pending: thread.slice(lastOfOurs + 1),
    state: {},
    disclosure: null,
    ...rest,
  }
}

/** Every call of a port, in order. */
export type PortCall = { port: keyof DeskPorts; query: unknown }
export type FakePorts = DeskPorts & { calls: PortCall[]; holds: string[] }

/** Ports over plain data: knowledge gives what was put in, the calendar is the real rules over `busy`. */
export function fakePorts(options: { passages?: Passage[]; busy?: Busy[] } = {}): FakePorts {
  const busy = options.busy ?? []
  const calls: PortCall[] = []
  const holds: string[] = []
  const lengthOf = (id: string) => services.find((s) => s.id === id && s.bookable)?.durationMinutes
  const free = (serviceId: string, from: string, days: number, limit: number) => {
    const durationMinutes = lengthOf(serviceId)
    const first = Temporal.PlainDate.from(from)
    return durationMinutes
      ? findSlots({
          hours,
          busy,
          durationMinutes,
          now: NOW,
          from: first,
          to: first.add({ days: days - 1 }),
          limit,
        })
      : []
  }
  return {
    calls,
    holds,
    async searchKnowledge(query, limit) {
      calls.push({ port: 'searchKnowledge', query })
      return (options.passages ?? passages).slice(0, limit)
    },
    async findSlots(query) {
      calls.push({ port: 'findSlots', query })
      return free(query.serviceId, query.from, query.days, query.limit)
    },
    async holdSlot(query) {
      calls.push({ port: 'holdSlot', query })
      const durationMinutes = lengthOf(query.serviceId)
      if (!durationMinutes) return { ok: false, why: 'unknown_service', alternatives: [] }
      const checked = checkSlot({ hours, busy, durationMinutes, now: NOW, start: query.start })
      if (!checked.ok)
        return { ok: false, why: checked.why, alternatives: free(query.serviceId, '2026-03-03', 7, 3) }
      const holdId = `apt_${holds.length + 1}`
      holds.push(holdId)
      return { ok: true, holdId, slot: checked.slot }
    },
  }
}
