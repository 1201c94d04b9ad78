// How Gmail shows a mailbox: history numbers, labels, and its search as far as programs use it.
import PostalMime from 'postal-mime'
import type { KeptMail } from '#simulator/mailbox/mailbox.ts'

/** A mailbox has a past before anybody looks. */
const FIRST_HISTORY = 1_000

export const historyId = (n: number): string => String(FIRST_HISTORY + n)

/** The number of the mail up to which a history id reaches; null where Google has forgotten it. */
export function numberOf(history: string | null): number | null {
  const n = Number(history) - FIRST_HISTORY
  return history !== null && Number.isInteger(n) && n >= 0 ? n : null
}

export function messageOf({ id, thread, folder }: KeptMail) {
  return { id, threadId: thread, labelIds: folder === 'sent' ? ['SENT'] : ['UNREAD', 'INBOX'] }
}

/** The mails that a search finds, the newest first. */
export function search(mails: KeptMail[], q: string): KeptMail[] {
  const id = /\brfc822msgid:(\S+)/.exec(q)?.[1]
  const after = Number(/\bafter:(\d+)/.exec(q)?.[1] ?? 0) * 1_000
  const sentOnly = /\bin:sent\b/.test(q)
  return mails
    .filter((mail) => id === undefined || mail.messageId === `<${id}>`)
    .filter((mail) => mail.at.getTime() >= after && (!sentOnly || mail.folder === 'sent'))
    .toReversed()
}

/** The headers of these names. */
export async function headersOf(raw: Buffer, names: string[]): Promise<{ name: string; value: string }[]> {
  const wanted = names.map((name) => name.toLowerCase())
  const { headers } = await PostalMime.parse(raw)
  return headers
    .filter(({ key }) => wanted.includes(key))
    .map(({ originalKey, value }) => ({ name: originalKey, value }))
}

/** The two parts of an upload: what is said about the mail, and the mail. Null where it is none. */
export function uploadOf(type: string, body: Buffer): { threadId: string | undefined; raw: Buffer } | null {
  const boundary = /\bboundary="?([^";]+)/.exec(type)?.[1]
  if (!/^multipart\/related\b/.test(type) || !boundary) return null
  const [, told, mail] = body.toString('latin1').split(`--${boundary}`)
  if (told === undefined || mail === undefined) return null
  const contentOf = (part: string): string => part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '')
  try {
    const said: unknown = JSON.parse(contentOf(told))
    const threadId =
      typeof said === 'object' && said !== null && 'threadId' in said ? String(said.threadId) : undefined
    return { threadId, raw: Buffer.from(contentOf(mail), 'latin1') }
  } catch {
    return null
  }
}
