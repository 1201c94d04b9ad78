// Job `compare_draft`: a person has answered what the AI had an answer for. Would it have said the same?
import { judgeAgreement } from '#ai/compare.ts'
import { insertComparison, isCompared } from '#db/comparisons.ts'
import { findDraft, nextInbound, readWords } from '#db/drafts.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { compareAnswers } from '#domain/agreement.ts'
import type { ThreadLine } from '#domain/desk.ts'
import { chooseAgent } from './agents.ts'
import { askAside } from './aside.ts'
import type { Flow } from './deps.ts'
import { considerEarned } from './earned.ts'

/** Harmless to repeat: a draft is compared once. */
export async function compareDraft(
  flow: Flow,
  { workspaceId, draftId }: { workspaceId: string; draftId: string },
): Promise<void> {
  const { db } = flow.store
  const draft = await findDraft(db, workspaceId, draftId)
  if (!draft || draft.answered_seq === null || (await isCompared(db, workspaceId, draftId))) return
  const next = await nextInbound(db, workspaceId, draft.conversation_id, draft.answered_seq)
  const [asked, answered] = await Promise.all([
    readWords(db, workspaceId, draft.conversation_id, {
      after: draft.from_seq,
      upTo: draft.to_seq,
      of: 'customer',
    }),
    readWords(db, workspaceId, draft.conversation_id, {
      after: draft.answered_seq - 1,
      upTo: next === null ? null : next - 1,
      of: 'people',
    }),
  ])
  const own = answered.map((line) => line.body).join('\n')
  if (own === '') return
  const question = asked.map((line) => line.body).join('\n')
  const said = { text: draft.text, commands: draft.commands }
  const byModel = await judge(flow, workspaceId, draft.inbox_id, { question, ai: draft.text, person: own })
  const compared = byModel ?? compareAnswers(said, { text: own, commands: [] })
  const intent = draft.intent ?? 'other'
  await flow.store.transaction(async (tx) => {
    const fresh = await insertComparison(tx, workspaceId, {
      draft_id: draft.id,
      agent_id: draft.agent_id,
      intent,
      conversation_id: draft.conversation_id,
      fate: 'answered',
      ...compared,
      judged_by: byModel ? 'model' : 'builtin',
      question,
      ai_text: draft.text,
      person_text: own,
      at: flow.clock.now(),
    })
    if (fresh) await considerEarned(flow, tx, workspaceId, draft.agent_id, intent)
  })
}

/** By the agent's own model, out of its day's money; null where nobody can be asked. */
async function judge(
  flow: Flow,
  workspaceId: string,
  inboxId: string,
  said: { question: string; ai: string; person: string },
) {
  const workspace = await findWorkspace(flow.store, workspaceId)
  if (!workspace) return null
  const chosen = await chooseAgent(flow, workspace, inboxId)
  const lines = Object.values(said).map((text, seq) => lineOf(text, seq, flow.clock.now()))
  return askAside(flow, workspace, chosen, { thread: lines }, (model) =>
    judgeAgreement({ model, timeoutMs: chosen.timeoutMs, ...said }),
  )
}

const lineOf = (text: string, seq: number, at: Date): ThreadLine => ({
  seq,
  author: 'contact',
  authorName: null,
  text,
  at,
  attachments: 0,
})
