// Job `find_conflicts`: compares everything that the front desk may say, services and hours included, and keeps what
// contradicts each other.
import { setImmediate } from 'node:timers/promises'
import { type Conflict, compareStepwise, type Side, type Told } from '#ai/knowledge/conflicts.ts'
import { appendEvents } from '#db/events.ts'
import { listServices } from '#db/knowledge.ts'
import { readTold, replaceConflicts } from '#db/knowledge-conflicts.ts'
import { findWorkspace, type WorkspaceRecord } from '#db/workspaces.ts'
import { isStale, type Service } from '#domain/knowledge.ts'
import type { Flow } from '#flow/deps.ts'
import { sha256 } from '#lib/crypto.ts'

const MOST_PASSAGES = 5_000
/** So long nobody else is served; then everybody who waits is. */
const TURN_MS = 10

export async function findConflictsJob(flow: Flow, { workspaceId }: { workspaceId: string }): Promise<void> {
  const now = flow.clock.now()
  const [workspace, services, rows] = await Promise.all([
    findWorkspace(flow.store, workspaceId),
    listServices(flow.store, workspaceId),
    readTold(flow.store, workspaceId, now, MOST_PASSAGES),
  ])
  if (!workspace) return
  const told: Told[] = [
    ...services.map((service) => serviceTold(service, workspace)),
    hoursTold(workspace),
    ...rows.map((row) => ({
      sourceId: row.source_id,
      pageId: row.page_id,
      kind: row.kind,
      title: row.title,
      text: row.text,
      readAt: row.read_at,
      stale: isStale({ kind: row.kind, readAt: row.read_at, everyDays: row.every_days }, now),
    })),
  ]
  const conflicts = await compareAll(told)
  const found = conflicts.map((c) => ({
    id: sha256(`${c.about}\n${wordsOf(c.winner)}\n${wordsOf(c.loser)}`).slice(0, 32),
    about: c.about,
    topic: c.topic,
    reason: c.reason,
    winner_source_id: c.winner.sourceId,
    winner_kind: c.winner.kind,
    winner_title: c.winner.title,
    winner_quote: c.winner.quote,
    loser_source_id: c.loser.sourceId,
    loser_kind: c.loser.kind,
    loser_title: c.loser.title,
    loser_quote: c.loser.quote,
  }))
  const unique = [...new Map(found.map((c) => [c.id, c])).values()]
  await flow.store.transaction(async (tx) => {
    const { added, removed } = await replaceConflicts(tx, workspaceId, unique, now)
    if (added + removed > 0)
      await appendEvents(tx, workspaceId, [
        { type: 'knowledge.updated', actor: 'system', data: { what: 'conflicts' } },
      ])
  })
}

async function compareAll(told: Told[]): Promise<Conflict[]> {
  const steps = compareStepwise(told)
  let began = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - began < TURN_MS) continue
    await setImmediate()
    began = performance.now()
  }
}

const wordsOf = (side: Side) => `${side.sourceId}\n${side.quote}`

function serviceTold(service: Service, { profile }: WorkspaceRecord): Told {
  const price =
    service.priceMinor === null || service.priceKind === 'on_request'
      ? ''
      : new Intl.NumberFormat(profile.locale, {
          style: 'currency',
          currency: profile.currency,
          trailingZeroDisplay: 'stripIfInteger',
        }).format(service.priceMinor / 100)
  const text = price ? `${service.name}: ${service.priceKind === 'from' ? 'from ' : ''}${price}` : ''
  return {
    sourceId: service.id,
    pageId: null,
    kind: 'service',
    title: service.name,
    text,
    readAt: null,
    stale: false,
  }
}

/** One line for each weekday with one interval; days with a pause are written in too many ways to compare. */
function hoursTold({ hours }: WorkspaceRecord): Told {
  const lines = Object.entries(hours.week).flatMap(([day, intervals]) =>
    intervals.length === 1 && intervals[0]
      ? [`${day.charAt(0).toUpperCase()}${day.slice(1)}: ${intervals[0].opens}-${intervals[0].closes}`]
      : [],
  )
  return {
    sourceId: 'hours',
    pageId: null,
    kind: 'hours',
    title: 'Opening hours',
    text: lines.join('\n'),
    readAt: null,
    stale: false,
  }
}
