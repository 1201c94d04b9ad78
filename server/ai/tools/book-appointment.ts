import { z } from 'zod'
import { HOLD_MINUTES } from '#domain/booking.ts'
import type { HoldOutcome } from '#domain/desk.ts'
import { saidWords } from './customer-words.ts'
import { bookableService } from './find-slots.ts'
import { readMoment, sayMoment, writeMoment } from './moments.ts'
import { defineTool, ToolProblem } from './tool.ts'

const because: Record<Extract<HoldOutcome, { ok: false }>['why'], string> = {
  past: 'That time is over.',
  too_soon: 'That is too soon: the business needs more notice.',
  too_far: 'That is too far ahead.',
  closed: 'The business is closed then, or the appointment would not fit into the opening hours.',
  taken: 'That time is taken.',
  unknown_service: 'That service cannot be booked.',
}

/** Holds a slot, and with the customer's name books it when the turn ends well. */
export const bookAppointment = defineTool({
  name: 'book_appointment',
  description: `Books an appointment at a time that the customer has chosen. Without a name the time is only held for ${HOLD_MINUTES} minutes: ask for the name, then call again with the same time and the name.`,
  input: z.object({
    serviceId: z.string().min(1).max(64).describe('The id of a service from the list of services'),
    start: z.string().min(16).max(40).describe('Exactly as find_slots gave it, e.g. 2026-03-03T10:00-05:00'),
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .optional()
      .describe('The customer’s name as the customer gave it. Leave out while it is unknown'),
  }),
  async run({ serviceId, start, name }, work) {
    const { context, ports } = work
    const zone = context.hours.timeZone
    const service = bookableService(serviceId, work)
    const at = readMoment(start, zone)
    if (!at)
      throw new ToolProblem(
        `“${start}” is no time. Write it as find_slots gave it, e.g. ${writeMoment(context.now, zone)}`,
      )
    if (name !== undefined && !saidWords(name, context))
      throw new ToolProblem('The customer has not given this name. Leave the name out, or ask for it.')

    // The port lets the earlier hold go before it tries, so a failure may have cost that one too.
    work.hold = null
    const outcome = await ports.holdSlot({ serviceId, start: at })
    if (!outcome.ok)
      return {
        result: {
          booked: false,
          why: because[outcome.why],
          alternatives: outcome.alternatives.map((slot) => ({
            start: writeMoment(slot.start, zone),
            words: sayMoment(slot.start, context),
          })),
        },
        outcome: `not possible (${outcome.why})`,
        slots: outcome.alternatives,
      }
    const words = sayMoment(outcome.slot.start, context)
    work.hold = { holdId: outcome.holdId, service, slot: outcome.slot, name: name ?? null }
    return {
      result: name
        ? {
            booked: true,
            service: service.name,
            words,
            name,
            note: 'Confirm with weekday, date, time and zone.',
          }
        : {
            booked: false,
            held: true,
            service: service.name,
            words,
            minutes: HOLD_MINUTES,
            note: 'It is not booked yet: ask for the name.',
          },
      outcome: `${name ? 'booked' : 'held'} ${service.name}, ${words}`,
      slots: [outcome.slot],
    }
  },
})
