// The ways to write to a contact, and for each what the send gate would say to a person's words now: so the app tells
// beforehand what it would be told afterwards.
import { listAddresses } from '#db/contacts.ts'
import { findThread } from '#db/conversations.ts'
import { findInbox, listInboxes } from '#db/inboxes.ts'
import { displayAddress } from '#domain/address.ts'
import { reaches } from '#domain/channel.ts'
import { askGate } from '#flow/gate.ts'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import type { Http } from './context.ts'

type Place = { conversation_id: string; contact_id: string; inbox_id: string; address_id: string }

/** Every pair of inbox and address by which this contact can be written to, the current one first. */
export async function replyRoutes(http: Http, workspaceId: string, place: Place): Promise<ReplyRoute[]> {
  const [inboxes, addresses] = await Promise.all([
    listInboxes(http.store, workspaceId),
    listAddresses(http.store.db, workspaceId, place.contact_id),
  ])
  const removed = inboxes.some((i) => i.id === place.inbox_id)
    ? null
    : await findInbox(http.store.db, workspaceId, place.inbox_id)
  const pairs = (removed ? [...inboxes, removed] : inboxes).flatMap((inbox) =>
    addresses.map((address) => ({ inbox, address })),
  )
  const routes = await Promise.all(
    pairs.map(async ({ inbox, address }): Promise<ReplyRoute | null> => {
      const connected = await http.flow.accounts.byId(workspaceId, inbox.id)
      const capabilities = connected?.channel.capabilities
      if (!capabilities || !reaches(capabilities, address.kind)) return null
      const current = inbox.id === place.inbox_id && address.id === place.address_id
      const known =
        current ||
        capabilities.mayStart ||
        capabilities.templates ||
        (await findThread(http.store.db, workspaceId, inbox.id, address.id)) !== null
      if (!known) return null
      return {
        inboxId: inbox.id,
        inboxName: inbox.name,
        channel: inbox.channel,
        provider: inbox.provider,
        label: capabilities.label,
        addressId: address.id,
        address: displayAddress(address.kind, address.value),
        current,
        ...(await stateOf(http, workspaceId, place.conversation_id, inbox.id, address.id)),
      }
    }),
  )
  return routes.filter((route) => route !== null).sort((a, b) => Number(b.current) - Number(a.current))
}

async function stateOf(
  http: Http,
  workspaceId: string,
  conversationId: string,
  inboxId: string,
  addressId: string,
): Promise<Pick<ReplyRoute, 'usable' | 'why' | 'windowClosesAt' | 'templatesOnly'>> {
  const asked = await askGate(
    http.store.db,
    workspaceId,
    { conversationId, inboxId, addressId, now: http.flow.clock.now() },
    { author: 'member', purpose: 'reply', turn: 0, counted: false },
  )
  if (!asked)
    return { usable: false, why: 'The inbox was removed', windowClosesAt: null, templatesOnly: false }
  const reasons = asked.verdict.decision === 'block' ? asked.verdict.reasons : []
  const templatesOnly = reasons.length > 0 && reasons.every((r) => r.code === 'template_required')
  const first = reasons.find((r) => r.code !== 'template_required') ?? reasons[0]
  return {
    usable: reasons.length === 0 || templatesOnly,
    why: first?.text ?? null,
    windowClosesAt: asked.windowClosesAt?.toISOString() ?? null,
    templatesOnly,
  }
}
