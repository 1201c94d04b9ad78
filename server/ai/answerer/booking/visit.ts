// What is booked beside the time: one service or several, with somebody in particular, or an appointment that moves.
import type { Session } from '#ai/answerer/session.ts'
import type { Booking } from '#ai/answerer/state.ts'
import type { VisitWish } from '#domain/desk.ts'
import type { Service } from '#domain/knowledge.ts'

export type VisitParts = Partial<Pick<Booking, 'also' | 'staffId' | 'moving'>>

export const partsOf = ({ also, staffId, moving }: VisitParts): VisitParts => ({ also, staffId, moving })

/** The visit as the calendar is asked for it. */
export function visitOf({ also, staffId, moving }: VisitParts, service: Service): VisitWish {
  return {
    serviceId: service.id,
    ...(also && also.length > 0 && { alsoServiceIds: also }),
    ...(staffId && { staffId }),
    ...(moving && { moving }),
  }
}

/** "Haircut", "Haircut + Color" */
export function nameOfVisit(session: Session, booking: Booking, service: Service): string {
  const others = booking.also.flatMap((id) => session.context.services.find((s) => s.id === id)?.name ?? [])
  return [service.name, ...others].join(' + ')
}

/** Does anybody perform all of these? Services that nobody is named for are anybody's. */
export function isPerformable(session: Session, ids: string[]): boolean {
  const staff = session.context.staff ?? []
  const assigned = ids.filter((id) => staff.some((s) => s.serviceIds.includes(id)))
  return assigned.length === 0 || staff.some((s) => assigned.every((id) => s.serviceIds.includes(id)))
}

/** Does this one perform it? */
export function performs(session: Session, staffId: string, ids: string[]): boolean {
  return (
    session.context.staff?.some((s) => s.id === staffId && ids.every((id) => s.serviceIds.includes(id))) ??
    false
  )
}
