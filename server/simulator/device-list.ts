// The list of customers as the page shows it, and where the product has its conversations with them.
import { channels } from '#channels/registry.ts'
import { findAddress, findContact } from '#db/contacts.ts'
import { listConversations } from '#db/conversation-list.ts'
import { listDeviceBodies, listSimulatorDevices, type SimulatorRow } from '#db/simulator.ts'
import { displayAddress } from '#domain/address.ts'
import type { AddressKind } from '#domain/channel.ts'
import type { SimulatorDevice } from '#wire/simulator.ts'
import { publicSettings, readDeviceSettings } from './device-settings.ts'
import { addressOn, type Customer, customers, findCustomer } from './devices.ts'
import { readReview } from './items.ts'
import type { Outside } from './outside.ts'
import { findSimulated } from './registry.ts'

/** The customers that are always there, then whoever else was written to. */
export async function listDevices(outside: Outside, workspaceId: string): Promise<SimulatorDevice[]> {
  const { store } = outside.http
  const [used, bodies] = await Promise.all([
    listSimulatorDevices(store, workspaceId),
    listDeviceBodies(store, workspaceId),
  ])
  const lastOf = new Map(used.map((u) => [u.device, u.last_at.toISOString()]))
  const settingsOf = new Map(bodies.map((b) => [b.device, b.body]))
  const others = used.flatMap((u) =>
    customers.some((c) => c.id === u.device) ? [] : (findCustomer(u.device) ?? []),
  )
  const named = await Promise.all(others.map((customer) => nameOf(outside, workspaceId, customer)))
  return [...customers, ...named].map((c) => ({
    id: c.id,
    name: c.name,
    phone: c.phone === null ? null : { value: c.phone, display: displayAddress('phone', c.phone) },
    email: c.email,
    handle: c.handle,
    settings: publicSettings(readDeviceSettings(settingsOf.get(c.id) ?? null)),
    lastAt: lastOf.get(c.id) ?? null,
    builtIn: customers.includes(c),
  }))
}

/** Who the product knows under this address, for whoever has no name here. */
async function nameOf(outside: Outside, workspaceId: string, customer: Customer): Promise<Customer> {
  const address = await addressOf(outside, workspaceId, customer)
  const contact = address && (await findContact(outside.http.store, workspaceId, address.contact_id))
  return contact?.name ? { ...customer, name: contact.name } : customer
}

async function addressOf(
  outside: Outside,
  workspaceId: string,
  { phone, email }: Pick<Customer, 'phone' | 'email'>,
) {
  const { db } = outside.http.store
  return phone
    ? findAddress(db, workspaceId, 'phone', phone)
    : email
      ? findAddress(db, workspaceId, 'email', email)
      : null
}

/** Everything under which the product may know a customer: by number, by mail, and by id on each network. */
function addressesOf(customer: Customer): { kind: AddressKind; value: string }[] {
  const all = channels.flatMap(({ capabilities: { channel, addressKind: kind } }) => {
    const value = addressOn(channel, kind, customer)
    return value ? [{ kind, value }] : []
  })
  return all.filter((one, n) => all.findIndex((other) => other.value === one.value) === n)
}

/** What is known by an address of its own, as reviews are, lies on the device. */
function reviewsOf(rows: SimulatorRow[]): { kind: AddressKind; value: string }[] {
  const kinds = channels.flatMap(({ provider, capabilities: { channel, addressKind } }) =>
    findSimulated({ channel, provider })?.reviews ? [addressKind] : [],
  )
  return rows.flatMap((row) => {
    const review = readReview(row)
    return review ? kinds.map((kind) => ({ kind, value: review.externalId })) : []
  })
}

/** The newest conversation with this customer on each inbox. `rows`: what lies on their device. */
export async function findConversationsOf(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  rows: SimulatorRow[],
): Promise<{ inboxId: string; conversationId: string }[]> {
  const { db } = outside.http.store
  const found = await Promise.all(
    [...addressesOf(customer), ...reviewsOf(rows)].map(({ kind, value }) =>
      findAddress(db, workspaceId, kind, value),
    ),
  )
  const contacts = [...new Set(found.flatMap((address) => (address ? [address.contact_id] : [])))]
  const lists = await Promise.all(
    contacts.map((contactId) =>
      listConversations(
        outside.http.store,
        workspaceId,
        { id: '', baseline: new Date(0) },
        { filter: 'all', contactId, limit: 50 },
      ),
    ),
  )
  const newest = new Map<string, string>()
  for (const conversation of lists.flat())
    if (!newest.has(conversation.inbox_id)) newest.set(conversation.inbox_id, conversation.id)
  return [...newest].map(([inboxId, conversationId]) => ({ inboxId, conversationId }))
}
