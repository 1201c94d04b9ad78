// The words of a mail: its plain text or what its HTML says, with and without what it answers to.
import type { Email } from 'postal-mime'
import { htmlToText, sanitizeHtml } from '#lib/html.ts'
import { visibleText } from '#lib/mail-text.ts'
import { mend } from '#lib/mojibake.ts'
import { clean } from './headers.ts'

const MAX_TEXT = 200_000

export type Body = {
  /** What is shown and read to the AI: without the mail that is answered. */
  text: string
  fullText: string
  html: string | null
  problems: string[]
}

/** Outlook marks answers and forwarded mails alike; the subject tells which. What is forwarded is meant to be read. */
const FORWARDED = /^\W*(?:fwd?|wg|rv|enc|doorst|pd|转发|轉寄|転送)\s*[:：]/iu

/** Reads the words of a mail; `problems` says in words what could not be. */
export function bodyOf(mail: Email, subject: string): Body {
  const problems: string[] = []
  const source = mend(clean(mail.html))
  const safe = source.trim() === '' ? { html: '', blockedImages: 0 } : sanitizeHtml(source)
  if (!safe) problems.push('Its HTML could not be made safe in time and is only in the raw mail.')
  const plain = mend(clean(mail.text)).trim()
  const whole = (plain || (source ? htmlToText(source) : '')).replaceAll('\r\n', '\n').trim()
  if (whole.length > MAX_TEXT) problems.push('Its text was cut; the rest is in the raw mail.')
  const fullText = clean(whole.slice(0, MAX_TEXT))
  const text = FORWARDED.test(subject) ? fullText : visibleText(fullText)
  return { text, fullText, html: safe?.html.trim() || null, problems }
}
