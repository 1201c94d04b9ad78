// A raw mail into the flow: parsed, stored exactly once with its bytes beside it, or kept in quarantine.
import { mailRequest } from '#channels/protocols/mail/parse.ts'
import { readSentMail } from '#channels/protocols/mail/sent.ts'
import { quarantine, takeItems } from '#flow/1-receive.ts'
import type { Ingest } from '#flow/2-ingest.ts'
import type { Connected } from '#flow/accounts.ts'
import type { Flow } from '#flow/deps.ts'

type Envelope = { from?: string; recipients?: string[]; truncated?: { size: number } }

/** Resolves when the mail is committed (or was known already); throws where it should be offered again. */
export async function deliverMail(
  flow: Flow,
  ingest: Ingest,
  connected: Connected,
  raw: Uint8Array,
  envelope: Envelope = {},
): Promise<void> {
  const { account, channel } = connected
  const request = mailRequest(raw, {
    receivedAt: flow.clock.now(),
    envelopeFrom: envelope.from,
    recipients: envelope.recipients,
    truncated: envelope.truncated,
  })
  const parsed = await Promise.resolve()
    .then(() => channel.parse(request, account))
    .catch((error: unknown) => ({
      ok: false as const,
      reason: `This mail could not be read: ${error instanceof Error ? error.message : String(error)}`,
    }))
  if (!parsed.ok) return quarantine(flow, account, request, parsed.reason)
  const items = parsed.items.map((item) => (item.kind === 'message' ? { ...item, raw } : item))
  await takeItems(flow, ingest, connected, items)
}

/** The same for a mail that lies among the sent ones. */
export async function deliverSentMail(
  flow: Flow,
  ingest: Ingest,
  connected: Connected,
  raw: Uint8Array,
): Promise<void> {
  const item = await readSentMail(raw, connected.account, { receivedAt: flow.clock.now() })
  await takeItems(flow, ingest, connected, [item])
}
