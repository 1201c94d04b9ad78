// A raw mail into the flow: parsed, stored exactly once with its bytes beside it, or kept in quarantine.

import type { IncomingMessage, IncomingReceipt } from '#channels/channel.ts'
import { mailRequest } from '#channels/protocols/mail/parse.ts'
import { quarantine } from '#flow/1-receive.ts'
import type { Ingest } from '#flow/2-ingest.ts'
import { track } from '#flow/6-track.ts'
import type { Connected } from '#flow/accounts.ts'
import type { Flow } from '#flow/deps.ts'

/** Resolves when the mail is committed (or was known already); throws where it should be offered again. */
export async function deliverMail(
  flow: Flow,
  ingest: Ingest,
  connected: Connected,
  raw: Uint8Array,
  envelope: { from?: string; recipients?: string[] } = {},
): Promise<void> {
  const { account, channel } = connected
  const request = mailRequest(raw, {
    receivedAt: flow.clock.now(),
    envelopeFrom: envelope.from,
    recipients: envelope.recipients,
  })
  const parsed = await Promise.resolve()
    .then(() => channel.parse(request, account))
    .catch((error: unknown) => ({
      ok: false as const,
      reason: `This mail could not be read: ${error instanceof Error ? error.message : String(error)}`,
    }))
  if (!parsed.ok) return quarantine(flow, account, request, parsed.reason)
  const messages = parsed.items.filter((item): item is IncomingMessage => item.kind === 'message')
  const receipts = parsed.items.filter((item): item is IncomingReceipt => item.kind === 'receipt')
  if (messages.length > 0) await ingest.store(account, channel, messages, { raw })
  for (const receipt of receipts) await track(flow, account, receipt)
}
