// What happens to a message after it was written: reactions, edits, taking back, and "everything until then was read".
// Providers keep no order, so a mark may be faster than its message: then it is kept, and applied when that arrives.
import { z } from 'zod'
import type {
  Channel,
  InboxAccount,
  IncomingChange,
  IncomingReaction,
  IncomingWatermark,
} from '#channels/channel.ts'
import { findAddress } from '#db/contacts.ts'
import { lockFacts } from '#db/conversations.ts'
import { appendEvents, type NewEvent } from '#db/events.ts'
import * as marks from '#db/marks.ts'
import * as pending from '#db/pending-marks.ts'
import type { Tx } from '#db/pool.ts'
import { looksSame, react } from '#domain/reactions.ts'
import { sha256 } from '#lib/crypto.ts'
import { applyChange } from './changes.ts'
import type { Flow } from './deps.ts'

type Mark = IncomingReaction | IncomingChange | IncomingWatermark
/** `waits`: its message is not here yet. `nothing`: known already, or older than what is known. */
export type MarkOutcome = 'applied' | 'waits' | 'nothing'

/** Providers repeat what we did not take for up to a week, so for as long a message may come after its mark. */
const WAIT_MS = 7 * 86_400_000

/** Takes over one mark. Harmless to repeat. */
export async function recordMark(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  mark: Mark,
): Promise<MarkOutcome> {
  // Committed by itself, before anything is moved: a send that is settled in between finds it, and one that was settled
  // before is found by what follows.
  if (mark.kind === 'watermark') {
    const reached = await readReached(flow.store.db, account, channel, mark)
    if (typeof reached === 'object') await marks.raiseWatermark(flow.store.db, account.workspaceId, reached)
  }
  return flow.store.transaction(async (tx) => {
    const target = targetOf(mark)
    // Until the end of this transaction nobody stores the message: it either is here, or will find what we keep.
    if (target !== null) await pending.lockExternalId(tx, account.id, target)
    const outcome = await applyMark(flow, tx, account, channel, mark)
    if (outcome !== 'waits' || target === null) return outcome
    const at = flow.clock.now()
    await pending.keepMark(tx, account.workspaceId, {
      inboxId: account.id,
      targetId: target,
      digest: sha256(Buffer.from(JSON.stringify(mark))),
      mark: { ...mark, receivedAt: at.toISOString() },
      at,
      expiresAt: new Date(at.getTime() + WAIT_MS),
    })
    return 'waits'
  })
}

function targetOf(mark: Mark): string | null {
  return mark.kind === 'watermark' ? (mark.upToId ?? null) : mark.targetId
}

async function applyMark(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  mark: Mark,
): Promise<MarkOutcome> {
  switch (mark.kind) {
    case 'reaction':
      return applyReaction(flow, tx, account, mark)
    case 'change':
      return applyChange(flow, tx, account, channel, mark)
    case 'watermark':
      return applyWatermark(tx, account, channel, mark)
  }
}

async function applyReaction(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  mark: IncomingReaction,
): Promise<MarkOutcome> {
  const { workspaceId } = account
  const target = await marks.lockMarked(tx, workspaceId, account.id, mark.targetId)
  if (!target) return 'waits'
  const at = (mark.at ?? flow.clock.now()).toISOString()
  const reactions = react(target.reactions ?? [], { from: mark.from, emoji: mark.emoji, at })
  if (!reactions || target.unsent_at) return 'nothing'
  await marks.setReactions(tx, workspaceId, target.id, reactions)
  if (looksSame(target.reactions ?? [], reactions)) return 'nothing'
  await appendEvents(tx, workspaceId, [
    {
      type: 'message.reacted',
      conversationId: target.conversation_id,
      contactId: target.contact_id,
      messageId: target.id,
      actor: 'contact',
      data: { emoji: mark.emoji },
    },
  ])
  return 'applied'
}

type Reached = { inboxId: string; addressId: string; status: 'delivered' | 'read'; upTo: Date }

/** How far a watermark says that we have got; `waits` where the message that it names is not here yet. */
async function readReached(
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  mark: IncomingWatermark,
): Promise<Reached | 'nothing' | 'waits'> {
  const { workspaceId } = account
  const address = await findAddress(tx, workspaceId, channel.capabilities.addressKind, mark.from)
  if (!address) return 'nothing'
  const upTo = mark.upToId ? await marks.findSendTime(tx, workspaceId, account.id, mark.upToId) : mark.upTo
  return upTo ? { inboxId: account.id, addressId: address.id, status: mark.status, upTo } : 'waits'
}

async function applyWatermark(
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  mark: IncomingWatermark,
): Promise<MarkOutcome> {
  const reached = await readReached(tx, account, channel, mark)
  if (typeof reached === 'string') return reached
  await marks.raiseWatermark(tx, account.workspaceId, reached)
  return (await moveUpTo(tx, account.workspaceId, reached)) ? 'applied' : 'nothing'
}

async function moveUpTo(tx: Tx, workspaceId: string, reached: Reached): Promise<boolean> {
  const moved = await marks.moveUpTo(tx, workspaceId, reached)
  await appendEvents(
    tx,
    workspaceId,
    moved.map(
      (one): NewEvent => ({
        type: 'message.status',
        conversationId: one.conversation_id,
        contactId: one.contact_id,
        messageId: one.id,
        actor: 'provider',
        data: { status: reached.status, from: one.from },
      }),
    ),
  )
  return moved.length > 0
}

/** Applies what was faster than messages that are stored by now. Costs one statement where nothing waits. */
export async function applyWaiting(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  externalIds: string[],
): Promise<void> {
  if (!channel.marks || externalIds.length === 0) return
  const waiting = await pending.findWaiting(flow.store, account.workspaceId, account.id, externalIds)
  for (const id of waiting)
    await flow.store.transaction((tx) => applyWaitingTo(flow, tx, account, channel, id))
}

async function applyWaitingTo(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  externalId: string,
): Promise<void> {
  await pending.lockExternalId(tx, account.id, externalId)
  // A change locks its conversation before its message; so does whoever applies several marks.
  const conversationId = await marks.findMarkedConversation(tx, account.workspaceId, account.id, externalId)
  if (!conversationId) return
  await lockFacts(tx, account.workspaceId, conversationId)
  for (const kept of await pending.takeMarks(tx, account.workspaceId, account.id, externalId)) {
    const { receivedAt, ...mark } = StoredMark.parse(kept.mark)
    // What says no time happened before it came, not now.
    const dated = mark.kind === 'watermark' ? mark : { ...mark, at: mark.at ?? receivedAt }
    await applyMark(flow, tx, account, channel, dated)
  }
}

const moment = z.coerce.date()
const StoredMark = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reaction'),
    targetId: z.string(),
    from: z.string(),
    emoji: z.string().nullable(),
    at: moment.nullable(),
    receivedAt: moment,
  }),
  z.object({
    kind: z.literal('change'),
    targetId: z.string(),
    text: z.string().nullable(),
    at: moment.nullable(),
    receivedAt: moment,
  }),
  z.object({
    kind: z.literal('watermark'),
    from: z.string(),
    status: z.enum(['delivered', 'read']),
    upTo: moment,
    upToId: z.string().optional(),
    receivedAt: moment,
  }),
])

/** Our message has its provider's id now: what was faster than the answer to the send is applied. */
export async function applyToSent(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  sent: { addressId: string; externalId: string },
): Promise<void> {
  if (!channel.marks) return
  const { workspaceId, id: inboxId } = account
  const { addressId, externalId } = sent
  await applyWaiting(flow, account, channel, [externalId])
  await flow.store.transaction(async (tx) => {
    const reached = await marks.findWatermark(tx, workspaceId, inboxId, addressId)
    for (const status of ['read', 'delivered'] as const) {
      const upTo = status === 'read' ? reached?.read_to : reached?.delivered_to
      if (upTo) await moveUpTo(tx, workspaceId, { inboxId, addressId, status, upTo })
    }
  })
}

/** For the sweep: applies what a killed process left waiting beside its message, and forgets what never found one. */
export async function sweepMarks(flow: Flow): Promise<void> {
  for (const { workspace_id, inbox_id, target_id } of await pending.findStranded(flow.store)) {
    const connected = await flow.accounts.byId(workspace_id, inbox_id)
    if (connected) await applyWaiting(flow, connected.account, connected.channel, [target_id])
  }
  await pending.deleteExpiredMarks(flow.store.db, flow.clock.now())
}
