// The thread as a model reads it: the customer is the user, the business the assistant. Lines carry a mark with their
// time and, on the business's side, who wrote them; the model's own lines of earlier turns are among them.
import type { FilePart, ModelMessage } from 'ai'
import type { DeskContext, DeskMedia, ThreadLine } from '#domain/desk.ts'
import type { AuthorKind } from '#domain/message.ts'
import { writeMoment } from './tools/moments.ts'

/** A forwarded mail chain must not push the question out of the model's window. */
const MAX_LINE = 4_000
const MAX_THREAD = 24_000

const who: Record<AuthorKind, string> = {
  contact: 'customer',
  member: 'a colleague',
  ai: 'you',
  automation: 'automatic message',
  api: 'automatic message',
  phone: 'a colleague, by phone',
  system: 'automatic message',
}

/** The messages for a model: roles alternate, the first and the last are the customer's. */
export function buildMessages(context: DeskContext): ModelMessage[] {
  const media = context.media ?? []
  const messages: Draft[] = elsewhere(context)
  for (const line of recentLines(context)) {
    const role = line.author === 'contact' ? 'user' : 'assistant'
    const content = `${mark(line, context)}\n${textOf(line, media)}`
    const last = messages.at(-1)
    const files = partsOf(line, media)
    // Chat templates of many open models refuse two messages of one role in a row.
    if (last?.role === role) {
      last.content += `\n\n${content}`
      last.files.push(...files)
    } else messages.push({ role, content, files })
  }
  if (messages[0]?.role !== 'user')
    messages.unshift({ role: 'user', content: '[The business wrote first.]', files: [] })
  if (messages.at(-1)?.role !== 'user')
    messages.push({
      role: 'user',
      content: `[Not answered yet]\n${context.pending.map((line) => textOf(line, media)).join('\n\n')}`,
      files: context.pending.flatMap((line) => partsOf(line, media)),
    })
  return messages.map(toMessage)
}

type Draft = { role: 'user' | 'assistant'; content: string; files: FilePart[] }

function toMessage({ role, content, files }: Draft): ModelMessage {
  if (role === 'assistant' || files.length === 0) return { role, content }
  return { role, content: [{ type: 'text', text: content }, ...files] }
}

/** So much of other conversations tells what they were about. */
const MAX_ELSEWHERE = 4_000

/** What was said with this customer on other ways lately: marked as context, so that it is not answered again. */
function elsewhere(context: DeskContext): Draft[] {
  let room = MAX_ELSEWHERE
  const lines = (context.elsewhere ?? []).flatMap((other) =>
    other.lines.flatMap((line) => {
      const text = `${mark(line, context).replace(/^\[/, `[by ${other.channel}, `)} ${textOf(line, [])}`
      room -= text.length
      return room < 0 ? [] : [text]
    }),
  )
  if (lines.length === 0) return []
  const head = '[Other conversations with this customer lately. Context only: nothing here is to be answered]'
  return [{ role: 'user', content: `${head}\n${lines.join('\n')}\n[End of other conversations]`, files: [] }]
}

/** Newest lines that fit, oldest first. The lines of this burst are always among them. */
function recentLines({ thread, pending }: DeskContext): ThreadLine[] {
  const all = new Map([...thread, ...pending].map((line) => [line.seq, line]))
  const sorted = [...all.values()].sort((a, b) => a.seq - b.seq)
  const answering = new Set(pending.map((line) => line.seq))
  let room = MAX_THREAD
  // From the newest back to the first that does not fit: a gap in the middle would read as if nothing had been there.
  const last = sorted.findLastIndex((line) => {
    room -= textOf(line).length
    return room < 0 && !answering.has(line.seq)
  })
  return sorted.filter((line, i) => i > last || answering.has(line.seq))
}

function mark(line: ThreadLine, { hours, profile }: DeskContext): string {
  const time = writeMoment(line.at, hours.timeZone).slice(0, 16).replace('T', ' ')
  const author =
    line.authorName && line.author === 'member' ? `${line.authorName} of ${profile.name}` : who[line.author]
  return `[${time}, ${author}]`
}

function textOf(line: ThreadLine, media: DeskMedia[] = []): string {
  const text = line.text.length <= MAX_LINE ? line.text : `${line.text.slice(0, MAX_LINE)} […]`
  if (line.attachments === 0) return text
  return `${text}\n${line.files ? line.files.map((file) => sayFile(file, line, media)).join('\n') : sayFiles(line)}`.trim()
}

function sayFiles({ attachments }: ThreadLine): string {
  return `[${attachments === 1 ? 'a file' : `${attachments} files`} attached, which you cannot see]`
}

function sayFile(
  { kind, writtenDown }: NonNullable<ThreadLine['files']>[number],
  line: ThreadLine,
  media: DeskMedia[],
): string {
  const given = media.some((one) => one.seq === line.seq && one.kind === kind)
  if (kind === 'image')
    return given ? '[a picture, attached here]' : '[a picture attached, which you cannot see]'
  if (kind === 'file') return '[a file attached, which you cannot see]'
  if (writtenDown) return '[a voice note; a machine wrote down what was said, it stands above]'
  return given ? '[a voice note, attached here]' : '[a voice note attached, which you cannot hear]'
}

/** What is given of a line besides its words. */
function partsOf(line: ThreadLine, media: DeskMedia[]): FilePart[] {
  return media
    .filter((one) => one.seq === line.seq)
    .map(({ type, bytes }) => ({ type: 'file', mediaType: type, data: bytes }))
}
