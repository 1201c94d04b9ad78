import { z } from 'zod'
import { findContact, listAddresses } from '#db/contacts.ts'
import {
  countConversations,
  findConversation,
  findConversations,
  listConversations,
} from '#db/conversation-list.ts'
import { findThread, markRead } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { findMessage } from '#db/messages.ts'
import { searchPeople, searchTexts } from '#db/search.ts'
import { listTurns } from '#db/turns.ts'
import { isHidden } from '#domain/call-gate.ts'
import { reaches } from '#domain/channel.ts'
import { Refusal } from '#domain/errors.ts'
import { moveAxes, openConversation, sendMessage } from '#flow/4-act.ts'
import { tellRead } from '#flow/customer-signals.ts'
import { readAiState } from '#flow/gate.ts'
import type { Principal } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { decodeCursor, encodeCursor } from '#http/cursor.ts'
import { replyRoutes } from '#http/reply-routes.ts'
import { followContact } from '#http/survivor.ts'
import { presentConversation } from '#present/conversation.ts'
import { presentMessage } from '#present/message.ts'
import { Id } from '#wire/api/common.ts'
import {
  Conversation,
  ConversationCounts,
  ConversationPage,
  ConversationQuery,
  ConversationSearchQuery,
  EscalateBody,
  ReadBody,
  type SearchHit,
  SearchResults,
} from '#wire/api/conversations.ts'
import { Message, TemplateBody, Turn } from '#wire/api/messages.ts'

const Params = z.object({ id: Id })
const tags = ['conversations']

export function conversationRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/conversations',
    {
      schema: {
        tags,
        summary: 'The conversation list, newest activity first',
        querystring: ConversationQuery,
        response: { 200: ConversationPage },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      const { limit, cursor, ...filter } = request.query
      if (filter.contactId)
        filter.contactId = await followContact(store, principal.workspaceId, filter.contactId)
      const byScore = filter.sort !== 'recent'
      const before = cursor ? decodeCursor(cursor, 2) : null
      const place =
        before &&
        (byScore ? { at: flow.clock.now(), score: Number(before[0]) } : { at: new Date(before[0] as string) })
      const rows = await listConversations(store, principal.workspaceId, principal.reader, {
        ...filter,
        limit: limit + 1,
        now: flow.clock.now(),
        ...(before && place ? { before: { ...place, id: String(before[1]) } } : {}),
      })
      const now = flow.clock.now()
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map((row) => presentConversation(row, now)),
        next:
          rows.length > limit && last
            ? encodeCursor([byScore ? String(last.score ?? 0) : last.last_message_at.toISOString(), last.id])
            : null,
      }
    },
  )

  app.get(
    '/conversations/counts',
    {
      schema: {
        tags,
        summary: 'How many there are, each counted up to 1000',
        response: { 200: ConversationCounts },
      },
    },
    async (request) => {
      const { workspaceId, reader } = await auth.require(request)
      return countConversations(store, workspaceId, reader, flow.clock.now())
    },
  )

  app.get(
    '/conversations/search',
    {
      schema: {
        tags,
        summary: 'Search by name, address and text over the whole history',
        querystring: ConversationSearchQuery,
        response: { 200: SearchResults },
      },
    },
    async (request) => {
      const { workspaceId, reader } = await auth.require(request)
      const { q, limit } = request.query
      const [people, texts] = await Promise.all([
        searchPeople(store, workspaceId, q, limit),
        searchTexts(store, workspaceId, q, limit),
      ])
      const rows = await findConversations(store, workspaceId, reader, [
        ...new Set([...people, ...texts].map((hit) => hit.conversation_id)),
      ])
      const now = flow.clock.now()
      const byId = new Map(
        rows.filter((r) => r.kind === 'customer').map((r) => [r.id, presentConversation(r, now)]),
      )
      const items: SearchHit[] = []
      for (const hit of people) {
        const conversation = byId.get(hit.conversation_id)
        if (conversation) items.push({ conversation, message: null, matched: hit.matched })
      }
      for (const hit of texts) {
        const conversation = byId.get(hit.conversation_id)
        if (conversation)
          items.push({
            conversation,
            matched: 'text',
            message: {
              id: hit.message_id,
              seq: hit.seq,
              snippet: hit.snippet,
              at: hit.created_at.toISOString(),
            },
          })
      }
      return { items: items.slice(0, limit * 2) }
    },
  )

  app.get(
    '/conversations/:id',
    {
      schema: {
        tags,
        summary: 'One conversation, with the state of the AI and the ways to answer',
        params: Params,
        response: { 200: Conversation },
      },
    },
    async (request) => detail(http, await auth.require(request), request.params.id),
  )

  const StartBody = z
    .object({
      contactId: Id,
      inboxId: Id,
      addressId: Id.optional(),
      text: z.string().trim().max(20_000).default(''),
      subject: z.string().max(300).optional(),
      clientId: z.string().max(64).optional(),
      template: TemplateBody.optional(),
    })
    .refine((b) => b.text !== '' || b.template !== undefined, {
      path: ['text'],
      message: 'write a text or choose a template',
    })
  app.post(
    '/conversations',
    {
      schema: {
        tags,
        summary: 'Write to a contact on an inbox: starts a thread or continues the one there is',
        body: StartBody,
        response: { 201: Message },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const { contactId, inboxId, addressId, text, subject, clientId, template } = request.body
      const connected = await flow.accounts.byId(workspaceId, inboxId)
      const contact = await findContact(
        store,
        workspaceId,
        await followContact(store, workspaceId, contactId),
      )
      if (!connected || !contact)
        throw new Refusal('not_found', connected ? 'There is no such contact.' : 'There is no such inbox.')
      const { capabilities } = connected.channel
      const address = contact.addresses.find((a) =>
        addressId ? a.id === addressId : reaches(capabilities, a.kind),
      )
      if (!address || !reaches(capabilities, address.kind))
        throw new Refusal(
          'no_address',
          `The contact has no address for ${capabilities.label}. Add one first.`,
        )
      const existing = await findThread(store.db, workspaceId, inboxId, address.id)
      if (!existing && !capabilities.mayStart && !(capabilities.templates && template))
        throw new Refusal(
          'no_address',
          capabilities.templates
            ? `On ${capabilities.label} the customer has to write first, or you begin with an approved template.`
            : `On ${capabilities.label} the customer has to write first.`,
        )
      const conversationId = await openConversation(flow, workspaceId, {
        contactId: contact.id,
        inboxId,
        addressId: address.id,
        channel: capabilities.channel,
        subject: subject ?? null,
        existing,
      })
      const written = await sendMessage(flow, workspaceId, actor, {
        conversationId,
        inboxId,
        addressId: address.id,
        text,
        mail: { subject: subject ?? null },
        clientId: clientId ?? null,
        template,
      })
      const message = await findMessage(store, workspaceId, written.messageId)
      if (!message) throw new Refusal('not_found', 'The message is gone.')
      return reply.code(201).send(presentMessage(message, workspaceId, http.urls))
    },
  )

  const moves = { takeover: 'takeover', 'resume-ai': 'resume_ai', close: 'close', reopen: 'reopen' } as const
  const sentences = {
    takeover: 'Take over from the AI',
    'resume-ai': 'Let the AI answer again',
    close: 'Close',
    reopen: 'Reopen',
  } as const
  for (const path of Object.keys(moves) as (keyof typeof moves)[])
    app.post(
      `/conversations/:id/${path}`,
      { schema: { tags, summary: sentences[path], params: Params, response: { 200: Conversation } } },
      async (request) => {
        const principal = await auth.require(request)
        await moveAxes(flow, principal.workspaceId, principal.actor, request.params.id, moves[path])
        return detail(http, principal, request.params.id)
      },
    )

  app.post(
    '/conversations/:id/escalate',
    {
      schema: {
        tags,
        summary: 'Escalate to people; owner and team are alerted',
        params: Params,
        body: EscalateBody,
        response: { 200: Conversation },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      await moveAxes(
        flow,
        principal.workspaceId,
        principal.actor,
        request.params.id,
        'escalate',
        request.body.note ?? null,
        request.body.tell ?? true,
      )
      return detail(http, principal, request.params.id)
    },
  )

  app.post(
    '/conversations/:id/read',
    {
      schema: {
        tags,
        summary: 'Mark read up to a message',
        params: Params,
        body: ReadBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { workspaceId, reader, actor } = await auth.require(request)
      const row = await findConversation(store, workspaceId, reader, request.params.id)
      if (!row) throw new Refusal('not_found', 'There is no such conversation.')
      await store.transaction(async (tx) => {
        await markRead(tx, workspaceId, reader.id, request.params.id, request.body.seq)
        await appendEvents(tx, workspaceId, [
          {
            type: 'conversation.read',
            conversationId: request.params.id,
            actor: reader.id,
            data: { seq: request.body.seq },
          },
        ])
      })
      // Only where a person has read to the end; a program that marks something as read has read nothing.
      const connected = await flow.accounts.byId(workspaceId, row.inbox_id)
      if (
        actor.kind === 'member' &&
        request.body.seq >= row.last_seq &&
        connected?.channel.capabilities.readMarks
      )
        tellRead(flow, workspaceId, row.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/conversations/:id/turns',
    {
      schema: {
        tags,
        summary: 'What the AI did about each burst, and why',
        params: Params,
        response: { 200: z.object({ items: z.array(Turn) }) },
      },
    },
    async (request) => {
      const { workspaceId, reader } = await auth.require(request)
      if (!(await findConversation(store, workspaceId, reader, request.params.id)))
        throw new Refusal('not_found', 'There is no such conversation.')
      const turns = await listTurns(store, workspaceId, request.params.id, 100)
      return {
        items: turns.map((t) => ({
          id: t.id,
          conversationId: t.conversation_id,
          fromSeq: t.from_seq,
          toSeq: t.to_seq,
          outcome: t.outcome,
          reasons: t.reasons,
          trace: t.trace,
          createdAt: t.created_at.toISOString(),
        })),
      }
    },
  )
}

async function detail(http: Http, principal: Principal, id: string): Promise<Conversation> {
  const { store, flow } = http
  const { workspaceId } = principal
  const row = await findConversation(store, workspaceId, principal.reader, id)
  if (!row) throw new Refusal('not_found', 'There is no such conversation.')
  const now = flow.clock.now()
  const [ai, routes, addresses] = await Promise.all([
    readAiState(store.db, workspaceId, {
      conversationId: id,
      inboxId: row.inbox_id,
      addressId: row.address_id,
      now,
    }),
    replyRoutes(http, workspaceId, { ...row, conversation_id: id }),
    listAddresses(store.db, workspaceId, row.contact_id),
  ])
  return {
    ...presentConversation(row, now),
    hasPhone: addresses.some((a) => a.kind === 'phone' && !isHidden(a.value)),
    ai: ai ?? { on: false, reasons: [] },
    routes,
    createdAt: row.created_at.toISOString(),
  }
}
