// Calls to Meta's Graph API for one inbox.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import * as http from '#channels/protocols/http-call/call.ts'
import { cloudSettings, GRAPH_API } from './settings.ts'

export type { Answer } from '#channels/protocols/http-call/call.ts'

/** Upload and message together stay below the lease on an outgoing message (5-deliver). */
const UPLOAD_TIMEOUT_MS = 35_000

/** The API that this inbox talks to, without a slash at the end. */
export function apiBaseOf(apiBase: string | null): string {
  return http.apiBaseOf(apiBase, GRAPH_API)
}

/** Calls the API for this inbox. `path` follows the version; JSON is sent as such, a form as multipart. */
export function callGraph(
  io: Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>,
  account: InboxAccount,
  path: string,
  body: { json: unknown } | { form: FormData } | null,
): Promise<http.Answer> {
  const { apiVersion, accessToken } = cloudSettings(account)
  const form = body !== null && 'form' in body
  return http.callOnce(
    io,
    {
      url: `${apiBaseOf(io.apiBase)}/${apiVersion}/${path}`,
      headers: { authorization: `Bearer ${accessToken}` },
      body: body === null ? null : form ? { type: null, content: body.form } : http.jsonBody(body.json),
    },
    form ? UPLOAD_TIMEOUT_MS : undefined,
  )
}
