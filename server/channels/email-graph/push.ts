// Microsoft's word that something changed in the mailbox, or about the subscription itself. It signs nothing: it shows the
// secret that we gave it with the subscription.
import { z } from 'zod'
import type { InboxAccount, ParseOutcome, RawRequest, Verification } from '#channels/channel.ts'
import { readAgain } from '#channels/protocols/mail/take-mail.ts'
import { readJson } from '#channels/protocols/rest/incoming.ts'
import { constantTimeEqual } from '#lib/crypto.ts'
import { graphSettings } from './settings.ts'

const MAX_TOKEN = 4_096

const Notifications = z.looseObject({
  value: z
    .array(
      z.looseObject({
        clientState: z.string(),
        lifecycleEvent: z.string().nullish(),
        changeType: z.string().nullish(),
      }),
    )
    .min(1),
})

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  const { notificationSecret } = graphSettings(account)
  if (!notificationSecret) return refuse('The inbox has no secret for notifications.')
  if (raw.method.toUpperCase() !== 'POST') return refuse('Microsoft Graph calls by POST.')
  const url = URL.parse(raw.url)
  const token = url?.searchParams.get('validationToken')
  // A new subscription: whoever asks hears back what they said, as plain text, and learns nothing.
  if (token && url?.searchParams.size === 1 && token.length <= MAX_TOKEN)
    return { ok: true, handshake: { status: 200, contentType: 'text/plain; charset=utf-8', body: token } }
  if (url?.search !== '') return refuse('The address has a query that Microsoft does not add.')
  const read = Notifications.safeParse(readJson(raw.body))
  if (!read.success) return refuse('This is no notification of Microsoft Graph, or it shows no clientState.')
  const right = read.data.value.map(({ clientState }) => constantTimeEqual(clientState, notificationSecret))
  return right.every(Boolean) ? { ok: true } : refuse('The clientState is not the one of this inbox.')
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}

/** A notification wakes the look into the mailbox; one about the subscription renews it. Raw mails come from quarantine. */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome | Promise<ParseOutcome> {
  const again = readAgain(raw, account)
  if (again) return again
  const read = Notifications.safeParse(readJson(raw.body))
  if (!read.success) return { ok: false, reason: 'This is no notification of Microsoft Graph.' }
  const events = read.data.value.map(({ lifecycleEvent }) => lifecycleEvent ?? 'changed')
  const about = events.some((event) => ['reauthorizationRequired', 'subscriptionRemoved'].includes(event))
  // Microsoft repeats what is not taken within three seconds, and drops who is slow: it is only noted here.
  return {
    ok: true,
    items: [],
    reply: { status: 202, contentType: 'text/plain; charset=utf-8', body: '' },
    wake: about ? ['subscription', 'mail'] : ['mail'],
  }
}
