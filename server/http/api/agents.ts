// AI agents of the workspace: who they are, which inboxes they serve, what they cost today.
import { z } from 'zod'
import {
  type AgentRecord,
  assignInboxes,
  deleteAgent,
  ensureDefaultAgent,
  findAgent,
  insertAgent,
  listAgents,
  lockAgent,
  makeDefault,
  saveAgent,
} from '#db/agents.ts'
import { appendEvents } from '#db/events.ts'
import { listInboxes } from '#db/inboxes.ts'
import { readModelUsage, type UsageDay } from '#db/model-usage.ts'
import type { Tx } from '#db/pool.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { AgentFields, type AgentModel } from '#domain/agent.ts'
import { Refusal } from '#domain/errors.ts'
import { sayMicros } from '#domain/model-price.ts'
import { type Chosen, chooseModel } from '#flow/agents.ts'
import { dayOf } from '#flow/budget.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { isPublicHost } from '#lib/public-address.ts'
import { AgentBody, AgentPatch, AgentWire } from '#wire/api/agents.ts'
import { Id } from '#wire/api/common.ts'

const Params = z.object({ id: Id })
const tags = ['agents']

export function agentRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/agents',
    {
      schema: {
        tags,
        summary: 'The AI agents of the workspace, the default one first',
        response: { 200: z.object({ items: z.array(AgentWire) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return { items: await presentAgents(http, workspaceId) }
    },
  )

  app.post(
    '/agents',
    { schema: { tags, summary: 'Add an agent', body: AgentBody, response: { 201: AgentWire } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      await checkModel(http, request.body.model)
      const id = flow.ids.next('agt')
      await store.transaction(async (tx) => {
        await ensureDefaultAgent(tx, workspaceId, flow.ids.next('agt'))
        await insertAgent(tx, workspaceId, id, request.body, flow.clock.now())
        await tell(tx, workspaceId, principal.actor.id, id)
      })
      return reply.code(201).send(await presentAgent(http, workspaceId, id))
    },
  )

  app.patch(
    '/agents/:id',
    {
      schema: {
        tags,
        summary: 'Change an agent, the inboxes that it serves, or make it the default',
        params: Params,
        body: AgentPatch,
        response: { 200: AgentWire },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const { id } = request.params
      const { isDefault, inboxIds, ...change } = request.body
      if (change.model !== undefined) await checkModel(http, change.model)
      if (inboxIds) await checkInboxes(http, workspaceId, inboxIds)
      await store.transaction(async (tx) => {
        const before = await lockAgent(tx, workspaceId, id)
        if (!before) throw new Refusal('not_found', 'There is no such agent.')
        await saveAgent(tx, workspaceId, id, AgentFields.parse({ ...before, ...change }), flow.clock.now())
        if (isDefault) await makeDefault(tx, workspaceId, id)
        if (inboxIds) await assignInboxes(tx, workspaceId, id, inboxIds)
        await tell(tx, workspaceId, principal.actor.id, id)
      })
      flow.accounts.forget()
      return presentAgent(http, workspaceId, id)
    },
  )

  app.delete(
    '/agents/:id',
    {
      schema: {
        tags,
        summary: 'Remove an agent; its inboxes go to another, or to the default one',
        params: Params,
        querystring: z.object({ to: Id.optional() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const { id } = request.params
      const to = request.query.to ?? null
      await store.transaction(async (tx) => {
        const agent = await lockAgent(tx, workspaceId, id)
        if (!agent) throw new Refusal('not_found', 'There is no such agent.')
        if (agent.isDefault)
          throw new Refusal('conflict', 'This is the default agent. Make another one the default first.')
        if (to !== null && (to === id || !(await findAgent(tx, workspaceId, to))))
          throw new Refusal('invalid_input', 'There is no such agent to give the inboxes to.')
        await deleteAgent(tx, workspaceId, id, to)
        await tell(tx, workspaceId, principal.actor.id, id)
      })
      flow.accounts.forget()
      return reply.code(204).send(null)
    },
  )

  async function tell(tx: Tx, workspaceId: string, actor: string | null, agentId: string): Promise<void> {
    await appendEvents(tx, workspaceId, [{ type: 'agent.updated', actor, data: { agentId } }])
  }
}

async function presentAgent(http: Http, workspaceId: string, id: string): Promise<AgentWire> {
  const found = (await presentAgents(http, workspaceId)).find((agent) => agent.id === id)
  if (!found) throw new Refusal('not_found', 'There is no such agent.')
  return found
}

async function presentAgents(http: Http, workspaceId: string): Promise<AgentWire[]> {
  const { store, flow } = http
  const workspace = await findWorkspace(store, workspaceId)
  if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
  const listed = await listAgents(store.db, workspaceId)
  if (listed.length === 0) await ensureDefaultAgent(store.db, workspaceId, flow.ids.next('agt'))
  const agents = listed.length > 0 ? listed : await listAgents(store.db, workspaceId)
  const day = dayOf(flow.clock.now(), workspace.hours.timeZone)
  const [inboxes, usage] = await Promise.all([
    listInboxes(store, workspaceId),
    readModelUsage(store.db, workspaceId, day),
  ])
  const today = new Map(usage.filter((row) => row.day === day).map((row) => [row.agent_id, row]))
  const allLimit = workspace.settings.aiBudgetPerDayMicros ?? null
  return Promise.all(
    agents.map(async (agent) => {
      const chosen = await chooseModel(flow, workspace, agent)
      return {
        ...agent,
        inboxIds: inboxes.filter((inbox) => inbox.agent_id === agent.id).map((inbox) => inbox.id),
        engine: engineOf(chosen, [
          whySpent('This agent’s budget', agent.budgetPerDayMicros, today.get(agent.id)),
          whySpent('The workspace’s budget', allLimit, today.get('')),
          whyUncounted(chosen, agent, allLimit),
        ]),
        today: todayOf(today.get(agent.id)),
      }
    }),
  )
}

function engineOf(chosen: Chosen, problems: (string | null)[]): AgentWire['engine'] {
  const { model, agent } = chosen
  return {
    kind: model ? 'model' : 'builtin',
    model: model?.model ?? null,
    from: model ? (agent.model ? 'agent' : 'environment') : null,
    price: chosen.price,
    sees: chosen.abilities.images,
    hears: chosen.abilities.audio,
    problem: model ? (chosen.withheld ?? problems.find((problem) => problem !== null) ?? null) : null,
  }
}

function whySpent(whose: string, limit: number | null, row: UsageDay | undefined): string | null {
  if (limit === null || (row?.cost_micros ?? 0) < limit) return null
  return `${whose} for today is spent (${sayMicros(row?.cost_micros ?? 0)} of ${sayMicros(limit)})`
}

function whyUncounted({ model, price }: Chosen, agent: AgentRecord, allLimit: number | null): string | null {
  if (price || (agent.budgetPerDayMicros === null && allLimit === null)) return null
  return `There is a budget, but no price is known for ${model?.model}: enter one below`
}

function todayOf(row: UsageDay | undefined): AgentWire['today'] {
  return {
    turns: row?.turns ?? 0,
    costMicros: row?.cost_micros ?? 0,
    tokens: (row?.input_tokens ?? 0) + (row?.output_tokens ?? 0),
    unpricedTokens: row?.unpriced_tokens ?? 0,
    refused: row?.refused ?? 0,
  }
}

/** A model of a server that one names oneself needs its address, and a public one where the installation says so. */
export async function checkModel(
  http: Http,
  model: Pick<AgentModel, 'provider' | 'baseUrl'> | null,
): Promise<void> {
  if (!model) return
  const wrong = await problemOfAddress(http, model)
  if (wrong)
    throw new Refusal('invalid_input', wrong, { fields: [{ path: 'model.baseUrl', message: wrong }] })
}

async function problemOfAddress(
  http: Http,
  { provider, baseUrl }: Pick<AgentModel, 'provider' | 'baseUrl'>,
): Promise<string | null> {
  if (provider !== 'compatible') return baseUrl ? 'Only a server of your own has an address to enter.' : null
  const url = URL.parse(baseUrl ?? '')
  if (!url || !/^https?:$/.test(url.protocol))
    return 'Enter the address of the server, e.g. http://localhost:11434/v1'
  if (url.username || url.password) return 'The key does not belong into the address: enter it as the key.'
  if (http.privateEndpoints === 'refuse' && !(await isPublicHost(url.hostname)))
    return 'This address lies on a private network, which this installation does not allow.'
  return null
}

async function checkInboxes(http: Http, workspaceId: string, ids: string[]): Promise<void> {
  const own = new Set((await listInboxes(http.store, workspaceId)).map((inbox) => inbox.id))
  if (ids.some((id) => !own.has(id)))
    throw new Refusal('invalid_input', 'One of these inboxes does not exist.')
}
