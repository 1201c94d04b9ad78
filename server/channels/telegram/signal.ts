// "Is typing" at the customer: Telegram shows it for five seconds, or until the message is there.
import type { Channel } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import { toChatId } from './address.ts'
import { callTelegram } from './api.ts'

export const signal: NonNullable<Channel['signal']> = async ({ kind, to }, account, io) => {
  const chat = toChatId(to)
  if (kind !== 'typing' || chat === null) return
  await callTelegram(io, account, 'sendChatAction', jsonBody({ chat_id: chat, action: 'typing' }))
}
