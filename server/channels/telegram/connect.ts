// Tells Telegram where to deliver (setWebhook): with the secret of the inbox, and only what the parser reads.
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import { callTelegram, readRefusal } from './api.ts'
import { describeError } from './errors.ts'
import { telegramSettings } from './settings.ts'

const UPDATES = ['message', 'edited_message', 'callback_query']
const Set = z.object({ ok: z.literal(true) })

export const connect: NonNullable<Channel['connect']> = {
  label: 'Tell Telegram where to deliver',
  help: 'Sets the webhook of the bot. A bot has one: it replaces what was set before.',
  async run(account, io) {
    const answer = await callTelegram(
      io,
      account,
      'setWebhook',
      jsonBody({
        url: io.webhookUrl,
        secret_token: telegramSettings(account).webhookSecret,
        allowed_updates: UPDATES,
      }),
    )
    if (answer.outcome !== 'answered')
      return {
        ok: false,
        reason: `Telegram did not answer (${answer.code}).`,
        remedy: 'Try again in a moment.',
      }
    if (Set.safeParse(answer.json).success)
      return { ok: true, detail: `Telegram delivers to ${io.webhookUrl}.` }
    const refused = readRefusal(answer.json)
    if (refused && [401, 404].includes(refused.code)) {
      const { error } = describeError(refused.code, refused.said)
      return { ok: false, reason: `${error.reason}.`, remedy: error.action }
    }
    return {
      ok: false,
      reason: refused
        ? `Telegram refused the address${refused.said ? `: ${refused.said}` : ''}.`
        : `Telegram’s answer makes no sense (HTTP ${answer.status}).`,
      remedy:
        'PUBLIC_URL must be an https address that Telegram can reach, on port 443, 80, 88 or 8443, with a certificate that it trusts.',
    }
  },
}
