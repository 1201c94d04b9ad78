// The way out of mails that go to many alike: a link that only its receiver has, and that one call obeys (RFC 8058).
import { findAddressById } from '#db/contacts.ts'
import { signToken, verifyToken } from '#lib/crypto.ts'
import type { Flow } from './deps.ts'
import { recordOptOut } from './opt-out.ts'

/** Mails are found again long after they came. */
const VALID_MS = 400 * 86_400_000
const PURPOSE = 'unsubscribe'

export function unsubscribeUrl(
  flow: Pick<Flow, 'secret' | 'clock' | 'publicUrl'>,
  workspaceId: string,
  message: { id: string; address_id: string },
): string {
  const expires = new Date(flow.clock.now().getTime() + VALID_MS)
  const token = signToken(flow.secret, PURPOSE, `${workspaceId} ${message.address_id} ${message.id}`, expires)
  return `${flow.publicUrl()}/unsubscribe/${token}`
}

type Link = { workspaceId: string; addressId: string; messageId: string }

function readLink(flow: Flow, token: string): Link | null {
  const [workspaceId, addressId, messageId] = (
    verifyToken(flow.secret, PURPOSE, token, flow.clock.now()) ?? ''
  ).split(' ')
  return workspaceId && addressId && messageId ? { workspaceId, addressId, messageId } : null
}

/** The address that a link is about, for the page that asks; null where the link is not ours or too old. */
export async function readUnsubscribe(
  flow: Flow,
  token: string,
): Promise<{ address: string; optedOut: boolean } | null> {
  const link = readLink(flow, token)
  const address = link && (await findAddressById(flow.store.db, link.workspaceId, link.addressId))
  return address ? { address: address.value, optedOut: address.opted_out_at !== null } : null
}

/** Obeys a link; the same link again changes nothing. False where it is not ours. */
export async function unsubscribe(flow: Flow, token: string, how: string): Promise<boolean> {
  const link = readLink(flow, token)
  if (!link) return false
  return flow.store.transaction(async (tx) => {
    if (!(await findAddressById(tx, link.workspaceId, link.addressId))) return false
    await recordOptOut(flow, tx, link.workspaceId, {
      addressId: link.addressId,
      channel: 'email',
      source: 'unsubscribe',
      actor: null,
      text: how,
      messageId: link.messageId,
    })
    return true
  })
}
