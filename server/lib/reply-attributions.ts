// The lines "Anna wrote on Monday:" above a quote, in the words and the order of many languages and mail programs.

export type Attribution = {
  /** Its last line. */
  end: number
  /** What somebody wrote on its first line before it. */
  before: string | null
  /** It says who and when, so what follows is the answered mail even without quote marks. */
  certain: boolean
}

const WROTE =
  'wrote|writes|schrieb|schreef|skrev|écrit|escribió|escribio|va escriure|scritto|scrive|escreveu|geschreven|napisał(?:\\(a\\)|a)?|pisze|' +
  'kirjoitti|kirjutas|написал(?:\\(а\\)|а)?|написав|написа|пишет|пише|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|napisa(?:o|la)|írta|yazdı|έγραψε|a scris|' +
  'đã viết|menulis|写道|寫道|書きました|작성|のメッセージ|כתב|كتب'
const ENDS_AS_ATTRIBUTION = new RegExp(
  `(?:${WROTE})(?:\\s[^:：]{0,120}|\\s.{0,120}\\d:\\d\\d.{0,20})?\\s*[:：]\\s*-*\\s*$`,
  'iu',
)
/** `Tue, 17 Nov 2026, 16:02, Anna <anna@x.example>:` says no verb; its date, time and address do. */
const ENDS_WITH_SENDER = /<\S+@\S+>\)?\s*[:：]\s*$/
const STARTS_AS_ATTRIBUTION =
  /^\s*-*\s*(?:On|At|Am|Le|El|Il|Em|Op|Den|Dnia|W dniu|Dne|Dňa|(?:pe|ma|ti|ke|to|la|su)\s+\d|В|In data|\d|\p{L}{2,12}\.?,\s|[^<\n]{1,60}<\S+@)/iu
/** `Anna Lee (anna@x.example) wrote:`, `Anna Lee via Desk wrote:`, `Anna Lee schrieb am 28.04.2026 um 11:53:`. */
const NAME_FIRST = new RegExp(
  `^\\s*\\p{L}[^:<>]{1,60}\\s(?:\\(\\S+@\\S+\\)|via\\s[^:<>]{2,60}(?:<\\S+@\\S+>)?)?\\s*(?:${WROTE})(?:\\s[^:]{0,40}\\d.{0,30})?\\s*:\\s*$`,
  'iu',
)
/** Old Gmail wrote no colon where it knew no address. */
const DATE_AND_NAME = /^\s*\d{4}-\d\d-\d\d \d\d?:\d\d (?:GMT|UTC)(?:[+-]\d\d:?\d\d)? \p{L}[^:<>]{1,60}$/u
const POSTED_BY = /^\s*Posted by \S.{0,60} on .{0,20}\d.{0,20}$/
/** Somebody wrote their answer on the line of the attribution itself; only English programs were seen to do that. */
const SHARED_LINE = /^(.*?\S)[\s-]*\b(On\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,\s.{8,}wrote:)\s*$/
const DATED = /\b(?:19|20)\d\d(?:\b|年)|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/
const TIMED = /\d[:.]\d\d/
const ADDRESSED = /\S@\S/
const MAX_ATTRIBUTION = 300
const MAX_LINES = 3
/** Links torn apart take more: the name, `<`, `mailto:…`, `> wrote:`, with blank lines between. */
const MAX_TORN_LINES = 6

/** The lines that say who wrote the quote that follows, or null where `at` begins none. */
export function attributionAt(lines: string[], at: number): Attribution | null {
  const first = lines[at] ?? ''
  if (first.startsWith('>') || first.trim() === '') return null
  const shared = SHARED_LINE.exec(first.slice(0, MAX_ATTRIBUTION))
  if (shared && !STARTS_AS_ATTRIBUTION.test(first))
    return { end: at, before: shared[1] ?? null, certain: false }
  if (isAlone(lines, at) && (DATE_AND_NAME.test(first) || POSTED_BY.test(first)))
    return { end: at, before: null, certain: true }
  const whole = first.slice(0, MAX_ATTRIBUTION)
  if (NAME_FIRST.test(whole) && (/\svia\s|\(\S+@\S+\)/.test(whole) || isDatedAndTimed(whole)))
    return { end: at, before: null, certain: true }
  if (!STARTS_AS_ATTRIBUTION.test(first)) return null
  return joinedAt(lines, at) ?? tornAt(lines, at)
}

function joinedAt(lines: string[], at: number): Attribution | null {
  let joined = ''
  for (let end = at; end < Math.min(lines.length, at + MAX_LINES); end++) {
    const line = lines[end] ?? ''
    if (line.trim() === '' || line.startsWith('>')) return null
    joined = `${joined} ${line.trim()}`.trim()
    if (joined.length > MAX_ATTRIBUTION) return null
    const says = ENDS_AS_ATTRIBUTION.test(joined)
    const signed = ENDS_WITH_SENDER.test(joined)
    if (!/[:：]\s*-*\s*$/.test(line) || !(says || signed)) continue
    // The answer's own last line is no part of it.
    if (end > at && attributionAt(lines, at + 1)?.end === end) return null
    const dated = DATED.test(joined) || ADDRESSED.test(joined)
    const timed = TIMED.test(joined)
    if (!(says ? dated || timed : timed)) return null
    return { end, before: null, certain: says ? dated : isDatedAndTimed(joined) }
  }
  return null
}

/** `On Thu, 31 Mar at 11:16 Anna`, `<`, `mailto:anna@x.example`, `> wrote:`: a link that a program broke into lines. */
function tornAt(lines: string[], at: number): Attribution | null {
  const parts: string[] = []
  for (let end = at; end < lines.length && parts.length < MAX_TORN_LINES; end++) {
    const line = (lines[end] ?? '').trim()
    if (line === '') continue
    const isOpen = parts.join(' ').split('<').length > parts.join(' ').split('>').length
    if (parts.length > 0 && !isOpen && !line.startsWith('<')) return null
    parts.push(line)
    const joined = parts.join(' ')
    if (joined.length > MAX_ATTRIBUTION) return null
    if (parts.length > 1 && ENDS_AS_ATTRIBUTION.test(joined) && DATED.test(joined))
      return { end, before: null, certain: true }
  }
  return null
}

function isDatedAndTimed(text: string): boolean {
  return DATED.test(text) && TIMED.test(text)
}

function isAlone(lines: string[], at: number): boolean {
  const isBlank = (line: string | undefined): boolean => (line ?? '').trim() === ''
  return isBlank(lines[at - 1]) && (isBlank(lines[at + 1]) || (lines[at + 1] ?? '').startsWith('>'))
}
