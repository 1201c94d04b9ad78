// The test of a Gmail inbox: does the sign-in hold, and for which mailbox?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { isAmong } from '#channels/protocols/mail/headers.ts'
import { ownAddresses } from '#channels/protocols/mail/own-addresses.ts'
import { callGmail, readRefusal } from './api.ts'

const Profile = z.looseObject({ emailAddress: z.string() })

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const answer = await callGmail(io, account, 'profile')
  if (answer.outcome === 'no_token') {
    const { reason, action } = answer.failure.error
    return [{ step: 'credentials', ok: false, detail: reason, remedy: action }]
  }
  if (answer.outcome === 'answered' && answer.status >= 400 && answer.status < 429) {
    const { error } = readRefusal(answer.json, answer.status)
    return [{ step: 'credentials', ok: false, detail: `${error.reason}.`, remedy: error.action }]
  }
  const credentials = judgeCredentials('Google', answer, 'Sign in again at the inbox.')
  if (!credentials.ok) return [credentials]
  const profile = Profile.safeParse(jsonOf(answer))
  if (!profile.success)
    return [credentials, senderStep(false, 'Google gave no mail address.', 'Check the API address.')]
  const theirs = profile.data.emailAddress.toLowerCase()
  const right = isAmong(theirs, ownAddresses(account))
  return [
    credentials,
    right
      ? senderStep(true, `Mails leave from the mailbox ${theirs}.`)
      : senderStep(
          false,
          `The sign-in is for ${theirs}, and this inbox is ${account.address}.`,
          'Sign in again with the mailbox of this inbox, or correct its address.',
        ),
  ]
}
