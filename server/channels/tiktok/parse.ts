// TikTok's events: one a request, its content JSON within a string.
import type { InboxAccount, IncomingItem, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { cleanText, readJson } from '#channels/protocols/rest/incoming.ts'
import { toAddress } from './address.ts'
import { readContent } from './content.ts'
import { tiktokSettings } from './settings.ts'
import { Content, Envelope, readMoment } from './shapes.ts'

const ignored = (why: string): IncomingItem => ({ kind: 'ignored', why })
const one = (item: IncomingItem): ParseOutcome => ({ ok: true, items: [item] })

/** Reads one verified event. What is for another account, or cannot be read, is refused and so kept. */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const envelope = Envelope.safeParse(readJson(raw.body))
  if (!envelope.success)
    return { ok: false, reason: 'This is no event of TikTok: it has no event, user_openid and content.' }
  const { event, user_openid: owner } = envelope.data
  if (owner !== tiktokSettings(account).businessId)
    return {
      ok: false,
      reason: `This is for the business ${owner.slice(0, 60)}, and the inbox has another: correct it, then read this again.`,
    }
  if (!/^im_(receive_msg(_eu)?|send_msg|mark_read_msg)$/.test(event))
    return one(ignored(`TikTok told of “${cleanText(event).slice(0, 40)}”, which changes nothing here.`))
  const content = Content.safeParse(readJson(Buffer.from(envelope.data.content)))
  if (!content.success) return { ok: false, reason: 'The content of the event cannot be read.' }
  if (event === 'im_mark_read_msg') return readMark(content.data, owner)
  return event === 'im_send_msg' ? readEcho(content.data) : readMessage(content.data, event)
}

function readMessage(content: Content, event: string): ParseOutcome {
  const { message_id: id, conversation_id: conversation } = content
  if (!conversation && event === 'im_receive_msg_eu')
    return one({
      kind: 'notice',
      code: 'eu_message',
      level: 'info',
      text: 'Somebody in the European Economic Area, Switzerland or the United Kingdom wrote. TikTok does not tell what; read and answer it in TikTok itself.',
      data: {},
    })
  if (!id || !conversation)
    return { ok: false, reason: 'The message has no message_id or no conversation_id.' }
  const about = {
    ...(content.from_user ? { userId: content.from_user.id } : {}),
    ...(content.type ? { type: content.type } : {}),
    ...replyTo(content),
  }
  return one({
    kind: 'message',
    externalId: id,
    from: toAddress(conversation),
    fromName: content.from?.trim() || null,
    to: null,
    ...readContent(content),
    subject: null,
    html: null,
    email: null,
    automatic: false,
    sentAt: readMoment(content.timestamp),
    meta: { tiktok: about },
  })
}

/** Everything that the account sends is told, by whomever: `API` may be ourselves, the rest is somebody in the app. */
function readEcho(content: Content): ParseOutcome {
  const { message_id: id, conversation_id: conversation } = content
  if (!id || !conversation) return { ok: false, reason: 'The echo has no message_id or no conversation_id.' }
  const source = content.message_tag?.source ?? null
  return one({
    kind: 'echo',
    externalId: id,
    to: toAddress(conversation),
    ...readContent(content),
    // Where TikTok does not say, it may be ours as well.
    maybeOurs: source === null || !['APP', 'WEB'].includes(source),
  })
}

function readMark(content: Content, owner: string): ParseOutcome {
  const upTo = readMoment(content.read?.last_read_timestamp)
  if (!content.conversation_id || !upTo)
    return { ok: false, reason: 'The read mark has no conversation_id or no time.' }
  if (content.from_user?.id === owner) return one(ignored('We have read something ourselves.'))
  return one({ kind: 'watermark', from: toAddress(content.conversation_id), status: 'read', upTo })
}

function replyTo(content: Content): Record<string, string> {
  const id = content.referenced_message_info?.referenced_message_id
  return id ? { replyTo: id } : {}
}
