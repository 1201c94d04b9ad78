// The customers. Three are there from the start; whoever else the business writes to through a simulated inbox gets a
// device of their own, named by the address. Numbers are of ranges reserved for fiction, mail domains for examples.
// In programs that know people by an id of their own, each of the three has a fictional one that never changes.
import { createHash } from 'node:crypto'
import { displayAddress } from '#domain/address.ts'
import type { AddressKind, ChannelKind } from '#domain/channel.ts'

export type Customer = {
  id: string
  name: string
  phone: string | null
  email: string | null
  /** Their name in programs that need no number; null for whoever is known by one address only. */
  handle: string | null
}

export const customers: readonly Customer[] = [
  {
    id: 'riley',
    name: 'Riley Park',
    phone: '+12125550142',
    email: 'riley.park@mail.example',
    handle: 'riley.park',
  },
  {
    id: 'noor',
    name: 'Noor Haddad',
    phone: '+12125550167',
    email: 'noor@haddad-studio.example',
    handle: 'noor.haddad',
  },
  {
    id: 'callum',
    name: 'Callum Reid',
    phone: '+447700900142',
    email: 'callum.reid@post.example',
    handle: 'callum.reid',
  },
]

const PHONE = /^\+[1-9]\d{6,14}$/
const MAIL = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/
const SCOPED = /^([a-z_]+):(.+)$/

/** The customer's id on a network that numbers people itself (`telegram`, `messenger`): 12 digits, always the same. */
export function idOn(network: string, customer: Customer): string | null {
  if (!customer.handle) return null
  const digest = createHash('sha256').update(`${network} ${customer.id}`).digest()
  return String(100_000_000_000 + (digest.readUIntBE(0, 6) % 900_000_000_000))
}

/** Who has this id there; null where nobody does. */
export function findOnNetwork(network: string, id: string): Customer | null {
  return customers.find((c) => idOn(network, c) === id) ?? null
}

/** The address under which the product knows a customer on a channel; null where they cannot be there. */
export function addressOn(channel: ChannelKind, kind: AddressKind, customer: Customer): string | null {
  if (kind === 'phone') return customer.phone
  if (kind === 'email') return customer.email
  const id = kind === 'visitor' ? null : idOn(channel, customer)
  return id && `${channel}:${id}`
}

/** The device on which a message to this address arrives. */
export function deviceOf(address: string): string {
  const known = customers.find((c) => c.phone === address || c.email === address.toLowerCase())
  if (known) return known.id
  const [, network = '', id = ''] = SCOPED.exec(address) ?? []
  return findOnNetwork(network, id)?.id ?? address.toLowerCase()
}

/** Who holds a device; null where the id is neither one of the three nor an address. */
export function findCustomer(device: string): Customer | null {
  const known = customers.find((c) => c.id === device)
  if (known) return known
  // Their own devices are named by name, so that no customer has two.
  if (deviceOf(device) !== device) return null
  if (PHONE.test(device))
    return { id: device, name: displayAddress('phone', device), phone: device, email: null, handle: null }
  if (MAIL.test(device)) return { id: device, name: device, phone: null, email: device, handle: null }
  return null
}
