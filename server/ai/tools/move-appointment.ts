import { z } from 'zod'
import { HOLD_MINUTES } from '#domain/booking.ts'
import { notPossible, readStart, staffWish } from './book-appointment.ts'
import { sayMoment, writeMoment } from './moments.ts'
import { ownAppointment, tooLate } from './own-appointment.ts'
import { wasReadBack } from './read-back.ts'
import { defineTool, ToolProblem } from './tool.ts'

/** Moves one of the contact's own appointments to a time that was read back to them. */
export const moveAppointment = defineTool({
  name: 'move_appointment',
  description: `Moves one of this customer’s own appointments (ids: under “The customer”). First call it without confirmed: the new time is held for ${HOLD_MINUTES} minutes; read back the old and the new time, each with weekday, date, time and time zone, and ask whether to move it. When the customer has said yes, call it again with confirmed true. Find free times with find_slots and its argument moving.`,
  input: z.object({
    appointmentId: z.string().min(1).max(64).describe('The appointment’s id, as given under “The customer”'),
    start: z.string().min(16).max(40).describe('The new time, exactly as find_slots gave it'),
    staffId: z
      .string()
      .max(64)
      .optional()
      .describe(
        'Whose calendar, if the customer wishes for somebody; "anybody" if they do not mind. Left out: whoever has it now',
      ),
    confirmed: z.boolean().default(false).describe('True only after the customer agreed to exactly this'),
  }),
  async run({ appointmentId, start, staffId, confirmed }, work) {
    const { context, ports } = work
    const zone = context.hours.timeZone
    const appointment = ownAppointment(appointmentId, work)
    const may = appointment.mayMove ?? 'yes'
    if (may !== 'yes') throw new ToolProblem(tooLate[may])
    const [serviceId, ...alsoServiceIds] = appointment.serviceIds ?? []
    if (!serviceId)
      throw new ToolProblem(
        'What this appointment is for is not known here. Call escalate, so that a person moves it.',
      )
    if (work.cancel) throw new ToolProblem('One thing after the other: you are canceling in this turn.')
    const at = readStart(start, work)
    if (at.getTime() === appointment.start.getTime())
      throw new ToolProblem(
        'It is at that time already. Ask for the time that the customer would like instead.',
      )

    // The port lets the earlier hold go before it tries.
    work.hold = null
    work.move = null
    const outcome = await ports.holdSlot({
      serviceId,
      alsoServiceIds,
      staffId: staffId === undefined ? (appointment.staffId ?? null) : staffWish(staffId, work),
      start: at,
      moving: appointment.id,
    })
    if (!outcome.ok) return notPossible(outcome, work, 'moved')
    const from = sayMoment(appointment.start, context)
    const to = sayMoment(outcome.slot.start, context)
    const agreed = confirmed && wasReadBack([outcome.slot.start], context)
    work.move = { appointmentId, holdId: outcome.holdId, slot: outcome.slot, agreed }
    const facts = {
      service: appointment.service,
      from,
      to,
      ...(outcome.staff && { with: outcome.staff.name }),
    }
    if (agreed)
      return {
        result: { moved: true, ...facts, note: 'Confirm the new weekday, date, time and zone.' },
        outcome: `moved ${appointment.service} from ${writeMoment(appointment.start, zone)} to ${writeMoment(outcome.slot.start, zone)}`,
        slots: [outcome.slot],
      }
    return {
      result: {
        moved: false,
        held: true,
        ...facts,
        minutes: HOLD_MINUTES,
        note: 'It is not moved yet. Read back both times in full and ask whether to move it.',
      },
      outcome: `held ${writeMoment(outcome.slot.start, zone)} for moving ${appointment.service}`,
      slots: [outcome.slot],
    }
  },
})
