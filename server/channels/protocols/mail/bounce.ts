// Reports about mails of ours: that one did not arrive (RFC 3464), that it is late, that its reader complained (RFC
// 5965). Each becomes a receipt of that message, so that it shows what became of it and why.
import type { Email } from 'postal-mime'
import type { InboxAccount, IncomingReceipt } from '#channels/channel.ts'
import { isFailureNotice } from './automatic.ts'
import { messageOfBounce } from './bounce-address.ts'
import { type Failure, fieldGroups, readFailures, textOf } from './failures.ts'
import { isAmong } from './headers.ts'
import { messageIdFor, ownMessageOf } from './message-id.ts'
import { ownAddresses } from './own-addresses.ts'
import { enhancedStatus, explainRefusal } from './status-words.ts'

export type Bounce = {
  /** Message-ID of our mail that the report is about. */
  of: string
  receipt: IncomingReceipt | null
}

type Facts = {
  raw: string
  from: string | null
  text: string
  /** Our addresses that it came to, with their tags. */
  recipients: string[]
}

/** The report about a mail of ours that this mail is, or null. What was delivered gives no receipt. */
export function readBounce(mail: Email, facts: Facts, account: InboxAccount, at: Date | null): Bounce | null {
  const types = mail.attachments.map((part) => part.mimeType)
  const isReport = types.some((type) => REPORTS.has(type)) || isFailureNotice(mail.subject ?? '', facts)
  if (!isReport) return null
  const of = idOfReturnAddress(facts.recipients, account) ?? ownIdIn(facts.raw, account)
  if (!of) return null
  const common = { kind: 'receipt', externalId: of, messageId: ownMessageOf(of, account), at } as const
  if (types.includes('message/feedback-report')) {
    const said = complaintOf(mail)
    return { of, receipt: said && { ...common, ...said } }
  }
  const failures = readFailures(mail)
  const failure = failures.find((one) => !one.temporary) ?? failures[0]
  return { of, receipt: failure ? { ...common, ...receiptOf(failure) } : null }
}

const REPORTS = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/feedback-report',
  'message/disposition-notification',
])

/** Which mail the return address belongs to that the report came to. */
function idOfReturnAddress(recipients: string[], account: InboxAccount): string | null {
  const own = recipients.filter((address) => isAmong(address, ownAddresses(account)))
  const [id] = own.flatMap((address) => messageOfBounce(address) ?? [])
  return id ? messageIdFor(account, id) : null
}

/** The Message-ID of a mail of ours, which only comes back in what our mail was: returned, or its headers. */
function ownIdIn(raw: string, account: InboxAccount): string | null {
  const ids = raw.match(/<msg_[0-9A-Za-z]{1,40}@[^@<>\s]{1,255}>/g) ?? []
  return ids.find((id) => ownMessageOf(id, account) !== null) ?? null
}

type Said = Pick<IncomingReceipt, 'status' | 'error'> & Partial<IncomingReceipt>

function receiptOf(failure: Failure): Said {
  const { address: recipient, diagnostic } = failure
  if (failure.temporary) return { recipient, ...delayed(failure.status, diagnostic) }
  const told = enhancedStatus(diagnostic)
  // `5.0.0` says nothing; what the server wrote may.
  const status = failure.status && !/\.0\.0$/.test(failure.status) ? failure.status : (told ?? failure.status)
  const { error, effect } = explainRefusal(status, diagnostic, true)
  return { status: 'failed', error, recipient, returned: true, ...(effect ? { effect } : {}) }
}

/** A mail that is under way for long: nothing has failed. */
export function delayed(status: string | null, said: string): Said {
  const words = said.split('\n')[0]?.trim().slice(0, 300) ?? ''
  return {
    status: 'sent',
    keepsStatus: true,
    error: {
      code: status ?? 'delayed',
      reason: `The recipient's mail server has not taken the mail yet; it is tried again and again.${words ? ` It said: ${words}` : ''}`,
      action: 'Nothing needs to be done. If it is urgent, write another way.',
    },
  }
}

/** A reader pressed “spam”. Nothing is sent to that address any more until the person asks for it. */
export function complained(): Said {
  return {
    status: 'delivered',
    keepsStatus: true,
    complained: true,
    error: {
      code: 'complaint',
      reason: 'The reader marked this mail as spam.',
      action: 'The address was opted out. Write there again only if the person asks you to.',
    },
  }
}

/** A reader asked by the mail program or the provider to get no more mail. */
export function unsubscribed(): Said {
  return {
    status: 'delivered',
    keepsStatus: true,
    effect: 'opted_out',
    error: {
      code: 'unsubscribed',
      reason: 'The reader unsubscribed from your mail.',
      action: 'Write there again only if the person asks you to.',
    },
  }
}

function complaintOf(mail: Email): Said | null {
  const report = mail.attachments.find((part) => part.mimeType === 'message/feedback-report')
  const fields = new Map(report ? fieldGroups(textOf(report)).flatMap((group) => [...group]) : [])
  const type = fields.get('feedback-type')?.toLowerCase() ?? ''
  if (['opt-out', 'opt-out-list'].includes(type)) return unsubscribed()
  return ['abuse', 'fraud', 'virus', 'other'].includes(type) ? complained() : null
}
