// The front desk's calendar: free times and holds, bound to one workspace, one contact and one conversation.
import { Temporal } from 'temporal-polyfill'
import { upcomingOf } from '#db/appointments.ts'
import { findContact } from '#db/contacts.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { HOLD_MINUTES, type Slot } from '#domain/booking.ts'
import { mayChange } from '#domain/calendar.ts'
import type { DeskPorts, HoldOutcome, VisitWish } from '#domain/desk.ts'
import {
  bookingOf,
  dayOf,
  freeTimes,
  nameOf,
  type Planned,
  planWish,
  takeTime,
  whoIsFree,
} from './calendars.ts'
import type { Flow } from './deps.ts'

/** Where a wished time is not to be had, so many others are named, of so many days. */
const ALTERNATIVES = 3
const LOOK_AHEAD = 7

export function calendarPorts(
  flow: Flow,
  workspace: WorkspaceRecord,
  conversation: ConversationFacts,
): Pick<DeskPorts, 'findSlots' | 'holdSlot'> {
  const { timeZone } = workspace.hours

  const alternatives = async (planned: Planned, wish: VisitWish, start: Date): Promise<Slot[]> =>
    freeTimes(flow, workspace, planned, {
      from: dayOf(new Date(Math.max(start.getTime(), flow.clock.now().getTime())), timeZone),
      days: LOOK_AHEAD,
      limit: ALTERNATIVES,
      conversationId: conversation.id,
      moving: wish.moving,
    })

  /** An appointment that moves must be this contact's own, and movable by them now. */
  const isMovable = async (id: string): Promise<boolean> => {
    const now = flow.clock.now()
    const own = await upcomingOf(flow.store.db, workspace.id, conversation.contact_id, now)
    const appointment = own.find((a) => a.id === id)
    return (
      appointment !== undefined &&
      mayChange('move', appointment.starts_at, now, bookingOf(workspace)) === 'yes'
    )
  }

  return {
    async findSlots({ from, days, limit, ...wish }) {
      const planned = await planWish(flow, workspace, wish)
      if (!planned || (wish.moving && !(await isMovable(wish.moving)))) return []
      return freeTimes(flow, workspace, planned, {
        from: Temporal.PlainDate.from(from),
        days,
        limit,
        conversationId: conversation.id,
        moving: wish.moving,
      })
    },

    async holdSlot({ start, ...wish }): Promise<HoldOutcome> {
      const no = (why: Extract<HoldOutcome, { ok: false }>['why'], others: Slot[] = []): HoldOutcome => ({
        ok: false,
        why,
        alternatives: others,
      })
      const planned = await planWish(flow, workspace, wish)
      if (!planned) return no('unknown_service')
      if (planned.calendars.length === 0) return no('nobody')
      if (wish.moving && !(await isMovable(wish.moving))) return no('not_movable')
      const whose = { conversationId: conversation.id, moving: wish.moving }
      const free = await whoIsFree(flow, workspace, planned, start, whose)
      if (!free.ok) return no(free.why, await alternatives(planned, wish, start))
      const contact = await findContact(flow.store, workspace.id, conversation.contact_id)
      const now = flow.clock.now()
      const holdId = flow.ids.next('apt', now)
      const taken = await flow.store.transaction(async (tx) => {
        const outcome = await takeTime(flow, tx, workspace, {
          planned,
          slot: free.slot,
          order: free.order,
          moving: wish.moving,
          row: {
            id: holdId,
            contact_id: conversation.contact_id,
            conversation_id: conversation.id,
            status: 'held',
            heldUntil: new Date(now.getTime() + HOLD_MINUTES * 60_000),
            name: '',
            note: '',
            created_by: 'ai',
            customer_zone: contact?.time_zone && contact.time_zone !== timeZone ? contact.time_zone : null,
          },
        })
        if (outcome.ok)
          await appendEvents(tx, workspace.id, [
            {
              type: 'appointment.held',
              conversationId: conversation.id,
              contactId: conversation.contact_id,
              actor: 'ai',
              data: {
                appointmentId: holdId,
                service: nameOf(planned.services),
                startsAt: start.toISOString(),
                ...(outcome.staff && { staff: outcome.staff.name }),
                ...(wish.moving && { moves: wish.moving }),
              },
            },
          ])
        return outcome
      })
      if (!taken.ok) return no(taken.why, await alternatives(planned, wish, start))
      return { ok: true, holdId, slot: free.slot, staff: taken.staff }
    },
  }
}
