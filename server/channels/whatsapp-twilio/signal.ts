// "Is typing" at the customer. Twilio has no read mark alone; the typing mark sets it too.
import type { Channel } from '#channels/channel.ts'
import { callProduct } from '#channels/protocols/twilio/hosts.ts'
import { twilioSettings } from '#channels/protocols/twilio/settings.ts'

export const signal: NonNullable<Channel['signal']> = async ({ kind, externalId }, account, io) => {
  if (kind !== 'typing') return
  await callProduct({ io, settings: twilioSettings(account) }, 'messaging', '/v2/Indicators/Typing.json', [
    ['messageId', externalId],
    ['channel', 'whatsapp'],
  ])
}
