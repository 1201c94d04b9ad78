// A change of knowledge or settings before it is live: made in a transaction that is rolled back, with every approved
// question asked before and in it. No row is written, nothing is sent, no address is asked.
import { compareFacts } from '#ai/learning/same-facts.ts'
import { listChecks } from '#db/check-questions.ts'
import type { NewPassage } from '#db/knowledge.ts'
import { deleteKnowledge, deleteService, saveAudience, saveKnowledge, saveService } from '#db/knowledge.ts'
import type { Tx } from '#db/pool.ts'
import { tryOut } from '#db/store-in.ts'
import { saveHours, saveProfile } from '#db/workspaces.ts'
import type { Hours } from '#domain/hours.ts'
import type { KnowledgeAudience, KnowledgeFields, Profile, ServiceFields } from '#domain/knowledge.ts'
import { MOST_CHECKED } from '#domain/learning.ts'
import type { Flow } from '#flow/deps.ts'
import { houseLanguage, makePassages } from '#flow/sources/passages.ts'
import { approved } from './check.ts'
import { type Desk, readDesk, replay } from './replay.ts'

export type Change =
  | { what: 'entry'; id: string | null; entry: KnowledgeFields & { audience?: KnowledgeAudience } }
  | { what: 'source_removed'; id: string }
  | { what: 'source_audience'; id: string; audience: KnowledgeAudience }
  | { what: 'service'; id: string | null; service: ServiceFields }
  | { what: 'service_removed'; id: string }
  | { what: 'hours'; hours: Hours }
  | { what: 'profile'; profile: Profile }

export type Difference = {
  id: string
  question: string
  approved: string
  before: string
  after: string
  reasons: string[]
  unanswered: boolean
}
export type Tried = {
  checked: number
  differences: Difference[]
  /** Questions that were answered wrongly and would be answered as approved. */
  mended: number
}

export async function tryChange(flow: Flow, workspaceId: string, change: Change): Promise<Tried> {
  const checks = await listChecks(flow.store, workspaceId, MOST_CHECKED)
  const desk = checks.length > 0 ? await readDesk(flow, workspaceId) : null
  if (!desk) return { checked: 0, differences: [], mended: 0 }
  const asked = async (over: Flow, at: Desk) => {
    const answers = []
    for (const check of checks) answers.push(await replay(over, at, check))
    return answers
  }
  const before = await asked(flow, desk)
  const passages = await passagesOf(flow, workspaceId, change)
  const after = await tryOut(flow.store, async (store) => {
    const inside: Flow = { ...flow, store, meaning: null }
    await make(inside, store.db, workspaceId, change, passages)
    const then = await readDesk(inside, workspaceId)
    return then ? asked(inside, then) : []
  })
  const tried: Tried = { checked: checks.length, differences: [], mended: 0 }
  for (const [i, check] of checks.entries()) {
    const [was, is] = [before[i], after[i]]
    if (!was || !is) continue
    const { same, reasons } = compareFacts(was, is)
    if (same) continue
    if (compareFacts(approved(check), is, { approved: true }).same) {
      if (!compareFacts(approved(check), was, { approved: true }).same) tried.mended++
      continue
    }
    tried.differences.push({
      id: check.id,
      question: check.question,
      approved: check.answer,
      before: was.text,
      after: is.text,
      reasons,
      unanswered: is.unanswered,
    })
  }
  return tried
}

/** Made outside of the transaction, as a save makes them. */
async function passagesOf(flow: Flow, workspaceId: string, change: Change): Promise<NewPassage[]> {
  if (change.what !== 'entry') return []
  const { title, body, kind } = change.entry
  const language = await houseLanguage(flow, workspaceId)
  return makePassages(flow, { title, body, whole: kind === 'faq' }, language)
}

async function make(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  change: Change,
  passages: NewPassage[],
): Promise<void> {
  switch (change.what) {
    case 'entry': {
      const id = change.id ?? flow.ids.next('kb')
      await saveKnowledge(tx, workspaceId, { id, ...change.entry, at: flow.clock.now() }, passages)
      return
    }
    case 'source_removed':
      await deleteKnowledge(tx, workspaceId, change.id)
      return
    case 'source_audience':
      await saveAudience(tx, workspaceId, change.id, change.audience)
      return
    case 'service':
      return saveService(tx, workspaceId, change.id ?? flow.ids.next('svc'), change.service)
    case 'service_removed':
      await deleteService(tx, workspaceId, change.id)
      return
    case 'hours':
      return saveHours(tx, workspaceId, change.hours)
    case 'profile':
      return saveProfile(tx, workspaceId, change.profile)
  }
}
