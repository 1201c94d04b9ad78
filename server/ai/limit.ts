// What an agent may do, put around a turn before anybody thinks in it: the model and the built-in answerer get the same
// smaller world, and what one of them asks for all the same is left out.
import { mayUse, type ToolName } from '#domain/agent.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext, DeskPorts } from '#domain/desk.ts'

/** Commands that only a tool of this name may ask for. */
const toolOf: Partial<Record<string, ToolName>> = {
  'appointment.book': 'book_appointment',
  'appointment.move': 'move_appointment',
  'appointment.cancel': 'cancel_appointment',
  'lead.save': 'save_lead',
}

/** The context as this agent sees it: what it has no tool for cannot be booked, moved or canceled here. */
export function limitContext(context: DeskContext): DeskContext {
  const { agent, contact, services } = context
  if (!agent) return context
  const books = mayUse(agent, 'book_appointment') && mayUse(agent, 'find_slots')
  const moves = books && mayUse(agent, 'move_appointment')
  const cancels = mayUse(agent, 'cancel_appointment')
  if (books && moves && cancels) return context
  const upcoming = contact.upcoming.map((appointment) => ({
    ...appointment,
    ...(moves ? {} : { mayMove: 'not_here' as const }),
    ...(cancels ? {} : { mayCancel: 'not_here' as const }),
  }))
  return {
    ...context,
    contact: { ...contact, upcoming },
    services: books ? services : services.map((service) => ({ ...service, bookable: false })),
  }
}

/** The ports as this agent has them: one that it may not use finds nothing and holds nothing. */
export function limitPorts({ agent }: DeskContext, ports: DeskPorts): DeskPorts {
  if (!agent) return ports
  const limited = { ...ports }
  if (!mayUse(agent, 'search_knowledge')) limited.searchKnowledge = async () => []
  if (!mayUse(agent, 'find_slots')) limited.findSlots = async () => []
  if (!mayUse(agent, 'book_appointment'))
    limited.holdSlot = async () => ({ ok: false, why: 'unknown_service', alternatives: [] })
  return limited
}

/** Without what the agent may not ask for. */
export function limitCommands({ agent }: DeskContext, commands: TurnCommand[]): TurnCommand[] {
  if (!agent) return commands
  return commands.filter((command) => {
    const tool = toolOf[command.type]
    return tool === undefined || mayUse(agent, tool)
  })
}
