// Did Meta send this, with the secret of the app that this inbox belongs to?
import type { Channel } from '#channels/channel.ts'
import { verifyHandshake } from '#channels/protocols/meta/handshake.ts'
import { verifySignature } from '#channels/protocols/meta/signature.ts'
import type { Dialect } from './dialect.ts'
import { settingsOf } from './settings.ts'

export function verifyOf(dialect: Dialect): Channel['verify'] {
  return (raw, account) => {
    const { appSecret, verifyToken } = settingsOf(dialect, account)
    return raw.method.toUpperCase() === 'GET'
      ? verifyHandshake(raw, verifyToken)
      : verifySignature(raw, appSecret)
  }
}
