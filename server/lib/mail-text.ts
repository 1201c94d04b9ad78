// What somebody wrote in a mail, without what they answered to. The work is email-reply-parser's; around it come
// passes for the marks that it does not know: header blocks of Outlook and its like, separators, the lines "Anna
// wrote on Monday:" of more languages and mail programs, and the lines of telephones. For display and for the AI
// only: nothing is deleted.
import EmailReplyParser from 'email-reply-parser'
import { attributionAt } from './reply-attributions.ts'
import { isForwardMark, isHeaderBlock, isSeparator, withoutRule } from './reply-separators.ts'
import { withoutTail } from './reply-tails.ts'
import { runWithin } from './time-limit.ts'

/** All passes search with backtracking expressions; ordinary mails take a millisecond, hostile ones for ever. */
const MAX_MILLISECONDS = 150
const MAX_PARSED = 200_000
/** No line that announces a quote is longer. */
const MAX_MARK = 400

/**
 * The text of a mail without quoted mails and signature. Never empty where the text is not: what consists of a quote
 * only is shown whole, and answers written between quoted lines stay.
 */
export function visibleText(text: string): string {
  const full = text.replaceAll('\r\n', '\n').replace(INVISIBLE, '').trim()
  const own =
    limited(full, (whole) =>
      cutAnsweredMail(plainQuotes(whole.split('\n')))
        .join('\n')
        .trim(),
    ) ?? full
  const visible = limited(own, (part) => new EmailReplyParser().parseReply(part)) ?? withoutQuotedLines(own)
  const shown = limited(visible, withoutTail) ?? visible
  return (shown.trim() || own || full).replaceAll(NO_QUOTE, '')
}

/** Characters that mail programs and trackers leave behind; they are no text. */
const INVISIBLE = /[\u200B\u200E\u200F\u2060\uFEFF\u1427\u00AD]/g
/** One of them, put before a line that begins as a quote and is none. */
const NO_QUOTE = '\u2060'

function limited(text: string, cut: (text: string) => string): string | null {
  if (text.length > MAX_PARSED) return null
  const run = runWithin(MAX_MILLISECONDS, () => cut(text))
  return run.finished ? run.value : null
}

function withoutQuotedLines(text: string): string {
  const lines = text.split('\n')
  return lines.filter((line) => !line.startsWith('>')).join('\n')
}

/** `AL> ` before each quoted line: the initials of the quoted person, as some programs write them. */
const INITIALS = /^\s?([A-Z]{1,3})>(?=\s|$)/
/** `>>> Click here <<<` is an ornament. */
const ORNAMENT = /^\s*>[>\s]*[^\s<>].*<\s*$/
/** A long link that broke out of a quoted line. */
const BROKEN_LINK = /^\s*[([<]?https?:\/\/\S+[)\]>]?\s*>?\s*$/i

/** Programs wrap at some seventy characters. */
const WRAPPED = 60

/** Quotes as lines that begin with `>`, whatever the program made of them, and nothing else so. */
function plainQuotes(lines: string[]): string[] {
  const initials = lines.flatMap((line) => INITIALS.exec(line)?.[1] ?? [])
  return lines.flatMap((line, at) => {
    const name = INITIALS.exec(line)?.[1]
    if (name && initials.filter((one) => one === name).length > 1) return [line.replace(INITIALS, '>')]
    if (ORNAMENT.test(line.slice(0, MAX_MARK))) return [NO_QUOTE + line]
    return isBrokenOut(lines, at) ? [] : [line]
  })
}

/** The rest of a quoted line that a program made too long and then wrapped, between two quoted lines. */
function isBrokenOut(lines: string[], at: number): boolean {
  const [before = '', line = '', after = ''] = [lines[at - 1], lines[at]?.slice(0, MAX_MARK), lines[at + 1]]
  if (!before.startsWith('>') || !after.startsWith('>')) return false
  // An answer follows the end of a sentence, and begins as one.
  const goesOn = before.length >= WRAPPED && /[\p{L}\p{N},]$/u.test(before.trimEnd()) && /^\p{Ll}/u.test(line)
  return goesOn || BROKEN_LINK.test(line)
}

/** Lines up to where an answered mail follows unquoted, and without the lines that only announce a quote. */
function cutAnsweredMail(whole: string[]): string[] {
  const lines = whole.map((line) => (line.length > MAX_MARK ? 'A long line is text.' : line))
  const kept: string[] = []
  let hasText = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (isForwardMark(line)) return [...kept, ...whole.slice(at)]
    if (hasText && (isSeparator(line) || isHeaderBlock(lines, at))) return withoutRule(kept)
    const attribution = attributionAt(lines, at)
    if (attribution && isQuoteAfter(lines, attribution.end)) {
      // The quoted lines are taken out afterwards; what stands between and after them is an answer.
      if (attribution.before) kept.push(attribution.before)
      else kept.splice(0, kept.length, ...withoutRule(kept), '')
      at = attribution.end
      continue
    }
    if (attribution?.certain && hasText) return withoutRule(kept)
    kept.push(whole[at] ?? '')
    hasText ||= line.trim() !== '' && !line.startsWith('>')
  }
  return kept
}

function isQuoteAfter(lines: string[], end: number): boolean {
  let at = end + 1
  while (at < lines.length && lines[at]?.trim() === '') at++
  return lines[at]?.startsWith('>') ?? false
}

/** What the sender wrote with their signature: the mail without the mails that it answers. */
export function ownText(text: string): string {
  const full = text.replaceAll('\r\n', '\n').replace(INVISIBLE, '').trim()
  const own = limited(full, (whole) => cutAnsweredMail(plainQuotes(whole.split('\n'))).join('\n')) ?? full
  return withoutQuotedLines(own).replaceAll(NO_QUOTE, '').trim()
}
