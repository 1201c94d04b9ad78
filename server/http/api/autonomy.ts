import { z } from 'zod'
import {
  type AgentAutonomy,
  listAutonomyLog,
  lockAgentAutonomy,
  logAutonomy,
  readAgentAutonomy,
  saveAgentAutonomy,
} from '#db/autonomy.ts'
import { listComparisons, tallyIntents } from '#db/comparisons.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { findWorkspace, patchSettings } from '#db/workspaces.ts'
import { DRAFT_HOURS } from '#domain/draft.ts'
import { confidence, EarnedSettings } from '#domain/earned.ts'
import { Refusal } from '#domain/errors.ts'
import { Intent } from '#domain/intent.ts'
import { fallBack, promote, readEarnedMove, standingOf } from '#flow/earned.ts'
import { startAi, stopAi } from '#flow/stop.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import {
  Autonomy,
  AutonomyBody,
  Comparison,
  FallBackBody,
  PromoteBody,
  StopBody,
  Stopped,
} from '#wire/api/autonomy.ts'
import { Id } from '#wire/api/common.ts'

const tags = ['autonomy']
const Agent = z.object({ agentId: Id.optional().describe('The default agent where none is named') })
const LOG_LINES = 50

export function autonomyRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/autonomy',
    {
      schema: {
        tags,
        summary: 'What the AI may do by itself, how often it agrees with people, and what changed',
        querystring: Agent,
        response: { 200: Autonomy },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return readAutonomy(http, workspaceId, request.query.agentId ?? null)
    },
  )

  app.patch(
    '/autonomy',
    {
      schema: {
        tags,
        summary: 'Change what the AI may do by itself',
        querystring: Agent,
        body: AutonomyBody,
        response: { 200: Autonomy },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      const { mode, rules, earned, draftHours } = request.body
      await store.transaction(async (tx) => {
        const before = await mustLockAgent(tx, workspaceId, request.query.agentId)
        if (mode !== undefined || rules !== undefined) {
          const after = { ...before, mode: mode ?? before.mode, rules: rules ?? before.rules }
          await saveAgentAutonomy(tx, workspaceId, after)
          await logAutonomy(tx, workspaceId, {
            agent_id: before.agentId,
            intent: null,
            what: 'changed',
            from_mode: before.mode,
            to_mode: after.mode,
            why: rules ? 'The rules were changed' : 'The setting was changed',
            by_id: actor.id,
            by_name: actor.name,
            at: flow.clock.now(),
          })
        }
        if (earned || draftHours !== undefined)
          await patchSettings(tx, workspaceId, {
            ...(earned ? { earned } : {}),
            ...(draftHours !== undefined ? { draftHours } : {}),
          })
        await appendEvents(tx, workspaceId, [
          { type: 'autonomy.changed', actor: actor.id, data: { fields: Object.keys(request.body) } },
        ])
      })
      return readAutonomy(http, workspaceId, request.query.agentId ?? null)
    },
  )

  app.get(
    '/autonomy/examples',
    {
      schema: {
        tags,
        summary: 'What the AI would have said beside what people said',
        querystring: Agent.extend({
          intent: Intent,
          agreed: z.stringbool().optional(),
          limit: z.coerce.number().int().min(1).max(50).default(20),
        }),
        response: { 200: z.object({ items: z.array(Comparison) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const rows = await listComparisons(store, workspaceId, {
        ...request.query,
        agentId: (await agentOf(http, workspaceId, request.query.agentId ?? null)).agentId,
      })
      return {
        items: rows.map((row) => ({
          id: row.draft_id,
          conversationId: row.conversation_id,
          fate: row.fate,
          agreed: row.agreed,
          score: row.score,
          reasons: row.reasons,
          judgedBy: row.judged_by,
          question: row.question,
          ai: row.ai_text,
          person: row.person_text,
          at: row.at.toISOString(),
        })),
      }
    },
  )

  app.post(
    '/autonomy/promote',
    {
      schema: {
        tags,
        summary: 'Let the AI answer an intent by itself, on the strength of its record',
        querystring: Agent,
        body: PromoteBody,
        response: { 200: Autonomy },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      const { intent, to } = request.body
      const settings = await earnedSettings(http, workspaceId)
      await store.transaction(async (tx) => {
        const agent = await mustLockAgent(tx, workspaceId, request.query.agentId)
        const { move, why } = await readEarnedMove(tx, workspaceId, agent, intent)
        if (move !== 'propose' && move !== 'promote')
          throw new Refusal(
            'conflict',
            'The record does not carry this yet. Set a rule by hand if you want it anyway.',
          )
        await promote(flow, tx, workspaceId, agent, intent, { to: to ?? settings.to, why, by: actor })
      })
      return readAutonomy(http, workspaceId, request.query.agentId ?? null)
    },
  )

  app.post(
    '/autonomy/fall-back',
    {
      schema: {
        tags,
        summary: 'Take a promotion back',
        querystring: Agent,
        body: FallBackBody,
        response: { 200: Autonomy },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      await store.transaction(async (tx) => {
        const agent = await mustLockAgent(tx, workspaceId, request.query.agentId)
        const done = await fallBack(flow, tx, workspaceId, agent, request.body.intent, {
          why: 'Taken back by hand',
          by: actor,
        })
        if (!done) throw new Refusal('conflict', 'There is no promotion to take back.')
      })
      return readAutonomy(http, workspaceId, request.query.agentId ?? null)
    },
  )

  app.post(
    '/ai/stop',
    {
      schema: {
        tags,
        summary: 'Stop the AI now: off everywhere, and nothing that it has queued leaves',
        description: 'Everybody may; switching on again is for owners and admins.',
        body: StopBody,
        response: { 200: Stopped },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      return stopAi(flow, workspaceId, actor, request.body.why ?? null)
    },
  )

  app.post(
    '/ai/start',
    { schema: { tags, summary: 'Let the AI answer again', response: { 204: z.null() } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await startAi(flow, principal.workspaceId, principal.actor)
      return reply.code(204).send(null)
    },
  )
}

async function earnedSettings(http: Http, workspaceId: string): Promise<EarnedSettings> {
  const workspace = await findWorkspace(http.store, workspaceId)
  return EarnedSettings.parse(workspace?.settings.earned ?? {})
}

async function mustLockAgent(
  tx: Tx,
  workspaceId: string,
  agentId: string | undefined,
): Promise<AgentAutonomy> {
  const agent = await lockAgentAutonomy(tx, workspaceId, agentId ?? null)
  if (!agent) throw new Refusal('not_found', 'There is no such agent.')
  return agent
}

async function agentOf(http: Http, workspaceId: string, agentId: string | null): Promise<AgentAutonomy> {
  const agent = await readAgentAutonomy(http.store.db, workspaceId, { agentId })
  if (agentId !== null && agent.agentId !== agentId) throw new Refusal('not_found', 'There is no such agent.')
  return agent
}

async function readAutonomy(http: Http, workspaceId: string, agentId: string | null): Promise<Autonomy> {
  const { store } = http
  const agent = await agentOf(http, workspaceId, agentId)
  const [workspace, tallies, log] = await Promise.all([
    findWorkspace(store, workspaceId),
    tallyIntents(store, workspaceId, agent.agentId),
    listAutonomyLog(store, workspaceId, LOG_LINES),
  ])
  if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
  return {
    agentId: agent.agentId,
    mode: agent.mode,
    rules: agent.rules,
    earned: EarnedSettings.parse(workspace.settings.earned ?? {}),
    draftHours: workspace.settings.draftHours ?? DRAFT_HOURS,
    record: await Promise.all(tallies.map((tally) => presentTally(http, workspaceId, agent, tally))),
    log: log.map((line) => ({
      what: line.what,
      intent: Intent.safeParse(line.intent).data ?? null,
      from: line.from_mode,
      to: line.to_mode,
      why: line.why,
      by: line.by_name,
      at: line.at.toISOString(),
    })),
  }
}

async function presentTally(
  http: Http,
  workspaceId: string,
  agent: AgentAutonomy,
  tally: Awaited<ReturnType<typeof tallyIntents>>[number],
): Promise<Autonomy['record'][number]> {
  const intent = Intent.catch('other').parse(tally.intent)
  const { mode, promoted } = standingOf(agent, intent)
  const { move, why } = await readEarnedMove(http.store.db, workspaceId, agent, intent)
  const { agreed, total, approved, edited, rejected } = tally
  return {
    intent,
    mode,
    promoted,
    agreed,
    total,
    ...confidence(tally),
    approved,
    edited,
    rejected,
    proposal: move === 'propose' || move === 'promote' ? why : null,
  }
}
