// The provider says that two identities are one person (a number and an id that hides it), or that somebody has given
// up one for the other. Contacts are joined only where one of the two is nobody's yet: two people who exist already are
// never merged by a machine.
import type { Channel, InboxAccount, IncomingIdentity, IncomingName } from '#channels/channel.ts'
import { insertAddress, setUnusable } from '#db/contacts.ts'
import { openAddress } from '#db/echoes.ts'
import { appendEvents } from '#db/events.ts'
import {
  findHeld,
  type Held,
  type Identity,
  moveToAddress,
  nameFromBook,
  sharePointer,
} from '#db/identities.ts'
import type { Tx } from '#db/pool.ts'
import { suggest } from '#db/suggestions.ts'
import { displayAddress } from '#domain/address.ts'
import type { Evidence } from '#domain/identity.ts'
import type { Flow } from './deps.ts'

/**
 * `linked`: both are one contact's now. `known`: they were already. `nobody`: neither is known, so ask again once the
 * message that came along is stored. `conflict`: two contacts exist; suggested to people.
 */
export type IdentityOutcome = 'linked' | 'known' | 'nobody' | 'conflict'

/** Records what one identity says. Cheap where nothing is new: one look, no transaction. */
export async function recordIdentity(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  item: IncomingIdentity,
): Promise<IdentityOutcome> {
  const { workspaceId } = account
  const first: Identity = {
    kind: item.addressKind ?? channel.capabilities.addressKind,
    value: item.address,
  }
  const second: Identity = item.other
  const look = async (tx: Tx) => {
    const held = await findHeld(tx, workspaceId, [first, second])
    const of = (one: Identity) => held.find((h) => h.kind === one.kind && h.value === one.value) ?? null
    return { a: of(first), b: of(second) }
  }
  const before = await look(flow.store.db)
  if (!before.a && !before.b) return 'nobody'
  if (before.a && before.b && before.a.contact_id === before.b.contact_id && !item.replaces) return 'known'
  return flow.store.transaction(async (tx): Promise<IdentityOutcome> => {
    const { a, b } = await look(tx)
    if (a && b && a.contact_id !== b.contact_id) {
      // People decide; until then each keeps its thread.
      await suggest(tx, workspaceId, a.contact_id, b.contact_id, [saidBy(channel, a, b)])
      return 'conflict'
    }
    const made = a && b ? null : await addMissing(flow, tx, workspaceId, a ?? b, a ? second : first)
    const [from, to] = [a ?? made, b ?? made]
    if (!from || !to) return 'nobody'
    if (item.replaces) await giveUp(flow, tx, account, from, to)
    else if (made === to) await sharePointer(tx, workspaceId, account.id, from.id, to.id)
    else await sharePointer(tx, workspaceId, account.id, to.id, from.id)
    return 'linked'
  })
}

function saidBy(channel: Channel, a: Held, b: Held): Evidence {
  const shown = [a, b].map((one) => displayAddress(one.kind, one.value)).join(' and ')
  return {
    code: 'provider',
    by: null,
    words: `${channel.capabilities.label} says that ${shown} are one person`,
    clue: `identity:${[a.id, b.id].sort().join(' ')}`,
  }
}

async function addMissing(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  known: Held | null,
  missing: Identity,
): Promise<Held | null> {
  if (!known) return null
  const at = flow.clock.now()
  const id = flow.ids.next('adr', at)
  // Somebody else may make it at this moment; the next message that names both finds it then.
  if (!(await insertAddress(tx, workspaceId, { id, contactId: known.contact_id, ...missing, at })))
    return null
  await appendEvents(tx, workspaceId, [
    { type: 'contact.updated', contactId: known.contact_id, actor: 'provider', data: { addressId: id } },
  ])
  return { id, contact_id: known.contact_id, ...missing }
}

/** The person is at the other address from now on; the old one stays in the contact, marked. */
async function giveUp(flow: Flow, tx: Tx, account: InboxAccount, from: Held, to: Held): Promise<void> {
  const { workspaceId } = account
  await moveToAddress(tx, workspaceId, account.id, from.id, to.id)
  await setUnusable(tx, workspaceId, from.id, {
    reason: 'The customer has given it up for another one',
    at: flow.clock.now(),
  })
  await appendEvents(tx, workspaceId, [
    {
      type: 'contact.address_moved',
      contactId: to.contact_id,
      actor: 'provider',
      data: { fromAddressId: from.id, toAddressId: to.id, inboxId: account.id },
    },
  ])
}

/** A name from the business's own address book; whoever stands in it is a contact. */
export async function recordName(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  item: IncomingName,
): Promise<void> {
  const { workspaceId } = account
  const at = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    const address = await openAddress(tx, workspaceId, {
      id: flow.ids.next('adr', at),
      contactId: flow.ids.next('con', at),
      kind: channel.capabilities.addressKind,
      value: item.address,
      at,
    })
    const named = await nameFromBook(tx, workspaceId, address.contactId, item.name.slice(0, 120))
    if (named || address.made)
      await appendEvents(tx, workspaceId, [
        {
          type: address.made ? 'contact.created' : 'contact.updated',
          contactId: address.contactId,
          actor: 'provider',
        },
      ])
  })
}
