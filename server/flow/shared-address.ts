// One webhook address for several inboxes: a Meta app has one for all its pages, accounts and numbers. What a request says
// of another account goes to the inbox of that account, if it is of the same app: the signature was checked with the
// secret of the inbox that the address names, and counts for those with the same secret only.
import type { RawRequest } from '#channels/channel.ts'
import { listInboxes } from '#db/inboxes.ts'
import { constantTimeEqual } from '#lib/crypto.ts'
import type { Connected } from './accounts.ts'
import type { Flow } from './deps.ts'

/** The inboxes that a verified request is for, in the workspace of the one that its address names. Never empty. */
export async function addressees(flow: Flow, named: Connected, raw: RawRequest): Promise<Connected[]> {
  const { sharing } = named.channel
  const names = sharing?.named(raw) ?? []
  if (!sharing || names.length === 0) return [named]
  const own = sharing.nameOf(named.account)
  const others = names.filter((name) => name !== own)
  const secret = sharing.secretOf(named.account)
  if (others.length === 0 || secret === '') return [named]
  const { workspaceId, provider, id } = named.account
  const found: Connected[] = []
  const left = new Set(names)
  for (const inbox of await listInboxes(flow.store, workspaceId)) {
    if (inbox.provider !== provider || inbox.id === id) continue
    const connected = await flow.accounts.byId(workspaceId, inbox.id)
    const theirs = connected?.channel.sharing
    const name = connected && theirs?.nameOf(connected.account)
    if (!connected || !theirs || !name || !left.has(name)) continue
    if (!constantTimeEqual(theirs.secretOf(connected.account), secret)) continue
    left.delete(name)
    found.push(connected)
  }
  // What belongs to nobody else is for the inbox of the address, which says so where it cannot take it.
  return left.size > 0 ? [named, ...found] : found
}
