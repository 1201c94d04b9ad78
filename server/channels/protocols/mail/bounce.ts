// Bounces (RFC 3464): a mail system tells that a mail of ours did not arrive. The report becomes the receipt of that
// message, so that it shows as failed and says why.
import type { Attachment, Email } from 'postal-mime'
import type { InboxAccount, IncomingReceipt } from '#channels/channel.ts'
import { messageIds, readHeaders } from './headers.ts'
import { ownMessageOf } from './message-id.ts'
import { enhancedStatus, explainRefusal } from './status-words.ts'

/** Reports are a few lines; what is longer is not read further. */
const MAX_REPORT = 100_000

export type Bounce = {
  /** Message-ID of our mail that the report is about. */
  of: string
  receipt: IncomingReceipt | null
}

/** The report about a mail of ours that this mail is, or null. Delays are no failure: they give no receipt. */
export function readBounce(mail: Email, account: InboxAccount, at: Date | null): Bounce | null {
  const status = mail.attachments.find((part) => part.mimeType === 'message/delivery-status')
  if (!status) return null
  const of = originalIds(mail).find((id) => ownMessageOf(id, account) !== null)
  if (!of) return null
  const fields = readFields(textOf(status))
  if (fields.get('action') !== 'failed') return { of, receipt: null }
  const code = enhancedStatus(fields.get('status') ?? '')
  const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^\s*smtp\s*;\s*/i, '')
  const explained = explainRefusal(code, diagnostic, true)
  return {
    of,
    receipt: {
      kind: 'receipt',
      externalId: of,
      messageId: ownMessageOf(of, account),
      status: 'failed',
      error: explained.error,
      ...(explained.effect ? { effect: explained.effect } : {}),
      at,
    },
  }
}

/** Ids in the returned mail or its headers first, then those that the report answers to. */
function originalIds(mail: Email): string[] {
  const returned = mail.attachments
    .filter((part) => ['message/rfc822', 'text/rfc822-headers', 'message/global'].includes(part.mimeType))
    .flatMap((part) => messageIds(/^message-id:\s*(<[^<>\s]+>)/im.exec(textOf(part))?.[1]))
  const headers = readHeaders(mail)
  return [...returned, ...messageIds(headers.get('in-reply-to')), ...messageIds(headers.get('references'))]
}

function textOf(part: Attachment): string {
  const { content } = part
  return typeof content === 'string'
    ? content.slice(0, MAX_REPORT)
    : new TextDecoder().decode(content.slice(0, MAX_REPORT))
}

/** Fields of the first recipient that failed; of the last one where none did. */
function readFields(report: string): Map<string, string> {
  let fields = new Map<string, string>()
  for (const block of report.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    const lines = block.replace(/\n[ \t]+/g, ' ').split('\n')
    const group = new Map(
      lines.flatMap((line) => {
        const colon = line.indexOf(':')
        return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : []
      }),
    )
    const action = group.get('action')?.toLowerCase()
    if (action === undefined) continue
    fields = group.set('action', action)
    if (action === 'failed') return fields
  }
  return fields
}
