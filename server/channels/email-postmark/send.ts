// Sending through Postmark's API. It keeps our Message-ID if asked to, so that answers and bounces name the message.
import { z } from 'zod'
import type { Channel, SendResult } from '#channels/channel.ts'
import { messageIdFor } from '#channels/protocols/mail/message-id.ts'
import { mistakeIn, piecesOf } from '#channels/protocols/mail-webhook/outgoing.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { describeFailure, judgeSend, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'
import { POSTMARK_API, postmarkSettings } from './settings.ts'

/** Our id among the metadata that Postmark carries back with every event. */
export const OUR_ID = 'frontdesk_message'

/** With the files, and in base64: larger than what a chat message takes. */
const TIMEOUT_MS = 45_000

const Answer = z.looseObject({ ErrorCode: z.number(), Message: z.string().nullish() })

export const send: Channel['send'] = async (message, account, io) => {
  const wrong = mistakeIn(message)
  if (wrong) return wrong
  const { serverToken, messageStream } = postmarkSettings(account)
  const pieces = await piecesOf(message, account, io)
  const name = pieces.from.name.replace(/["\\]/g, ' ').trim()
  const answer = await callApi(io, {
    url: `${apiBaseOf(io, POSTMARK_API)}/email`,
    headers: { 'x-postmark-server-token': serverToken },
    json: {
      From: name ? `"${name}" <${account.address}>` : account.address,
      To: pieces.to.join(','),
      ...(pieces.cc.length > 0 ? { Cc: pieces.cc.join(',') } : {}),
      ...(pieces.bcc.length > 0 ? { Bcc: pieces.bcc.join(',') } : {}),
      ...(pieces.replyTo ? { ReplyTo: pieces.replyTo } : {}),
      Subject: pieces.subject,
      TextBody: pieces.text,
      HtmlBody: pieces.html,
      Headers: [
        ...pieces.headers.map((header) => ({ Name: header.name, Value: header.value })),
        { Name: 'X-PM-KeepID', Value: 'true' },
      ],
      ...(pieces.files.length > 0
        ? {
            Attachments: pieces.files.map((file) => ({
              Name: file.name,
              Content: file.base64,
              ContentType: file.type,
              ...(file.contentId ? { ContentID: `cid:${file.contentId}` } : {}),
            })),
          }
        : {}),
      Metadata: { [OUR_ID]: message.id },
      MessageStream: messageStream,
      // A customer's letter is not counted.
      TrackOpens: false,
      TrackLinks: 'None',
    },
    timeoutMs: TIMEOUT_MS,
  })
  return judgeSend('Postmark', answer, {
    accepted: (json) => accepted(json, messageIdFor(account, message.id)),
    refused,
  })
}

/** Postmark searches by subject and address only, which is not certain: a receipt with our id settles it, or a person. */
export const reconcile: Channel['reconcile'] = () => Promise.resolve({ outcome: 'cannot_tell' })

function accepted(json: unknown, externalId: string): SendResult | null {
  const parsed = Answer.safeParse(json)
  return parsed.success && parsed.data.ErrorCode === 0
    ? { outcome: 'sent', externalId, status: 'sent' }
    : null
}

const PORTAL = 'Check it at Postmark, then send the message again.'
const MEANINGS: Record<string, Meaning> = {
  '10': {
    reason: 'Postmark does not accept the server API token of this inbox',
    action: 'Enter the token again in the settings of the inbox.',
  },
  '300': { reason: 'Postmark could not read the mail', action: 'Check the addresses, then send it again.' },
  '400': {
    reason: 'Postmark does not know the address of this inbox',
    action: `Confirm it as a sender. ${PORTAL}`,
  },
  '401': {
    reason: 'The address of this inbox is not confirmed as a sender at Postmark',
    action: 'Confirm it under Sender Signatures, then send the message again.',
  },
  '405': {
    reason: 'The Postmark account has no credits left',
    action: 'Add credits, then send the message again.',
  },
  '406': {
    reason: 'Postmark sends nothing more to this address: it bounced, complained or unsubscribed before',
    action: 'Ask the customer for another address, or reactivate this one at Postmark.',
    effect: 'address_unusable',
  },
  '412': { reason: 'The Postmark account is not approved yet', action: `Request approval. ${PORTAL}` },
  '413': { reason: 'The Postmark account may not send at the moment', action: PORTAL },
  '1235': { reason: 'The message stream does not exist', action: 'Correct it in the settings of the inbox.' },
  '1236': { reason: 'The message stream takes no mail', action: 'Correct it in the settings of the inbox.' },
  '100': {
    reason: 'Postmark is under maintenance',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
  '429': {
    reason: 'Postmark takes no more mail at the moment',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
}

function refused(json: unknown, status: number): Refusal {
  const parsed = Answer.safeParse(json)
  const code = parsed.success ? String(parsed.data.ErrorCode) : status === 401 ? '10' : String(status)
  const said = (parsed.success ? parsed.data.Message : null) ?? `HTTP ${status}`
  return describeFailure('Postmark', MEANINGS, code, said)
}
