// The ways to write to a contact, and for each what the send gate would say to a person's words now: so the app tells
// beforehand what it would be told afterwards.
import { listAddresses } from '#db/contacts.ts'
import { findThread } from '#db/conversations.ts'
import { findInbox, listInboxes } from '#db/inboxes.ts'
import { displayAddress } from '#domain/address.ts'
import { isPublicAddress, reaches } from '#domain/channel.ts'
import { askGate } from '#flow/gate.ts'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import type { Http } from './context.ts'

type Place = { conversation_id: string; contact_id: string; inbox_id: string; address_id: string }

/** Every pair of inbox and address by which this contact can be written to, in the order of `orderRoutes`. */
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
      if (!capabilities || capabilities.writes === false || !reaches(capabilities, address.kind)) return null
      const current = inbox.id === place.inbox_id && address.id === place.address_id
      // An id that one network gave means nothing to another inbox: such a way is none, not one that is shut.
      const sensible =
        current ||
        isPublicAddress(address.kind) ||
        (await findThread(http.store.db, workspaceId, inbox.id, address.id)) !== null
      if (!sensible) return null
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
  return orderRoutes(routes.filter((route) => route !== null))
}

/** The way in use first, then what works, what waits, what is shut; otherwise as the inboxes were made. */
export function orderRoutes<R extends Pick<ReplyRoute, 'current' | 'usable' | 'why'>>(routes: R[]): R[] {
  const rank = (r: R) => (r.current ? 0 : !r.usable ? 3 : r.why ? 2 : 1)
  return routes.toSorted((a, b) => rank(a) - rank(b))
}

/** `why` with `usable`: it may be written, and waits. */
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
  const windowClosesAt = asked.windowClosesAt?.toISOString() ?? null
  // Nothing leaves there, but people may write down what did.
  if (asked.verdict.reasons.some((reason) => reason.code === 'logged_by_hand'))
    return { usable: true, why: null, windowClosesAt, templatesOnly: false }
  const { decision, reasons } = asked.verdict
  // What shuts the way altogether is said before what a template would open.
  const first = reasons.find((r) => r.code !== 'template_required') ?? reasons[0]
  const templatesOnly = decision === 'block' && first?.code === 'template_required'
  const why = first?.text ?? null
  // Under the provider's rule for human agents: the way is open, but not to everybody.
  if (decision === 'allow' && asked.humanAgent)
    return {
      usable: true,
      why: 'The usual window is over: people may still answer, the AI and programs may not',
      windowClosesAt,
      templatesOnly,
    }
  return decision === 'defer'
    ? {
        usable: true,
        why: why && `${why}. The message waits until it is active again`,
        windowClosesAt,
        templatesOnly,
      }
    : { usable: decision === 'allow' || templatesOnly, why, windowClosesAt, templatesOnly }
}
