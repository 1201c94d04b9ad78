// What a message says, as text and files. Stories belong to who published them, vanish after a day, and nobody tells us
// when one is deleted before: so they are named, with the address under which they can be seen while they live, and not
// stored.
import type { IncomingFile } from '#channels/channel.ts'
import type { Dialect } from './dialect.ts'
import type { Attachment, Message } from './shapes.ts'

/** More than one message can hold, so that a raised limit loses nothing. */
const MAX_ATTACHMENTS = 40
const FILES = new Map([
  ['image', ['picture', 'jpg', 'image/jpeg']],
  ['video', ['video', 'mp4', 'video/mp4']],
  ['audio', ['audio', 'mp4', 'audio/mp4']],
  ['sticker', ['sticker', 'png', 'image/png']],
  ['file', ['file', '', 'application/octet-stream']],
])

/** Never empty: what we cannot show is named, so that nobody waits for an answer to something that nobody saw. */
export function readContent(
  dialect: Dialect,
  message: Message,
  by: 'customer' | 'business' = 'customer',
): { text: string; files: IncomingFile[] } {
  const attachments = message.attachments?.slice(0, MAX_ATTACHMENTS) ?? []
  const files = attachments.flatMap((one, at) => readFile(one, at + 1))
  const story = message.reply_to?.story
  const lines = [
    ...attachments.flatMap((one) => describe(one, by)),
    ...(story ? [withLink('Answered your story', story.url)] : []),
  ]
  const text = [...(message.text ? [message.text] : []), ...new Set(lines)].join('\n')
  if (text !== '' || files.length > 0) return { text, files }
  return { text: `Sent something that can only be seen in ${dialect.label}.`, files }
}

function readFile(attachment: Attachment, number: number): IncomingFile[] {
  const known = FILES.get(attachment.type)
  const url = attachment.payload?.url
  if (!known || !isWebAddress(url)) return []
  const [kind, ending, type = ''] = known
  return [{ name: nameIn(url) ?? `${kind}-${number}${ending ? `.${ending}` : ''}`, type, url }]
}

/** Meta gives documents their own names within the address; pictures get a row of figures, which says nothing. */
function nameIn(url: string): string | null {
  const last = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  let name = last
  try {
    name = decodeURIComponent(last)
  } catch {
    // Not escaped in the way of addresses: the name is what stands there.
  }
  return /[a-z]{3}.*\.[a-z0-9]{2,5}$/i.test(name) && !/^[\d_]+(_[nost])?\.\w+$/.test(name)
    ? name.slice(0, 120)
    : null
}

function describe(attachment: Attachment, by: 'customer' | 'business'): string[] {
  const { type, payload } = attachment
  const url = [payload?.url, attachment.url].find(isWebAddress)
  if (FILES.has(type))
    return isWebAddress(payload?.url) ? [] : ['A file came along that Meta gives no address of.']
  if (type === 'story_mention')
    return [
      withLink(by === 'customer' ? 'Mentioned you in their story' : 'Mentioned the customer in a story', url),
    ]
  const title = attachment.title || payload?.title
  if (!title && !url) return []
  return [`${title || 'Shared'}${url ? `: ${url}` : ''}`]
}

function withLink(text: string, url: string | null | undefined): string {
  return isWebAddress(url) ? `${text}: ${url}` : `${text}.`
}

function isWebAddress(url: string | null | undefined): url is string {
  return typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url)
}
