// What people decide in WhatsApp's own settings of a chat: whether they take marketing messages of this business.
import type { IncomingMessage } from '#channels/channel.ts'
import { type Read, timeOf } from './message.ts'
import { whoOf } from './people.ts'
import { Preference } from './shapes.ts'

/**
 * Reads one decision. It counts as STOP or START, with the words of WhatsApp; WhatsApp obeys it itself, so it is
 * recorded and not confirmed. It comes without an id, so its own facts are the id.
 */
export function readPreference(given: unknown): Read<IncomingMessage> {
  const parsed = Preference.safeParse(given)
  const value = parsed.success ? parsed.data.value.toLowerCase() : ''
  if (!parsed.success || !['stop', 'resume'].includes(value))
    return { ok: false, why: 'A preference that is neither to stop nor to resume.' }
  const { wa_id: number, user_id: userId, detail, category, timestamp } = parsed.data
  const who = whoOf(number, userId)
  if (!who) return { ok: false, why: 'A preference of nobody who is known by number or id.' }
  const stopped = value === 'stop'
  return {
    ok: true,
    item: {
      kind: 'message',
      externalId: `preference:${who.address}:${timestamp ?? ''}:${value}`,
      from: who.address,
      ...(who.kind === 'phone' ? {} : { fromKind: who.kind }),
      fromName: null,
      to: null,
      text: stopped
        ? 'Stopped marketing messages of this business, in WhatsApp’s settings.'
        : 'Takes marketing messages of this business again, by WhatsApp’s settings.',
      subject: null,
      html: null,
      files: [],
      email: null,
      automatic: true,
      automaticReason: 'It was written by WhatsApp itself.',
      optOutHandled: stopped ? 'opt_out' : 'opt_in',
      sentAt: timeOf(timestamp),
      meta: { whatsapp: { type: 'user_preferences', detail, category, value, userId } },
    },
  }
}
