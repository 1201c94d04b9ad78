// Messages on their way from this browser to the server. A bubble stands at once; the server's copy, which carries the
// same client id, takes its place. What failed keeps its text until it is sent again or thrown away.

import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { listenable } from '#web/store/listenable.ts'
import { type Thread, takeCreated } from '#web/store/thread-cache.ts'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Quote, Recipients } from './drafts.ts'

export type SentFile = Message['attachments'][number]
export type Outgoing = {
  clientId: string
  conversationId: string
  route: ReplyRoute | null
  text: string
  subject: string | null
  /** Chosen by the writer; everybody on the last mail otherwise. */
  recipients?: Recipients | null
  attachments: SentFile[]
  /** In place of a text of one's own; `text` is then what it says. */
  template?: { id: string; variables: Record<string, string> }
  /** The message that it answers. */
  quotes?: Quote | null
  /** To leave at a time; not if the customer writes first. */
  later?: { sendAt: string; unlessTheyWrite: boolean } | null
  /** Why it is sent in spite of what the gate says. */
  anyway?: string | null
  createdAt: string
  /** Why it did not reach the server; null while it is under way. */
  problem: string | null
}

export const outgoing = listenable<readonly Outgoing[]>([])

/** The bubbles that the server's copies have not replaced yet, in the order of writing. */
export function pendingOf(all: readonly Outgoing[], conversationId: string, items: Message[]): Outgoing[] {
  const mine = all.filter((o) => o.conversationId === conversationId)
  if (mine.length === 0) return mine
  // Only the newest messages can be ours: no need to walk a long thread.
  const arrived = new Set(items.slice(-50).map((m) => m.clientId))
  return mine.filter((o) => !arrived.has(o.clientId))
}

function change(clientId: string, next: Partial<Outgoing> | null): void {
  outgoing.set(
    outgoing.get().flatMap((o) => (o.clientId !== clientId ? [o] : next === null ? [] : [{ ...o, ...next }])),
  )
}

/** Shows the message and sends it. Resolves when the server has it or has refused it; never rejects. */
export async function send(message: Omit<Outgoing, 'clientId' | 'createdAt' | 'problem'>): Promise<boolean> {
  const entry: Outgoing = {
    ...message,
    clientId: crypto.randomUUID(),
    createdAt: new Date().toISOString(),
    problem: null,
  }
  outgoing.set([...outgoing.get(), entry])
  return deliver(entry)
}

/** Tries a failed one again under the same key: if the first try did arrive, the server answers with that message. */
export function retrySend(clientId: string): void {
  const entry = outgoing.get().find((o) => o.clientId === clientId)
  if (!entry?.problem) return
  change(clientId, { problem: null })
  void deliver(entry)
}
export function discardSend(clientId: string): void {
  change(clientId, null)
}

/** The last message of each conversation that is on its way: the next one waits for it, so that their order is kept. */
const underway = new Map<string, Promise<boolean>>()

async function deliver(entry: Outgoing): Promise<boolean> {
  const before = underway.get(entry.conversationId)
  const mine = Promise.resolve(before).then(() => handOver(entry))
  underway.set(entry.conversationId, mine)
  const done = await mine
  if (underway.get(entry.conversationId) === mine) underway.delete(entry.conversationId)
  return done
}

/** Never rejects: a message that could not be sent holds up none behind it. */
async function handOver(entry: Outgoing): Promise<boolean> {
  try {
    const message = await post<Message>(
      `/conversations/${entry.conversationId}/messages`,
      {
        ...(entry.template ? { template: entry.template } : { text: entry.text }),
        ...(entry.quotes ? { quotes: entry.quotes.messageId } : {}),
        clientId: entry.clientId,
        attachments: entry.attachments.flatMap((file) => (file.id ? [file.id] : [])),
        ...(entry.route && { inboxId: entry.route.inboxId, addressId: entry.route.addressId }),
        ...(entry.subject !== null && { subject: entry.subject }),
        ...(entry.recipients && { recipients: entry.recipients }),
        ...entry.later,
        ...(entry.anyway ? { override: { reason: entry.anyway } } : {}),
      },
      { 'Idempotency-Key': entry.clientId },
    )
    client.setQueryData<Thread>(
      keys.thread(entry.conversationId),
      (thread) => thread && takeCreated(thread, message),
    )
    change(entry.clientId, null)
    void client.invalidateQueries({ queryKey: keys.conversation(entry.conversationId) })
    return true
  } catch (error) {
    change(entry.clientId, { problem: explainBriefly(error) })
    return false
  }
}
