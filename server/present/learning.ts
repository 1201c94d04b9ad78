// What was collected and learned, as it leaves the server.
import type { CheckRecord } from '#db/check-questions.ts'
import type { PairRecord } from '#db/learned-pairs.ts'
import type { ClusterRecord } from '#db/unanswered.ts'
import type { CheckQuestion, LearnedPair, UnansweredCluster } from '#wire/api/learning.ts'

export function presentCluster(c: ClusterRecord): UnansweredCluster {
  const answered = c.questions.find((q) => q.answer)
  return {
    id: c.id,
    title: c.title,
    language: c.language,
    state: c.state,
    asked: c.asked,
    firstAskedAt: c.first_asked_at.toISOString(),
    lastAskedAt: c.last_asked_at.toISOString(),
    knowledgeId: c.knowledge_id,
    answer: answered?.answer ?? '',
    answeredBy: answered?.answeredBy ?? null,
    questions: c.questions.map(({ seq: _seq, askedAt, ...q }) => ({
      ...q,
      askedAt: new Date(askedAt).toISOString(),
    })),
  }
}

export function presentPair(p: PairRecord): LearnedPair {
  return {
    id: p.id,
    question: p.question,
    answer: p.answer,
    language: p.language,
    state: p.state,
    edited: p.edited,
    conversationId: p.conversation_id,
    channel: p.channel,
    who: p.who,
    answeredBy: p.answered_by,
    against: p.against,
    knowledgeId: p.knowledge_id,
    createdAt: p.created_at.toISOString(),
    decidedAt: p.decided_at?.toISOString() ?? null,
  }
}

export function presentCheck(c: CheckRecord): CheckQuestion {
  return {
    id: c.id,
    question: c.question,
    answer: c.answer,
    origin: c.origin,
    conversationId: c.conversation_id,
    messageId: c.message_id,
    knowledgeId: c.knowledge_id,
    channel: c.channel,
    nowAnswer: c.now_answer,
    nowSources: c.now_sources,
    verdict: c.verdict,
    reasons: c.reasons,
    seen: c.seen_answer !== null && c.seen_answer === c.now_answer,
    checkedAt: c.checked_at?.toISOString() ?? null,
    createdAt: c.created_at.toISOString(),
  }
}
