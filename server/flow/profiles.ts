// The name of whoever is only a number on their network: asked for once, after their first message, beside the flow.
import type { Channel, InboxAccount, IncomingMessage } from '#channels/channel.ts'
import { findAddressById, nameIfUnknown } from '#db/contacts.ts'
import { findThread } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { claimNameless, findNameless } from '#db/profiles.ts'
import { enqueueFetchProfile } from '#jobs/queue.ts'
import { ioOf } from './channel-io.ts'
import type { Flow } from './deps.ts'

/** Enqueues the question for everybody among these senders who has no name and whom nobody has asked about. */
export async function askForNames(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  messages: IncomingMessage[],
): Promise<void> {
  const nameless = messages.filter((message) => message.fromName === null).map((message) => message.from)
  if (!channel.profile || nameless.length === 0) return
  const { workspaceId } = account
  const kind = channel.capabilities.addressKind
  // Mostly they have been asked about before: then it costs this one look.
  const values = await findNameless(flow.store, workspaceId, kind, [...new Set(nameless)])
  if (values.length === 0) return
  await flow.store.transaction(async (tx) => {
    const addresses = await claimNameless(tx, workspaceId, kind, values, flow.clock.now())
    for (const addressId of addresses)
      await enqueueFetchProfile(tx, { workspaceId, inboxId: account.id, addressId })
  })
}

/** Job `fetch_profile`. Names a contact who has no name; what anybody has entered stays. Throws where it is worth another try. */
export async function fetchProfile(
  flow: Flow,
  payload: { workspaceId: string; inboxId: string; addressId: string },
): Promise<void> {
  const { workspaceId, inboxId, addressId } = payload
  const connected = await flow.accounts.byId(workspaceId, inboxId)
  const address = await findAddressById(flow.store.db, workspaceId, addressId)
  if (!connected?.channel.profile || !address) return
  const found = await connected.channel.profile(
    address.value,
    connected.account,
    ioOf(flow, connected.account),
  )
  if (found.outcome === 'later') throw new Error(`no name yet: ${found.reason}`)
  if (found.outcome === 'none') return
  await flow.store.transaction(async (tx) => {
    const { contact_id: contactId } = address
    if (!(await nameIfUnknown(tx, workspaceId, contactId, found.name.slice(0, 120)))) return
    const conversationId = await findThread(tx, workspaceId, inboxId, addressId)
    await appendEvents(tx, workspaceId, [
      { type: 'contact.updated', contactId, conversationId, actor: 'provider', data: { name: true } },
    ])
  })
}
