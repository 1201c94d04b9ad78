import { z } from 'zod'
import {
  findAddress,
  findAddressById,
  insertAddress,
  insertContact,
  insertNote,
  listContacts,
  setUnusable,
  updateContact,
} from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { recordFacts } from '#db/facts.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { normaliseAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import { lookForDuplicates } from '#flow/match-contact.ts'
import { recordOptIn, recordOptOut } from '#flow/opt-out.ts'
import { contactDetail, mustPresent } from '#http/contact-detail.ts'
import type { App, Http } from '#http/context.ts'
import { decodeCursor, encodeCursor } from '#http/cursor.ts'
import { followContact } from '#http/survivor.ts'
import { presentContact } from '#present/contact.ts'
import { Id } from '#wire/api/common.ts'
import {
  ConsentBody,
  Contact,
  ContactBody,
  ContactDetail,
  ContactPage,
  ContactPatch,
  ContactQuery,
  Note,
  NoteBody,
} from '#wire/api/contacts.ts'

const Params = z.object({ id: Id })
const tags = ['contacts']

export function contactRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/contacts',
    {
      schema: {
        tags,
        summary: 'Contacts, newest first; `q` searches names and addresses',
        querystring: ContactQuery,
        response: { 200: ContactPage },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { q, limit, cursor } = request.query
      const before = cursor ? String(decodeCursor(cursor, 1)[0]) : null
      const rows = await listContacts(store, workspaceId, q || null, before, limit + 1)
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map((c) => presentContact(c, flow.clock.now())),
        next: rows.length > limit && last ? encodeCursor([last.id]) : null,
      }
    },
  )

  app.post(
    '/contacts',
    { schema: { tags, summary: 'Add a contact', body: ContactBody, response: { 201: Contact } } },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const workspace = await findWorkspace(store, workspaceId)
      const { name, company, addresses = [] } = request.body
      const normalised = addresses.map((a, i) => {
        const value = normaliseAddress(a.kind, a.value, workspace?.profile.country)
        if (!value)
          throw new Refusal('invalid_input', `“${a.value}” is not a valid ${a.kind}.`, {
            fields: [{ path: `addresses.${i}.value`, message: `not a valid ${a.kind}` }],
          })
        return { kind: a.kind, value }
      })
      const at = flow.clock.now()
      const id = flow.ids.next('con', at)
      await store.transaction(async (tx) => {
        for (const a of normalised) {
          const known = await findAddress(tx, workspaceId, a.kind, a.value)
          if (known)
            throw new Refusal('conflict', `${a.value} belongs to another contact.`, {
              facts: { contactId: known.contact_id },
            })
        }
        await insertContact(tx, workspaceId, {
          id,
          name: name ?? null,
          company: company ?? null,
          nameSource: actor.kind,
          at,
        })
        for (const a of normalised)
          if (
            !(await insertAddress(tx, workspaceId, { id: flow.ids.next('adr', at), contactId: id, ...a, at }))
          )
            throw new Refusal('conflict', `${a.value} belongs to another contact.`)
        await appendEvents(tx, workspaceId, [{ type: 'contact.created', contactId: id, actor: actor.id }])
        await lookForDuplicates(tx, workspaceId, id)
      })
      return reply.code(201).send(await mustPresent(http, workspaceId, id))
    },
  )

  app.get(
    '/contacts/:id',
    {
      schema: {
        tags,
        summary: 'One contact with notes, appointments and consent',
        params: Params,
        response: { 200: ContactDetail },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return contactDetail(http, workspaceId, request.params.id)
    },
  )

  app.patch(
    '/contacts/:id',
    {
      schema: {
        tags,
        summary: 'Change a contact',
        params: Params,
        body: ContactPatch,
        response: { 200: Contact },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const id = await followContact(store, workspaceId, request.params.id)
      const { leadStatus, temperature, aiPaused, aiPausedReason, aiPausedUntil, reach, ...rest } =
        request.body
      await store.transaction(async (tx) => {
        const changed = await updateContact(tx, workspaceId, id, {
          ...rest,
          ...(rest.name !== undefined ? { name_source: actor.kind } : {}),
          ...(reach ? { reach: JSON.stringify(reach) } : {}),
          ...(leadStatus ? { lead_status: leadStatus } : {}),
          ...(temperature !== undefined ? { temperature_by_hand: temperature } : {}),
          ...(aiPaused !== undefined
            ? {
                ai_paused_at: aiPaused ? flow.clock.now() : null,
                ai_paused_reason: aiPaused ? (aiPausedReason ?? null) : null,
                ai_paused_until: aiPaused && aiPausedUntil ? new Date(aiPausedUntil) : null,
              }
            : {}),
        })
        if (!changed) throw new Refusal('not_found', 'There is no such contact.')
        await recordFacts(tx, workspaceId, id, enteredBy(actor.kind, request.body, flow.clock.now()))
        await appendEvents(tx, workspaceId, [
          {
            type: 'contact.updated',
            contactId: id,
            actor: actor.id,
            data: { fields: Object.keys(request.body) },
          },
        ])
        if (rest.name !== undefined || rest.company !== undefined)
          await lookForDuplicates(tx, workspaceId, id)
      })
      return mustPresent(http, workspaceId, id)
    },
  )

  app.post(
    '/contacts/:id/notes',
    {
      schema: {
        tags,
        summary: 'Add a note; it is never sent',
        params: Params,
        body: NoteBody,
        response: { 201: Note },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const id = await followContact(store, workspaceId, request.params.id)
      await mustPresent(http, workspaceId, id)
      const at = flow.clock.now()
      const note = {
        id: flow.ids.next('note', at),
        contactId: id,
        body: request.body.body,
        author: actor.name,
        at,
      }
      await store.transaction(async (tx) => {
        await insertNote(tx, workspaceId, note)
        await appendEvents(tx, workspaceId, [
          {
            type: 'contact.note_added',
            contactId: id,
            actor: actor.id,
            data: { noteId: note.id },
          },
        ])
      })
      return reply
        .code(201)
        .send({ id: note.id, body: note.body, author: note.author, createdAt: at.toISOString() })
    },
  )

  app.post(
    '/contacts/:id/consent',
    {
      schema: {
        tags,
        summary: 'Record an opt-out or opt-in that was said another way',
        params: Params,
        body: ConsentBody,
        response: { 200: ContactDetail },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const id = await followContact(store, workspaceId, request.params.id)
      const { addressId, action, text, purpose } = request.body
      // Without their words nobody could ever show that they agreed.
      if (action === 'opt_in' && purpose === 'marketing' && !text?.trim())
        throw new Refusal('invalid_input', 'Write down how they agreed to offers.', {
          fields: [{ path: 'text', message: 'Write down how they agreed to offers.' }],
        })
      await store.transaction(async (tx) => {
        const address = await findAddressById(tx, workspaceId, addressId)
        if (address?.contact_id !== id) throw new Refusal('not_found', 'This contact has no such address.')
        const consent = {
          addressId,
          channel: null,
          source: actor.kind,
          actor: actor.name,
          text: text ?? null,
          messageId: null,
          purpose,
        }
        if (action === 'opt_out') await recordOptOut(flow, tx, workspaceId, consent)
        else await recordOptIn(flow, tx, workspaceId, consent)
      })
      return contactDetail(http, workspaceId, id)
    },
  )

  app.post(
    '/contacts/:id/addresses/:addressId/usable',
    {
      schema: {
        tags,
        summary: 'Mark an address as usable again',
        params: z.object({ id: Id, addressId: Id }),
        response: { 200: Contact },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const id = await followContact(store, workspaceId, request.params.id)
      await store.transaction(async (tx) => {
        const address = await findAddressById(tx, workspaceId, request.params.addressId)
        if (address?.contact_id !== id) throw new Refusal('not_found', 'This contact has no such address.')
        await setUnusable(tx, workspaceId, address.id, null)
        await appendEvents(tx, workspaceId, [
          {
            type: 'contact.updated',
            contactId: id,
            actor: actor.id,
            data: { fields: ['addresses'] },
          },
        ])
      })
      return mustPresent(http, workspaceId, id)
    },
  )
}

/** What a person or a program entered is on record as theirs: the front desk leaves it alone. */
function enteredBy(source: 'member' | 'api', body: z.infer<typeof ContactPatch>, at: Date) {
  const entered: [string, string | null | undefined][] = [
    ['name', body.name],
    ['company', body.company],
    ['need', body.need],
    ['lead_status', body.leadStatus && (source === 'member' ? 'Set by hand' : 'Set by a program')],
  ]
  return entered.flatMap(([field, value]) =>
    value === undefined ? [] : [{ field, value, source, message_id: null, confidence: null, at }],
  )
}
