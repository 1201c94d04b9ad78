// Blue ticks and "is typing" at the customer.
import type { Channel } from '#channels/channel.ts'
import { callGraph } from './graph.ts'
import { cloudSettings } from './settings.ts'

/** One call for both: WhatsApp shows typing (for 25 seconds at most) only together with the read mark. */
export const signal: NonNullable<Channel['signal']> = async ({ kind, externalId }, account, io) => {
  const number = encodeURIComponent(cloudSettings(account).phoneNumberId)
  await callGraph(io, account, `${number}/messages`, {
    json: {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: externalId,
      ...(kind === 'typing' ? { typing_indicator: { type: 'text' } } : {}),
    },
  })
}
