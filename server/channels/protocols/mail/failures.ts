// Which addresses a mail system could not deliver to, as its report says: in the fields of RFC 3464 where it has
// them, else in its words. Mail systems have written such reports for forty years, each in its own way.
import type { Attachment, Email } from 'postal-mime'
import { runWithin } from '#lib/time-limit.ts'
import { readHeaders, spelled } from './headers.ts'
import { enhancedStatus } from './status-words.ts'

/** Reports are a few lines; what is longer is not read further. */
const MAX_REPORT = 100_000
const MAX_ADDRESSES = 50

export type Failure = {
  address: string
  /** The mail system goes on trying. */
  temporary: boolean
  /** Enhanced status code such as `5.1.1`, where one is named. */
  status: string | null
  /** What the mail server said. */
  diagnostic: string
}

/** Forwarded mails among them: some gateways wrap a report in a report. */
const REPORT_PARTS = ['message/delivery-status', 'message/global-delivery-status', 'message/rfc822']

/** The words of a hostile report must not keep the mail from coming. */
const MAX_MILLISECONDS = 200

/** The failures that a report is about, in its order; none where the mail names none. Only for mails that are reports. */
export function readFailures(mail: Email): Failure[] {
  const run = runWithin(MAX_MILLISECONDS, () => readNow(mail))
  return run.finished ? run.value : []
}

function readNow(mail: Email): Failure[] {
  const structured = mail.attachments
    .filter((part) => REPORT_PARTS.includes(part.mimeType))
    .flatMap((part) => failuresOf(textOf(part)))
  if (structured.length > 0) return distinct(structured)
  const refused = mail.attachments
    .filter((part) => part.mimeType === 'message/disposition-notification')
    .flatMap((part) => refusalOf(textOf(part)))
  if (refused.length > 0) return distinct(refused)
  const headers = readHeaders(mail)
  const whole = wordsOf(mail)
  const pasted = failuresOf(whole.replace(/^> ?/gm, ''))
  if (pasted.length > 0) return distinct(pasted)
  const notice = noticeIn(whole)
  const temporary = isTemporary(notice, mail.subject ?? '')
  const status = /\b(5\.\d{1,2}\.\d{1,2})\b/.exec(notice)?.[1] ?? enhancedStatus(notice)
  const named = headers.all('x-failed-recipients').flatMap((value) => value.split(','))
  const addresses = [...named.flatMap((one) => spelled(one) ?? []), ...addressesIn(notice)]
  const diagnostic = diagnosticIn(notice)
  return distinct(addresses.map((address) => ({ address, temporary, status, diagnostic })))
}

export function textOf(part: Attachment): string {
  const { content } = part
  return typeof content === 'string'
    ? content.slice(0, MAX_REPORT)
    : new TextDecoder().decode(content.slice(0, MAX_REPORT))
}

/** Groups of `Name: value` lines, parted by blank lines. */
export function fieldGroups(report: string): Map<string, string>[] {
  const blocks = report.replaceAll('\r\n', '\n').split(/\n(?:[ \t]*\n)+/)
  return blocks.map((block) => {
    const lines = block.replace(/\n[ \t]+/g, ' ').split('\n')
    return new Map(
      lines.flatMap((line): [string, string][] => {
        const colon = line.indexOf(':')
        return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : []
      }),
    )
  })
}

function failuresOf(report: string): Failure[] {
  return fieldGroups(report).flatMap((fields) => {
    const action = fields.get('action')?.toLowerCase() ?? ''
    // `delivered`, `relayed` and `expanded` are no failures.
    if (!/^(?:failed|failure|delayed)/.test(action)) return []
    const address = addressOf(fields.get('original-recipient')) ?? addressOf(fields.get('final-recipient'))
    const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '')
    const status = enhancedStatus(fields.get('status') ?? '') ?? enhancedStatus(diagnostic)
    return address ? [{ address, temporary: action.startsWith('delayed'), status, diagnostic }] : []
  })
}

/** A mailbox that refuses after it has taken the mail answers with a disposition (RFC 8098): deleted, unread. */
function refusalOf(report: string): Failure[] {
  const fields = new Map(fieldGroups(report).flatMap((group) => [...group]))
  const address = addressOf(fields.get('original-recipient')) ?? addressOf(fields.get('final-recipient'))
  const refused = /^automatic-action\/.*;\s*(?:deleted|failed|denied)/i.test(fields.get('disposition') ?? '')
  if (!address || !refused) return []
  return [{ address, temporary: false, status: null, diagnostic: fields.get('failure') ?? '' }]
}

/** `rfc822; anna@x.example` */
function addressOf(field: string | undefined): string | null {
  return field === undefined ? null : spelled(field.replace(/^[^;@]*;\s*/, ''))
}

function wordsOf(mail: Email): string {
  const html = mail.html?.replace(/<br\s*\/?>|<\/p>/gi, '\n').replace(/<[^<>]*>/g, '') ?? ''
  return (mail.text?.trim() ? mail.text : html)
    .slice(0, MAX_REPORT)
    .replaceAll('\r\n', '\n')
    .replaceAll('&nbsp;', ' ')
}

/** What the mail system writes itself, up to where the returned mail begins. */
function noticeIn(whole: string): string {
  // Some systems describe the mail before they say what became of it.
  const ends = [...whole.matchAll(RETURNED_MAIL)].map((match) => match.index)
  const end = ends.find((index) => FAILURE.test(whole.slice(0, index)))
  return (end === undefined ? whole : whole.slice(0, end)).replace(HEADER_LINES, '')
}

const FAILURE =
  /fail|undeliver|deliver[a-z]* (?:problem|error)|(?:could|can|has|was|did)(?: ?not|n't)|unable|error|reject|unknown|invalid|postpone|delay|reach/i

/** Headers of the returned mail: whom it was written to is not whom it failed to reach. */
const HEADER_LINES =
  /^[ \t>]*(?:from|to|cc|bcc|sender|reply-to|date|subject|received|return-path|message-id|delivered-to|x-[\w-]+|envelope-[\w-]+|references|in-reply-to):.*(?:\n[ \t]+\S.*)*$/gim

const RETURNED_MAIL =
  /^[ \t>]*(?:[-*=_. ]{2,}.{0,30})?(?:(?:below|after|beneath) (?:this|the next) line\b|(?:the )?(?:original|returned|unsent|undelivered) (?:message|mail)\b.{0,30}(?:follow|attached|below|text|header|$)|(?:text|headers?) of (?:the )?(?:original|your) (?:message|mail)|this is a copy of (?:the|your)|.{0,20}(?:message|copy) (?:text )?(?:follows|returned below)|received: ?from |return-path: |(?:from|to|subject|date|cc): .*\n[ \t>]*(?:from|to|subject|date|cc): )/gim

const ADDRESS = String.raw`[\w.!#$%&'*+/=?^{|}~-]{1,64}@[\w.-]{1,250}\w`
/** An address on a line of its own, or at its start with the reason behind it. */
const LONE = new RegExp(
  [
    String.raw`^[ \t>"'•*-]*(?:"[^"\n]*"\s*)?<?(?:mailto:)?(${ADDRESS})[>"']*`,
    String.raw`(?:[ \t]*[:;.,-]*[ \t]*$|\s*(?::|\.\.\.|;| -+ |\(|\[| on \w{3},).*$`,
    String.raw`|\s[^\n]*\b(?:error|fail|unknown|unreachable|not found|reject|exceed|denied|disabled).*$)`,
  ].join(''),
  'gim',
)
/** An address in a sentence that says that it failed. */
const SENTENCES = [
  String.raw`(?:recipient|rcpt to|address|mailbox|user|userid|account|failed|(?:generated|expanded) from|delivering your (?:mail|message) to|delivered to|deliver(?: (?:the |your |this )?(?:message|mail|e-mail))? to|undeliverable to|message to|mail to|delivery to|send to|sent to|attempts)\b[^\n@]{0,40}?[<:"'([ ]\s*(?:mailto:)?(${ADDRESS})`,
  String.raw`<?(${ADDRESS})>?['")\]]?[^\n@]{0,20}?\s(?:is|was|has|does|could|cannot|can't|not|unknown|user|no such|mailbox|recipient)\b[^\n]{0,30}?(?:not|unknown|exceed|full|no longer|disabled|inactive|rejected|invalid|unavailable|over|closed|fail|found)`,
  String.raw`\b5\d\d[\s-][^\n@]{0,60}?[<\s:"'(](${ADDRESS})`,
].map((pattern) => new RegExp(pattern, 'gi'))
const SYSTEM_ADDRESS = /^(?:mailer-daemon|postmaster|abuse|support|helpdesk|admin|administrator|hostmaster)@/i

function addressesIn(notice: string): string[] {
  const lone = matchesOf(LONE, notice)
  if (lone.length > 0) return lone
  return SENTENCES.flatMap((pattern) => matchesOf(pattern, notice)).filter(
    (address) => !SYSTEM_ADDRESS.test(address),
  )
}

function matchesOf(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => spelled(match[1] ?? '') ?? [])
}

const STILL_TRYING =
  /\b(?:will (?:keep|continue|be) (?:on |to )?(?:try|attempt|retr)|(?:still|will|keep) (?:be )?(?:try|retry)|not yet been delivered|(?:has|have) been delayed|delayed mail|(?:been )?postponed|delivery (?:is |has been )?delayed|no action is required|(?:do not|don't|no) need to (?:resend|retransmit)|warning message only|attempts will continue|remains? (?:in the )?queued?|temporarily)/i
const GIVEN_UP =
  /\b(?:giv(?:en|ing) up|gave up|permanent|fatal|has been (?:returned|rejected)|will not be (?:retried|delivered)|no longer (?:be )?(?:tr|attempt)|final attempt|could not be delivered (?:for|after|within))\b/i

function isTemporary(notice: string, subject: string): boolean {
  return STILL_TRYING.test(`${subject}\n${notice}`) && !GIVEN_UP.test(notice)
}

/** The server's own line in a report that has no fields. */
function diagnosticIn(notice: string): string {
  const line = notice.split('\n').find((one) => /(?:^|\s)[45]\d\d[\s-]+\S|\b[45]\.\d\.\d\b/.test(one))
  return line?.trim().slice(0, 300) ?? ''
}

function distinct(failures: Failure[]): Failure[] {
  const byAddress = new Map<string, Failure>()
  for (const one of failures) if (!byAddress.has(one.address)) byAddress.set(one.address, one)
  return [...byAddress.values()].slice(0, MAX_ADDRESSES)
}
