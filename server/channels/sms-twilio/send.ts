import type { Channel } from '#channels/channel.ts'
import { reconcileMessage } from '#channels/protocols/twilio/reconcile.ts'
import { sendMessage } from '#channels/protocols/twilio/send.ts'
import { dialect } from './dialect.ts'

export const send: Channel['send'] = (message, account, io) => sendMessage(dialect, message, account, io)

export const reconcile: Channel['reconcile'] = (message, account, io) =>
  reconcileMessage(dialect, message, account, io)
