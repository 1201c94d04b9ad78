// The text after a missed call. Off unless the inbox asks for it; through the same gate and outbox as every message.
import { findCapabilities } from '#channels/registry.ts'
import { type CallRecord, findCall, lockCall, readTextBackFacts, setTextBack } from '#db/calls.ts'
import { listActiveInboxes } from '#db/inboxes.ts'
import type { Tx } from '#db/pool.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { isMissed } from '#domain/call.ts'
import { decideTextBack, defaultTextBack } from '#domain/text-back.ts'
import { mustLock } from './axes.ts'
import type { Flow } from './deps.ts'
import { writeOutgoing } from './outgoing.ts'

/** Job `text_back`. Harmless to repeat: what has been decided for a call stays. */
export async function textBack(flow: Flow, payload: { workspaceId: string; callId: string }): Promise<void> {
  const { workspaceId, callId } = payload
  const found = await findCall(flow.store, workspaceId, callId)
  const connected = found && (await flow.accounts.byId(workspaceId, found.inbox_id))
  const wish = connected?.channel.calls?.textBack?.(connected.account)
  if (!found || !connected || !wish || found.text_back) return
  const business = (await findWorkspace(flow.store, workspaceId))?.name ?? connected.account.name
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, found.conversation_id)
    const call = await lockCall(tx, workspaceId, callId)
    if (!call || call.text_back) return
    const now = flow.clock.now()
    const since = await readTextBackFacts(tx, workspaceId, call)
    const verdict = decideTextBack({
      now,
      state: call.state,
      number: call.from_address,
      spokenSince: since.spoken || call.settled_at !== null,
      writtenSince: since.written,
      lastTextBack: since.last,
      everyHours: wish.everyHours,
    })
    const inboxId = verdict.send ? await findTextInbox(tx, workspaceId, call.to_address) : null
    if (!verdict.send || !inboxId) {
      const why = verdict.send ? 'No inbox of yours can text' : verdict.why
      return setTextBack(tx, workspaceId, callId, { messageId: null, why }, null)
    }
    const written = await writeOutgoing(flow, tx, workspaceId, conversation, {
      author: 'automation',
      authorId: null,
      authorName: 'Missed call',
      purpose: 'automated',
      text: wish.text ?? defaultTextBack(business),
      inboxId,
      addressId: call.address_id,
    })
    const blocked = written?.verdict.decision === 'block' ? written.verdict.reasons[0]?.text : undefined
    const sent = written !== null && !blocked
    await setTextBack(
      tx,
      workspaceId,
      callId,
      { messageId: written?.messageId ?? null, why: sent ? null : (blocked ?? 'The inbox is gone') },
      sent ? now : null,
    )
  })
}

/** The inbox that texts numbers freely, preferably from the number that was called. */
export async function findTextInbox(tx: Tx, workspaceId: string, called: string): Promise<string | null> {
  const able = (await listActiveInboxes(tx, workspaceId)).filter((inbox) => {
    const c = findCapabilities(inbox.channel, inbox.provider)
    return c?.addressKind === 'phone' && c.writes !== false && c.mayStart && c.replyWindowHours === null
  })
  return (able.find((inbox) => inbox.address === called) ?? able[0])?.id ?? null
}

export type Proposal = { inboxId: string; addressId: string; text: string } | { why: string }

/** What the card of a missed call offers to write; a person sends it by the ordinary way. */
export async function proposeTextBack(
  flow: Flow,
  workspaceId: string,
  call: CallRecord,
): Promise<Proposal | null> {
  if (call.direction !== 'in' || !isMissed(call.state)) return null
  const tx = flow.store.db
  const verdict = decideTextBack({
    now: flow.clock.now(),
    state: call.state,
    number: call.from_address,
    spokenSince: false,
    writtenSince: false,
    lastTextBack: null,
    everyHours: 0,
  })
  if (!verdict.send) return { why: verdict.why }
  const inboxId = await findTextInbox(tx, workspaceId, call.to_address)
  if (!inboxId) return { why: 'No inbox of yours can text. Connect one under Settings, Inboxes.' }
  const connected = await flow.accounts.byId(workspaceId, call.inbox_id)
  const own = connected?.channel.calls?.textBack?.(connected.account)?.text
  const business = (await findWorkspace(flow.store, workspaceId))?.name ?? ''
  return { inboxId, addressId: call.address_id, text: own ?? defaultTextBack(business) }
}
