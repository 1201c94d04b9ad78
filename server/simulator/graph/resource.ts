// How Microsoft Graph shows a mailbox.
import type { KeptMail, MailFolder } from '#simulator/mailbox/mailbox.ts'

const MESSAGE = 'AAMkADc'
const CONVERSATION = 'AAQkADc'

export const messageId = (mail: Pick<KeptMail, 'id'>): string => `${MESSAGE}${mail.id}=`

/** Our id of a mail by Graph's. */
export function mailIdOf(id: string): string {
  return id.startsWith(MESSAGE) && id.endsWith('=') ? id.slice(MESSAGE.length, -1) : ''
}

export const folders: Record<string, MailFolder> = { inbox: 'inbox', sentitems: 'sent' }

export function messageOf(mail: KeptMail) {
  const at = mail.at.toISOString()
  return {
    id: messageId(mail),
    conversationId: `${CONVERSATION}${mail.thread}=`,
    receivedDateTime: at,
    sentDateTime: at,
    internetMessageId: mail.messageId,
    subject: mail.subject,
    isDraft: false,
  }
}

/** The filters that programs of mail use: by Message-ID, and since a time. */
export function filtered(mails: KeptMail[], filter: string): KeptMail[] {
  const id = /\binternetMessageId eq '((?:[^']|'')*)'/.exec(filter)?.[1]?.replaceAll("''", "'")
  const since = Date.parse(/\b(?:received|sent)DateTime ge (\S+)/.exec(filter)?.[1] ?? '') || 0
  return mails.filter((mail) => (id === undefined || mail.messageId === id) && mail.at.getTime() >= since)
}
