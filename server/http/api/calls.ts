// Telephone calls: one with its recording and transcript, the ways to call a contact, and the call itself.
import { z } from 'zod'
import { findCapabilities } from '#channels/registry.ts'
import { findCall } from '#db/calls.ts'
import { listAddresses } from '#db/contacts.ts'
import { findConversation } from '#db/conversation-list.ts'
import { findInbox, listActiveInboxes } from '#db/inboxes.ts'
import { findMember } from '#db/members.ts'
import { findMessage } from '#db/messages.ts'
import { displayAddress } from '#domain/address.ts'
import { decideCall } from '#domain/call-gate.ts'
import { Refusal } from '#domain/errors.ts'
import { callCustomer } from '#flow/call-customer.ts'
import { proposeTextBack } from '#flow/text-back.ts'
import type { Principal } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentCall } from '#present/call.ts'
import { presentMessage } from '#present/message.ts'
import { Call, CallBody, type CallWay, CallWays } from '#wire/api/calls.ts'
import { Id } from '#wire/api/common.ts'
import { Message } from '#wire/api/messages.ts'

const Params = z.object({ id: Id })
const tags = ['calls']

export function callRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/calls/:id',
    {
      schema: {
        tags,
        summary: 'A call with its recording, transcript, summary and quality',
        params: Params,
        response: { 200: Call },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const call = await findCall(store, workspaceId, request.params.id)
      if (!call) throw new Refusal('not_found', 'There is no such call.')
      const [inbox, proposal] = await Promise.all([
        findInbox(store.db, workspaceId, call.inbox_id),
        proposeTextBack(flow, workspaceId, call),
      ])
      const can = proposal && 'text' in proposal ? proposal : null
      return presentCall(call, workspaceId, http.urls, {
        inboxName: inbox?.name ?? 'A removed inbox',
        textBack: proposal && {
          proposal: can,
          why: 'why' in proposal ? proposal.why : null,
          sentAt: call.text_back_at?.toISOString() ?? null,
          notSent: call.text_back?.why ?? null,
        },
      })
    },
  )

  app.get(
    '/conversations/:id/call-ways',
    {
      schema: {
        tags,
        summary: 'How the contact of this conversation can be called, and what the gate says to it',
        params: Params,
        response: { 200: CallWays },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      const row = await findConversation(store, principal.workspaceId, principal.reader, request.params.id)
      if (!row) throw new Refusal('not_found', 'There is no such conversation.')
      return { items: await callWays(http, principal, row.contact_id, row.address_id) }
    },
  )

  app.post(
    '/conversations/:id/call',
    {
      schema: {
        tags,
        summary: 'Call the customer: your telephone rings first. Takes the conversation over from the AI',
        description: 'The same `clientId` again answers the same call, and nobody is called twice.',
        params: Params,
        body: CallBody,
        response: { 201: Message },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const { messageId } = await callCustomer(flow, workspaceId, actor, {
        conversationId: request.params.id,
        ...request.body,
      })
      const message = await findMessage(store, workspaceId, messageId)
      if (!message) throw new Refusal('not_found', 'The call is gone.')
      return reply.code(201).send(presentMessage(message, workspaceId, http.urls))
    },
  )
}

/** Every number of the contact, the conversation's own first, with the inbox that can call it. */
async function callWays(
  { store, flow }: Http,
  { workspaceId, actor }: Principal,
  contactId: string,
  addressId: string,
): Promise<CallWay[]> {
  const [addresses, inboxes, member] = await Promise.all([
    listAddresses(store.db, workspaceId, contactId),
    listActiveInboxes(store.db, workspaceId),
    actor.kind === 'member' ? findMember(store.db, workspaceId, actor.id) : null,
  ])
  const able = inboxes.find((i) => findCapabilities(i.channel, i.provider)?.calls?.place)
  const connected = able ? await flow.accounts.byId(workspaceId, able.id) : null
  const announced = connected?.channel.calls?.announces?.(connected.account) ?? null
  const rings =
    connected && (member?.phone ?? connected.channel.calls?.fallbackPhone?.(connected.account) ?? null)
  return addresses
    .filter((a) => a.kind === 'phone')
    .sort((a, b) => Number(b.id === addressId) - Number(a.id === addressId))
    .map((a) => ({
      addressId: a.id,
      address: displayAddress(a.kind, a.value),
      number: a.value,
      inboxId: connected?.account.id ?? null,
      inboxName: connected?.account.name ?? null,
      from: connected ? displayAddress('phone', connected.account.address) : null,
      rings: rings ? displayAddress('phone', rings) : null,
      announcement: announced?.text ?? null,
      recorded: announced?.recorded ?? false,
      verdict: decideCall({
        now: flow.clock.now(),
        author: actor.kind,
        address: { value: a.value, optedOutAt: a.opted_out_at },
        inbox: { name: connected?.account.name ?? '', paused: connected?.paused ?? false },
      }),
    }))
}
