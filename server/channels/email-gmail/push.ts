// Google's word that something changed in the mailbox. It names no mail: what is new is asked for afterwards.
import { z } from 'zod'
import type { Channel, InboxAccount, ParseOutcome, RawRequest, Verification } from '#channels/channel.ts'
import { checkPushToken, confirmPushToken } from '#channels/protocols/google/push-token.ts'
import { isAmong } from '#channels/protocols/mail/headers.ts'
import { ownAddresses } from '#channels/protocols/mail/own-addresses.ts'
import { readAgain } from '#channels/protocols/mail/take-mail.ts'
import { readJson } from '#channels/protocols/rest/incoming.ts'
import { gmailSettings } from './settings.ts'

export function verify(raw: RawRequest, account: InboxAccount): Verification {
  return checkPushToken(raw, gmailSettings(account).pushServiceAccount)
}

export const confirm: NonNullable<Channel['confirm']> = (raw, _account, io) => confirmPushToken(raw, io)

const Envelope = z.looseObject({ message: z.looseObject({ data: z.string() }) })
const Data = z.looseObject({ emailAddress: z.string(), historyId: z.coerce.string() })

/** A push wakes the look into the mailbox; a raw mail comes back from quarantine. */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome | Promise<ParseOutcome> {
  const again = readAgain(raw, account)
  if (again) return again
  const envelope = Envelope.safeParse(readJson(raw.body))
  const data = envelope.success
    ? Data.safeParse(readJson(Buffer.from(envelope.data.message.data, 'base64')))
    : null
  if (!data?.success) return { ok: false, reason: 'This is no notification of Gmail.' }
  const { emailAddress } = data.data
  if (!isAmong(emailAddress.toLowerCase(), ownAddresses(account)))
    return { ok: true, items: [{ kind: 'ignored', why: 'It is about another mailbox.' }] }
  return { ok: true, items: [], wake: ['mail'] }
}
