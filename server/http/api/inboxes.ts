import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { channels, findChannel } from '#channels/registry.ts'
import { appendEvents } from '#db/events.ts'
import { listNotices, readDeliveries } from '#db/inbox-health.ts'
import {
  deleteInbox,
  findInbox,
  type InboxRecord,
  insertInbox,
  listInboxes,
  makeInboxKey,
} from '#db/inboxes.ts'
import { countQuarantine, listQuarantine } from '#db/quarantine.ts'
import { normaliseAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import { replay } from '#flow/1-receive.ts'
import { toAccount } from '#flow/accounts.ts'
import { webhookUrlOf } from '#flow/channel-io.ts'
import { changeInbox } from '#flow/inbox-state.ts'
import { testInbox } from '#flow/test-inbox.ts'
import { wakeChores } from '#flow/wake-chores.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { SIGN_IN_CALLBACK } from '#http/sign-in.ts'
import { sealSecrets } from '#lib/crypto.ts'
import { randomText } from '#lib/ids.ts'
import { isPublicHost } from '#lib/public-address.ts'
import { type Health, presentHealth } from '#present/inbox-health.ts'
import { Id } from '#wire/api/common.ts'
import { ChannelInfo, Inbox, InboxBody, InboxPatch, InboxTest, QuarantineItem } from '#wire/api/settings.ts'

const Params = z.object({ id: Id })
const tags = ['inboxes']
const WEEK_MS = 7 * 86_400_000

/** Shown in place of a secret; sent back, it means "as it was". */
const MASK = '••••••••'

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
      return { items: rows.map((row) => present(http, row, health)) }
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
      const { open, secret } = splitSettings(channel, await checked(http, channel, settings))
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
      return reply.code(201).send(await one(http, workspaceId, id))
    },
  )

  app.get(
    '/inboxes/:id',
    { schema: { tags, summary: 'One inbox', params: Params, response: { 200: Inbox } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return one(http, workspaceId, request.params.id)
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
      const { aiEnabled, settings, address, ...rest } = request.body
      let stored: { settings?: Record<string, unknown>; secrets?: Buffer } = {}
      if (settings) {
        const before = toAccount(row, flow.secret).settings
        const kept = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== MASK))
        const { open, secret } = splitSettings(channel, await checked(http, channel, { ...before, ...kept }))
        stored = { settings: open, secrets: sealSecrets(secret, flow.secret) }
      }
      await changeInbox(flow, workspaceId, principal.actor.id, row, {
        ...rest,
        ...stored,
        ...(address !== undefined ? { address: checkedAddress(channel, address) } : {}),
        ...(aiEnabled !== undefined ? { ai_enabled: aiEnabled } : {}),
      })
      if (settings) await wakeAll(http, workspaceId, row.id, channel)
      return one(http, workspaceId, row.id)
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
      await one(http, workspaceId, request.params.id)
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

async function one(http: Http, workspaceId: string, id: string): Promise<Inbox> {
  const [row, health] = await Promise.all([
    findInbox(http.store.db, workspaceId, id),
    readHealth(http, workspaceId),
  ])
  if (!row) throw new Refusal('not_found', 'There is no such inbox.')
  return present(http, row, health)
}

async function readHealth(http: Http, workspaceId: string): Promise<Health> {
  const since = new Date(http.flow.clock.now().getTime() - WEEK_MS)
  const [quarantined, notices, deliveries] = await Promise.all([
    countQuarantine(http.store, workspaceId),
    listNotices(http.store, workspaceId),
    readDeliveries(http.store, workspaceId, since),
  ])
  return { quarantined, notices, deliveries }
}

function present(http: Http, row: InboxRecord, health: Health): Inbox {
  const channel = findChannel(row.channel, row.provider)
  const secretNames = channel?.settings.filter((f) => f.type === 'secret').map((f) => f.name) ?? []
  const secrets = row.secrets ? toAccount({ ...row, settings: {} }, http.flow.secret).settings : {}
  const masked = Object.fromEntries(secretNames.filter((name) => secrets[name]).map((name) => [name, MASK]))
  return {
    id: row.id,
    key: row.key,
    channel: row.channel,
    provider: row.provider,
    name: row.name,
    address: row.address,
    status: row.status,
    aiEnabled: row.ai_enabled,
    settings: { ...row.settings, ...masked },
    webhookUrl: webhookUrlOf(http.flow, row),
    signIn: presentSignIn(http, channel, { ...row.settings, ...secrets }),
    health: presentHealth(row, health),
    sample: row.sample,
  }
}

function presentSignIn(
  http: Http,
  channel: Channel | null,
  settings: Record<string, unknown>,
): Inbox['signIn'] {
  const described = channel?.signIn?.describe(settings)
  const as = settings['signedInAs']
  if (!described) return null
  const returnUrl = http.flow.publicUrl() + SIGN_IN_CALLBACK
  return { ...described, as: typeof as === 'string' && as !== '' ? as : null, returnUrl }
}

async function checked(
  http: Http,
  channel: Channel,
  settings: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const result = channel.checkSettings(settings)
  const problems = result.ok ? await findPrivateHosts(http, channel, result.settings) : result.problems
  if (result.ok && problems.length === 0) return result.settings
  throw new Refusal('invalid_input', problems.map((p) => `${p.path}: ${p.message}`).join('; '), {
    fields: problems.map((p) => ({ path: `settings.${p.path}`, message: p.message })),
  })
}

/** Where many businesses share an installation, nobody may point an inbox at the machines inside. */
async function findPrivateHosts(
  http: Http,
  channel: Channel,
  settings: Record<string, unknown>,
): Promise<{ path: string; message: string }[]> {
  if (http.privateEndpoints === 'allow') return []
  const named = channel.settings.filter((f) => f.type === 'url' || /Host$/.test(f.name))
  const problems: { path: string; message: string }[] = []
  for (const { name } of named) {
    const value = settings[name]
    if (typeof value !== 'string' || value === '' || value === 'simulator') continue
    if (!(await isPublicHost(URL.parse(value)?.hostname ?? value)))
      problems.push({
        path: name,
        message: 'lies on a private address, which this installation does not allow',
      })
  }
  return problems
}

function checkedAddress(channel: Channel, address: string): string {
  if (!address || channel.capabilities.addressKind === 'visitor') return address
  const exact = normaliseAddress(channel.capabilities.addressKind, address)
  if (exact) return exact
  // Short codes, sender ids and the numbers of emulators are no valid phone numbers, yet they send.
  if (
    channel.capabilities.addressKind === 'phone' &&
    /^(\+\d{7,15}|\d{3,8}|[A-Za-z0-9 ]{3,11})$/.test(address)
  )
    return address
  throw new Refusal('invalid_input', `“${address}” is not an address of this channel.`, {
    fields: [{ path: 'address', message: 'not an address of this channel' }],
  })
}

/** Secrets are sealed apart from what anybody in the workspace may read. */
export function splitSettings(
  channel: Channel,
  settings: Record<string, unknown>,
): { open: Record<string, unknown>; secret: Record<string, unknown> } {
  const secretNames = new Set(channel.settings.filter((f) => f.type === 'secret').map((f) => f.name))
  const entries = Object.entries(settings)
  return {
    open: Object.fromEntries(entries.filter(([name]) => !secretNames.has(name))),
    secret: Object.fromEntries(entries.filter(([name]) => secretNames.has(name))),
  }
}
