// Calls to Telegram's Bot API. The token is part of the address, so addresses are never shown and never logged.
import { z } from 'zod'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { type Answer, type Body, callOnce } from '#channels/protocols/http-call/call.ts'
import { TELEGRAM_API, telegramSettings } from './settings.ts'

/** The API that this inbox talks to, without a slash at the end. */
export function apiBaseOf(apiBase: string | null): string {
  return (apiBase ?? TELEGRAM_API).replace(/\/+$/, '')
}

export function callTelegram(
  io: Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>,
  account: InboxAccount,
  method: string,
  body: Body,
): Promise<Answer> {
  const { botToken } = telegramSettings(account)
  return callOnce(io, { url: `${apiBaseOf(io.apiBase)}/bot${botToken}/${method}`, body })
}

const Refused = z.object({
  ok: z.literal(false),
  error_code: z.number().int(),
  description: z.string().nullish().catch(null),
  parameters: z
    .object({ retry_after: z.number().positive().nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type Refused = { code: number; said: string; retryAfterMs?: number }

/** Telegram's refusal, or null where the answer is not in Telegram's form. */
export function readRefusal(json: unknown): Refused | null {
  const parsed = Refused.safeParse(json)
  if (!parsed.success) return null
  const { error_code: code, description, parameters } = parsed.data
  const seconds = parameters?.retry_after
  return {
    code,
    said: (description ?? '').replace(/\s+/g, ' ').trim().slice(0, 300),
    ...(seconds ? { retryAfterMs: Math.min(seconds * 1000, 3_600_000) } : {}),
  }
}
