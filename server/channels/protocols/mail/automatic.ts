// Did a machine write this mail, or must nobody be answered for another reason? An automatic answer to an automatic
// answer is a loop that ends when a mailbox is full, so every sign counts and a doubt means silence: a person can
// still answer.
import { type Headers, isAmong } from './headers.ts'

export type MailSigns = {
  headers: Headers
  /** MIME types of the parts that came as files. */
  partTypes: string[]
  /** In its one spelling, or null where the mail names none. */
  from: string | null
  /** SMTP envelope sender where we saw it: empty for the null sender, undefined where we did not. */
  envelopeFrom: string | undefined
  to: string[]
  cc: string[]
  own: readonly string[]
  subject: string
  text: string
}

export type AutomaticDecision = { automatic: true; reason: string } | { automatic: false; reason: null }

/**
 * Says whether nobody may be answered automatically, and why (RFC 3834, RFC 3464, RFC 5965 and what mail systems do
 * in practice). How often one sender or conversation is answered is for the caller to count.
 */
export function decideAutomatic(signs: MailSigns): AutomaticDecision {
  for (const rule of RULES) {
    const reason = rule(signs)
    if (reason) return { automatic: true, reason }
  }
  return { automatic: false, reason: null }
}

/** Stands for the sender of a mail that names none: an address that nobody can have (RFC 2606). */
export const UNKNOWN_SENDER = 'unknown@sender.invalid'

type Rule = (signs: MailSigns) => string | null | false

const RULES: Rule[] = [
  ({ headers, own }) =>
    headers.all('x-loop').some((value) => own.some((address) => value.toLowerCase().includes(address))) &&
    'It carries our own X-Loop mark: it is a mail of ours that came back.',
  ({ from, own }) => from !== null && isAmong(from, own) && 'It comes from this inbox itself.',
  ({ headers }) => headers.get('x-loop') !== null && 'Its X-Loop header says that a program sent it.',
  nullSender,
  ({ headers }) => {
    const value = headers.get('auto-submitted')?.toLowerCase() ?? 'no'
    return !/^no\b/.test(value) && `Its Auto-Submitted header says "${value.slice(0, 60)}".`
  },
  report,
  ({ headers }) => {
    const value = /\b(bulk|list|junk|auto_reply)\b/i.exec(headers.get('precedence') ?? '')?.[1]
    return value !== undefined && `Its Precedence header says "${value.toLowerCase()}".`
  },
  ({ headers }) => {
    const value = headers.all('x-auto-response-suppress').join(', ')
    return /\b(?:all|autoreply|oof)\b/i.test(value) && 'Its sender asks for no automatic answers.'
  },
  firstOf(['list-id', 'list-unsubscribe', 'list-post'], 'It comes from a mailing list or a newsletter'),
  firstOf(
    [
      'x-autoreply',
      'x-autorespond',
      'x-auto-reply',
      'x-autoresponse',
      'x-autoreply-from',
      'x-mail-autoreply',
    ],
    'It is an automatic answer',
  ),
  firstOf(['x-failed-recipients'], 'It reports that a mail could not be delivered'),
  firstOf(['feedback-id'], 'It was sent in bulk'),
  systemSender,
  automaticSubject,
  deliveryReportInText,
  ({ from }) => from === UNKNOWN_SENDER && 'It names no sender whom one could answer.',
  ({ to, cc, own }) =>
    ![...to, ...cc].some((address) => isAmong(address, own)) &&
    'This inbox is neither in To nor in Cc. If another address forwards here, add it to the addresses of this inbox.',
]

function firstOf(names: string[], words: string): Rule {
  return ({ headers }) => {
    const found = names.find((name) => headers.get(name) !== null)
    return found !== undefined && `${words} (${found}).`
  }
}

function nullSender({ headers, envelopeFrom }: MailSigns): string | false {
  const returnPath = headers.get('return-path')
  const empty = envelopeFrom === '' || (returnPath !== null && /^<\s*>$/.test(returnPath))
  return empty && 'It has no return address, as only reports and automatic answers have.'
}

function report({ headers, partTypes }: MailSigns): string | false {
  const type = headers.get('content-type')?.toLowerCase() ?? ''
  const parts = ['message/delivery-status', 'message/feedback-report', 'message/disposition-notification']
  const isReport = type.startsWith('multipart/report') || partTypes.some((part) => parts.includes(part))
  return isReport && 'It is a report of a mail system.'
}

/**
 * Names that machines write under. Separators vary: post_master, no-reply, noreply, do.not.reply, bounces+x=y. Not
 * bounces+SRS=…: so Microsoft 365 rewrites the return path of people's mail when it forwards.
 */
const SYSTEM_NAME =
  /^(?:mail(?:er)?[-_.]?daemon|post[-_.]?master|mail[-_.]?delivery(?:[-_.].*)?|(?:.+[-_.+])?(?:no|do[-_.]?not|never)[-_.]?(?:reply|respond|answer)(?:[-_.+].*|\d+)?|(?:.+[-_.])?bounces?(?:[-_.+=](?!srs=).*)?|(?:.+[-_.])?(?:auto[-_.]?(?:reply|responder|response)|anti[-_.]?virus)(?:[-_.+].*)?)$/i

function systemSender({ headers, from }: MailSigns): string | false {
  const written = [
    from ?? headers.get('from') ?? '',
    headers.get('sender') ?? '',
    headers.get('return-path') ?? '',
  ]
  const names = written.map((text) => localPart(text)).filter((name) => SYSTEM_NAME.test(name))
  return names.length > 0 && `Its sender "${names[0]?.slice(0, 60)}" is a mail system that nobody reads.`
}

function localPart(text: string): string {
  const bare = (/<([^<>]*)>/.exec(text)?.[1] ?? text).trim().slice(0, 200)
  return bare.includes('@') ? bare.slice(0, bare.lastIndexOf('@')) : bare
}

const AUTOMATIC_SUBJECT =
  /^\W*(?:auto(?:matic|matische|matisk|maattinen)?[- ]?(?:reply|response|antwort|svar|vastaus)|out of (?:the )?office|abwesenheit|abwesend|réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori sede|resposta automática|automatisch antwoord|afwezig|autosvar|автоответ|自动回复|自動返信|自動回覆)/iu
const MAIL_FAILURE_SUBJECT =
  /\b(?:undelivered mail|returned mail|mail returned|failure notice|delivery status notification|(?:mail|message|e-mail) delivery (?:failed|failure|status|system|subsystem|delayed)|(?:mail|message|e-mail) (?:could not be|was not|not) delivered|undeliverable (?:mail|message)|mail system error|unzustellbare (?:mail|nachricht)|nicht zustellbar)\b|^\W*(?:undeliverable|unzustellbar|non remis|non délivré)\s*:|^\W*complaint about message from \d/iu
/** Parcels are delivered, returned and delayed as well: these words need a mail system's words beside them. */
const FAILURE_SUBJECT =
  /\b(?:undeliver(?:able|ed)|return(?:ed)? to sender|delivery (?:notification|failure|failed|report|delayed|problem|error)|could not be delivered|nondeliverable|non[- ]delivery|non remis|nicht zugestellt|no se pudo entregar|mancato recapito)\b/iu
const MAIL_SYSTEM_WORDS =
  /\b(?:mail ?(?:server|system|box|er)|smtp|postmaster|following recipients?|resend your (?:original )?message|delivery attempts|your message (?:with subject|could not|was not|has not|to)|votre message)\b/i

function automaticSubject({ subject, text, partTypes }: MailSigns): string | false {
  if (AUTOMATIC_SUBJECT.test(subject)) return 'Its subject says that it is an automatic answer.'
  const failure =
    MAIL_FAILURE_SUBJECT.test(subject) ||
    (FAILURE_SUBJECT.test(subject) &&
      (MAIL_SYSTEM_WORDS.test(text.slice(0, SEARCHED_TEXT)) || partTypes.includes('message/rfc822')))
  return failure && 'Its subject says that a mail could not be delivered.'
}

const DAEMON = /^(?:mail(?:er)?[-_.]?daemon|post[-_.]?master|mail[-_.]?delivery(?:[-_.].*)?)@/i

/** Does a mail system say in words that a mail could not be delivered? Out-of-office notes do not. */
export function isFailureNotice(subject: string, mail: { from: string | null; text: string }): boolean {
  if (AUTOMATIC_SUBJECT.test(subject)) return false
  const known = DAEMON.test(mail.from ?? '') || MAIL_FAILURE_SUBJECT.test(subject)
  return known || reportLines(mail.text) >= 2
}

const REPORT_LINES = [
  /^[> \t]*final-recipient:\s*rfc822/im,
  /^[> \t]*action:\s*(?:failed|delayed)/im,
  /^[> \t]*diagnostic-code:/im,
  /^[> \t]*reporting-mta:/im,
  /^[> \t]*status:\s*[45]\.\d{1,3}\.\d{1,3}/im,
  /^[> \t]*(?:.{0,20}\s)?rcpt to:/im,
  /^[> \t]*(?:.{0,40}[\s(])?5\d\d[\s-]+(?:5\.\d{1,3}\.\d{1,3}|-|requested action|no such|user|unknown|mailbox|recipient)/im,
]
const SEARCHED_TEXT = 20_000

/** The lines that mail systems write for each other, whoever sent them on. One may be quoted by chance, two are not. */
function deliveryReportInText({ text }: MailSigns): string | false {
  return (
    reportLines(text) >= 2 &&
    'Its text is the report of a mail system about a mail that could not be delivered.'
  )
}

function reportLines(text: string): number {
  const searched = text.slice(0, SEARCHED_TEXT)
  return REPORT_LINES.filter((line) => line.test(searched)).length
}
