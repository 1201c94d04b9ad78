// A raw mail that a service's API gave out, as items of the flow: what arrived, or what was sent from there.
import type { InboxAccount, IncomingItem, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { mailRequest, parse } from './parse.ts'
import { readSentMail } from './sent.ts'

/** What the service says of a mail beside the mail itself. */
export type Told = { thread: string | null; receivedAt: Date }

/** A mail that arrived. What cannot be read goes to quarantine with its bytes. */
export async function takeArrived(
  raw: Uint8Array,
  account: InboxAccount,
  told: Told,
): Promise<IncomingItem[]> {
  const request = mailRequest(raw, { receivedAt: told.receivedAt })
  const parsed = await parseSafely(request, account)
  if (!parsed.ok) return [{ kind: 'unreadable', request, reason: parsed.reason }]
  return parsed.items.map((item) => withSource(item, raw, told.thread))
}

/** A mail that lies among the sent ones. */
export async function takeSent(raw: Uint8Array, account: InboxAccount, told: Told): Promise<IncomingItem[]> {
  const item = await readSentMail(raw, account, { receivedAt: told.receivedAt }).catch(
    (error: unknown): IncomingItem => ({
      kind: 'ignored',
      why: `A sent mail could not be read: ${error instanceof Error ? error.message : String(error)}`,
    }),
  )
  if (item.kind !== 'sent_mail' || told.thread === null || !item.mail.email) return [item]
  return [{ ...item, mail: { ...item.mail, email: { ...item.mail.email, thread: told.thread } } }]
}

/** Reads a raw mail from quarantine again; null for what is no raw mail. */
export function readAgain(raw: RawRequest, account: InboxAccount): Promise<ParseOutcome> | null {
  // No request from outside has such an address.
  return raw.url === 'mail:' ? parse(raw, account) : null
}

async function parseSafely(request: RawRequest, account: InboxAccount): Promise<ParseOutcome> {
  try {
    return await parse(request, account)
  } catch (error) {
    return {
      ok: false,
      reason: `This mail could not be read: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}

function withSource(item: IncomingItem, raw: Uint8Array, thread: string | null): IncomingItem {
  if (item.kind !== 'message') return item
  const email = item.email && thread !== null ? { ...item.email, thread } : item.email
  return { ...item, email, raw }
}
