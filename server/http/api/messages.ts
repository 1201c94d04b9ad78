import { z } from 'zod'
import { findConversation } from '#db/conversation-list.ts'
import { findFacts } from '#db/conversations.ts'
import { findFiles } from '#db/files.ts'
import { findWay } from '#db/inboxes.ts'
import { listVersions } from '#db/marks.ts'
import { findMessage, listMessages } from '#db/messages.ts'
import { Refusal } from '#domain/errors.ts'
import type { Attachment } from '#domain/message.ts'
import { retryMessage, sendMessage } from '#flow/4-act.ts'
import { forwardMail } from '#flow/forward.ts'
import { checkTime } from '#flow/later.ts'
import { readRecipients, richMail } from '#flow/mail-out.ts'
import type { Idempotency } from '#flow/once.ts'
import type { Written } from '#flow/outgoing.ts'
import type { App, Http } from '#http/context.ts'
import { sha256 } from '#lib/crypto.ts'
import { presentMessage } from '#present/message.ts'
import { Id } from '#wire/api/common.ts'
import {
  ForwardBody,
  Message,
  MessagePage,
  MessageQuery,
  MessageVersions,
  ReplyRecipients,
  SendBody,
} from '#wire/api/messages.ts'
import { overrideRole } from './sending.ts'

const Params = z.object({ id: Id })
const IdempotencyHeader = z.object({ 'idempotency-key': z.string().min(1).max(255).optional() })
const tags = ['messages']

export function messageRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/conversations/:id/messages',
    {
      schema: {
        tags,
        summary: 'A page of the thread, oldest first; without a place, the newest',
        params: Params,
        querystring: MessageQuery,
        response: { 200: MessagePage },
      },
    },
    async (request) => {
      const { workspaceId, reader } = await auth.require(request)
      const { limit, ...place } = request.query
      const rows = await listMessages(store, workspaceId, request.params.id, { ...place, limit: limit + 1 })
      if (rows.length === 0 && !(await findConversation(store, workspaceId, reader, request.params.id)))
        throw new Refusal('not_found', 'There is no such conversation.')
      const more = rows.length > limit
      const items = more ? (place.after === undefined ? rows.slice(1) : rows.slice(0, limit)) : rows
      const first = items[0]
      return {
        items: items.map((row) => presentMessage(row, workspaceId, http.urls)),
        next:
          place.after === undefined && first && (more || place.around !== undefined)
            ? String(first.seq)
            : null,
      }
    },
  )

  app.post(
    '/conversations/:id/messages',
    {
      schema: {
        tags,
        summary: 'Write to the customer. Takes the conversation over from the AI',
        description:
          'With `Idempotency-Key`, the same request again answers what the first one did, and sends nothing.',
        params: Params,
        body: SendBody,
        headers: IdempotencyHeader,
        response: { 201: Message },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      const { workspaceId, actor } = principal
      const { body } = request
      const sendAt = body.sendAt ? new Date(body.sendAt) : undefined
      if (sendAt) checkTime(sendAt, flow.clock.now())
      const attachments = await toAttachments(http, workspaceId, body.attachments)
      const rich = body.html === undefined ? null : richMail(body.html, attachments)
      const written = await sendMessage(
        flow,
        workspaceId,
        actor,
        {
          conversationId: request.params.id,
          text: body.text.trim() === '' && rich ? rich.text : body.text,
          mail: { subject: body.subject ?? null, ...body.recipients, html: rich?.html ?? null },
          bulk: body.bulk,
          attachments: rich?.attachments ?? attachments,
          inboxId: body.inboxId,
          addressId: body.addressId,
          clientId: body.clientId ?? null,
          template: body.template,
          choices: body.choices,
          quotes: body.quotes,
          purpose: body.purpose,
          sendAt,
          unlessTheyWrite: body.unlessTheyWrite,
          override: body.override && { reason: body.override.reason, role: overrideRole(principal) },
        },
        idempotencyOf(request.headers, body),
      )
      return reply.code(201).send(await created(http, workspaceId, written))
    },
  )

  app.get(
    '/conversations/:id/recipients',
    {
      schema: {
        tags,
        summary: 'Who gets an answer to everybody on the last mail',
        params: Params,
        querystring: z.object({ inboxId: Id.optional(), addressId: Id.optional() }),
        response: { 200: ReplyRecipients },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const conversation = await findFacts(store.db, workspaceId, request.params.id)
      if (!conversation) throw new Refusal('not_found', 'There is no such conversation.')
      const inboxId = request.query.inboxId ?? conversation.inbox_id
      const addressId = request.query.addressId ?? conversation.address_id
      const way = await findWay(store.db, workspaceId, inboxId, addressId)
      if (!way) throw new Refusal('not_found', 'There is no such inbox or address.')
      return readRecipients(flow, workspaceId, conversation, { inboxId, to: way.address })
    },
  )

  app.post(
    '/messages/:id/forward',
    {
      schema: {
        tags,
        summary: 'Forward a mail to somebody else',
        description:
          'With `Idempotency-Key`, the same request again answers what the first one did, and sends nothing.',
        params: Params,
        body: ForwardBody,
        headers: IdempotencyHeader,
        response: { 201: Message },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const { body, headers } = request
      const same = idempotencyOf(headers, body)
      const written = await forwardMail(flow, workspaceId, actor, request.params.id, body, same)
      return reply.code(201).send(await created(http, workspaceId, written))
    },
  )

  app.get(
    '/messages/:id/versions',
    {
      schema: {
        tags,
        summary: 'What a message said before it was edited, oldest first',
        params: Params,
        response: { 200: MessageVersions },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      if (!(await findMessage(store, workspaceId, request.params.id)))
        throw new Refusal('not_found', 'There is no such message.')
      const versions = await listVersions(store.db, workspaceId, request.params.id)
      return { items: versions.map(({ body, until }) => ({ text: body, until: until.toISOString() })) }
    },
  )

  app.post(
    '/messages/:id/retry',
    {
      schema: {
        tags,
        summary: 'Send a failed message again, through the gate',
        params: Params,
        response: { 200: Message },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      await retryMessage(flow, workspaceId, actor, request.params.id)
      const message = await findMessage(store, workspaceId, request.params.id)
      if (!message) throw new Refusal('not_found', 'There is no such message.')
      return presentMessage(message, workspaceId, http.urls)
    },
  )
}

function idempotencyOf(headers: z.infer<typeof IdempotencyHeader>, body: unknown): Idempotency {
  const key = headers['idempotency-key']?.replace(/^"(.*)"$/, '$1')
  return key ? { key, fingerprint: sha256(JSON.stringify(body)) } : null
}

/** The message that was written, or the gate's refusal of it. */
async function created(http: Http, workspaceId: string, written: Written): Promise<Message> {
  if (written.verdict.decision === 'block')
    throw new Refusal(
      'blocked_by_gate',
      written.verdict.reasons.map((r) => `${r.text}. ${r.action}`).join(' '),
      { facts: { messageId: written.messageId, verdict: written.verdict } },
    )
  const message = await findMessage(http.store, workspaceId, written.messageId)
  if (!message) throw new Refusal('not_found', 'The message is gone.')
  return presentMessage(message, workspaceId, http.urls)
}

async function toAttachments(http: Http, workspaceId: string, ids: string[]): Promise<Attachment[]> {
  const files = await findFiles(http.store, workspaceId, ids)
  const missing = ids.filter((id) => !files.some((f) => f.id === id))
  if (missing.length > 0)
    throw new Refusal('not_found', 'Upload the files first.', {
      fields: missing.map((id) => ({ path: 'attachments', message: `${id} does not exist` })),
    })
  return ids.flatMap((id) => {
    const file = files.find((f) => f.id === id)
    return file ? [{ id: file.id, name: file.name, type: file.type, size: file.size }] : []
  })
}
