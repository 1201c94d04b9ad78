// The test of an inbox at Postmark: is the token right, and does Postmark call us with the mail that comes in?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { calledElsewhere, jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { POSTMARK_API, postmarkSettings } from './settings.ts'

const Server = z.looseObject({ Name: z.string().nullish(), InboundHookUrl: z.string().nullish() })

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const answer = await callApi(io, {
    url: `${apiBaseOf(io, POSTMARK_API)}/server`,
    headers: { 'x-postmark-server-token': postmarkSettings(account).serverToken },
  })
  const credentials = judgeCredentials(
    'Postmark',
    answer,
    'Copy the server API token again: Postmark, your server, API Tokens.',
  )
  if (!credentials.ok) return [credentials]
  const server = Server.safeParse(jsonOf(answer))
  if (!server.success)
    return [
      credentials,
      senderStep(false, 'Postmark did not describe the server.', 'Test again in a minute.'),
    ]
  const hook = server.data.InboundHookUrl ? URL.parse(server.data.InboundHookUrl) : null
  if (hook && !hook.password)
    return [
      credentials,
      senderStep(
        false,
        'The inbound webhook address at Postmark names no user and password.',
        'Write it as https://user:password@… with those of this inbox.',
      ),
    ]
  const named = hook ? `${hook.origin}${hook.pathname}` : null
  const elsewhere = calledElsewhere('Postmark', named, io.webhookUrl)
  return [
    credentials,
    elsewhere ??
      senderStep(true, `Mail leaves as ${account.address} through ${server.data.Name ?? 'the server'}.`),
  ]
}
