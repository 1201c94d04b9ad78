// The customers. Three are there from the start; whoever else the business writes to through a simulated inbox gets a
// device of their own, named by the address. Numbers are of ranges reserved for fiction, mail domains for examples.
import { displayAddress } from '#domain/address.ts'

export type Customer = { id: string; name: string; phone: string | null; email: string | null }

export const customers: readonly Customer[] = [
  { id: 'riley', name: 'Riley Park', phone: '+12125550142', email: 'riley.park@mail.example' },
  { id: 'noor', name: 'Noor Haddad', phone: '+12125550167', email: 'noor@haddad-studio.example' },
  { id: 'callum', name: 'Callum Reid', phone: '+447700900142', email: 'callum.reid@post.example' },
]

const PHONE = /^\+[1-9]\d{6,14}$/
const MAIL = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/

/** The device on which a message to this address arrives. */
export function deviceOf(address: string): string {
  const known = customers.find((c) => c.phone === address || c.email === address.toLowerCase())
  return known?.id ?? address.toLowerCase()
}

/** Who holds a device; null where the id is neither one of the three nor an address. */
export function findCustomer(device: string): Customer | null {
  const known = customers.find((c) => c.id === device)
  if (known) return known
  // Their own devices are named by name, so that no customer has two.
  if (deviceOf(device) !== device) return null
  if (PHONE.test(device))
    return { id: device, name: displayAddress('phone', device), phone: device, email: null }
  if (MAIL.test(device)) return { id: device, name: device, phone: null, email: device }
  return null
}
