// Live changes of conversation lists, as pure functions on the cached pages.
import type { ConversationRow } from '#wire/api/conversations.ts'
import { type ListQuery, matchesQuery } from './filters.ts'

/**
 * A row as this browser keeps it. `countedSeq` is the last customer message that went into `unread`: events carry the
 * conversation as it stands when they are read, so its `lastSeq` may run ahead of the events that were counted.
 */
export type CachedRow = ConversationRow & { countedSeq?: number }
export type ListPage = { items: CachedRow[]; next: string | null }
export type ListPages = { pages: ListPage[]; pageParams: unknown[] }

/** All rows in order. A conversation that moved up while pages were loaded may stand in two of them: the first counts. */
export function flattenRows(data: ListPages | undefined): CachedRow[] {
  const seen = new Set<string>()
  const rows: CachedRow[] = []
  for (const page of data?.pages ?? [])
    for (const row of page.items)
      if (!seen.has(row.id)) {
        seen.add(row.id)
        rows.push(row)
      }
  return rows
}

export function findRow(data: ListPages | undefined, id: string): CachedRow | undefined {
  for (const page of data?.pages ?? []) for (const row of page.items) if (row.id === id) return row
  return undefined
}

/**
 * The pages with `row` put where it belongs: newest first, removed where the query no longer wants it. `keepId` names
 * a conversation that stays although it stopped matching: the open one must not vanish while it is being read.
 */
export function placeRow(
  data: ListPages,
  row: CachedRow,
  { query, keepId }: { query: ListQuery; keepId: string | null },
): ListPages {
  const known = findRow(data, row.id)
  const wanted = matchesQuery(row, query) || (known !== undefined && row.id === keepId)
  if (!known && !wanted) return data
  if (known && wanted && (query.sort || known.lastMessageAt === row.lastMessageAt))
    return mapRows(data, row.id, () => row)

  const pages = data.pages.map((page) => ({ ...page, items: page.items.filter((r) => r.id !== row.id) }))
  // In an order of its own a row finds its place when the list is asked again.
  if (wanted && !query.sort) {
    const target = pages.findIndex(
      (page, index) =>
        page.items.some((r) => r.lastMessageAt <= row.lastMessageAt) ||
        (index === pages.length - 1 && page.next === null),
    )
    const page = pages[target]
    // Older than everything loaded: it comes with its own page.
    if (page) {
      const at = page.items.findIndex((r) => r.lastMessageAt <= row.lastMessageAt)
      page.items.splice(at === -1 ? page.items.length : at, 0, row)
    }
  }
  return { ...data, pages }
}

/** The pages with one row changed in place, order untouched. */
export function mapRows(data: ListPages, id: string, change: (row: CachedRow) => CachedRow): ListPages {
  if (!findRow(data, id)) return data
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.items.some((r) => r.id === id)
        ? { ...page, items: page.items.map((r) => (r.id === id ? change(r) : r)) }
        : page,
    ),
  }
}

/**
 * A row out of the feed, with what only this reader knows: how far they read, and how much came since. `received` are
 * the places of the customer messages that the events announce.
 */
export function mergeRow(
  known: CachedRow | undefined,
  fresh: ConversationRow,
  received: number[],
): CachedRow {
  const readSeq = known?.readSeq ?? 0
  const counted = known?.countedSeq ?? known?.lastSeq ?? 0
  const news = received.filter((seq) => seq > counted && seq > readSeq)
  return {
    ...fresh,
    readSeq,
    unread: (known?.unread ?? 0) + news.length,
    countedSeq: Math.max(counted, ...received),
  }
}

/** The row after its reader has read up to `seq`. */
export function markRead(row: CachedRow, seq: number): CachedRow {
  if (seq <= row.readSeq && row.unread === 0) return row
  return { ...row, readSeq: Math.max(row.readSeq, seq), unread: seq >= row.lastSeq ? 0 : row.unread }
}
