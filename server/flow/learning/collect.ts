// Job `collect_questions`: what a turn could not answer is put to what was asked before in other words.

import { detectLanguage, languageOfLocale } from '#ai/knowledge/language.ts'
import { questionsIn, withoutPerson } from '#ai/learning/redact.ts'
import { contentOf, nearestQuestion } from '#ai/learning/similar.ts'
import { appendEvents } from '#db/events.ts'
import { addQuestion, insertCluster, lockClusters, readClusters, readUnansweredTurn } from '#db/unanswered.ts'
import { findWorkspace } from '#db/workspaces.ts'
import type { Flow } from '#flow/deps.ts'

/** Harmless to repeat: a question of a burst is kept once. */
export async function collectQuestions(
  flow: Flow,
  { workspaceId, turnId }: { workspaceId: string; turnId: string },
): Promise<void> {
  const turn = await readUnansweredTurn(flow.store.db, workspaceId, turnId)
  if (!turn) return
  const workspace = await findWorkspace(flow.store, workspaceId)
  const fallback = turn.language ?? languageOfLocale(workspace?.profile.locale ?? 'en')
  const asked = await Promise.all(
    turn.texts.slice(0, 5).map(async (raw) => {
      const text = questionsIn(withoutPerson(raw, turn.names))
      return { text, language: await detectLanguage(text, fallback) }
    }),
  )
  await flow.store.transaction(async (tx) => {
    await lockClusters(tx, workspaceId)
    let added = 0
    for (const [number, { text, language }] of asked.entries()) {
      // What bears no topic could be met by nothing.
      if (contentOf(text).length === 0) continue
      const near = nearestQuestion(text, await readClusters(tx, workspaceId))
      const clusterId = near?.id ?? flow.ids.next('qst', turn.at)
      if (!near) await insertCluster(tx, workspaceId, { id: clusterId, title: text, language, at: turn.at })
      const { conversation_id: conversationId, to_seq: seq, at } = turn
      if (await addQuestion(tx, workspaceId, { clusterId, conversationId, seq, number, text, at })) added++
    }
    if (added > 0)
      await appendEvents(tx, workspaceId, [
        { type: 'knowledge.updated', actor: 'system', data: { what: 'unanswered' } },
      ])
  })
}
