// Calls to TikTok's API for Business. Every path ends with a slash; the token goes in a header of its own.
import type { InboxAccount, MediaIo } from '#channels/channel.ts'
import { type Answer, apiBaseOf, type Body, callOnce } from '#channels/protocols/http-call/call.ts'
import { BAD_TOKEN, readAnswer } from './errors.ts'
import { TIKTOK_API } from './settings.ts'
import { accessToken, dropToken, type Token } from './token.ts'

export type Called = { outcome: 'no_token'; token: Extract<Token, { ok: false }> } | Answer

/** One call with a token that is good. A token that TikTok refuses is not used again. */
export async function callTikTok(
  io: MediaIo,
  account: InboxAccount,
  path: string,
  body: Body | null,
  query: Record<string, string> = {},
): Promise<Called> {
  const token = await accessToken(account, io)
  if (!token.ok) return { outcome: 'no_token', token }
  const search = new URLSearchParams(query).toString()
  const url = `${apiBaseOf(io.apiBase, TIKTOK_API)}/open_api/v1.3/${path}/${search ? `?${search}` : ''}`
  const answer = await callOnce(io, { url, headers: { 'access-token': token.token }, body })
  if (answer.outcome === 'answered' && readAnswer(answer.json)?.code === BAD_TOKEN)
    dropToken(account, token.token)
  return answer
}
