// Whom the fate of a message is about. A mail may go to another than the customer of its thread (forwarded, Reply-To, a
// recipient that a person chose): what a mail server says of that one must not be held against the customer.
import { findAddress } from '#db/contacts.ts'
import type { Tx } from '#db/pool.ts'
import type { EmailHeaders } from '#domain/message.ts'
import { bare } from './mail-out.ts'

export type Sent = { address_id: string; address: string; email: EmailHeaders | null }

/** The address by which a message's state is judged: for a mail, its first recipient. */
export function readerOf({ address, email }: Pick<Sent, 'address' | 'email'>): string {
  const [first] = email?.to ?? []
  return first === undefined ? address : bare(first)
}

/** The stored address of that reader; null where it is nobody's of ours. */
export async function readerAddress(tx: Tx, workspaceId: string, message: Sent): Promise<string | null> {
  const reader = readerOf(message)
  if (reader === message.address) return message.address_id
  return (await findAddress(tx, workspaceId, 'email', reader))?.id ?? null
}
