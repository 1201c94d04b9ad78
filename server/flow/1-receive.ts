// Step 1: a raw request becomes verified, parsed items. What is refused is said, what cannot be read is kept.
import type {
  Channel,
  InboxAccount,
  IncomingIdentity,
  IncomingItem,
  IncomingMessage,
  IncomingPast,
  RawRequest,
} from '#channels/channel.ts'
import { appendEvents } from '#db/events.ts'
import { noteSignatureFailure } from '#db/inboxes.ts'
import { renameMessage } from '#db/mail.ts'
import { findQuarantine, insertQuarantine, markReplayed } from '#db/quarantine.ts'
import { Refusal } from '#domain/errors.ts'
import { sha256 } from '#lib/crypto.ts'
import type { Ingest } from './2-ingest.ts'
import { track } from './6-track.ts'
import type { Connected } from './accounts.ts'
import { recordCall } from './calls.ts'
import type { Flow } from './deps.ts'
import { recordEcho } from './echoes.ts'
import { recordIdentity, recordName } from './identities.ts'
import { applyWaiting, recordMark } from './marks.ts'
import { recordNotice, settleNotice } from './notices.ts'
import { recordPast } from './past.ts'
import { askForNames } from './profiles.ts'
import { recordSentMail } from './sent-mails.ts'
import { addressees } from './shared-address.ts'
import { changeOneTemplate, keepTemplates } from './templates.ts'
import { wakeChores } from './wake-chores.ts'

type Reply = { status: number; contentType: string; body: string }

/** What became of a request; http/webhooks.ts maps each to its answer. */
export type ReceiveOutcome =
  /** Stored (or known already): the provider may forget it. */
  | { outcome: 'accepted'; reply: Reply; messages: number; receipts: number }
  | { outcome: 'handshake'; reply: Reply }
  | { outcome: 'unknown_inbox' }
  | { outcome: 'bad_signature'; reason: string; again: boolean }
  /** Whether it is the provider's cannot be told just now: it must come again. */
  | { outcome: 'not_now'; reason: string }
  /** Could not be read; kept raw, so it is accepted and nothing is lost. */
  | { outcome: 'quarantined'; reason: string }

const ACCEPTED: Reply = { status: 200, contentType: 'text/plain; charset=utf-8', body: '' }

/** Takes a provider's request for the inbox with this key. Resolves after everything in it is committed. */
export async function receive(
  flow: Flow,
  ingest: Ingest,
  provider: string,
  inboxKey: string,
  raw: RawRequest,
): Promise<ReceiveOutcome> {
  const connected = await flow.accounts.byKey(inboxKey)
  if (!connected || connected.account.provider !== provider) return { outcome: 'unknown_inbox' }
  const { account, channel } = connected

  const verification = await checkOrigin(flow, channel, raw, account)
  if (!verification.ok) {
    if (verification.later) return { outcome: 'not_now', reason: verification.reason }
    flow.log.warn({ inbox: account.id, reason: verification.reason }, 'a webhook was refused')
    await noteSignatureFailure(flow.store, account.workspaceId, account.id, flow.clock.now())
    return { outcome: 'bad_signature', reason: verification.reason, again: verification.again ?? false }
  }
  if ('handshake' in verification) return { outcome: 'handshake', reply: verification.handshake }
  const outcomes: ReceiveOutcome[] = []
  for (const each of await addressees(flow, connected, raw))
    outcomes.push(await take(flow, ingest, each.account, each.channel, raw))
  return together(outcomes)
}

/** One request for several inboxes: taken if any of them took it. What another could not read lies in its quarantine. */
function together(outcomes: ReceiveOutcome[]): ReceiveOutcome {
  const accepted = outcomes.filter((one) => one.outcome === 'accepted')
  const [first] = accepted
  if (!first) return outcomes[0] ?? { outcome: 'unknown_inbox' }
  const sum = (of: 'messages' | 'receipts') => accepted.reduce((all, one) => all + one[of], 0)
  return { ...first, messages: sum('messages'), receipts: sum('receipts') }
}

async function checkOrigin(flow: Flow, channel: Channel, raw: RawRequest, account: InboxAccount) {
  const checked = channel.verify(raw, account)
  if (!checked.ok || 'handshake' in checked || !channel.confirm) return checked
  const now = () => flow.clock.now()
  return channel.confirm(raw, account, { fetch: flow.fetch, now, apiBase: flow.apiBase(account) })
}

async function take(
  flow: Flow,
  ingest: Ingest,
  account: InboxAccount,
  channel: Channel,
  raw: RawRequest,
): Promise<ReceiveOutcome> {
  const parsed = await parseSafely(channel, raw, account)
  if (!parsed.ok) {
    await quarantine(flow, account, raw, parsed.reason)
    return { outcome: 'quarantined', reason: parsed.reason }
  }
  await takeItems(flow, ingest, { account, channel }, parsed.items)
  if (parsed.wake) await wakeChores(flow, account, parsed.wake)
  const count = (kind: IncomingItem['kind']) => parsed.items.filter((item) => item.kind === kind).length
  return {
    outcome: 'accepted',
    reply: parsed.reply ?? ACCEPTED,
    messages: count('message'),
    receipts: count('receipt'),
  }
}

/** What a provider told, however it came; resolves after everything is committed. Harmless to repeat. */
export async function takeItems(
  flow: Flow,
  ingest: Ingest,
  { account, channel }: Pick<Connected, 'account' | 'channel'>,
  items: IncomingItem[],
): Promise<void> {
  // An answer to a mail that lies further ahead among these finds it stored, and under its right id.
  if (items.some(({ kind }) => kind === 'sent_mail' || kind === 'renamed')) {
    for (const item of items)
      await (item.kind === 'message'
        ? ingest.store(account, channel, [item])
        : record(flow, account, channel, item))
    return
  }
  const messages = items.filter((item): item is IncomingMessage => item.kind === 'message')
  // Before the messages, so that somebody who hid their number until now is not taken for somebody new.
  const identities = items.filter((item): item is IncomingIdentity => item.kind === 'identity')
  const unknown: IncomingIdentity[] = []
  for (const item of identities)
    if ((await recordIdentity(flow, account, channel, item)) === 'nobody') unknown.push(item)
  if (messages.length > 0) {
    await ingest.store(account, channel, messages)
    await applyWaiting(
      flow,
      account,
      channel,
      messages.map((message) => message.externalId),
    )
    await askForNames(flow, account, channel, messages)
  }
  for (const item of unknown) await recordIdentity(flow, account, channel, item)
  const past = items.filter((item): item is IncomingPast => item.kind === 'past')
  if (past.length > 0) await recordPast(flow, account, channel, past)
  for (const item of items) await record(flow, account, channel, item)
}

/** What is no message of a customer, each kind by the file that knows it. Messages are stored before, together. */
async function record(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  item: IncomingItem,
): Promise<void> {
  switch (item.kind) {
    case 'echo':
      await recordEcho(flow, account, channel, item)
      await applyWaiting(flow, account, channel, [item.externalId])
      return
    case 'sent_mail':
      await recordSentMail(flow, account, channel, item)
      return
    case 'renamed':
      await renameMessage(flow.store.db, account.workspaceId, account.id, item)
      return
    case 'unreadable':
      await quarantine(flow, account, item.request, item.reason)
      return
    case 'receipt':
      await track(flow, account, item)
      // It may have told the provider's id of a message that marks have been waiting for.
      if (item.messageId !== null) await applyWaiting(flow, account, channel, [item.externalId])
      return
    case 'reaction':
    case 'change':
    case 'watermark':
      await recordMark(flow, account, channel, item)
      return
    case 'call':
      await recordCall(flow, account, channel, item)
      return
    case 'name':
      await recordName(flow, account, channel, item)
      return
    case 'templates':
      await keepTemplates(flow, account, item.all)
      return
    case 'template_change':
      await changeOneTemplate(flow, account, item)
      return
    case 'notice':
      await recordNotice(flow, account, item)
      return
    case 'notice_over':
      await settleNotice(flow, account, item.code)
      return
    default:
      return
  }
}

/** A parser that throws has met what its author did not foresee: that is a reason to keep the bytes, not to lose them. */
async function parseSafely(channel: Channel, raw: RawRequest, account: InboxAccount) {
  try {
    return await channel.parse(raw, account)
  } catch (error) {
    return {
      ok: false as const,
      reason: `The content could not be read: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}

/** Keeps a request that could not be read, once, and shows it under the inbox's health. */
export async function quarantine(
  flow: Flow,
  account: InboxAccount,
  raw: RawRequest,
  reason: string,
): Promise<void> {
  // What follows a colon may quote the request, and the log says nothing of what people wrote.
  flow.log.warn({ inbox: account.id, reason: reason.split(':', 1)[0] }, 'kept in quarantine')
  await flow.store.transaction(async (tx) => {
    const id = flow.ids.next('qua', raw.receivedAt)
    const made = await insertQuarantine(tx, account.workspaceId, {
      id,
      inbox_id: account.id,
      reason,
      method: raw.method,
      url: raw.url,
      headers: neededHeaders(raw.headers),
      body: raw.body,
      digest: sha256(raw.body),
      received_at: raw.receivedAt,
    })
    if (made)
      await appendEvents(tx, account.workspaceId, [
        {
          type: 'inbox.quarantined',
          actor: 'system',
          data: { inboxId: account.id, quarantineId: id, reason },
        },
      ])
  })
}

/** Reads a quarantined request again, with today's parser. It was verified when it came. */
export async function replay(
  flow: Flow,
  ingest: Ingest,
  workspaceId: string,
  quarantineId: string,
): Promise<ReceiveOutcome> {
  const item = await findQuarantine(flow.store, workspaceId, quarantineId)
  if (!item) throw new Refusal('not_found', 'There is no such item in quarantine.')
  const connected = await flow.accounts.byId(workspaceId, item.inbox_id)
  if (!connected) throw new Refusal('unknown_inbox', 'The inbox of this item is gone.')
  const outcome = await take(flow, ingest, connected.account, connected.channel, {
    method: item.method,
    url: item.url,
    headers: item.headers,
    body: item.body,
    receivedAt: item.received_at,
  })
  if (outcome.outcome === 'accepted')
    await flow.store.transaction(async (tx) => {
      await markReplayed(tx, workspaceId, quarantineId, flow.clock.now())
      await appendEvents(tx, workspaceId, [
        { type: 'inbox.updated', actor: 'system', data: { inboxId: item.inbox_id } },
      ])
    })
  return outcome
}

/** What it takes to read a request again: what the bytes are, and the envelope of a mail that came without a request. */
const NEEDED = new Set(['content-type', 'user-agent', 'x-envelope-from', 'x-envelope-to', 'x-whole-size'])

/**
 * A list of what is kept, not of what is left out: providers prove themselves by headers of many names, and with some
 * inboxes people choose the name.
 */
function neededHeaders(headers: RawRequest['headers']): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && NEEDED.has(name.toLowerCase())) kept[name] = value
  return kept
}
