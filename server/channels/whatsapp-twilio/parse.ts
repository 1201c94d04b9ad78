import type { ParseOutcome, RawRequest } from '#channels/channel.ts'
import { parseWebhook } from '#channels/protocols/twilio/webhook.ts'
import { dialect } from './dialect.ts'

export function parse(raw: RawRequest): ParseOutcome {
  return parseWebhook(dialect, raw)
}
