// Sending through Microsoft Graph: the finished mail, base64. It answers "accepted" and no id; the copy among the sent
// mails tells whether Microsoft kept our Message-ID.
import type { Channel, SendResult } from '#channels/channel.ts'
import { compose } from '#channels/protocols/mail/compose.ts'
import { spelled } from '#channels/protocols/mail/headers.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { noAddress } from '#channels/protocols/mail/refusals.ts'
import { judgeSend } from '#channels/protocols/rest/outcome.ts'
import { callGraph, readRefusal } from './api.ts'
import { graphSettings } from './settings.ts'

/** A request to Graph ends at 4 MB, and base64 makes a third more of the mail. Larger files become links. */
const MAX_MAIL = 2.9 * 1024 * 1024

export const send: Channel['send'] = async (message, account, io): Promise<SendResult> => {
  if (spelled(message.to) === null) return noAddress(message.to)
  const { fromName } = graphSettings(account)
  const settings = { fromName, answerSender: 'address' as const }
  const { raw } = await compose({
    message,
    account,
    settings,
    secret: io.secret,
    at: io.now(),
    maxSize: MAX_MAIL,
    // Microsoft reads the recipients from the mail, and takes the blind ones out of what the others get.
    keepBcc: true,
  })
  const answer = await callGraph(io, account, 'me/sendMail', {
    body: { type: 'text/plain', content: raw.toString('base64') },
  })
  if (answer.outcome === 'no_token')
    return { outcome: answer.failure.final ? 'rejected' : 'retry', error: answer.failure.error }
  if (answer.outcome === 'answered' && answer.status === 202)
    return { outcome: 'sent', externalId: messageIdFor(account, message.id), status: 'sent' }
  // Any other yes was not said by Graph.
  return judgeSend('Microsoft', answer, { accepted: () => null, refused: readRefusal })
}
