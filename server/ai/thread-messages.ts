// The thread as a model reads it: the customer is the user, the business the assistant. Lines carry a mark with their
// time and, on the business's side, who wrote them; the model's own lines of earlier turns are among them.
import type { ModelMessage } from 'ai'
import type { DeskContext, ThreadLine } from '#domain/desk.ts'
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
  const messages: { role: 'user' | 'assistant'; content: string }[] = elsewhere(context)
  for (const line of recentLines(context)) {
    const role = line.author === 'contact' ? 'user' : 'assistant'
    const content = `${mark(line, context)}\n${textOf(line)}`
    const last = messages.at(-1)
    // Chat templates of many open models refuse two messages of one role in a row.
    if (last?.role === role) last.content += `\n\n${content}`
    else messages.push({ role, content })
  }
  if (messages[0]?.role !== 'user') messages.unshift({ role: 'user', content: '[The business wrote first.]' })
  if (messages.at(-1)?.role !== 'user')
    messages.push({
      role: 'user',
      content: `[Not answered yet]\n${context.pending.map(textOf).join('\n\n')}`,
    })
  return messages
}

/** So much of other conversations tells what they were about. */
const MAX_ELSEWHERE = 4_000

/** What was said with this customer on other ways lately: marked as context, so that it is not answered again. */
function elsewhere(context: DeskContext): { role: 'user'; content: string }[] {
  let room = MAX_ELSEWHERE
  const lines = (context.elsewhere ?? []).flatMap((other) =>
    other.lines.flatMap((line) => {
      const text = `${mark(line, context).replace(/^\[/, `[by ${other.channel}, `)} ${textOf(line)}`
      room -= text.length
      return room < 0 ? [] : [text]
    }),
  )
  if (lines.length === 0) return []
  const head = '[Other conversations with this customer lately. Context only: nothing here is to be answered]'
  return [{ role: 'user', content: `${head}\n${lines.join('\n')}\n[End of other conversations]` }]
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

function textOf(line: ThreadLine): string {
  const text = line.text.length <= MAX_LINE ? line.text : `${line.text.slice(0, MAX_LINE)} […]`
  if (line.attachments === 0) return text
  const files = line.attachments === 1 ? 'a file' : `${line.attachments} files`
  return `${text}\n[${files} attached, which you cannot see]`.trim()
}
