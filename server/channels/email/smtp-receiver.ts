// Ingress A: the built-in mail server. It takes mail for the inboxes it knows and for nobody else, keeps nothing in
// memory but the mail under way, and says 250 only when the mail is stored: until then the other side still has it.
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { spelled, withoutTag } from '#channels/protocols/mail/headers.ts'
import type { Log } from '#lib/log.ts'

export type ReceivedMail = {
  /** Empty for the null sender. */
  envelopeFrom: string
  /** As they were given, plus-addressing included, in lower case. */
  recipients: string[]
  raw: Buffer
  remoteAddress: string
}

export type Resolution = { accept: true } | { accept: false; reason: string }
export type Delivery = { ok: true } | { ok: false; temporary: boolean; reason: string }

export type SmtpReceiverOptions = {
  host: string
  /** 0 for any free one. */
  port: number
  /** Offers STARTTLS where given. */
  tls?: { key: string | Buffer; cert: string | Buffer }
  /** Is there an inbox of this address? Asked with the address as given, then without its `+tag`. */
  resolve(recipient: string): Promise<Resolution>
  /** Stores the mail. Resolves when it is committed; a mail that is delivered twice must be stored once. */
  deliver(mail: ReceivedMail): Promise<Delivery>
  /** Largest mail, as it travels. */
  maxBytes: number
  log: Log
}

export type SmtpReceiver = {
  port: number
  /** Takes no new mail, lets mail under way finish for a while, then closes. */
  stop(): Promise<void>
}

/** A mail server is open to everybody: these keep one visitor from using it up. */
const MAX_CLIENTS = 100
const MAX_RECIPIENTS = 100
const SILENCE_MS = 60_000
const CLOSE_MS = 10_000

/** Opens the mail server. Rejects where the address cannot be listened on. */
export async function startSmtpReceiver(options: SmtpReceiverOptions): Promise<SmtpReceiver> {
  const server = new SMTPServer({
    ...options.tls,
    banner: 'mail for this house only',
    size: options.maxBytes,
    rejectOversized: true,
    authOptional: true,
    // Nobody logs in here, and without a certificate of our own there is no encryption to offer.
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: MAX_CLIENTS,
    maxRecipients: MAX_RECIPIENTS,
    socketTimeout: SILENCE_MS,
    closeTimeout: CLOSE_MS,
    logger: false,
    onRcptTo: (address, _session, done) => {
      void admit(options, address.address).then((refusal) => done(refusal))
    },
    onData: (stream, session, done) => {
      void take(options, stream, session).then((refusal) => done(refusal))
    },
  })
  // A visitor's broken connection is the visitor's affair.
  server.on('error', (error) => options.log.debug({ err: error }, 'mail connection failed'))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  const address = server.server.address() as AddressInfo
  return { port: address.port, stop: () => new Promise((resolve) => server.close(resolve)) }
}

/** Null lets the recipient in. */
async function admit(options: SmtpReceiverOptions, given: string): Promise<Error | null> {
  const recipient = spelled(given)
  if (!recipient) return refusal(501, '5.1.3 That is no mail address.')
  try {
    const exact = await options.resolve(recipient)
    if (exact.accept) return null
    const base = withoutTag(recipient)
    const plain = base === recipient ? exact : await options.resolve(base)
    return plain.accept ? null : refusal(550, `5.1.1 ${oneLine(plain.reason)}`)
  } catch (error) {
    options.log.error({ err: error }, 'could not look up a mail recipient')
    return refusal(451, '4.3.0 Please try again later.')
  }
}

/** Null says 250: the mail is stored. */
async function take(
  options: SmtpReceiverOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Error | null> {
  try {
    const raw = await readAll(stream, options.maxBytes)
    if (stream.sizeExceeded || raw === null)
      return refusal(552, `5.3.4 Mails above ${options.maxBytes} bytes are not taken here.`)
    const { mailFrom, rcptTo } = session.envelope
    const delivery = await options.deliver({
      envelopeFrom: mailFrom ? mailFrom.address.toLowerCase() : '',
      recipients: rcptTo.map(({ address }) => address.toLowerCase()),
      raw,
      remoteAddress: session.remoteAddress,
    })
    if (delivery.ok) return null
    const reason = oneLine(delivery.reason)
    return delivery.temporary ? refusal(451, `4.3.0 ${reason}`) : refusal(554, `5.6.0 ${reason}`)
  } catch (error) {
    // Also a sender who hung up in the middle: nothing was stored, and nobody is there to be told.
    options.log.warn({ err: error }, 'a mail was not taken')
    return refusal(451, '4.3.0 Please try again later.')
  }
}

/** The whole mail; null where it is too long. It is read to its end all the same, as the protocol wants. */
async function readAll(stream: SMTPServerDataStream, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  return size <= maxBytes ? Buffer.concat(chunks) : null
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/** A reply is one line: what it quotes must not end it. */
function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 200)
}
