// A person calls a customer out of the thread: written first, placed by a job afterwards, so that a lost answer of the
// provider never makes two telephones ring twice.
import { findCapabilities } from '#channels/registry.ts'
import { insertCallMessage } from '#db/call-messages.ts'
import { claimClientId, findCallUnderWay, insertCall, settleMissed } from '#db/calls.ts'
import { listAddresses } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { listActiveInboxes } from '#db/inboxes.ts'
import { findMember } from '#db/members.ts'
import { pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { decideCall } from '#domain/call-gate.ts'
import { Refusal } from '#domain/errors.ts'
import { enqueueCallJob } from '#jobs/queue.ts'
import type { Connected } from './accounts.ts'
import { type Actor, mustLock, takeConversation } from './axes.ts'
import { briefOf, previewOf, viewCall } from './call-item.ts'
import type { Flow } from './deps.ts'

export type CallCommand = { conversationId: string; inboxId?: string; addressId?: string; clientId: string }

/** One telephone holds one call: a second one within this time is a double press, or a mistake. */
export const UNDER_WAY_MS = 90_000

/**
 * Writes a call to be placed and takes the conversation over, as any act of a person does. The same `clientId` again
 * answers the same call. Refuses where the gate blocks, or no telephone of the member's is known.
 */
export async function callCustomer(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  command: CallCommand,
): Promise<{ callId: string; messageId: string }> {
  const made = await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, command.conversationId)
    const same = await claimClientId(tx, workspaceId, command.clientId)
    if (same && same.conversation_id === conversation.id)
      return { callId: same.id, messageId: same.message_id }
    if (same) throw new Refusal('conflict', 'This id was used for another call. Send a new clientId.')
    const address = await pickAddress(tx, workspaceId, conversation, command.addressId)
    const connected = await pickInbox(flow, tx, workspaceId, conversation.inbox_id, command.inboxId)
    const { account, channel } = connected
    const at = flow.clock.now()
    const verdict = decideCall({
      now: at,
      author: actor.kind,
      address: { value: address.value, optedOutAt: address.opted_out_at },
      inbox: { name: account.name, paused: connected.paused },
    })
    if (verdict.decision === 'block')
      throw new Refusal('blocked_by_gate', verdict.reasons.map((r) => `${r.text}. ${r.action}`).join(' '), {
        facts: { verdict },
      })
    const memberPhone = await phoneOf(tx, workspaceId, actor, connected)
    if (memberPhone === address.value)
      throw new Refusal('invalid_input', 'This is your own telephone: it cannot call itself.')
    const busy = await findCallUnderWay(tx, workspaceId, memberPhone, new Date(at.getTime() - UNDER_WAY_MS))
    if (busy)
      throw new Refusal(
        'conflict',
        `The telephone ${memberPhone} is already in a call. End it, then call again.`,
      )
    await takeConversation(flow, tx, workspaceId, conversation, actor, 'takeover')
    const [callId, messageId] = [flow.ids.next('call', at), flow.ids.next('msg', at)]
    const view = viewCall('out', {}, [])
    await insertCall(tx, workspaceId, {
      id: callId,
      conversation_id: conversation.id,
      message_id: messageId,
      contact_id: address.contact_id,
      inbox_id: account.id,
      address_id: address.id,
      provider: account.provider,
      external_id: null,
      direction: 'out',
      from_address: account.address,
      to_address: address.value,
      state: view.state,
      started_at: at,
      place_state: 'waiting',
      member_id: actor.kind === 'member' ? actor.id : null,
      member_phone: memberPhone,
      client_id: command.clientId,
    })
    await insertCallMessage(tx, workspaceId, {
      id: messageId,
      conversationId: conversation.id,
      seq: conversation.last_seq + 1,
      direction: 'out',
      channel: channel.capabilities.channel,
      inboxId: account.id,
      addressId: address.id,
      externalId: null,
      author: actor.kind,
      authorId: actor.id,
      authorName: actor.name,
      preview: previewOf('out', view),
      brief: briefOf(callId, view, false),
      verdict,
      clientId: command.clientId,
      at,
    })
    await settleMissed(tx, workspaceId, conversation.id, at, at)
    // When they call back, it belongs here.
    await pointThread(tx, workspaceId, account.id, address.id, conversation.id)
    await appendEvents(tx, workspaceId, [
      {
        type: 'call.updated',
        conversationId: conversation.id,
        contactId: address.contact_id,
        messageId,
        actor: actor.id,
        data: { callId, state: view.state },
      },
    ])
    await enqueueCallJob(tx, 'place_call', workspaceId, callId)
    return { callId, messageId }
  })
  flow.wakeAt(flow.clock.now())
  return made
}

async function pickAddress(
  tx: Tx,
  workspaceId: string,
  conversation: { contact_id: string; address_id: string },
  wanted: string | undefined,
) {
  const phones = (await listAddresses(tx, workspaceId, conversation.contact_id)).filter(
    (a) => a.kind === 'phone',
  )
  const found = wanted
    ? phones.find((a) => a.id === wanted)
    : (phones.find((a) => a.id === conversation.address_id) ?? phones[0])
  if (!found) throw new Refusal('no_address', 'The contact has no telephone number. Add one first.')
  return found
}

/** The inbox that was named, the conversation's own, or the first that can place calls. */
async function pickInbox(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  own: string,
  wanted: string | undefined,
): Promise<Connected> {
  const able = (await listActiveInboxes(tx, workspaceId)).filter(
    (inbox) => findCapabilities(inbox.channel, inbox.provider)?.calls?.place,
  )
  const chosen = wanted
    ? able.find((inbox) => inbox.id === wanted)
    : (able.find((inbox) => inbox.id === own) ?? able[0])
  const connected = chosen && (await flow.accounts.byId(workspaceId, chosen.id, tx))
  if (!connected)
    throw new Refusal(
      'no_address',
      wanted
        ? 'This inbox places no calls, or is paused.'
        : 'No inbox can place calls. Connect a telephone number under Settings, Inboxes.',
    )
  return connected
}

async function phoneOf(
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  { account, channel }: Connected,
): Promise<string> {
  const member = actor.kind === 'member' ? await findMember(tx, workspaceId, actor.id) : null
  const phone = member?.phone ?? channel.calls?.fallbackPhone?.(account) ?? null
  if (phone) return phone
  throw new Refusal(
    'invalid_input',
    'It is not known which telephone of yours to ring. Enter your number under Settings, You.',
  )
}
