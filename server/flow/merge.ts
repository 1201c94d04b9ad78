// Two contacts that are one person become one contact, and two again. Conversations stay apart and whole; what moves is
// whose they are. One transaction each, and nothing is forgotten: the merge keeps what it needs to be taken back.
import { appendEvents } from '#db/events.ts'
import { straightenPlaces, straightenPointers } from '#db/merge-places.ts'
import { passPairsOn, readPairs, restorePairs } from '#db/merge-suggestions.ts'
import * as merges from '#db/merges.ts'
import type { Tx } from '#db/pool.ts'
import { columnsOf, decideMerge, type MergeChoices, type Person } from '#domain/contact-merge.ts'
import { Refusal } from '#domain/errors.ts'
import { enqueueMatchContact } from '#jobs/queue.ts'
import type { Actor } from './axes.ts'
import type { Flow } from './deps.ts'

/** What merging needs of the world. */
type MergeFlow = Pick<Flow, 'store' | 'clock' | 'ids'>

export type MergeCommand = { intoId: string; fromId: string; choices: MergeChoices }

/**
 * Makes `fromId` a part of `intoId`. Opt-outs, notes, appointments, consents and conversations all move; ids of the
 * merged contact lead to the survivor. Refuses where one is gone, where both are one already, and the business's own
 * people. Returns the merge's id, by which it is undone.
 */
export async function mergeContacts(
  flow: MergeFlow,
  workspaceId: string,
  actor: Actor,
  { intoId, fromId, choices }: MergeCommand,
): Promise<string> {
  return withRetry(() =>
    flow.store.transaction(async (tx) => {
      const held = await merges.lockContacts(tx, workspaceId, [intoId, fromId])
      const [into, from] = [mergeable(held, intoId), mergeable(held, fromId)]
      if (intoId === fromId) throw notMergeable('A contact cannot be merged with itself.')
      const { places, threads } = await merges.readPlaces(tx, workspaceId, [intoId, fromId])
      const suggestions = await readPairs(tx, workspaceId, intoId, fromId)
      const { result } = decideMerge(into, from, choices)
      const { former, made } = await merges.setPerson(tx, workspaceId, into, changed(into, result))
      const moved = await merges.moveRows(tx, workspaceId, fromId, intoId)
      await merges.deleteContact(tx, workspaceId, fromId)
      await passPairsOn(tx, workspaceId, suggestions, intoId, fromId)
      const at = flow.clock.now()
      const id = flow.ids.next('mrg', at)
      await merges.insertMerge(tx, workspaceId, {
        id,
        into_id: intoId,
        from_id: fromId,
        from_row: from,
        suggestions,
        former,
        made,
        moved,
        places,
        threads,
        by_name: actor.name,
        created_at: at,
      })
      await tell(tx, workspaceId, 'contact.merged', { id, into_id: intoId, from_id: fromId }, actor, [
        ...(moved.conversations ?? []),
      ])
      await enqueueMatchContact(tx, workspaceId, intoId)
      return id
    }),
  )
}

/**
 * Takes a merge back. Everything that moved returns, with what came since by the addresses that return: new messages,
 * conversations that began there, appointments made in those, opt-outs. What people added to the merged contact (notes,
 * addresses, fields that they changed) stays with the survivor. Returns both ids.
 */
export async function undoMerge(
  flow: MergeFlow,
  workspaceId: string,
  actor: Actor,
  mergeId: string,
): Promise<{ intoId: string; fromId: string }> {
  return withRetry(() =>
    flow.store.transaction(async (tx) => {
      const found = await merges.findMerge(tx, workspaceId, mergeId)
      if (!found) throw new Refusal('not_found', 'There is no such merge.')
      const held = await merges.lockContacts(tx, workspaceId, [found.into_id])
      // Somebody may have been faster while we waited.
      const merge = await merges.findMerge(tx, workspaceId, mergeId)
      if (!merge || merge.undone_at) throw new Refusal('conflict', 'This merge has been undone already.')
      const into = held.get(merge.into_id)
      if (!into)
        throw new Refusal(
          'conflict',
          'The contact has itself become a part of another one since. Undo that merge first.',
        )
      const { into_id, from_id } = merge
      await merges.restoreContact(tx, workspaceId, merge.from_row)
      const { conversations } = await merges.moveBack(tx, workspaceId, merge)
      const both = [into_id, from_id]
      const straightened = await straightenPlaces(tx, workspaceId, both, merge.places)
      await straightenPointers(tx, workspaceId, both, merge.threads)
      await restoreFields(tx, workspaceId, into, merge)
      await restorePairs(tx, workspaceId, merge.suggestions, into_id, from_id)
      await merges.markUndone(tx, workspaceId, merge.id, { name: actor.name, at: flow.clock.now() })
      await tell(tx, workspaceId, 'contact.unmerged', merge, actor, [
        ...new Set([...conversations, ...straightened]),
      ])
      for (const id of both) await enqueueMatchContact(tx, workspaceId, id)
      return { intoId: into_id, fromId: from_id }
    }),
  )
}

function mergeable(held: Map<string, merges.ContactRow>, id: string): merges.ContactRow {
  const row = held.get(id)
  if (!row) throw new Refusal('not_found', 'There is no such contact, or it was merged a moment ago.')
  if (row.internal) throw notMergeable('This is one of your own people, and no customer.')
  return row
}

export function notMergeable(message: string): Refusal {
  return new Refusal('invalid_input', message, { fields: [{ path: 'fromId', message }] })
}

const groups: readonly (readonly (keyof Person)[])[] = [
  ...Object.values(columnsOf),
  ['created_at'],
  ['sample'],
  ['reach'],
]
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The columns that the merge changes, whole groups at a time. */
function changed(before: Person, after: Person): Partial<Person> {
  const names = groups.filter((group) => group.some((name) => !same(before[name], after[name]))).flat()
  return Object.fromEntries(names.map((name) => [name, after[name]])) as Partial<Person>
}

/**
 * Gives the survivor its fields back, except those that somebody changed since. A later merge into the same contact that
 * stays has kept some of these values as its own "before": it gets the older ones.
 */
async function restoreFields(
  tx: Tx,
  workspaceId: string,
  now: merges.ContactRow,
  merge: merges.MergeRecord,
): Promise<void> {
  const later = (await merges.listMerges(tx, workspaceId, merge.into_id))
    .filter((m) => m.position > merge.position)
    .reverse()
  const restored: Partial<Person> = {}
  const handedOn = new Map<string, Partial<Person>>()
  for (const group of groups) {
    const names = group.filter((name) => name in merge.made)
    if (names.length === 0) continue
    const before = Object.fromEntries(names.map((name) => [name, merge.former[name] ?? null]))
    const heir = later.find((m) => names.some((name) => name in m.former))
    if (heir) {
      if (names.every((name) => same(heir.former[name], merge.made[name])))
        handedOn.set(heir.id, { ...(handedOn.get(heir.id) ?? heir.former), ...before })
    } else if (names.every((name) => same(now[name], merge.made[name]))) Object.assign(restored, before)
  }
  await merges.setPerson(tx, workspaceId, now, restored)
  for (const [id, former] of handedOn) await merges.setFormer(tx, workspaceId, id, former)
}

/** Both contacts and every conversation that changed hands, so that open screens follow. */
async function tell(
  tx: Tx,
  workspaceId: string,
  type: 'contact.merged' | 'contact.unmerged',
  merge: { id: string; into_id: string; from_id: string },
  actor: Actor,
  conversations: string[],
): Promise<void> {
  const data = { mergeId: merge.id, into: merge.into_id, from: merge.from_id, by: actor.name }
  const about = { type, actor: actor.id, data }
  await appendEvents(tx, workspaceId, [
    { ...about, contactId: merge.into_id },
    { ...about, contactId: merge.from_id },
    ...conversations.slice(0, 50).map((conversationId) => ({
      ...about,
      conversationId,
      contactId: type === 'contact.merged' ? merge.into_id : merge.from_id,
    })),
  ])
}

const TRIES = 4
const DEADLOCK = '40P01'

/** A message that comes in at the same moment may hold the same rows in another order; one of the two goes again. */
async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--)
    try {
      return await work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (code !== DEADLOCK || left === 0) throw error
    }
}
