import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { channels, findChannel } from '#channels/registry.ts'
import { findAgent } from '#db/agents.ts'
import { appendEvents } from '#db/events.ts'
import { deleteInbox, findInbox, insertInbox, listInboxes, makeInboxKey } from '#db/inboxes.ts'
import { listQuarantine } from '#db/quarantine.ts'
import { Refusal } from '#domain/errors.ts'
import { replay } from '#flow/1-receive.ts'
import { toAccount } from '#flow/accounts.ts'
import { changeInbox } from '#flow/inbox-state.ts'
import { testInbox } from '#flow/test-inbox.ts'
import { wakeChores } from '#flow/wake-chores.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { sealSecrets } from '#lib/crypto.ts'
import { randomText } from '#lib/ids.ts'
import { Id } from '#wire/api/common.ts'
import { ChannelInfo, Inbox, InboxBody, InboxPatch, InboxTest, QuarantineItem } from '#wire/api/settings.ts'
import { presentInbox, presentOne, readHealth } from './inbox-presenting.ts'
import { checkedAddress, checkedSettings, splitSettings, withoutMasks } from './inbox-settings.ts'

const Params = z.object({ id: Id })
const tags = ['inboxes']

export function inboxRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/channels',
    {
      schema: {
        tags,
        summary: 'The channels an inbox can be made of, with their settings as forms',
        response: { 200: z.object({ items: z.array(ChannelInfo) }) },
      },
    },
    async (request) => {
      await auth.require(request)
      return {
        items: channels.map((c) => ({
          id: c.id,
          provider: c.provider,
          providerName: c.providerName,
          ownDoor: c.ownDoor ?? null,
          connect: c.connect ? { label: c.connect.label, help: c.connect.help } : null,
          capabilities: c.capabilities,
          settings: c.settings,
        })),
      }
    },
  )

  app.get(
    '/inboxes',
    {
      schema: {
        tags,
        summary: 'The inboxes with their health',
        response: { 200: z.object({ items: z.array(Inbox) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const [rows, health] = await Promise.all([
        listInboxes(store, workspaceId),
        readHealth(http, workspaceId),
      ])
      return { items: rows.map((row) => presentInbox(http, row, health)) }
    },
  )

  app.post(
    '/inboxes',
    {
      schema: {
        tags,
        summary: 'Connect an account of a provider',
        body: InboxBody,
        response: { 201: Inbox },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const { channel: kind, provider, name, address, settings, aiEnabled } = request.body
      const channel = findChannel(kind, provider)
      if (!channel)
        throw new Refusal(
          'invalid_input',
          `There is no channel ${kind} by ${provider}. GET /api/v1/channels lists them.`,
        )
      const { open, secret } = splitSettings(channel, await checkedSettings(http, channel, settings))
      const id = flow.ids.next('ibx')
      await store.transaction(async (tx) => {
        await insertInbox(tx, {
          workspace_id: workspaceId,
          id,
          key: makeInboxKey(workspaceId, randomText(16)),
          channel: kind,
          provider,
          name,
          address: checkedAddress(channel, address),
          settings: open,
          secrets: sealSecrets(secret, flow.secret),
          ai_enabled: aiEnabled,
        })
        await appendEvents(tx, workspaceId, [
          { type: 'inbox.created', actor: principal.actor.id, data: { inboxId: id } },
        ])
      })
      await wakeAll(http, workspaceId, id, channel)
      return reply.code(201).send(await presentOne(http, workspaceId, id))
    },
  )

  app.get(
    '/inboxes/:id',
    { schema: { tags, summary: 'One inbox', params: Params, response: { 200: Inbox } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return presentOne(http, workspaceId, request.params.id)
    },
  )

  app.patch(
    '/inboxes/:id',
    {
      schema: {
        tags,
        summary: 'Change, pause or resume an inbox',
        params: Params,
        body: InboxPatch,
        response: { 200: Inbox },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const row = await findInbox(store.db, workspaceId, request.params.id)
      const channel = row && findChannel(row.channel, row.provider)
      if (!row || !channel) throw new Refusal('not_found', 'There is no such inbox.')
      const { aiEnabled, settings, address, agentId, ...rest } = request.body
      if (agentId && !(await findAgent(store.db, workspaceId, agentId)))
        throw new Refusal('invalid_input', 'There is no such agent.')
      let stored: { settings?: Record<string, unknown>; secrets?: Buffer } = {}
      if (settings) {
        const before = toAccount(row, flow.secret).settings
        const given = { ...before, ...withoutMasks(settings) }
        const { open, secret } = splitSettings(channel, await checkedSettings(http, channel, given))
        stored = { settings: open, secrets: sealSecrets(secret, flow.secret) }
      }
      await changeInbox(flow, workspaceId, principal.actor, row, {
        ...rest,
        ...stored,
        ...(address !== undefined ? { address: checkedAddress(channel, address) } : {}),
        ...(aiEnabled !== undefined ? { ai_enabled: aiEnabled } : {}),
        ...(agentId !== undefined ? { agent_id: agentId } : {}),
      })
      if (settings) await wakeAll(http, workspaceId, row.id, channel)
      return presentOne(http, workspaceId, row.id)
    },
  )

  app.delete(
    '/inboxes/:id',
    {
      schema: {
        tags,
        summary: 'Remove an inbox; its conversations stay',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      await store.transaction(async (tx) => {
        if (!(await deleteInbox(tx, workspaceId, request.params.id, flow.clock.now())))
          throw new Refusal('not_found', 'There is no such inbox.')
        await appendEvents(tx, workspaceId, [
          {
            type: 'inbox.updated',
            actor: principal.actor.id,
            data: { inboxId: request.params.id, removed: true },
          },
        ])
      })
      flow.accounts.forget()
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/inboxes/:id/test',
    {
      schema: {
        tags,
        summary: 'Test an inbox step by step; changes nothing',
        params: Params,
        response: { 200: InboxTest },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const row = await findInbox(store.db, workspaceId, request.params.id)
      const connected = row && (await flow.accounts.byId(workspaceId, row.id))
      if (!connected || connected.removed) throw new Refusal('not_found', 'There is no such inbox.')
      const steps = await testInbox(flow, connected, row)
      return { steps: steps.map((step) => ({ ...step, at: step.at ?? null })) }
    },
  )

  app.get(
    '/inboxes/:id/quarantine',
    {
      schema: {
        tags,
        summary: 'What arrived and could not be read',
        params: Params,
        response: { 200: z.object({ items: z.array(QuarantineItem) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      await presentOne(http, workspaceId, request.params.id)
      const items = await listQuarantine(store, workspaceId, request.params.id)
      return {
        items: items.map((q) => ({
          id: q.id,
          inboxId: q.inbox_id,
          reason: q.reason,
          receivedAt: q.received_at.toISOString(),
          size: q.body.length,
          preview: q.body.toString('utf8', 0, 400),
        })),
      }
    },
  )

  app.post(
    '/quarantine/:id/replay',
    {
      schema: {
        tags,
        summary: 'Read a quarantined item again',
        params: Params,
        response: {
          200: z.object({ outcome: z.enum(['accepted', 'quarantined']), reason: z.string().nullable() }),
        },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const result = await replay(flow, http.ingest, principal.workspaceId, request.params.id)
      return result.outcome === 'accepted'
        ? { outcome: 'accepted' as const, reason: null }
        : { outcome: 'quarantined' as const, reason: 'reason' in result ? result.reason : null }
    },
  )
}

/** The inbox's own work begins at once, and is tried at once with other settings. */
export async function wakeAll(http: Http, workspaceId: string, id: string, channel: Channel): Promise<void> {
  const names = channel.chores?.map(({ name }) => name) ?? []
  if (names.length > 0) await wakeChores(http.flow, { workspaceId, id }, names)
}
