// The consent ledger as a chain of hashes: what was changed, left out or put in between afterwards is found. The
// database writes the links (migration 015, in the same form); this reads them, for the check and for whoever has only
// an export. The contact is no part of a link: people turn out to be one person, the proof stays as it was.

/** One entry; `at` in UTC with microseconds, as the database spells it: `2026-11-21T12:00:00.123456Z`. */
export type ConsentLink = {
  workspaceId: string
  position: number
  /** The hash of the entry before it; empty for the first. */
  previous: string
  id: string
  at: string
  addressKind: string
  address: string
  addressId: string
  action: string
  source: string
  /** Who put it down, where it was a member or the API. */
  actor: string | null
  channel: string | null
  /** What was said, word for word. */
  text: string | null
  messageId: string | null
  /** Which purpose it is about; absent or null: everything. */
  purpose?: string | null
  hash: string
}
export type ChainHead = { position: number; hash: string }
export type ChainBreak = {
  position: number
  id: string | null
  reason: 'changed' | 'missing' | 'unlinked' | 'end'
}

/**
 * What is hashed (SHA-256, lower-case hex): a line for each field, with the length of its value in bytes of UTF-8, so
 * that no text can look like another field.
 */
export function canonicalConsent(link: ConsentLink): string {
  const fields: [string, string | null][] = [
    ['workspace', link.workspaceId],
    ['position', String(link.position)],
    ['previous', link.previous],
    ['id', link.id],
    ['at', link.at],
    ['address kind', link.addressKind],
    ['address', link.address],
    ['address id', link.addressId],
    ['action', link.action],
    ['source', link.source],
    ['actor', link.actor],
    ['channel', link.channel],
    ['text', link.text],
    ['message', link.messageId],
    // Entries from before purposes were told apart were hashed without the line.
    ...(link.purpose ? [['purpose', link.purpose] satisfies [string, string]] : []),
  ]
  return `frontdesk consent 1\n${fields.map(([name, value]) => fieldOf(name, value)).join('')}`
}

const encoder = new TextEncoder()
function fieldOf(name: string, value: string | null): string {
  return `${name}=${value === null ? '-' : `${encoder.encode(value).length}:${value}`}\n`
}

/**
 * Checks a chain piece by piece: `next` for each link in the order of their positions, then `end` with the end that is
 * known. Both give the first break, or null. `hash` is SHA-256 as lower-case hex.
 */
export function checkChain(hash: (text: string) => string): {
  next(link: ConsentLink): ChainBreak | null
  end(head: ChainHead): ChainBreak | null
} {
  let last: ChainHead = { position: 0, hash: '' }
  let first: ChainBreak | null = null
  const judge = (link: ConsentLink): ChainBreak['reason'] | null => {
    if (link.position !== last.position + 1) return 'missing'
    if (hash(canonicalConsent(link)) !== link.hash) return 'changed'
    return link.previous === last.hash ? null : 'unlinked'
  }
  return {
    next(link) {
      const reason = judge(link)
      if (reason && !first)
        first =
          reason === 'missing'
            ? { position: last.position + 1, id: null, reason }
            : { position: link.position, id: link.id, reason }
      last = { position: link.position, hash: link.hash }
      return first
    },
    end(head) {
      if (!first && head.position > last.position)
        first = { position: last.position + 1, id: null, reason: 'missing' }
      if (!first && (head.position !== last.position || head.hash !== last.hash))
        first = { position: last.position, id: null, reason: 'end' }
      return first
    },
  }
}
