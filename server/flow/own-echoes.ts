// An echo that is no news: the provider shows us what we have sent ourselves, perhaps before it has answered the send.
import type { Channel, InboxAccount, IncomingEcho } from '#channels/channel.ts'
import { findAddress } from '#db/contacts.ts'
import { findThread, lockFacts } from '#db/conversations.ts'
import * as match from '#db/echo-match.ts'
import { appendEvents } from '#db/events.ts'
import { knowsExternalId } from '#db/outbox.ts'
import type { Tx } from '#db/pool.ts'
import { enqueueDeliver } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'

/**
 * Links an echo to the message of ours that it shows: by the provider's id, or (where it may be ours at all) by what it
 * says, while ours is on its way or was lost. False where it is none of ours. The caller holds the lock of the
 * provider's id.
 */
export async function linkOwn(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  echo: IncomingEcho,
): Promise<boolean> {
  const { workspaceId } = account
  const address = await findAddress(tx, workspaceId, echo.toKind ?? channel.capabilities.addressKind, echo.to)
  const conversationId = address && (await findThread(tx, workspaceId, account.id, address.id))
  // The conversation before its messages, as everybody locks them.
  const conversation = conversationId && (await lockFacts(tx, workspaceId, conversationId))
  if (!address || !conversation) return false
  const unproved = (await match.lockUnproved(tx, workspaceId, account.id, conversation.id))
    // The same words twice: more likely those that are on their way than those that were lost.
    .toSorted((a, b) => Number(a.status === 'failed') - Number(b.status === 'failed'))
  // Only now: whoever settled a message before we held it has given it this id.
  if (await knowsExternalId(tx, workspaceId, account.id, echo.externalId)) return true
  if (!echo.maybeOurs) return false
  const files = echo.files.length > 0
  const found = unproved.find((one) =>
    holdsFiles(one)
      ? files && (one.body === '' || sameWords(one.body, echo.text))
      : !files && sameWords(one.body, echo.text),
  )
  if (!found) return false
  if (await match.proveSent(tx, workspaceId, found.id, echo.externalId, flow.clock.now())) {
    await appendEvents(tx, workspaceId, [
      {
        type: 'message.status',
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        messageId: found.id,
        actor: 'provider',
        data: { status: 'sent', echo: true },
      },
    ])
    // What waits behind it may go.
    await enqueueDeliver(tx, workspaceId, conversation.id)
  }
  return true
}

function holdsFiles(message: match.Unproved): boolean {
  return (message.attachments?.length ?? 0) > 0
}

/** Providers trim and fold spaces. */
function sameWords(ours: string, theirs: string): boolean {
  const bare = (text: string) => text.replace(/\s+/g, ' ').trim()
  return bare(ours) === bare(theirs)
}
