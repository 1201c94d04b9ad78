// What somebody wrote in a mail, without what they answered to. The work is email-reply-parser's; before it comes
// a pass for the marks that it does not know: header blocks of Outlook and its like, separators, and the lines
// "Anna wrote on Monday:" of more languages and mail programs. For display and for the AI only: nothing is deleted.
import EmailReplyParser from 'email-reply-parser'
import { runWithin } from './time-limit.ts'

/** Both passes search with backtracking expressions; ordinary mails take a millisecond, hostile ones for ever. */
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
  const own = limited(full, (whole) => cutAnsweredMail(whole.split('\n')).join('\n').trim()) ?? full
  const visible = limited(own, (part) => new EmailReplyParser().parseReply(part)) ?? withoutQuotedLines(own)
  return visible.trim() || own || full
}

/** Characters that mail programs and trackers leave behind; they are no text. */
const INVISIBLE = /[\u200B\u200E\u200F\u2060\uFEFF\u1427\u00AD]/g

function limited(text: string, cut: (text: string) => string): string | null {
  if (text.length > MAX_PARSED) return null
  const run = runWithin(MAX_MILLISECONDS, () => cut(text))
  return run.finished ? run.value : null
}

function withoutQuotedLines(text: string): string {
  const lines = text.split('\n')
  return lines.filter((line) => !line.startsWith('>')).join('\n')
}

/** Lines up to where an answered mail follows unquoted, and without the lines that only announce a quote. */
function cutAnsweredMail(whole: string[]): string[] {
  const lines = whole.map((line) => (line.length > MAX_MARK ? 'A long line is text.' : line))
  const kept: string[] = []
  let hasText = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    // A forwarded mail is what its sender wants to be read.
    if (isForwardMark(line)) return [...kept, ...whole.slice(at)]
    if (hasText && (isSeparator(line) || isHeaderBlock(lines, at))) return withoutRule(kept)
    const attribution = attributionAt(lines, at)
    if (attribution && isQuoteAfter(lines, attribution.end)) {
      // The quoted lines are taken out afterwards; what stands between and after them is an answer.
      if (attribution.before) kept.push(attribution.before)
      at = attribution.end
      continue
    }
    if (attribution?.certain && hasText) return kept
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

const ORIGINAL =
  /origin|ursprung|ursprüng|oprindelig|opprinnelig|reply message|antwort|alkuper|původní|eredeti|wiadomość|исходн|оригинал|начальн|原始|原邮件|元のメッセージ|원본/i
const FORWARDED =
  /forward|weitergeleitet|transféré|réexpédié|reenviad|encaminhad|inoltrat|doorgestuurd|videresendt|vidarebefordr|przekazan|пересыла|пересланн|转发|転送/i
const RULE = /^\s*[-_=*]{5,}\s*$/

/** What `-----Original Message-----` and its translations say between their dashes. */
function separatorWords(line: string): string | null {
  return /^\s*[-_=]{2,}\s*(\p{L}[^-_=]{2,40}?)\s*[-_=]{2,}\s*$/u.exec(line)?.[1] ?? null
}

function isSeparator(line: string): boolean {
  const words = separatorWords(line)
  return words !== null && ORIGINAL.test(words)
}

function isForwardMark(line: string): boolean {
  const words = separatorWords(line) ?? /^\s*(\p{L}[^:]{5,50}):\s*$/u.exec(line)?.[1]
  return words !== undefined && words !== null && FORWARDED.test(words) && words.split(' ').length <= 5
}

/** The rule that a mail program drew above the answered mail goes with it. */
function withoutRule(lines: string[]): string[] {
  let end = lines.length
  while (end > 0 && ((lines[end - 1] ?? '').trim() === '' || RULE.test(lines[end - 1] ?? ''))) end--
  return lines.slice(0, end)
}

/** The names of the lines that stand over an answered mail, by what they say. */
const HEADERS: Record<string, RegExp> = headerNames({
  from: 'From|Von|De|Da|Van|Fra|Från|Frá|Od|От|От кого|Від|Lähettäjä|Feladó|Kimden|Gönderen|Expéditeur|Mittente|Afzender|发件人|寄件者|差出人|보낸 사람',
  date: 'Sent|Date|Gesendet|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviada|Enviada em|Fecha|Data|Inviato|Verzonden|Sendt|Dato|Skickat|Wysłano|Отправлено|Дата|Lähetetty|Odesláno|Elküldve|Tarih|发送时间|日期|送信日時|日付|보낸 날짜',
  to: 'To|An|À|Para|Per|Aan|Til|Till|Do|Кому|Vastaanottaja|Komu|Címzett|Kime|Destinataire|收件人|宛先|받는 사람',
  subject:
    'Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Emne|Ämne|Temat|Тема|Aihe|Předmět|Tárgy|Konu|主题|主旨|件名|제목',
})
const MAX_BLOCK = 6

function headerNames(names: Record<string, string>): Record<string, RegExp> {
  const patterns = Object.entries(names).map(([kind, words]) => [
    kind,
    new RegExp(`^[\\s*]*(?:${words})\\s*\\*?\\s*[:：]`, 'i'),
  ])
  return Object.fromEntries(patterns)
}

/**
 * `From: … Sent: … To: … Subject: …` in one block, a rule above it or not. People write "From: hotel, To: airport,
 * Date: 3 May" too: only a subject beside two others, or a mail address, makes it the head of a mail.
 */
function isHeaderBlock(lines: string[], at: number): boolean {
  const start = RULE.test(lines[at] ?? '') ? at + 1 : at
  const kinds = new Set<string>()
  let address = false
  for (let i = start; i < Math.min(lines.length, start + MAX_BLOCK); i++) {
    const line = lines[i] ?? ''
    const kind = Object.keys(HEADERS).find((name) => HEADERS[name]?.test(line))
    if (!kind && i === start) return false
    if (!kind) continue
    if (kinds.size === 0 && kind !== 'from' && kind !== 'date') return false
    kinds.add(kind)
    if (/\S@\S/.test(line)) address = true
  }
  return (kinds.has('subject') && kinds.size >= 3) || (address && kinds.size >= 2)
}

const WROTE =
  'wrote|writes|schrieb|schreef|skrev|écrit|escribió|escribio|scritto|scrive|escreveu|geschreven|napisał(?:\\(a\\)|a)?|pisze|kirjoitti|' +
  'написала?(?:\\(а\\))?|пишет|пише|napsala?|írta|yazdı|έγραψε|a scris|写道|寫道|작성|のメッセージ'
const ENDS_AS_ATTRIBUTION = new RegExp(
  `(?:${WROTE})(?:\\s[^:：]{0,120}|\\s.{0,120}\\d:\\d\\d.{0,20})?\\s*[:：]\\s*-*\\s*$`,
  'iu',
)
/** `Tue, 17 Nov 2026, 16:02, Anna <anna@x.example>:` says no verb; only a quote after it makes it one. */
const ENDS_WITH_SENDER = /<\S+@\S+>\)?\s*[:：]\s*$/
const STARTS_AS_ATTRIBUTION =
  /^\s*-*\s*(?:On|Am|Le|El|Il|Em|Op|Den|Dnia|W dniu|Dne|(?:pe|ma|ti|ke|to|la|su)\s+\d|В|In data|\d|\p{L}{2,12}\.?,\s|[^<\n]{1,60}<\S+@)/iu
/** Somebody wrote their answer on the line of the attribution itself; only English programs were seen to do that. */
const SHARED_LINE = /^(.*?\S)[\s-]*\b(On\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,\s.{8,}wrote:)\s*$/
const MAX_ATTRIBUTION = 300

type Attribution = { end: number; before: string | null; certain: boolean }

/** The lines, at most three, that say who wrote the quote that follows. */
function attributionAt(lines: string[], at: number): Attribution | null {
  const first = lines[at] ?? ''
  if (first.startsWith('>') || first.trim() === '') return null
  const shared = SHARED_LINE.exec(first.slice(0, MAX_ATTRIBUTION))
  if (shared && !STARTS_AS_ATTRIBUTION.test(first))
    return { end: at, before: shared[1] ?? null, certain: false }
  if (!STARTS_AS_ATTRIBUTION.test(first)) return null
  let joined = ''
  for (let end = at; end < Math.min(lines.length, at + 3); end++) {
    const line = lines[end] ?? ''
    if (line.trim() === '' || line.startsWith('>')) return null
    joined = `${joined} ${line.trim()}`.trim()
    if (joined.length > MAX_ATTRIBUTION) return null
    const says = ENDS_AS_ATTRIBUTION.test(joined)
    if (!/[:：]\s*-*\s*$/.test(line) || !(says || ENDS_WITH_SENDER.test(joined))) continue
    // The answer's own last line is no part of it.
    if (end > at && attributionAt(lines, at + 1)?.end === end) return null
    const dated = /\b(?:19|20)\d\d\b/.test(joined) || /\S@\S/.test(joined)
    const timed = /\d[:.]\d\d/.test(joined)
    return (says ? dated || timed : timed) ? { end, before: null, certain: says && dated } : null
  }
  return null
}

/** What the sender wrote with their signature: the mail without the mails that it answers. */
export function ownText(text: string): string {
  const full = text.replaceAll('\r\n', '\n').replace(INVISIBLE, '').trim()
  const own = limited(full, (whole) => cutAnsweredMail(whole.split('\n')).join('\n')) ?? full
  return withoutQuotedLines(own).trim()
}
