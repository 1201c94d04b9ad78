// A person says what a message means: the message shows it, and the next one like it is read so, in this workspace only.
import { appendEvents } from '#db/events.ts'
import {
  addIntentExample,
  correctUnderstanding,
  findUnderstanding,
  MOST_EXAMPLES,
  removeIntentExample,
} from '#db/understandings.ts'
import { Refusal } from '#domain/errors.ts'
import type { Intent } from '#domain/intent.ts'
import type { Flow } from './deps.ts'

type Actor = { id: string; name: string | null }

/** Longer than this teaches nothing: what a whole mail is about hangs on one sentence of it. */
const LONGEST_EXAMPLE = 500

/** Corrects the intent of a message; its text becomes an example where it is short enough to be one. */
export async function correctIntent(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
  intent: Intent,
): Promise<void> {
  const read = await findUnderstanding(flow.store, workspaceId, messageId)
  if (!read) throw new Refusal('not_found', 'There is no reading of this message to correct.')
  const text = read.text.trim()
  await flow.store.transaction(async (tx) => {
    const done = await correctUnderstanding(tx, workspaceId, messageId, {
      intent,
      by: actor.id,
      why: `${actor.name ?? 'A program'} said so; it had been read as ${(read.corrected_from ?? read.intent).replaceAll('_', ' ')}`,
    })
    await removeIntentExample(tx, workspaceId, { messageId })
    if (text.length >= 2 && text.length <= LONGEST_EXAMPLE)
      await addExample(flow, workspaceId, actor, { intent, text, messageId }, tx)
    if (done) await tell(tx, workspaceId, actor, done.conversationId, messageId, intent)
  })
}

/** Takes a correction back: what had been read before counts again, and the example goes. */
export async function uncorrectIntent(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
): Promise<void> {
  const read = await findUnderstanding(flow.store, workspaceId, messageId)
  if (!read?.corrected_from) throw new Refusal('not_found', 'Nobody has corrected this message.')
  const intent = read.corrected_from
  await flow.store.transaction(async (tx) => {
    const done = await correctUnderstanding(tx, workspaceId, messageId, { intent, by: null, why: '' })
    await removeIntentExample(tx, workspaceId, { messageId })
    if (done) await tell(tx, workspaceId, actor, done.conversationId, messageId, intent)
  })
}

/** Adds an example; gives its id. */
export async function addExample(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  example: { intent: Intent; text: string; messageId: string | null },
  tx = flow.store.db,
): Promise<string> {
  const at = flow.clock.now()
  const id = await addIntentExample(tx, workspaceId, {
    id: flow.ids.next('exm', at),
    intent: example.intent,
    text: example.text,
    message_id: example.messageId,
    created_by: actor.id,
    at,
  })
  if (!id)
    throw new Refusal(
      'conflict',
      `There are ${MOST_EXAMPLES} examples already. Remove some that are no longer needed.`,
    )
  return id
}

async function tell(
  tx: Parameters<typeof appendEvents>[0],
  workspaceId: string,
  actor: Actor,
  conversationId: string,
  messageId: string,
  intent: Intent,
): Promise<void> {
  await appendEvents(tx, workspaceId, [
    {
      type: 'message.understood',
      conversationId,
      messageId,
      actor: actor.id,
      data: { intent, corrected: true },
    },
  ])
}
