// Reviews: provisionally at once, from stored facts; for good when a conversation has been quiet for ten minutes, by the
// agent's model where it has one and may be asked. Never on the way of a message: a job that comes after all others.
import { joinReview, type ModelReview, reviewByModel } from '#ai/review.ts'
import { lockFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { lockLead, recordFacts, writeLead } from '#db/facts.ts'
import type { Tx } from '#db/pool.ts'
import { findReview, findUnreviewed, saveReview } from '#db/reviews.ts'
import { findWorkspace, type WorkspaceRecord } from '#db/workspaces.ts'
import { buildReview } from '#domain/build-review.ts'
import { leadStatuses } from '#domain/contact.ts'
import { REVIEW_AFTER_MS, type Review } from '#domain/review.ts'
import { enqueueReview } from '#jobs/queue.ts'
import { chooseAgent } from './agents.ts'
import { openBudget } from './budget.ts'
import type { Flow } from './deps.ts'
import { planReview } from './plan-review.ts'
import { type Gathered, gatherFacts, reviewSettingsOf } from './review-facts.ts'
import { keepPromises } from './tasks.ts'

/** So many models are asked for reviews at a time in this process: the other jobs answer customers. */
const MODELS_AT_ONCE = 2
const AGAIN_MS = 5_000
/** What was said before that (imported, or from before an outage) is reviewed from its facts: nobody waits for it. */
const FRESH_MS = 2 * 86_400_000
const LIMIT_MS = 30_000
/** So many quiet conversations are looked at in a minute, after an import too. */
const PER_SWEEP = 200
let asking = 0

type Payload = { workspaceId: string; conversationId: string }

/** Job `review`. Harmless to repeat: what has been reviewed as it stands is left alone. */
export async function reviewQuietly(flow: Flow, { workspaceId, conversationId }: Payload): Promise<void> {
  await reviewConversation(flow, workspaceId, conversationId)
}

/**
 * Reviews a conversation as it stands. `force`: somebody asked for it now, so it is final whatever the clock says.
 * False where there is nothing to review.
 */
export async function reviewConversation(
  flow: Flow,
  workspaceId: string,
  conversationId: string,
  options: { force?: boolean } = {},
): Promise<boolean> {
  const workspace = await findWorkspace(flow.store, workspaceId)
  if (!workspace) return false
  const now = flow.clock.now()
  const gathered = await gatherFacts(flow.store.db, workspace, conversationId, now)
  if (!gathered) return false
  const { conversation } = gathered
  const due = new Date(conversation.last_message_at.getTime() + REVIEW_AFTER_MS)
  const final = options.force === true || due <= now
  const stored = await findReview(flow.store.db, workspaceId, conversationId)
  const known = stored && stored.upto_seq >= conversation.last_seq && (!stored.provisional || !final)
  if (known && !options.force) {
    if (stored.provisional) await enqueueReview(flow.store.db, workspaceId, conversationId, { runAt: due })
    return true
  }
  const asked = final ? await askModel(flow, workspace, gathered, options.force === true) : null
  if (asked === 'busy') {
    await enqueueReview(flow.store.db, workspaceId, conversationId, {
      runAt: new Date(now.getTime() + AGAIN_MS),
    })
    return true
  }
  await keep(flow, workspace, gathered, { final, asked })
  if (!final) {
    await enqueueReview(flow.store.db, workspaceId, conversationId, { runAt: due })
    flow.wakeAt(due)
  }
  return true
}

/** As it would be reviewed at this moment, without writing anything: what is shown while the stored one lags behind. */
export async function lookAtReview(
  flow: Flow,
  workspaceId: string,
  conversationId: string,
): Promise<{ review: Review; uptoSeq: number; provisional: boolean; at: Date; gathered: Gathered } | null> {
  const workspace = await findWorkspace(flow.store, workspaceId)
  const now = flow.clock.now()
  const gathered = workspace && (await gatherFacts(flow.store.db, workspace, conversationId, now))
  if (!gathered) return null
  const stored = await findReview(flow.store.db, workspaceId, conversationId)
  const { last_seq } = gathered.conversation
  if (stored && stored.upto_seq >= last_seq)
    return {
      review: stored.review,
      uptoSeq: stored.upto_seq,
      provisional: stored.provisional,
      at: stored.at,
      gathered,
    }
  return { review: buildReview(gathered.facts), uptoSeq: last_seq, provisional: true, at: now, gathered }
}

type Asked = {
  answer: ModelReview | null
  why: string | null
  tokens: { input: number; output: number } | null
  costMicros: number | null
}

/** Null where no model is to be asked; `busy` where too many are. */
async function askModel(
  flow: Flow,
  workspace: WorkspaceRecord,
  { conversation, facts }: Gathered,
  now: boolean,
): Promise<Asked | 'busy' | null> {
  if (!reviewSettingsOf(workspace).byModel) return null
  if (!now && flow.clock.now().getTime() - conversation.last_message_at.getTime() > FRESH_MS) return null
  if (!facts.lines.some((line) => line.author === 'contact' && !line.automatic)) return null
  const chosen = await chooseAgent(flow, workspace, conversation.inbox_id)
  const { model, agent } = chosen
  if (!model) return null
  const unasked = (why: string): Asked => ({ answer: null, why, tokens: null, costMicros: null })
  if (chosen.withheld !== null) return unasked(chosen.withheld)
  if (asking >= MODELS_AT_ONCE && !now) return 'busy'
  asking++
  try {
    const thread = facts.lines.map((line) => ({ ...line, authorName: null, attachments: 0 }))
    const budget = await openBudget(flow, workspace, chosen, { thread, agent }, 0)
    if (budget.refused !== null) return unasked(budget.refused)
    const asked = await reviewByModel(model, {
      lines: facts.lines,
      stages: facts.stages,
      business: workspace.name,
      zone: workspace.hours.timeZone,
      now: facts.now,
      limitMs: Math.min(LIMIT_MS, chosen.timeoutMs),
    })
    await budget.settle(asked.tokens)
    return {
      answer: asked.answer,
      why: asked.why,
      tokens: asked.tokens,
      costMicros: asked.tokens ? budget.costOf(asked.tokens) : null,
    }
  } finally {
    asking--
  }
}

async function keep(
  flow: Flow,
  workspace: WorkspaceRecord,
  gathered: Gathered,
  { final, asked }: { final: boolean; asked: Asked | null },
): Promise<void> {
  const { conversation, facts } = gathered
  const at = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    // Whoever writes into a conversation holds it; what came while the model thought makes this one provisional.
    const held = await lockFacts(tx, workspace.id, conversation.id)
    if (!held) return
    const provisional = !final || held.last_seq !== conversation.last_seq
    const tasks = await keepPromises(flow, tx, workspace, gathered, asked?.answer ?? null)
    const builtin = buildReview({ ...facts, promises: tasks })
    const review: Review = asked?.answer
      ? joinReview(builtin, asked.answer, facts.lines, facts.stages)
      : { ...builtin, fallback: asked?.why ?? null }
    const kept = await saveReview(tx, workspace.id, conversation.id, {
      uptoSeq: conversation.last_seq,
      provisional,
      review,
      tokens: asked?.tokens ?? null,
      costMicros: asked?.costMicros ?? null,
      at,
    })
    if (!kept) return
    if (!provisional) await moveLead(tx, workspace.id, conversation.contact_id, review.lead, at)
    const shown = review.score !== conversation.score || review.stage.value !== conversation.stage
    if (!provisional || shown)
      await appendEvents(tx, workspace.id, [
        {
          type: 'conversation.reviewed',
          conversationId: conversation.id,
          contactId: conversation.contact_id,
          actor: 'system',
          data: { score: review.score, stage: review.stage.value, provisional },
        },
      ])
    if (provisional && final) await planReview(flow, tx, workspace.id, conversation.id)
  })
}

/** Forward only, and never past what a person or a program said. */
async function moveLead(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  lead: Review['lead'],
  at: Date,
): Promise<void> {
  const known = await lockLead(tx, workspaceId, contactId)
  if (!known) return
  const source = known.facts.find((fact) => fact.field === 'lead_status')?.source
  const rank = leadStatuses.indexOf(lead.value)
  if (source === 'member' || source === 'api' || rank <= leadStatuses.indexOf(known.lead.lead_status)) return
  await writeLead(tx, workspaceId, contactId, { lead_status: lead.value })
  await recordFacts(tx, workspaceId, contactId, [
    { field: 'lead_status', value: lead.why, source: 'ai', message_id: null, confidence: null, at },
  ])
}

/** What has been quiet and is not reviewed as it stands, whatever became of its job. A part of it each minute. */
export async function sweepReviews(flow: Flow): Promise<void> {
  const quietSince = new Date(flow.clock.now().getTime() - REVIEW_AFTER_MS)
  for (const { workspace_id, id } of await findUnreviewed(flow.store, quietSince, PER_SWEEP))
    await enqueueReview(flow.store.db, workspace_id, id)
}
