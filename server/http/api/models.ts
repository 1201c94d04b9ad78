// Keys of models, a test of a model, and what models cost. A key comes in and never leaves again.
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { testModel } from '#ai/test-model.ts'
import { listAgents } from '#db/agents.ts'
import { appendEvents } from '#db/events.ts'
import { deleteModelKey, listModelKeys, saveModelKey } from '#db/model-keys.ts'
import { ALL, readModelUsage } from '#db/model-usage.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { ModelProvider, placeOfKey } from '#domain/agent.ts'
import { Refusal } from '#domain/errors.ts'
import { costOf, priceOf } from '#domain/model-price.ts'
import { connectSettings, sealKey } from '#flow/agents.ts'
import { dayOf } from '#flow/budget.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { ModelKeyBody, ModelKeyWire, ModelTest, ModelTestBody, ModelUsage } from '#wire/api/agents.ts'
import { checkModel } from './agents.ts'

const tags = ['agents']
const TEST_TIMEOUT_MS = 20_000
const MAX_DAYS = 92

export function modelRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/model-keys',
    {
      schema: {
        tags,
        summary: 'Which keys of models are stored; not the keys',
        response: { 200: z.object({ items: z.array(ModelKeyWire) }) },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      return { items: await presentKeys(principal.workspaceId) }
    },
  )

  app.put(
    '/model-keys',
    {
      schema: {
        tags,
        summary: 'Store the key of a provider or server, in place of the one before',
        body: ModelKeyBody,
        response: { 200: z.object({ items: z.array(ModelKeyWire) }) },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const { key, ...model } = request.body
      await checkModel(http, model)
      const place = placeOfKey(model)
      await store.transaction(async (tx) => {
        await saveModelKey(tx, workspaceId, {
          provider: model.provider,
          place,
          ...sealKey(flow, workspaceId, key),
          at: flow.clock.now(),
        })
        await appendEvents(tx, workspaceId, [
          { type: 'settings.updated', actor: principal.actor.id, data: { fields: ['modelKeys'] } },
        ])
      })
      return { items: await presentKeys(workspaceId) }
    },
  )

  app.delete(
    '/model-keys/:provider',
    {
      schema: {
        tags,
        summary: 'Forget a key',
        params: z.object({ provider: ModelProvider }),
        querystring: z.object({ place: z.string().max(300).default('') }),
        response: { 200: z.object({ items: z.array(ModelKeyWire) }) },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const { provider } = request.params
      if (!(await deleteModelKey(store.db, workspaceId, provider, request.query.place)))
        throw new Refusal('not_found', 'There is no such key.')
      return { items: await presentKeys(workspaceId) }
    },
  )

  app.post(
    '/models/test',
    {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Ask a model for one word, to see whether it can be reached; stores nothing',
        body: ModelTestBody,
        response: { 200: ModelTest },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const { model, key } = request.body
      await checkModel(http, model)
      const { settings, problem } = await connectSettings(flow, store.db, workspaceId, model)
      if (problem && !key) return { ok: false, detail: `${problem}.`, ms: 0, tokens: null, costMicros: null }
      const tried = await testModel({ ...settings, ...(key ? { apiKey: key } : {}) }, TEST_TIMEOUT_MS)
      const workspace = await findWorkspace(store, workspaceId)
      const price = priceOf(model.model, workspace?.settings.modelPrices)
      return { ...tried, costMicros: price && tried.tokens ? costOf(price, tried.tokens) : null }
    },
  )

  app.get(
    '/models/usage',
    {
      schema: {
        tags,
        summary: 'What models cost on the last days',
        querystring: z.object({ days: z.coerce.number().int().min(1).max(MAX_DAYS).default(14) }),
        response: { 200: ModelUsage },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const workspace = await findWorkspace(store, workspaceId)
      if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
      const day = dayOf(flow.clock.now(), workspace.hours.timeZone)
      const from = Temporal.PlainDate.from(day)
        .subtract({ days: request.query.days - 1 })
        .toString()
      const [rows, agents] = await Promise.all([
        readModelUsage(store.db, workspaceId, from),
        listAgents(store.db, workspaceId),
      ])
      const names = new Map(agents.map((agent) => [agent.id, agent.name]))
      const days = [...Map.groupBy(rows, (row) => row.day)].map(([date, ofDay]) => {
        const all = ofDay.find((row) => row.agent_id === ALL)
        return {
          day: date,
          turns: all?.turns ?? 0,
          tokens: (all?.input_tokens ?? 0) + (all?.output_tokens ?? 0),
          costMicros: all?.cost_micros ?? 0,
          unpricedTokens: all?.unpriced_tokens ?? 0,
          refused: all?.refused ?? 0,
          agents: ofDay
            .filter((row) => row.agent_id !== ALL)
            .map((row) => ({
              id: row.agent_id,
              // Of an agent that was removed, only what it cost is left.
              name: names.get(row.agent_id) ?? null,
              turns: row.turns,
              costMicros: row.cost_micros,
            })),
        }
      })
      return { day, limitMicros: workspace.settings.aiBudgetPerDayMicros ?? null, days }
    },
  )

  async function presentKeys(workspaceId: string): Promise<ModelKeyWire[]> {
    const rows = await listModelKeys(store.db, workspaceId)
    return rows.map(({ provider, place, hint, updated_at }) => ({
      provider,
      place,
      hint,
      updatedAt: updated_at.toISOString(),
    }))
  }
}
