// Who and what is booked, and by which rules.
import { z } from 'zod'
import { appendEvents } from '#db/events.ts'
import { deleteStaff, listStaff, saveStaff, takeOverMainCalendar } from '#db/staff.ts'
import { findWorkspace, patchSettings } from '#db/workspaces.ts'
import { type StaffFields as Fields, StaffFields } from '#domain/calendar.ts'
import { Refusal } from '#domain/errors.ts'
import { bookingOf } from '#flow/calendars.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { BookingRules, StaffWire } from '#wire/api/calendars.ts'
import { Id } from '#wire/api/common.ts'

const tags = ['appointments']
const Params = z.object({ id: Id })

export function calendarRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/staff',
    {
      schema: {
        tags,
        summary: 'People and rooms that are booked',
        response: { 200: z.object({ items: z.array(StaffWire) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return { items: (await listStaff(store, workspaceId)).map(present) }
    },
  )

  app.post(
    '/staff',
    {
      schema: {
        tags,
        summary:
          'Add somebody. The first one takes over what the business’s one calendar had for their services',
        body: StaffFields,
        response: { 201: StaffWire },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const id = flow.ids.next('stf')
      await save(principal.workspaceId, principal.actor.id, id, request.body)
      return reply.code(201).send(await one(principal.workspaceId, id))
    },
  )

  app.put(
    '/staff/:id',
    {
      schema: {
        tags,
        summary: 'Replace what is known about somebody who is booked',
        params: Params,
        body: StaffFields,
        response: { 200: StaffWire },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await one(principal.workspaceId, request.params.id)
      await save(principal.workspaceId, principal.actor.id, request.params.id, request.body)
      return one(principal.workspaceId, request.params.id)
    },
  )

  app.delete(
    '/staff/:id',
    {
      schema: {
        tags,
        summary: 'Remove somebody; their appointments stay',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        if (!(await deleteStaff(tx, principal.workspaceId, request.params.id)))
          throw new Refusal('not_found', 'There is nobody with this id.')
        await appendEvents(tx, principal.workspaceId, [changed(principal.actor.id, 'staff')])
      })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/booking',
    { schema: { tags, summary: 'The booking rules', response: { 200: BookingRules } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const workspace = await findWorkspace(store, workspaceId)
      if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
      return bookingOf(workspace)
    },
  )

  app.put(
    '/booking',
    {
      schema: {
        tags,
        summary: 'Replace the booking rules',
        body: BookingRules,
        response: { 200: BookingRules },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        await patchSettings(tx, principal.workspaceId, { booking: request.body })
        await appendEvents(tx, principal.workspaceId, [changed(principal.actor.id, 'booking')])
      })
      return request.body
    },
  )

  const one = async (workspaceId: string, id: string): Promise<StaffWire> => {
    const found = (await listStaff(store, workspaceId)).find((s) => s.id === id)
    if (!found) throw new Refusal('not_found', 'There is nobody with this id.')
    return present(found)
  }
  const save = (workspaceId: string, actor: string, id: string, fields: Fields) =>
    store.transaction(async (tx) => {
      await saveStaff(tx, workspaceId, id, fields)
      await takeOverMainCalendar(tx, workspaceId, { id, ...fields }, flow.clock.now())
      await appendEvents(tx, workspaceId, [changed(actor, 'staff')])
    })
}

const changed = (actor: string, field: string) => ({
  type: 'settings.updated' as const,
  actor,
  data: { fields: [field] },
})

function present({ id, name, kind, week, daysOff, serviceIds, active }: StaffWire): StaffWire {
  return { id, name, kind, week, daysOff, serviceIds, active }
}
