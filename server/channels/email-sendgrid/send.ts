// Sending through SendGrid's API. Our Message-ID goes along as a header, and our id as an argument that every event
// carries back.
import { z } from 'zod'
import type { Channel, SendResult } from '#channels/channel.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { mistakeIn, piecesOf } from '#channels/protocols/mail-webhook/outgoing.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import {
  describeFailure,
  judgeSend,
  type Meaning,
  type Refusal,
  unknownOutcome,
} from '#channels/protocols/rest/outcome.ts'
import { SENDGRID_API, sendgridSettings } from './settings.ts'

/** Our id among the arguments that SendGrid carries back with every event. */
export const OUR_ID = 'frontdesk_message'

const TIMEOUT_MS = 45_000

const Problems = z.looseObject({
  errors: z.array(z.looseObject({ message: z.string().nullish(), field: z.string().nullish() })),
})

export const send: Channel['send'] = async (message, account, io) => {
  const wrong = mistakeIn(message)
  if (wrong) return wrong
  const pieces = await piecesOf(message, account, io)
  const list = (addresses: string[]) => addresses.map((email) => ({ email }))
  const answer = await callApi(io, {
    url: `${apiBaseOf(io, SENDGRID_API)}/v3/mail/send`,
    headers: { authorization: `Bearer ${sendgridSettings(account).apiKey}` },
    json: {
      personalizations: [
        {
          to: list(pieces.to),
          ...(pieces.cc.length > 0 ? { cc: list(pieces.cc) } : {}),
          ...(pieces.bcc.length > 0 ? { bcc: list(pieces.bcc) } : {}),
        },
      ],
      from: { email: account.address, ...(pieces.from.name ? { name: pieces.from.name } : {}) },
      ...(pieces.replyTo ? { reply_to: { email: pieces.replyTo } } : {}),
      subject: pieces.subject,
      content: [
        { type: 'text/plain', value: pieces.text },
        { type: 'text/html', value: pieces.html },
      ],
      headers: Object.fromEntries(pieces.headers.map(({ name, value }) => [name, value])),
      ...(pieces.files.length > 0
        ? {
            attachments: pieces.files.map((file) => ({
              content: file.base64,
              filename: file.name,
              type: file.type,
              disposition: file.inline ? 'inline' : 'attachment',
              ...(file.contentId ? { content_id: file.contentId } : {}),
            })),
          }
        : {}),
      custom_args: { [OUR_ID]: message.id },
      // A customer's letter is not counted, and its links stay what they are.
      tracking_settings: {
        click_tracking: { enable: false, enable_text: false },
        open_tracking: { enable: false },
      },
    },
    timeoutMs: TIMEOUT_MS,
  })
  // It says yes with 202 and nothing more; any other "yes" did not come from it.
  if (answer.outcome === 'answered' && answer.status >= 200 && answer.status < 300 && answer.status !== 202)
    return unknownOutcome('SendGrid', 'bad_answer')
  const externalId = messageIdFor(account, message.id)
  const sent: SendResult = { outcome: 'sent', externalId, status: 'sent' }
  return judgeSend('SendGrid', answer, { accepted: () => sent, refused })
}

/** Only accounts that pay extra may search what was sent: a receipt with our id settles it, or a person. */
export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'cannot_tell' })

const MEANINGS: Record<string, Meaning> = {
  '401': {
    reason: 'SendGrid does not accept the API key of this inbox',
    action: 'Enter the API key again in the settings of the inbox.',
  },
  '403': {
    reason: 'SendGrid does not let this inbox send as its address',
    action: 'Confirm the sender at SendGrid, and give the API key the right Mail Send.',
  },
  '413': { reason: 'The mail is larger than SendGrid takes', action: 'Send smaller files, or links.' },
  '429': {
    reason: 'SendGrid takes no more mail at the moment',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
}

function refused(json: unknown, status: number): Refusal {
  const parsed = Problems.safeParse(json)
  const said = parsed.success ? (parsed.data.errors[0]?.message ?? null) : null
  return describeFailure('SendGrid', MEANINGS, String(status), said ?? `HTTP ${status}`)
}
