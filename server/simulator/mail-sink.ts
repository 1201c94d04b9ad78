// The customers' mail server: takes every mail that the product sends through a simulated inbox, and puts it into the
// mailboxes it is for. Which business sent it is known by its From address and, where several use the same one, by
// the Message-ID, which carries the id of the message.
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { findMessage } from '#db/messages.ts'
import type { Store } from '#db/pool.ts'
import { findSimulatedMailboxes, insertSimulatorRow, type SimulatedInbox } from '#db/simulator.ts'
import { newId } from '#lib/ids.ts'
import type { Log } from '#lib/log.ts'
import type { SimulatorFile } from '#wire/simulator.ts'
import { loadDeviceSettings } from './device-settings.ts'
import { deviceOf } from './devices.ts'
import { keepFile } from './files.ts'
import type { StoredMail } from './items.ts'

const MAX_BYTES = 40 * 1024 * 1024
/** Larger attachments are listed, not kept. */
const MAX_KEPT_FILE = 5_000_000
const CLOSE_MS = 1_000

export type SimulatorMailServer = { url: string; stop(): Promise<void> }

/** Opens the mail server on a free port of loopback. */
export async function startSimulatorMail(store: Store, log: Log): Promise<SimulatorMailServer> {
  const server = new SMTPServer({
    banner: 'simulated mailboxes',
    size: MAX_BYTES,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_MS,
    logger: false,
    onData: (stream, session, done) => {
      take(store, stream, session).then(
        (refusal) => done(refusal),
        (error: unknown) => {
          log.warn({ error }, 'the simulator could not take a mail')
          done(refusal(451, '4.3.0 The simulator could not store this mail.'))
        },
      )
    },
  })
  server.on('error', (error) => log.debug({ error }, 'a connection to the simulated mail server broke'))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(resolve)) }
}

/** Null says 250. */
async function take(
  store: Store,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Error | null> {
  const raw = await readAll(stream)
  if (!raw) return refusal(552, '5.3.4 This mail is too large.')
  const mail = await PostalMime.parse(raw)
  const sender = await findSender(store, mail)
  if (!sender) return refusal(550, '5.7.1 No inbox of the simulator writes from this address.')
  const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase())
  for (const recipient of recipients) {
    const { receipts } = await loadDeviceSettings(store, sender.workspace_id, deviceOf(recipient))
    const refused = REFUSALS[receipts]
    // One answer stands for all recipients of a mail.
    if (refused) return refusal(...refused)
  }
  const { mailFrom } = session.envelope
  for (const recipient of recipients)
    await put(store, sender, recipient, mail, mailFrom ? mailFrom.address.toLowerCase() : '')
  return null
}

const REFUSALS: Partial<Record<string, [code: number, words: string]>> = {
  unknown_address: [550, '5.1.1 The email account that you tried to reach does not exist.'],
  unreachable: [452, '4.2.2 The mailbox is full. Try again later.'],
  filtered: [550, '5.7.1 This message was blocked by a policy of the recipient.'],
  opted_out: [550, '5.7.1 The recipient refuses mail from this sender.'],
  outage: [421, '4.3.2 The system is not accepting messages now.'],
}

async function findSender(store: Store, mail: Email): Promise<SimulatedInbox | null> {
  const from = mail.from?.address?.toLowerCase()
  if (!from) return null
  const candidates = await findSimulatedMailboxes(store, from)
  const messageId = /^<(msg_[0-9A-Za-z]+)@/.exec(mail.messageId ?? '')?.[1]
  if (candidates.length > 1 && messageId)
    for (const candidate of candidates)
      if (await findMessage(store, candidate.workspace_id, messageId)) return candidate
  return candidates[0] ?? null
}

async function put(
  store: Store,
  sender: SimulatedInbox,
  recipient: string,
  mail: Email,
  envelopeFrom: string,
): Promise<void> {
  const at = new Date()
  const place = { device: deviceOf(recipient), direction: 'to_customer' as const, at }
  const id = newId('sim', at)
  const files: SimulatorFile[] = []
  for (const [n, attachment] of mail.attachments.entries()) {
    const content = bytesOf(attachment.content)
    const file = { name: attachment.filename ?? `attachment ${n + 1}`, type: attachment.mimeType, content }
    if (content.byteLength > MAX_KEPT_FILE)
      files.push({ id: '', name: file.name, type: file.type, size: content.byteLength })
    else files.push(await keepFile(store, sender.workspace_id, { ...place, id: `${id}-${n}` }, file))
  }
  const body: StoredMail = {
    kind: 'mail',
    inboxId: sender.id,
    envelopeFrom,
    fromName: mail.from?.name || null,
    fromAddress: mail.from?.address?.toLowerCase() ?? '',
    replyTo: mail.replyTo?.[0]?.address?.toLowerCase() ?? null,
    to: recipient,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    messageId: mail.messageId ?? '',
    inReplyTo: mail.inReplyTo ?? null,
    references: mail.references?.match(/<[^<>]+>/g) ?? [],
    automatic: headerOf(mail, 'auto-submitted'),
    files,
    answers: [],
  }
  // A mail that comes twice lies in the mailbox twice: so a double send can be seen.
  await insertSimulatorRow(store.db, sender.workspace_id, {
    ...place,
    id,
    external_id: `message ${id}`,
    body,
  })
}

function headerOf(mail: Email, name: string): string | null {
  const value = mail.headers.find((header) => header.key === name)?.value.trim()
  return value && value !== 'no' ? value : null
}

function bytesOf(content: string | ArrayBuffer | Uint8Array): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}

/** The whole mail; null where it is too long. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size <= MAX_BYTES) chunks.push(chunk)
  }
  return size <= MAX_BYTES ? Buffer.concat(chunks) : null
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
