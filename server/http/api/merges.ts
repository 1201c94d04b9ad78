// One person, several contacts: who may be the same, merging with a preview, taking it back; and adding an address.
import { z } from 'zod'
import { findAddress, findContact, insertAddress } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { countMoving } from '#db/merges.ts'
import { countSuggestions, dismissSuggestion, listSuggestions } from '#db/suggestions.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { normaliseAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import { describeEvidence } from '#domain/identity.ts'
import { lookForDuplicates } from '#flow/match-contact.ts'
import { mergeContacts, notMergeable, undoMerge } from '#flow/merge.ts'
import { mustPresent } from '#http/contact-detail.ts'
import type { App, Http } from '#http/context.ts'
import { followContact } from '#http/survivor.ts'
import { presentContact } from '#present/contact.ts'
import { presentPreview } from '#present/merge.ts'
import { Id } from '#wire/api/common.ts'
import { Contact } from '#wire/api/contacts.ts'
import {
  AddressBody,
  DuplicateList,
  type DuplicatePair,
  MergeBody,
  Merged,
  MergePreview,
  NotSameBody,
  Unmerged,
} from '#wire/api/merges.ts'

const Params = z.object({ id: Id })
const tags = ['contacts']

export function mergeRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/contacts/duplicates',
    {
      schema: {
        tags,
        summary: 'Contacts that may be one person, the most probable first',
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
        response: { 200: DuplicateList },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const [rows, total] = await Promise.all([
        listSuggestions(store, workspaceId, null, request.query.limit),
        countSuggestions(store, workspaceId),
      ])
      const now = flow.clock.now()
      const pairs = await Promise.all(
        rows.map(async (row): Promise<DuplicatePair | null> => {
          const [a, b] = await Promise.all([
            findContact(store, workspaceId, row.contact_a),
            findContact(store, workspaceId, row.contact_b),
          ])
          if (!a || !b) return null
          // Whom people know better stands first.
          const [contact, other] = b.name && !a.name ? [b, a] : [a, b]
          return {
            contact: presentContact(contact, now),
            other: presentContact(other, now),
            score: row.score,
            evidence: row.evidence.map((e) => describeEvidence(e, contact.id)),
          }
        }),
      )
      return { items: pairs.filter((pair) => pair !== null), total }
    },
  )

  app.post(
    '/contacts/:id/not-same',
    {
      schema: {
        tags,
        summary:
          'Say that two contacts are not the same person; they are not suggested again without new evidence',
        params: Params,
        body: NotSameBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const { id } = request.params
      const { otherId } = request.body
      await store.transaction(async (tx) => {
        if (!(await dismissSuggestion(tx, workspaceId, id, otherId)))
          throw new Refusal('not_found', 'Nobody suggests that these two are the same.')
        await appendEvents(
          tx,
          workspaceId,
          [id, otherId].map((contactId) => ({
            type: 'contact.updated' as const,
            contactId,
            actor: actor.id,
            data: { fields: ['duplicates'] },
          })),
        )
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/contacts/:id/merge/preview',
    {
      schema: {
        tags,
        summary: 'What merging another contact into this one would make',
        params: Params,
        body: MergeBody,
        response: { 200: MergePreview },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { fromId, choices } = request.body
      const [into, from] = await Promise.all([
        findContact(store, workspaceId, request.params.id),
        findContact(store, workspaceId, fromId),
      ])
      if (!into || !from) throw new Refusal('not_found', 'There is no such contact.')
      if (into.id === from.id) throw notMergeable('A contact cannot be merged with itself.')
      const moves = await countMoving(store, workspaceId, from.id)
      return presentPreview(into, from, choices, moves, flow.clock.now())
    },
  )

  app.post(
    '/contacts/:id/merge',
    {
      schema: {
        tags,
        summary: 'Merge another contact into this one; it can be undone',
        description:
          'Addresses (with their opt-outs), conversations, notes, appointments and consents move here. The other id leads to this contact from then on.',
        params: Params,
        body: MergeBody,
        response: { 200: Merged },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const { fromId, choices } = request.body
      const intoId = request.params.id
      const mergeId = await mergeContacts(flow, workspaceId, actor, { intoId, fromId, choices })
      return { mergeId, contact: await mustPresent(http, workspaceId, intoId) }
    },
  )

  app.post(
    '/merges/:id/undo',
    {
      schema: {
        tags,
        summary: 'Take a merge back',
        description:
          'Everything that moved goes back, with what came since by the addresses that go back. What was added to the merged contact by hand stays with it.',
        params: Params,
        response: { 200: Unmerged },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const { intoId, fromId } = await undoMerge(flow, workspaceId, actor, request.params.id)
      const [contact, restored] = await Promise.all([
        mustPresent(http, workspaceId, intoId),
        mustPresent(http, workspaceId, fromId),
      ])
      return { contact, restored }
    },
  )

  app.post(
    '/contacts/:id/addresses',
    {
      schema: {
        tags,
        summary: 'Add an address',
        params: Params,
        body: AddressBody,
        response: { 201: Contact },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const id = await followContact(store, workspaceId, request.params.id)
      await mustPresent(http, workspaceId, id)
      const workspace = await findWorkspace(store, workspaceId)
      const { kind } = request.body
      const value = normaliseAddress(kind, request.body.value, workspace?.profile.country)
      if (!value) {
        const what = kind === 'email' ? 'e-mail address' : kind === 'phone' ? 'phone number' : 'address'
        const message = `“${request.body.value}” is not a valid ${what}.`
        throw new Refusal('invalid_input', message, { fields: [{ path: 'value', message }] })
      }
      const at = flow.clock.now()
      await store.transaction(async (tx) => {
        const added = await insertAddress(tx, workspaceId, {
          id: flow.ids.next('adr', at),
          contactId: id,
          kind,
          value,
          at,
        })
        if (!added) {
          const known = await findAddress(tx, workspaceId, kind, value)
          if (known?.contact_id === id) throw new Refusal('conflict', `${value} is known already.`)
          throw new Refusal(
            'conflict',
            `${value} belongs to another contact. If they are one person, merge them.`,
            {
              facts: { contactId: known?.contact_id ?? null },
            },
          )
        }
        await appendEvents(tx, workspaceId, [
          { type: 'contact.updated', contactId: id, actor: actor.id, data: { fields: ['addresses'] } },
        ])
        await lookForDuplicates(tx, workspaceId, id)
      })
      return reply.code(201).send(await mustPresent(http, workspaceId, id))
    },
  )
}
