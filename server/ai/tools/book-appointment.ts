import { z } from 'zod'
import { HOLD_MINUTES } from '#domain/booking.ts'
import type { HoldOutcome } from '#domain/desk.ts'
import { saidWords } from './customer-words.ts'
import { bookableService } from './find-slots.ts'
import { readMoment, sayFree, sayMoment, writeMoment } from './moments.ts'
import { defineTool, type ToolAnswer, ToolProblem } from './tool.ts'
import type { Work } from './work.ts'

const because: Record<Extract<HoldOutcome, { ok: false }>['why'], string> = {
  past: 'That time is over.',
  too_soon: 'That is too soon: the business needs more notice.',
  too_far: 'That is too far ahead.',
  closed: 'The business is closed then, or the appointment would not fit into the opening hours.',
  taken: 'That time is taken.',
  unknown_service: 'That service cannot be booked.',
  same_person: 'This customer has another appointment at that time. Say so instead of booking twice.',
  nobody: 'Nobody of that name performs this, or nobody performs all of it.',
  not_movable: 'That appointment cannot be moved here. Call escalate.',
}

/** A wished time, read; throws words for the model. */
export function readStart(start: string, { context }: Work): Date {
  const zone = context.hours.timeZone
  const at = readMoment(start, zone)
  if (at) return at
  throw new ToolProblem(
    `“${start}” is no time that exists. Write it as find_slots gave it, e.g. ${writeMoment(context.now, zone)}`,
  )
}

/** The id of somebody who can be booked; null for anybody. Throws words for the model. */
export function staffWish(id: string | undefined, { context }: Work): string | null {
  if (id === undefined || id === 'anybody') return null
  const staff = context.staff ?? []
  if (staff.some((s) => s.id === id)) return id
  const known = staff.map((s) => `${s.id} (${s.name})`).join(', ')
  throw new ToolProblem(
    known
      ? `There is nobody with this id. The ids are: ${known}`
      : 'One cannot choose a person here. Leave staffId out.',
  )
}

/** What the model reads where a time is not to be had. */
export function notPossible(
  outcome: Extract<HoldOutcome, { ok: false }>,
  { context }: Work,
  what: 'booked' | 'moved',
): ToolAnswer {
  return {
    result: {
      [what]: false,
      why: because[outcome.why],
      alternatives: outcome.alternatives.map((slot) => sayFree(slot, context)),
    },
    outcome: `not possible (${outcome.why})`,
    slots: outcome.alternatives,
  }
}

/** Holds a slot, and with the customer's name books it when the turn ends well. */
export const bookAppointment = defineTool({
  name: 'book_appointment',
  description: `Books an appointment at a time that the customer has chosen. Without a name the time is only held for ${HOLD_MINUTES} minutes: ask for the name, then call again with the same time and the name. For a new appointment only: to change one that the customer has, use move_appointment.`,
  input: z.object({
    serviceId: z.string().min(1).max(64).describe('The id of a service from the list of services'),
    alsoServiceIds: z
      .array(z.string().min(1).max(64))
      .max(4)
      .optional()
      .describe('More services in the same visit, one after the other'),
    staffId: z
      .string()
      .max(64)
      .optional()
      .describe('With whom, if the customer wishes for somebody; else leave out'),
    start: z.string().min(16).max(40).describe('Exactly as find_slots gave it, e.g. 2026-03-03T10:00-05:00'),
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .optional()
      .describe('The customer’s name as the customer gave it. Leave out while it is unknown'),
  }),
  async run({ serviceId, alsoServiceIds, staffId, start, name }, work) {
    const { context, ports } = work
    const service = bookableService(serviceId, work)
    const also = (alsoServiceIds ?? []).map((id) => bookableService(id, work))
    const at = readStart(start, work)
    if (name !== undefined && !saidWords(name, context))
      throw new ToolProblem('The customer has not given this name. Leave the name out, or ask for it.')
    const wished = staffWish(staffId, work)

    // The port lets the earlier hold go before it tries, so a failure may have cost that one too.
    work.hold = null
    work.move = null
    const outcome = await ports.holdSlot({
      serviceId,
      start: at,
      ...(also.length > 0 && { alsoServiceIds: also.map((s) => s.id) }),
      ...(wished && { staffId: wished }),
    })
    if (!outcome.ok) return notPossible(outcome, work, 'booked')
    const words = sayMoment(outcome.slot.start, context)
    const what = [service, ...also].map((s) => s.name).join(' + ')
    const facts = { service: what, words, ...(outcome.staff && { with: outcome.staff.name }) }
    work.hold = { holdId: outcome.holdId, service, slot: outcome.slot, name: name ?? null }
    return {
      result: name
        ? { booked: true, ...facts, name, note: 'Confirm with weekday, date, time and zone.' }
        : {
            booked: false,
            held: true,
            ...facts,
            minutes: HOLD_MINUTES,
            note: 'It is not booked yet: ask for the name.',
          },
      outcome: `${name ? 'booked' : 'held'} ${what}, ${words}`,
      slots: [outcome.slot],
    }
  },
})
