// Sending through Mailgun's API: the mail goes whole, so everything in it is ours, its Message-ID too.
import { z } from 'zod'
import type { Channel, SendResult } from '#channels/channel.ts'
import { callOnce } from '#channels/protocols/http-call/call.ts'
import { multipartBody } from '#channels/protocols/http-call/multipart.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { composeMail, mistakeIn } from '#channels/protocols/mail-webhook/outgoing.ts'
import { apiBaseOf } from '#channels/protocols/rest/call.ts'
import { describeFailure, judgeSend, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'
import { authorization, MAILGUN_API, mailgunSettings } from './settings.ts'

/** Our id among the variables that Mailgun carries back with every event. */
export const OUR_ID = 'frontdesk_message'

const Accepted = z.looseObject({ id: z.string().min(1) })
const Problem = z.looseObject({ message: z.string() })

export const send: Channel['send'] = async (message, account, io) => {
  const wrong = mistakeIn(message)
  if (wrong) return wrong
  const { apiKey, domain } = mailgunSettings(account)
  const mail = await composeMail(message, account, io)
  const answer = await callOnce(io, {
    url: `${apiBaseOf(io, MAILGUN_API)}/v3/${domain}/messages.mime`,
    headers: { authorization: authorization(apiKey) },
    body: multipartBody(
      [
        ...mail.to.map((address) => ['to', address] as const),
        [`v:${OUR_ID}`, message.id],
        // A customer's letter is not counted, and its links stay what they are.
        ['o:tracking', 'no'],
      ],
      { field: 'message', name: 'message.eml', type: 'message/rfc822', content: mail.raw },
    ),
  })
  const externalId = messageIdFor(account, message.id)
  return judgeSend('Mailgun', answer, { accepted: (json) => accepted(json, externalId), refused })
}

/** Events are kept for days at most and appear late: a receipt with our id settles it, or a person. */
export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'cannot_tell' })

function accepted(json: unknown, externalId: string): SendResult | null {
  return Accepted.safeParse(json).success ? { outcome: 'sent', externalId, status: 'sent' } : null
}

const MEANINGS: Record<string, Meaning> = {
  '401': {
    reason: 'Mailgun does not accept the API key of this inbox',
    action: 'Enter the API key again in the settings of the inbox.',
  },
  '402': {
    reason: 'The Mailgun account has to be paid first',
    action: 'Settle it, then send the message again.',
  },
  '403': { reason: 'The API key may not send for this domain', action: 'Enter a sending key of the domain.' },
  '404': {
    reason: 'Mailgun does not know the sending domain',
    action: 'Correct the domain, and choose the EU address of the API if the domain is there.',
  },
  '413': { reason: 'The mail is larger than Mailgun takes', action: 'Send smaller files, or links.' },
  '429': {
    reason: 'Mailgun takes no more mail at the moment',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
}

function refused(json: unknown, status: number): Refusal {
  const parsed = Problem.safeParse(json)
  return describeFailure(
    'Mailgun',
    MEANINGS,
    String(status),
    parsed.success ? parsed.data.message : `HTTP ${status}`,
  )
}
