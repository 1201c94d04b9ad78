// The brief for a person, from what is stored: at once, and without anybody's help.
import { type BriefRow, readBriefRow } from '#db/brief.ts'
import type { Tx } from '#db/pool.ts'
import { type Brief, type BriefFacts, buildBrief } from '#domain/brief.ts'
import type { EscalationReason } from '#domain/conversation.ts'

type Why = { reason: EscalationReason; note: string | null } | null

/** Two lines from the facts of a conversation. */
export async function factsBrief(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  why: Why,
  now: Date,
): Promise<Brief> {
  const row = await readBriefRow(tx, workspaceId, conversationId, now)
  return buildBrief(toFacts(row, why))
}

export function toFacts(row: BriefRow | null, why: Why): BriefFacts {
  const traces = row?.traces ?? []
  const kinds = row?.kinds ?? []
  const missing: BriefFacts['missing'] = []
  if (!row?.name) missing.push('name')
  if (!kinds.includes('phone') && !kinds.includes('email')) missing.push('phone')
  return {
    said: row?.said ?? [],
    need: row?.need ?? null,
    intent: traces.at(-1)?.intent ?? null,
    reason: why?.reason ?? null,
    note: why?.note ?? null,
    answers: row?.answers ?? 0,
    tools: traces.flatMap((t) => t.tools.map((tool) => tool.name)),
    sources: [...new Set(traces.flatMap((t) => t.sources.map((s) => s.title)))],
    appointment:
      row?.service && row.starts_at && row.time_zone
        ? { service: row.service, when: sayWhen(row.starts_at, row.time_zone) }
        : null,
    missing,
  }
}

function sayWhen(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  })
  return `on ${format.format(at)}`
}
