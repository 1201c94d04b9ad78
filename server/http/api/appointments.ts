import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { listAppointments } from '#db/appointments.ts'
import { Refusal } from '#domain/errors.ts'
import { bookByHand, cancelByHand, freeSlots, moveByHand } from '#flow/appointments.ts'
import type { App, Http } from '#http/context.ts'
import { followContact } from '#http/survivor.ts'
import { presentAppointment } from '#present/contact.ts'
import { Id, Timestamp } from '#wire/api/common.ts'
import { AppointmentWire } from '#wire/api/contacts.ts'
import { AppointmentBody } from '#wire/api/settings.ts'

const tags = ['appointments']

export function appointmentRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  const Query = z.object({
    from: Timestamp.optional(),
    to: Timestamp.optional(),
    contactId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  })
  app.get(
    '/appointments',
    {
      schema: {
        tags,
        summary: 'Appointments in order of time',
        querystring: Query,
        response: { 200: z.object({ items: z.array(AppointmentWire) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { from, to, contactId, limit } = request.query
      const rows = await listAppointments(store, workspaceId, {
        from: from ? new Date(from) : undefined,
        to: to ? new Date(to) : undefined,
        contactId: contactId && (await followContact(store, workspaceId, contactId)),
        limit,
      })
      return { items: rows.map(presentAppointment) }
    },
  )

  const FreeTime = z
    .object({
      startsAt: Timestamp,
      endsAt: Timestamp,
      staff: z
        .array(z.object({ id: Id, name: z.string() }))
        .describe('Who has it free; empty where nobody is named'),
    })
    .meta({ id: 'FreeTime' })
  const SlotQuery = z.object({
    serviceId: Id,
    alsoServiceIds: z
      .string()
      .max(400)
      .optional()
      .describe('More services of the same visit, ids with commas between'),
    staffId: Id.optional(),
    moving: Id.optional().describe('The appointment that is to move: its own time counts as free'),
    from: z.iso.date().optional(),
    days: z.coerce.number().int().min(1).max(31).default(7),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  })
  app.get(
    '/appointments/slots',
    {
      schema: {
        tags,
        summary: 'Free times of a service',
        querystring: SlotQuery,
        response: { 200: z.object({ items: z.array(FreeTime) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { serviceId, alsoServiceIds, staffId, moving, from, days, limit } = request.query
      const slots = await freeSlots(flow, workspaceId, {
        serviceId,
        alsoServiceIds: alsoServiceIds?.split(',').filter(Boolean),
        staffId,
        moving,
        from: from ? Temporal.PlainDate.from(from) : null,
        days,
        limit,
      })
      if (!slots) throw new Refusal('not_found', 'There is no such service, or it cannot be booked.')
      return {
        items: slots.map((s) => ({
          startsAt: s.start.toISOString(),
          endsAt: s.end.toISOString(),
          staff: s.staff ?? [],
        })),
      }
    },
  )

  app.post(
    '/appointments',
    {
      schema: {
        tags,
        summary: 'Book a time; refused where it is taken',
        body: AppointmentBody,
        response: { 201: AppointmentWire },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const booked = await bookByHand(flow, workspaceId, actor, {
        ...request.body,
        contactId: await followContact(store, workspaceId, request.body.contactId),
        startsAt: new Date(request.body.startsAt),
      })
      return reply.code(201).send(presentAppointment(booked))
    },
  )

  app.post(
    '/appointments/:id/move',
    {
      schema: {
        tags,
        summary: 'Give an appointment another time, or another member of staff; its old time is free at once',
        params: z.object({ id: Id }),
        body: z.object({ startsAt: Timestamp.optional(), staffId: Id.nullable().optional() }),
        response: { 200: AppointmentWire },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const { startsAt, staffId } = request.body
      const to = { startsAt: startsAt ? new Date(startsAt) : undefined, staffId }
      return presentAppointment(await moveByHand(flow, workspaceId, actor, request.params.id, to))
    },
  )

  app.post(
    '/appointments/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Cancel an appointment',
        params: z.object({ id: Id }),
        body: z.object({ reason: z.string().trim().max(500).optional() }).optional(),
        response: { 200: AppointmentWire },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const { id } = request.params
      return presentAppointment(await cancelByHand(flow, workspaceId, actor, id, request.body?.reason ?? ''))
    },
  )
}
