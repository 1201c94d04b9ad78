// What providers tell of calls becomes one item in the customer's thread, however often and in whatever order they tell.
import type { Channel, InboxAccount, IncomingCall } from '#channels/channel.ts'
import { findOpenTalk, insertCallMessage, nameContact, updateCallMessage } from '#db/call-messages.ts'
import {
  type CallRecord,
  claimCall,
  identifyCall,
  insertCall,
  lockCall,
  noteHeard,
  readTextBackFacts,
  settleMissed,
  updateCall,
} from '#db/calls.ts'
import { setUnusable } from '#db/contacts.ts'
import { findThread } from '#db/conversations.ts'
import { openAddress, openThread } from '#db/echoes.ts'
import { appendEvents } from '#db/events.ts'
import { pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { ANONYMOUS, type CallState, isMissed, mergeFacts } from '#domain/call.ts'
import { Refusal } from '#domain/errors.ts'
import { enqueueCallJob } from '#jobs/queue.ts'
import { mustLock } from './axes.ts'
import { briefOf, type CallView, previewOf, searchText, viewCall } from './call-item.ts'
import type { Flow } from './deps.ts'
import { storeFile } from './files.ts'

/** `stored`: it was not known; `moved`: something new was told; `nothing`: late, double, or about nobody. */
export type RecordedCall = 'stored' | 'moved' | 'nothing'

/** Takes what one request told of a call. Any number of copies, in any order, end in the same. */
export async function recordCall(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  item: IncomingCall,
): Promise<RecordedCall> {
  // Bytes go to storage before the transaction; a copy that comes twice is stored twice and kept once.
  const audio = item.audio
    ? {
        id: item.audio.id,
        fileId: await storeFile(flow, account.workspaceId, {
          name: 'call',
          type: item.audio.type,
          content: item.audio.content,
        }),
      }
    : null
  const outcome = await flow.store.transaction((tx) => recordInside(flow, tx, account, channel, item, audio))
  if (outcome !== 'nothing') flow.wakeAt(flow.clock.now())
  return outcome
}

type Audio = { id: string; fileId: string } | null

async function recordInside(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  item: IncomingCall,
  audio: Audio,
): Promise<RecordedCall> {
  const { workspaceId } = account
  await claimCall(tx, account.id, item.externalId || (item.callId ?? ''))
  const known = await identifyCall(tx, workspaceId, account.id, item)
  const id = known?.id ?? (await openCall(flow, tx, account, channel, item))
  if (!id) {
    // The only copy of a recording must not be lost: the provider sends it again when the call is known.
    if (audio) throw new Refusal('unavailable', 'The call of this recording is not known yet. Send it again.')
    flow.log.warn({ inbox: account.id, call: item.externalId }, 'told of a call that nobody knows')
    return 'nothing'
  }
  const conversationId = known?.conversation_id ?? (await mustFind(tx, workspaceId, id)).conversation_id
  await mustLock(tx, workspaceId, conversationId)
  const call = await mustFind(tx, workspaceId, id)
  const facts = mergeFacts(call.facts, item.facts)
  const before = withAudio(call, audio)
  const view = viewCall(call.direction, facts, before)
  view.recordings = withFile(view.recordings, audio)
  const linked = call.external_id === null && item.externalId !== ''
  const same =
    known !== null && !linked && audio === null && JSON.stringify(facts) === JSON.stringify(call.facts)
  if (same) return 'nothing'
  await noteHeard(tx, workspaceId, account.id, flow.clock.now())
  if (item.customerName) await nameContact(tx, workspaceId, call.contact_id, item.customerName)
  await writeCall(flow, tx, account, channel, call, view, {
    externalId: call.external_id ?? (item.externalId || null),
  })
  return known ? 'moved' : 'stored'
}

async function mustFind(tx: Tx, workspaceId: string, id: string): Promise<CallRecord> {
  const call = await lockCall(tx, workspaceId, id)
  if (!call) throw new Error('the call is gone')
  return call
}

function withAudio(call: CallRecord, audio: Audio): CallRecord['recordings'] {
  return withFile(call.recordings, audio)
}

/** The first copy counts. */
function withFile(recordings: CallRecord['recordings'], audio: Audio): CallRecord['recordings'] {
  return recordings.map((r) =>
    audio && r.id === audio.id && !r.fileId ? { ...r, fileId: audio.fileId, problem: null } : r,
  )
}

/**
 * Writes what is known now: the row, the item in the thread, the events, and the jobs that follow. The caller holds the
 * conversation and the call.
 */
export async function writeCall(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  call: CallRecord,
  view: CallView,
  more: { externalId: string | null },
): Promise<void> {
  const { workspaceId } = account
  const now = flow.clock.now()
  const became = (is: (state: CallState) => boolean) => is(view.state) && !is(call.state)
  const missed = call.direction === 'in' && became(isMissed)
  // The answered call may have been told first: then nothing is owed for this one.
  const spoken = missed && (await readTextBackFacts(tx, workspaceId, call)).spoken
  await updateCall(tx, workspaceId, call.id, { externalId: more.externalId, ...view })
  if (became((state) => state === 'in_progress' || state === 'completed'))
    await settleMissed(tx, workspaceId, call.conversation_id, call.started_at, now)
  await updateCallMessage(tx, workspaceId, {
    id: call.message_id,
    conversationId: call.conversation_id,
    externalId: more.externalId,
    direction: call.direction,
    authorName: null,
    preview: previewOf(call.direction, view),
    body: searchText(call.direction, view),
    brief: briefOf(call.id, view, call.settled_at !== null),
    missedAt: missed && !spoken ? call.started_at : null,
  })
  await appendEvents(tx, workspaceId, [
    {
      type: 'call.updated',
      conversationId: call.conversation_id,
      contactId: call.contact_id,
      messageId: call.message_id,
      actor: 'provider',
      data: { callId: call.id, state: view.state, from: call.state },
    },
  ])
  if (view.recordings.some((r) => !r.fileId && !r.problem))
    await enqueueCallJob(tx, 'fetch_recordings', workspaceId, call.id)
  if (missed && !spoken && channel.calls?.textBack?.(account)) {
    const due = new Date(now.getTime() + flow.timing.textBackMs)
    await enqueueCallJob(tx, 'text_back', workspaceId, call.id, { runAt: due })
    flow.wakeAt(due)
  }
  if (!channel.calls?.follow) return
  if (view.facts.transcriptId && view.facts.transcriptId !== call.facts.transcriptId)
    await enqueueCallJob(tx, 'follow_call', workspaceId, call.id, { asked: 0 })
  else if (became((state) => state === 'completed'))
    await enqueueCallJob(tx, 'follow_call', workspaceId, call.id, {
      asked: 0,
      runAt: new Date(now.getTime() + flow.timing.callFollowMs),
    })
}

/** A call that nobody knew: its caller becomes a contact, and it gets its place in their thread. */
async function openCall(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  item: IncomingCall,
): Promise<string | null> {
  const { workspaceId } = account
  if (!item.direction || !item.customer || !item.externalId) return null
  const at = flow.clock.now()
  const began = item.facts.startedAt ? new Date(item.facts.startedAt) : at
  const place = await findPlace(flow, tx, account, channel, item.customer)
  const conversation = await mustLock(tx, workspaceId, place.conversationId)
  const [id, messageId] = [flow.ids.next('call', at), flow.ids.next('msg', at)]
  const ours = item.ours || account.address
  const incoming = item.direction === 'in'
  const view = viewCall(item.direction, {}, [])
  await insertCall(tx, workspaceId, {
    id,
    conversation_id: conversation.id,
    message_id: messageId,
    contact_id: place.contactId,
    inbox_id: account.id,
    address_id: place.addressId,
    provider: account.provider,
    external_id: item.externalId,
    direction: item.direction,
    from_address: incoming ? item.customer : ours,
    to_address: incoming ? ours : item.customer,
    state: 'ringing',
    started_at: began,
    place_state: null,
    member_id: null,
    member_phone: null,
    client_id: null,
  })
  await insertCallMessage(tx, workspaceId, {
    id: messageId,
    conversationId: conversation.id,
    seq: conversation.last_seq + 1,
    direction: item.direction,
    channel: account.channel,
    inboxId: account.id,
    addressId: place.addressId,
    externalId: item.externalId,
    author: incoming ? 'contact' : 'automation',
    authorId: null,
    authorName: incoming ? (item.customerName?.slice(0, 120) ?? null) : account.name,
    preview: previewOf(item.direction, view),
    brief: briefOf(id, view, false),
    verdict: null,
    clientId: null,
    at,
  })
  await appendEvents(tx, workspaceId, [
    {
      type: incoming ? 'message.received' : 'call.updated',
      conversationId: conversation.id,
      contactId: place.contactId,
      messageId,
      actor: incoming ? 'contact' : 'provider',
      data: { callId: id },
    },
  ])
  return id
}

type Place = { conversationId: string; addressId: string; contactId: string }

/** The thread of this number on this inbox, else the talk with it that is going on, else a new one. */
async function findPlace(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  customer: string,
): Promise<Place> {
  const { workspaceId } = account
  const at = flow.clock.now()
  const address = await openAddress(tx, workspaceId, {
    id: flow.ids.next('adr', at),
    contactId: flow.ids.next('con', at),
    kind: channel.capabilities.addressKind,
    value: customer,
    at,
  })
  if (address.made) {
    await appendEvents(tx, workspaceId, [
      { type: 'contact.created', contactId: address.contactId, actor: 'system' },
    ])
    if (customer === ANONYMOUS) {
      await nameContact(tx, workspaceId, address.contactId, 'Hidden number')
      await setUnusable(tx, workspaceId, address.id, { reason: 'The caller hid the number', at })
    }
  }
  const found = { addressId: address.id, contactId: address.contactId }
  const talk =
    (await findThread(tx, workspaceId, account.id, address.id)) === null
      ? await findOpenTalk(tx, workspaceId, address.id)
      : null
  if (talk) {
    // The conversation before its pointer, as whoever writes holds them.
    await mustLock(tx, workspaceId, talk)
    await pointThread(tx, workspaceId, account.id, address.id, talk)
    return { ...found, conversationId: talk }
  }
  const thread = await openThread(tx, workspaceId, {
    conversationId: flow.ids.next('conv', at),
    contactId: address.contactId,
    inboxId: account.id,
    addressId: address.id,
    channel: account.channel,
    at,
  })
  if (thread.made)
    await appendEvents(tx, workspaceId, [
      {
        type: 'conversation.created',
        conversationId: thread.id,
        contactId: address.contactId,
        actor: 'system',
      },
    ])
  return { ...found, conversationId: thread.id }
}
