// What became of a message of ours, in our words.
import type { IncomingReceipt } from '#channels/channel.ts'
import { firstGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { describeError } from './errors.ts'
import { type Read, timeOf } from './message.ts'
import { Status } from './shapes.ts'

const STATES = new Map<string, IncomingReceipt['status']>([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  // A voice message that was listened to.
  ['played', 'read'],
  ['failed', 'failed'],
])

const OURS = /^msg_[0-9A-Za-z]{1,64}$/

/** Reads one status of a webhook; a state that changes nothing here is refused with its name. */
export function readReceipt(given: unknown): Read<IncomingReceipt> {
  const parsed = Status.safeParse(given)
  if (!parsed.success) return { ok: false, why: 'A state without the message that it is about.' }
  const { id, status: word, timestamp, errors, biz_opaque_callback_data: ours } = parsed.data
  const status = STATES.get(word.toLowerCase())
  if (!status)
    return {
      ok: false,
      why: `WhatsApp reported the state “${word.slice(0, 40)}”, which changes nothing here.`,
    }
  const failure = status === 'failed' ? describeError(firstGraphError(errors)) : null
  return {
    ok: true,
    item: {
      kind: 'receipt',
      externalId: id,
      // Our own id came along with the message: so a receipt finds it even if the answer to the send was lost.
      messageId: ours && OURS.test(ours) ? ours : null,
      status,
      error: failure?.error ?? null,
      ...(failure?.effect ? { effect: failure.effect } : {}),
      at: timeOf(timestamp),
    },
  }
}
