// The test of an inbox at Bird: is the access key right, and is the channel there and on?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { callApi } from '#channels/protocols/rest/call.ts'
import { authorizationOf, messagesUrl } from './settings.ts'

const BirdChannel = z.looseObject({ name: z.string().nullish(), status: z.string().nullish() })

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const answer = await callApi(io, {
    url: messagesUrl(io, account).replace(/\/messages$/, ''),
    headers: { authorization: authorizationOf(account) },
  })
  const credentials = judgeCredentials(
    'Bird',
    answer,
    'Make a new access key at Bird (Settings, Security, Access keys) with the role Application Developer.',
  )
  if (!credentials.ok) return [credentials]
  if (answer.outcome === 'answered' && answer.status === 404)
    return [
      credentials,
      senderStep(
        false,
        'Bird knows no such channel in this workspace.',
        'Copy the workspace ID and the channel ID again; both are UUIDs.',
      ),
    ]
  const channel = BirdChannel.safeParse(jsonOf(answer))
  if (!channel.success)
    return [credentials, senderStep(true, 'Bird did not describe the channel, so it was not looked at.')]
  const { name, status } = channel.data
  if (status && !['active', 'enabled'].includes(status))
    return [
      credentials,
      senderStep(
        false,
        `The channel ${name ?? ''} at Bird is ${status}.`,
        'Activate it at Bird, under Channels.',
      ),
    ]
  return [credentials, senderStep(true, `The channel ${name ?? ''} is active.`)]
}
