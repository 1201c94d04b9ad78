// Calls to APIs that take JSON.
import type { ChannelIo } from '#channels/channel.ts'
import * as http from '#channels/protocols/http-call/call.ts'

export type { Answer } from '#channels/protocols/http-call/call.ts'
export type ApiRequest = {
  url: string
  headers: Record<string, string>
  /** Sent as JSON, by POST; without it, it is a GET. */
  json?: unknown
  timeoutMs?: number
}

/** The API that an inbox talks to, without a slash at the end. */
export function apiBaseOf(io: Pick<ChannelIo, 'apiBase'>, own: string): string {
  return http.apiBaseOf(io.apiBase, own)
}

/** Calls once. Never throws for what the provider or the network does; what is no JSON is read as null. */
export function callApi(io: ChannelIo, request: ApiRequest): Promise<http.Answer> {
  const { url, headers, json, timeoutMs } = request
  return http.callOnce(io, { url, headers, body: json === undefined ? null : http.jsonBody(json) }, timeoutMs)
}
