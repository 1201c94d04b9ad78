// What reviews add to the conversation list: conditions and orders, as SQL over its row.
import type { Temperature } from '#domain/contact.ts'

export type ReviewFilter = {
  stage?: string
  temperature?: Temperature
  minScore?: number
  maxScore?: number
  /** Only what the workspace's rule shows. */
  reviewed?: 'only'
  /** By score, the worst or the best first; what has none is not listed then. */
  sort?: 'recent' | 'score_low' | 'score_high'
}

/** How warm a lead is, by the same facts as decideTemperature in domain/contact.ts; a test compares the two. */
export const TEMPERATURE = `coalesce(p.temperature_by_hand, case
  when p.lead_status = 'lost' then 'cold'
  when c.last_inbound_at >= $now - interval '1 day' and (c.status = 'escalated' or p.lead_status in ('qualified', 'quoted', 'booked') or $upcoming) then 'hot'
  when c.last_inbound_at >= $now - interval '7 days' or $upcoming then 'warm'
  when c.last_inbound_at >= $now - interval '30 days' then 'cool'
  else 'cold' end)`.replaceAll(
  '$upcoming',
  `exists (select 1 from appointments t where t.workspace_id = c.workspace_id and t.contact_id = c.contact_id and t.status = 'booked' and t.starts_at > now())`,
)

/**
 * What the rule "only reviewed conversations" hides: what was never reviewed and is not quiet yet, but nothing in which a
 * person is expected to do something. `action`: the list's own condition for that.
 */
export const unreviewed = (action: string, quietSince: string): string =>
  `c.reviewed_at is null and c.last_message_at > ${quietSince} and not (${action}) and c.status <> 'escalated'
   and coalesce(c.urgency, 'normal') not in ('high', 'emergency')`

type Add = (key: string, condition: (place: string) => string, ...more: unknown[]) => void

/** Adds the conditions of the filter to a list's statement. */
export function addReviewFilter(
  add: Add,
  f: ReviewFilter,
  { action, now, quietSince }: { action: string; now: Date; quietSince: Date },
): void {
  if (f.stage !== undefined) add('stage', (p) => `c.stage = ${p}`, f.stage)
  if (f.minScore !== undefined) add('min', (p) => `c.score >= ${p}`, f.minScore)
  if (f.maxScore !== undefined) add('max', (p) => `c.score <= ${p}`, f.maxScore)
  if (f.temperature !== undefined)
    add(
      'temperature',
      (places) => {
        const [wanted = '', at = ''] = places.split(', ')
        return `${TEMPERATURE.replaceAll('$now', `${at}::timestamptz`)} = ${wanted}`
      },
      f.temperature,
      now,
    )
  if (f.reviewed === 'only')
    add('reviewed', (p) => `not (${unreviewed(action, `${p}::timestamptz`)})`, quietSince)
  if (f.sort === 'score_low' || f.sort === 'score_high') add(f.sort, () => 'c.score is not null')
}
