// The tools of a model. A new one is a file here and a line in this list.
import { mayUse, toolNames } from '#domain/agent.ts'
import type { DeskContext } from '#domain/desk.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { escalate } from './escalate.ts'
import { findSlots } from './find-slots.ts'
import { moveAppointment } from './move-appointment.ts'
import { saveLead } from './save-lead.ts'
import { searchKnowledge } from './search-knowledge.ts'
import type { DeskTool } from './tool.ts'

/** Every tool that there is. */
export const allTools: readonly DeskTool[] = [
  searchKnowledge,
  findSlots,
  bookAppointment,
  moveAppointment,
  cancelAppointment,
  saveLead,
  escalate,
]

/**
 * What makes sense here and what the agent may use: without bookable services there is no calendar to ask, without an
 * appointment none to change.
 */
export function toolsFor(context: DeskContext): DeskTool[] {
  const booking = context.services.some((s) => s.bookable) ? [findSlots, bookAppointment] : []
  const has = context.contact.upcoming.length > 0
  const changing = has ? [...(booking.length > 0 ? [moveAppointment] : []), cancelAppointment] : []
  const { agent } = context
  const allowed = new Set<string>(agent ? toolNames.filter((name) => mayUse(agent, name)) : toolNames)
  return [searchKnowledge, ...booking, ...changing, saveLead, escalate].filter((tool) =>
    allowed.has(tool.name),
  )
}
