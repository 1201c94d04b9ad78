// The provider's webhooks: what a customer's text looks like when it reaches the business, and what a receipt does.
import { randomBytes } from 'node:crypto'
import type { InboxAccount } from '#channels/channel.ts'
import { settingOf } from '#simulator/provider.ts'
import { API_VERSION } from './resource.ts'

export type Form = Record<string, string>

/** `SM…`, `MM…`, `ME…`: two letters and 32 hexadecimal digits. */
export function newSid(prefix: 'SM' | 'MM' | 'ME'): string {
  return prefix + randomBytes(16).toString('hex')
}

const WHATSAPP = 'whatsapp:'
export const bare = (address: string): string => address.replace(/^whatsapp:/, '')
export const isWhatsapp = (address: string): boolean => address.startsWith(WHATSAPP)
/** An address as the provider writes it on this inbox's channel. */
export function addressed(account: InboxAccount, phone: string): string {
  return account.channel === 'whatsapp' ? WHATSAPP + phone : phone
}

export type IncomingText = {
  sid: string
  text: string
  phone: string
  name: string
  files: { url: string; type: string }[]
  segments: number
  /** Where the carrier has already obeyed the keyword itself. */
  optOutType: 'STOP' | 'START' | 'HELP' | null
}

/** The form of an inbound message. Every value is a string, blank ones included, as it travels. */
export function incomingForm(account: InboxAccount, message: IncomingText): Form {
  const { sid, text, phone, files } = message
  const from = addressed(account, phone)
  const to = addressed(account, account.address)
  return {
    ToCountry: 'US',
    SmsMessageSid: sid,
    NumMedia: String(files.length),
    SmsSid: sid,
    SmsStatus: 'received',
    Body: text,
    To: to,
    NumSegments: String(message.segments),
    MessageSid: sid,
    AccountSid: settingOf(account, 'accountSid'),
    From: from,
    ApiVersion: API_VERSION,
    ...(settingOf(account, 'messagingServiceSid')
      ? { MessagingServiceSid: settingOf(account, 'messagingServiceSid') }
      : {}),
    ...(isWhatsapp(from)
      ? {
          ProfileName: message.name,
          WaId: phone.replace('+', ''),
          MessageType: files.length > 0 ? 'image' : 'text',
        }
      : {
          FromCountry: phone.startsWith('+1') ? 'US' : 'GB',
          FromCity: '',
          FromState: '',
          FromZip: '',
          ToCity: '',
          ToState: '',
          ToZip: '',
        }),
    ...(message.optOutType ? { OptOutType: message.optOutType } : {}),
    ...Object.fromEntries(
      files.flatMap((file, n) => [
        [`MediaContentType${n}`, file.type],
        [`MediaUrl${n}`, file.url],
      ]),
    ),
  }
}

export type Receipt = {
  sid: string
  accountSid: string
  from: string
  to: string
  status: string
  errorCode: string | null
  messagingServiceSid: string | null
  at: Date
}

/** The form of a status callback. */
export function receiptForm(receipt: Receipt): Form {
  const { sid, status, errorCode, to } = receipt
  return {
    SmsSid: sid,
    SmsStatus: status,
    MessageStatus: status,
    To: to,
    MessageSid: sid,
    AccountSid: receipt.accountSid,
    From: receipt.from,
    ApiVersion: API_VERSION,
    ...(receipt.messagingServiceSid ? { MessagingServiceSid: receipt.messagingServiceSid } : {}),
    ...(errorCode !== null ? { ErrorCode: errorCode } : {}),
    ...(status === 'delivered' ? { RawDlrDoneDate: doneDate(receipt.at) } : {}),
    ...(isWhatsapp(to) ? { ChannelPrefix: 'whatsapp', ChannelInstallSid: `XE${sid.slice(2)}` } : {}),
    ...(isWhatsapp(to) && status === 'read' ? { EventType: 'READ' } : {}),
  }
}

/** `YYMMDDhhmm` in UTC, as carriers write it. */
function doneDate(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(2, 12)
}
