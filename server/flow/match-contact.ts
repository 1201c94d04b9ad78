// Who may be the same person twice. A job for each contact, enqueued when something about them may tell more; the
// ingest does not know of it.
import { findSharing, listOwnAddresses, passContacts, readIdentityFacts, replaceClues } from '#db/clues.ts'
import type { Tx } from '#db/pool.ts'
import { suggest } from '#db/suggestions.ts'
import { normaliseAddress } from '#domain/address.ts'
import {
  addressClue,
  type Clue,
  compareClues,
  mayTellIdentity,
  nameClues,
  textClues,
} from '#domain/identity.ts'
import { enqueueMatchContact } from '#jobs/queue.ts'
import { ownText } from '#lib/mail-text.ts'
import type { Flow } from './deps.ts'

/** Job `match_contact`. Harmless to repeat. */
export async function matchContact(
  flow: Flow,
  { workspaceId, contactId }: { workspaceId: string; contactId: string },
): Promise<void> {
  const facts = await readIdentityFacts(flow.store, workspaceId, contactId)
  if (!facts) return
  const { country } = facts
  const ours = new Set(
    (await listOwnAddresses(flow.store, workspaceId)).flatMap((own) => {
      const kind = own.includes('@') ? 'email' : 'phone'
      const value = normaliseAddress(kind, own, country)
      return value ? [addressClue(kind, value)?.clue] : []
    }),
  )
  const clues: Clue[] = [
    ...facts.addresses.flatMap((a) => addressClue(a.kind, a.value) ?? []),
    ...nameClues(
      facts.name,
      facts.company,
      facts.addresses.flatMap((a) => (a.kind === 'email' ? [a.value] : [])),
    ),
    ...facts.texts.flatMap(({ body, full }) => said(body, full, country)),
  ].filter((c) => !ours.has(c.clue))
  // Two transactions: of two contacts that are looked at in the same moment, the later one to look must see the clues of
  // the other.
  if (!(await flow.store.transaction((tx) => replaceClues(tx, workspaceId, contactId, clues)))) return
  await flow.store.transaction(async (tx) => {
    for (const other of await findSharing(tx, workspaceId, contactId))
      await suggest(
        tx,
        workspaceId,
        contactId,
        other.contact_id,
        compareClues({ id: contactId, clues }, { id: other.contact_id, clues: other.clues }),
      )
  })
}

/** What stands in a mail and not in its visible text stands in the signature. */
function said(body: string, full: string | null, country: string): Clue[] {
  const inBody = textClues(body, 'message', country)
  if (!full) return inBody
  const known = new Set(inBody.map((c) => c.clue))
  return [...inBody, ...textClues(ownText(full), 'signature', country).filter((c) => !known.has(c.clue))]
}

/** A burst of the customer's messages: a first one, or one that may hold an address, is worth a look. */
export async function noticeIdentity(
  flow: Flow,
  workspaceId: string,
  burst: { contactId: string; first: boolean; texts: string[] },
): Promise<void> {
  if (burst.first || burst.texts.some(mayTellIdentity))
    await enqueueMatchContact(flow.store.db, workspaceId, burst.contactId)
}

/** A contact is old enough then for its transaction to have ended, whatever made it. */
const SETTLED_MS = 60_000
const A_SWEEP = 100

/** Part of the sweep: contacts that came by ways which enqueue nothing (imports, echoes, older versions). */
export async function matchPassed(flow: Flow): Promise<void> {
  const before = new Date(flow.clock.now().getTime() - SETTLED_MS)
  await flow.store.transaction(async (tx) => {
    for (const c of await passContacts(tx, before, A_SWEEP))
      await enqueueMatchContact(tx, c.workspace_id, c.id)
  })
}

/** Somebody changed a contact: who else it may be is looked at again, soon. */
export function lookForDuplicates(tx: Tx, workspaceId: string, contactId: string): Promise<void> {
  return enqueueMatchContact(tx, workspaceId, contactId)
}
