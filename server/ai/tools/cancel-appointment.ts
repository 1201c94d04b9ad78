import { z } from 'zod'
import { sayMoment, writeMoment } from './moments.ts'
import { ownAppointment, tooLate } from './own-appointment.ts'
import { wasReadBack } from './read-back.ts'
import { defineTool, ToolProblem } from './tool.ts'

/** Cancels one of the contact's own appointments after it was read back to them. */
export const cancelAppointment = defineTool({
  name: 'cancel_appointment',
  description:
    'Cancels one of this customer’s own appointments (ids: under “The customer”). First call it without confirmed: nothing happens yet; read the appointment back with weekday, date, time and time zone, offer to move it instead, and ask whether to cancel. When the customer has said yes, call it again with confirmed true and the reason, if they gave one. Afterwards offer another time once.',
  input: z.object({
    appointmentId: z.string().min(1).max(64).describe('The appointment’s id, as given under “The customer”'),
    reason: z
      .string()
      .trim()
      .max(300)
      .optional()
      .describe('Why, in the customer’s words. Leave out what they did not say'),
    confirmed: z.boolean().default(false).describe('True only after the customer agreed to exactly this'),
  }),
  async run({ appointmentId, reason, confirmed }, work) {
    const { context } = work
    const appointment = ownAppointment(appointmentId, work)
    const may = appointment.mayCancel ?? 'yes'
    if (may !== 'yes') throw new ToolProblem(tooLate[may])
    if ((work.cancel && work.cancel.appointmentId !== appointmentId) || work.move?.agreed)
      throw new ToolProblem('One appointment after the other: finish this one, then ask about the next.')
    const words = sayMoment(appointment.start, context)
    const facts = { service: appointment.service, words }
    if (!confirmed || !wasReadBack([appointment.start], context))
      return {
        result: {
          canceled: false,
          ...facts,
          note: 'Nothing is canceled yet. Read it back in full, and ask whether to cancel it or to find another time.',
        },
        outcome: `asks before canceling ${appointment.service}, ${writeMoment(appointment.start, context.hours.timeZone)}`,
      }
    work.cancel = { appointmentId, reason: reason ?? '' }
    return {
      result: { canceled: true, ...facts, note: 'Say so, and offer once to find another time.' },
      outcome: `canceled ${appointment.service}, ${writeMoment(appointment.start, context.hours.timeZone)}`,
    }
  },
})
