// Sources of knowledge as they leave the server.
import type { KnowledgeRecord } from '#db/knowledge.ts'
import type { ConflictRecord } from '#db/knowledge-conflicts.ts'
import { isStale } from '#domain/knowledge.ts'
import type { KnowledgeConflict, KnowledgeItem } from '#wire/api/knowledge.ts'

const iso = (date: Date | null) => date?.toISOString() ?? null

export function presentKnowledge(
  k: KnowledgeRecord,
  now: Date,
  fileUrl: (id: string) => string,
): KnowledgeItem {
  return {
    id: k.id,
    kind: k.kind,
    title: k.title,
    body: k.body,
    sample: k.sample,
    state: k.state,
    problem: k.problem,
    remedy: k.remedy,
    audiences: k.audiences,
    channels: k.channels,
    expiresAt: iso(k.expires_at),
    expired: k.expires_at !== null && k.expires_at <= now,
    readAt: iso(k.read_at),
    nextReadAt: iso(k.next_read_at),
    stale: isStale({ kind: k.kind, readAt: k.read_at, everyDays: k.site?.everyDays ?? null }, now),
    file: k.file_id ? { name: k.file_name ?? '', size: k.file_size ?? 0, url: fileUrl(k.file_id) } : null,
    site: k.site,
    passages: k.passages,
    pages: { found: k.pages_found, read: k.pages_read },
    updatedAt: k.updated_at.toISOString(),
  }
}

export function presentConflict(c: ConflictRecord): KnowledgeConflict {
  return {
    id: c.id,
    about: c.about,
    topic: c.topic,
    winner: {
      sourceId: c.winner_source_id,
      kind: c.winner_kind,
      title: c.winner_title,
      quote: c.winner_quote,
    },
    loser: { sourceId: c.loser_source_id, kind: c.loser_kind, title: c.loser_title, quote: c.loser_quote },
    reason: c.reason,
    dismissedAt: iso(c.dismissed_at),
    foundAt: c.found_at.toISOString(),
  }
}
