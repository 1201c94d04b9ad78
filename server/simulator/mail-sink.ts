// The customers' mail server: takes every mail that the product sends through a simulated inbox, and puts it into the
// mailboxes it is for. Which business sent it is known by its From address and, where several use the same one, by
// the Message-ID, which carries the id of the message.
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { findMessage } from '#db/messages.ts'
import type { Store } from '#db/pool.ts'
import { findSimulatedMailboxes, type SimulatedInbox } from '#db/simulator.ts'
import type { Log } from '#lib/log.ts'
import { loadDeviceSettings } from './device-settings.ts'
import { deviceOf } from './devices.ts'
import { putMail } from './mailboxes.ts'

const MAX_BYTES = 40 * 1024 * 1024
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
    await putMail(store, sender, recipient, mail, mailFrom ? mailFrom.address.toLowerCase() : '')
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
