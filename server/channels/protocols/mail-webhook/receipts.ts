// What the event webhooks of mail providers say, in the words of the contract. They all tell the same few things.
import type { InboxAccount, IncomingItem, IncomingReceipt } from '#channels/channel.ts'
import { complained, delayed, unsubscribed } from '#channels/protocols/mail/bounce.ts'
import { spelled } from '#channels/protocols/mail/headers.ts'
import { messageIdFor, ownMessageOf } from '#channels/protocols/mail/message-id.ts'
import { enhancedStatus, explainRefusal } from '#channels/protocols/mail/status-words.ts'
import { ownId } from '#channels/protocols/rest/callback.ts'
import type { DeliveryError } from '#domain/message.ts'

export type MailEvent = {
  /** Our id, as the provider carries it back, or the Message-ID of the mail, with or without brackets. */
  message: string | null | undefined
  recipient: string | null | undefined
  at: Date | null
}

type What =
  | { kind: 'delivered' | 'complained' | 'unsubscribed' }
  /** Still tried. */
  | { kind: 'delayed'; said: string; status?: string | null | undefined }
  /**
   * Given up. `dead`: the provider itself says that the address does not work; `error` where it has a reason of its
   * own and the server's words are none.
   */
  | {
      kind: 'failed'
      said: string
      status?: string | null | undefined
      dead?: boolean
      error?: DeliveryError
    }

/** The receipt of an event; ignored where it is about no message of ours. */
export function receiptFor(event: MailEvent, what: What, account: InboxAccount): IncomingItem {
  const id = idIn(event.message, account)
  if (!id) return { kind: 'ignored', why: 'It is about a mail that was not sent from here.' }
  const recipient = spelled(event.recipient ?? '')
  return {
    kind: 'receipt',
    externalId: messageIdFor(account, id),
    messageId: id,
    ...said(what),
    ...(recipient ? { recipient } : {}),
    at: event.at,
  }
}

function idIn(text: string | null | undefined, account: InboxAccount): string | null {
  if (!text) return null
  return ownId(text) ?? ownMessageOf(`<${text.trim().replace(/^<|>$/g, '')}>`, account)
}

function said(what: What): Pick<IncomingReceipt, 'status' | 'error'> & Partial<IncomingReceipt> {
  switch (what.kind) {
    case 'delivered':
      return { status: 'delivered', error: null }
    case 'complained':
      return complained()
    case 'unsubscribed':
      return unsubscribed()
    case 'delayed':
      return delayed(what.status ?? enhancedStatus(what.said), what.said)
    case 'failed':
      return failed(what)
  }
}

function failed(
  what: Extract<What, { kind: 'failed' }>,
): Pick<IncomingReceipt, 'status' | 'error'> & Partial<IncomingReceipt> {
  const words = what.said.replace(/^\s*smtp\s*;\s*/i, '')
  const told = enhancedStatus(words)
  const given = what.status && !/\.0\.0$/.test(what.status) ? what.status : null
  const explained = explainRefusal(given ?? told ?? what.status ?? null, words, true)
  const dead = what.dead === true || explained.effect === 'address_unusable'
  const error =
    what.error ??
    (what.dead === true && !explained.effect
      ? {
          ...explained.error,
          reason: `This address takes no mail.${words ? ` Its mail server said: ${words.slice(0, 300)}` : ''}`,
          action: 'Ask the customer for another address.',
        }
      : explained.error)
  return { status: 'failed', error, returned: true, ...(dead ? { effect: 'address_unusable' as const } : {}) }
}
