// The test of a Microsoft 365 inbox: does the sign-in hold, and for which mailbox?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { isAmong } from '#channels/protocols/mail/headers.ts'
import { ownAddresses } from '#channels/protocols/mail/own-addresses.ts'
import { callGraph, readRefusal } from './api.ts'

const Me = z.looseObject({ mail: z.string().nullish(), userPrincipalName: z.string().nullish() })

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const answer = await callGraph(io, account, 'me?$select=mail,userPrincipalName')
  if (answer.outcome === 'no_token') {
    const { reason, action } = answer.failure.error
    return [{ step: 'credentials', ok: false, detail: reason, remedy: action }]
  }
  if (answer.outcome === 'answered' && answer.status >= 400 && answer.status < 429) {
    const { error } = readRefusal(answer.json, answer.status)
    return [{ step: 'credentials', ok: false, detail: `${error.reason}.`, remedy: error.action }]
  }
  const credentials = judgeCredentials('Microsoft', answer, 'Sign in again at the inbox.')
  if (!credentials.ok) return [credentials]
  const me = Me.safeParse(jsonOf(answer))
  const theirs = me.success ? [me.data.mail, me.data.userPrincipalName].flatMap((one) => one || []) : []
  if (theirs.length === 0)
    return [
      credentials,
      senderStep(false, 'Microsoft gave no mail address.', 'Sign in with an account that has a mailbox.'),
    ]
  const own = ownAddresses(account)
  const right = theirs.find((address) => isAmong(address.toLowerCase(), own))
  return [
    credentials,
    right
      ? senderStep(true, `Mails leave from the mailbox ${right}.`)
      : senderStep(
          false,
          `The sign-in is for ${theirs[0]}, and this inbox is ${account.address}.`,
          'Sign in again with the mailbox of this inbox, or correct its address.',
        ),
  ]
}
