// The built-in mail server at the door: which inbox a recipient means, and 250 only after the commit.

import { type SmtpReceiver, startSmtpReceiver } from '#channels/email/smtp-receiver.ts'
import { withoutTag } from '#channels/protocols/mail/headers.ts'
import { ownAddresses } from '#channels/protocols/mail/own-addresses.ts'
import { listInboxesOfChannel } from '#db/inboxes.ts'
import type { Ingest } from '#flow/2-ingest.ts'
import type { Connected } from '#flow/accounts.ts'
import type { Flow } from '#flow/deps.ts'
import { deliverMail } from './deliver-mail.ts'

const MAX_MAIL_BYTES = 40 * 1024 * 1024

export function startReceiver(
  flow: Flow,
  ingest: Ingest,
  listen: { host: string; port: number },
): Promise<SmtpReceiver> {
  return startSmtpReceiver({
    ...listen,
    maxBytes: MAX_MAIL_BYTES,
    log: flow.log,
    async resolve(recipient) {
      const found = await inboxesOf(flow, recipient)
      return found.length > 0 ? { accept: true } : { accept: false, reason: 'No inbox here has this address' }
    },
    async deliver(mail) {
      try {
        const meant = new Map<string, { connected: Connected; recipients: string[] }>()
        for (const recipient of mail.recipients)
          for (const connected of await inboxesOf(flow, recipient)) {
            const known = meant.get(connected.account.id) ?? { connected, recipients: [] }
            known.recipients.push(recipient)
            meant.set(connected.account.id, known)
          }
        for (const { connected, recipients } of meant.values())
          await deliverMail(flow, ingest, connected, mail.raw, { from: mail.envelopeFrom, recipients })
        return { ok: true }
      } catch (error) {
        flow.log.warn({ error }, 'a mail could not be stored; the sender will offer it again')
        return { ok: false, temporary: true, reason: 'The mail could not be stored just now' }
      }
    },
  })
}

async function inboxesOf(flow: Flow, recipient: string): Promise<Connected[]> {
  const plain = withoutTag(recipient.toLowerCase())
  const rows = await listInboxesOfChannel(flow.store, 'email')
  const connected = await Promise.all(rows.map((row) => flow.accounts.byId(row.workspace_id, row.id)))
  return connected
    .filter((c) => c !== null)
    .filter((c) => ownAddresses(c.account).some((own) => own === recipient.toLowerCase() || own === plain))
}
