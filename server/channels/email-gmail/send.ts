// Sending through the Gmail API: the finished mail, and the thread that it belongs to. Gmail shows a mail in a thread
// only where thread id, References and subject all say so.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { compose } from '#channels/protocols/mail/compose.ts'
import { spelled } from '#channels/protocols/mail/headers.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { noAddress } from '#channels/protocols/mail/refusals.ts'
import { judgeSend } from '#channels/protocols/rest/outcome.ts'
import { callGmail, readRefusal } from './api.ts'
import { gmailSettings } from './settings.ts'

const Sent = z.looseObject({ id: z.string().min(1), threadId: z.string().optional() })

/** Sends one mail. It keeps our Message-ID; where Google gives it another, the sent mail tells afterwards. */
export const send: Channel['send'] = async (message, account, io): Promise<SendResult> => {
  if (spelled(message.to) === null) return noAddress(message.to)
  const body = await multipart(message, account, io)
  const answer = await callGmail(io, account, 'messages/send?uploadType=multipart', { upload: true, body })
  if (answer.outcome === 'no_token')
    return { outcome: answer.failure.final ? 'rejected' : 'retry', error: answer.failure.error }
  return judgeSend('Google', answer, {
    accepted: (json) =>
      Sent.safeParse(json).success
        ? { outcome: 'sent', externalId: messageIdFor(account, message.id), status: 'sent' }
        : null,
    refused: readRefusal,
  })
}

/** What is said about the mail, then the mail itself: so it may have any size that Gmail takes. */
async function multipart(message: OutgoingMessage, account: InboxAccount, io: ChannelIo) {
  const { fromName } = gmailSettings(account)
  const settings = { fromName, answerSender: 'address' as const }
  // Gmail reads the recipients from the mail, and takes the blind ones out of what the others get.
  const { raw } = await compose({
    message,
    account,
    settings,
    secret: io.secret,
    at: io.now(),
    keepBcc: true,
  })
  const boundary = `frontdesk-${message.id}`
  const { thread } = message.email ?? {}
  const content = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n`),
    Buffer.from(`${JSON.stringify(thread ? { threadId: thread } : {})}\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Type: message/rfc822\r\n\r\n`),
    raw,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { type: `multipart/related; boundary=${boundary}`, content }
}
