// A customer mails: a real mail over real SMTP to the product's own mail receiver, or by the webhook of the provider
// that carries the inbox's mail.
import { createTransport } from 'nodemailer'
import { findSimulatorRow, insertSimulatorRow, type SimulatorRow } from '#db/simulator.ts'
import { Refusal } from '#domain/errors.ts'
import { newId, randomText } from '#lib/ids.ts'
import type { Customer } from '#simulator/devices.ts'
import { getMet } from '#simulator/inboxes.ts'
import { readMail, type StoredMail } from '#simulator/items.ts'
import type { Outside } from '#simulator/outside.ts'
import { findSimulated } from '#simulator/registry.ts'
import type { SimulatorMailBody } from '#wire/simulator.ts'
import { composeMail, type WrittenMail } from './compose-mail.ts'
import { deliverToBusiness } from './deliver.ts'

export type MailToSend = Required<SimulatorMailBody>
const SEND_MS = 20_000

/** Mails the business. Resolves when its mail server has answered for every copy. */
export async function sendMail(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  body: MailToSend,
): Promise<SimulatorRow> {
  const { store, flow } = outside.http
  const account = await getMet(outside, workspaceId, body.inboxId, ['mail'])
  const { email } = customer
  if (!email) throw new Refusal('no_address', 'This customer has a phone only: write a text.')
  const port = outside.smtpPort()
  const carried = findSimulated(account) !== null
  if (port === null && !carried)
    throw new Refusal(
      'unavailable',
      'The mail receiver does not run here. Start with SMTP_IN_PORT set to a port.',
    )
  const parentRow = body.replyTo === null ? null : await findSimulatorRow(store, workspaceId, body.replyTo)
  const parent = parentRow?.device === customer.id ? readMail(parentRow) : null
  if (body.replyTo !== null && !parent)
    throw new Refusal('not_found', 'The mail that this answers is not in this mailbox.')

  const at = flow.clock.now()
  const messageId = `<${randomText(24)}@${email.slice(email.lastIndexOf('@') + 1)}>`
  const written = await composeMail({
    kind: body.kind,
    messageId,
    at,
    from: { name: customer.name, address: email },
    to: account.address,
    subject: body.subject,
    text: body.text,
    html: body.html,
    parent,
    parentAt: parentRow?.at ?? null,
  })
  const answers = carried
    ? await deliverToBusiness(
        { outside, account, customer },
        { copies: body.copies, signature: 'right' },
        { what: 'mail', mail: written },
      )
    : await Promise.all(Array.from({ length: body.copies }, () => transmit(port ?? 0, written)))
  const stored: StoredMail = {
    kind: 'mail',
    inboxId: account.id,
    envelopeFrom: written.envelopeFrom,
    fromName: body.kind === 'bounce' ? 'Mail Delivery System' : customer.name,
    fromAddress: email,
    replyTo: null,
    to: written.to,
    subject: written.subject,
    text: written.text,
    html: written.html,
    messageId,
    inReplyTo: written.inReplyTo,
    references: written.references,
    automatic: written.automatic,
    files: [],
    answers,
  }
  const row: SimulatorRow = {
    id: newId('sim', at),
    device: customer.id,
    direction: 'to_business',
    external_id: `message ${messageId}`,
    body: stored,
    at,
  }
  await insertSimulatorRow(store.db, workspaceId, row)
  return row
}

/** One copy over one connection; what the server said, as a status like those of HTTP's family. */
async function transmit(port: number, mail: WrittenMail): Promise<{ status: number; note: string | null }> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: SEND_MS,
    greetingTimeout: SEND_MS,
    socketTimeout: SEND_MS,
    allowInternalNetworkInterfaces: true,
  })
  try {
    await transport.sendMail({ envelope: { from: mail.envelopeFrom, to: mail.to }, raw: mail.raw })
    return { status: 250, note: null }
  } catch (error) {
    const code: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, 'responseCode') : null
    return {
      status: typeof code === 'number' ? code : 0,
      note: error instanceof Error ? error.message : String(error),
    }
  } finally {
    transport.close()
  }
}
