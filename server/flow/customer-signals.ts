// What the customer may see of us beside messages: that somebody has read theirs, and that an answer is being written.
// Best effort on purpose: nobody waits for it, a failure is forgotten, and it says only what is true.
import type { CustomerSignal } from '#channels/channel.ts'
import { findNewestInbound, markInboundRead } from '#db/signals.ts'
import { ioOf } from './channel-io.ts'
import type { Flow } from './deps.ts'

/** Providers show a typing mark for some 20 to 25 seconds. */
const TYPING_MS = 15_000
const MOST_KNOWN = 10_000

/** When typing was last told, by conversation; a state that may be lost. */
const typed = new WeakMap<Flow, Map<string, number>>()

/** Somebody of the business has read this conversation. Returns at once. */
export function tellRead(flow: Flow, workspaceId: string, conversationId: string): void {
  begin(flow, signal(flow, workspaceId, conversationId, 'read'))
}

/** Somebody, or the AI, is writing an answer in it. Returns at once. */
export function tellTyping(flow: Flow, workspaceId: string, conversationId: string): void {
  const now = flow.clock.now().getTime()
  const known = typed.get(flow) ?? new Map<string, number>()
  typed.set(flow, known)
  if (now - (known.get(conversationId) ?? 0) < TYPING_MS) return
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(conversationId, now)
  begin(flow, signal(flow, workspaceId, conversationId, 'typing'))
}

/** A little more than what `tellTyping` keeps apart, and less than providers show a mark for. */
const RENEW_MS = 16_000

/**
 * Tells that the AI is writing for as long as `work` takes: to the people in the app, and to the customer where the
 * channel can. Renewed while it lasts, and over when it ends, however it ends.
 */
export async function whileTyping<T>(
  flow: Flow,
  workspaceId: string,
  conversationId: string,
  toCustomer: boolean,
  work: () => Promise<T>,
): Promise<T> {
  const tell = () => {
    flow.signal(workspaceId, { conversationId, who: 'ai', name: null, preview: null })
    if (toCustomer) tellTyping(flow, workspaceId, conversationId)
  }
  tell()
  const renewing = setInterval(tell, RENEW_MS)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
  }
}

/** What goes wrong is logged and forgotten. */
function begin(flow: Flow, work: Promise<void>): void {
  work.catch((error: unknown) => flow.log.debug({ error }, 'the customer could not be signalled'))
}

async function signal(
  flow: Flow,
  workspaceId: string,
  conversationId: string,
  kind: CustomerSignal['kind'],
): Promise<void> {
  const newest = await findNewestInbound(flow.store.db, workspaceId, conversationId)
  const connected = newest && (await flow.accounts.byId(workspaceId, newest.inbox_id))
  if (!newest || !connected?.channel.signal || connected.paused) return
  const { capabilities } = connected.channel
  const able = kind === 'read' ? capabilities.readMarks : capabilities.typing.toCustomer
  if (!able) return
  // One mark for a message, whoever opens it after the first.
  if (kind === 'read' && !(await markInboundRead(flow.store.db, workspaceId, newest.id, flow.clock.now())))
    return
  await connected.channel.signal(
    { kind, to: newest.address_value, externalId: newest.external_id },
    connected.account,
    ioOf(flow, connected.account),
  )
}
