// What Meta says of our own account there, with its token.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { type Answer, callOnce } from '#channels/protocols/http-call/call.ts'
import type { Dialect } from './dialect.ts'
import { VERSION } from './send.ts'
import { settingsOf } from './settings.ts'

type Io = Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>

/** Asks for the account itself: any answer but a refusal proves the token. */
export function askAccount(dialect: Dialect, account: InboxAccount, io: Io): Promise<Answer> {
  const { ownId } = settingsOf(dialect, account)
  const { node, fields } = dialect.self
  return ask(dialect, account, io, `${node === 'me' ? 'me' : encodeURIComponent(ownId)}?fields=${fields}`)
}

/** Asks what Meta knows of the token. An app may ask of its own tokens; without its id the token asks of itself. */
export function askToken(dialect: Dialect, account: InboxAccount, io: Io): Promise<Answer> {
  const { accessToken, appId, appSecret } = settingsOf(dialect, account)
  const path = `debug_token?input_token=${encodeURIComponent(accessToken)}`
  return ask(dialect, account, io, path, appId ? `${appId}|${appSecret}` : accessToken)
}

function ask(
  dialect: Dialect,
  account: InboxAccount,
  io: Io,
  path: string,
  token = settingsOf(dialect, account).accessToken,
): Promise<Answer> {
  const base = (io.apiBase ?? dialect.api).replace(/\/+$/, '')
  return callOnce(io, {
    url: `${base}/${VERSION}/${path}`,
    headers: { authorization: `Bearer ${token}` },
    body: null,
  })
}
