// One message of a customer, in our words.
import type { IncomingMessage } from '#channels/channel.ts'
import { readContent } from './content.ts'
import { addressOf, profileOf, toNumber } from './people.ts'
import { Message, type MessageShape, type ValueShape } from './shapes.ts'

export type Read<T> = { ok: true; item: T } | { ok: false; why: string }

/** Reads one message of a webhook; what cannot be answered to anybody is refused. */
export function readMessage(given: unknown, value: ValueShape): Read<IncomingMessage> {
  const parsed = Message.safeParse(given)
  if (!parsed.success) return { ok: false, why: 'A message without an id.' }
  const message = parsed.data
  const from = addressOf(message.from, message.from_user_id)
  if (!from) return { ok: false, why: 'A message of nobody who could be answered.' }
  const profile = profileOf(message, value.contacts)
  const { text, files, silent } = readContent(message)
  return {
    ok: true,
    item: {
      kind: 'message',
      externalId: message.id,
      from,
      fromName: profile?.profile?.name?.trim() || null,
      to: toNumber(value.metadata?.display_phone_number),
      text,
      subject: null,
      html: null,
      files,
      email: null,
      automatic: silent !== null,
      ...(silent === null ? {} : { automaticReason: silent }),
      sentAt: timeOf(message.timestamp),
      meta: {
        whatsapp: metaOf(message, profile?.user_id ?? null, profile?.profile?.username ?? null),
      },
    },
  }
}

/** Seconds since 1970, as WhatsApp writes them; null where it is no time. */
export function timeOf(timestamp: string | null | undefined): Date | null {
  if (!timestamp || !/^\d{9,11}$/.test(timestamp)) return null
  return new Date(Number(timestamp) * 1000)
}

/** What else was said, under a name of its own: what the message answers, from which advertisement it came, and whose
 * it is by the id that stays when there is no number. */
function metaOf(
  message: MessageShape,
  profileUserId: string | null,
  username: string | null,
): Record<string, unknown> {
  const { interactive } = message
  const file = message.image ?? message.video ?? message.audio ?? message.document ?? message.sticker
  const all = {
    type: message.type,
    userId: message.from_user_id ?? profileUserId,
    username,
    context: message.context,
    referral: message.referral,
    reaction: message.reaction,
    reply: interactive?.button_reply ?? interactive?.list_reply,
    form: interactive?.nfm_reply?.response_json,
    button: message.button?.payload,
    order: message.order,
    system: message.system,
    voice: file?.voice,
    animated: file?.animated,
    placeUrl: message.location?.url,
    errors: message.errors,
  }
  return Object.fromEntries(Object.entries(all).filter(([, one]) => one !== null && one !== undefined))
}
