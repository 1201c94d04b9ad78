// One mail handed to one mail server. What matters is to know, when it fails, whether the server can have taken it:
// before the end of the data was handed over it cannot, afterwards only its answer tells.
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

export type SmtpServer = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  auth: { user: string; pass: string } | null
}

export type SmtpEnvelope = { from: string | null; to: string[] }

export type SmtpFailure = {
  error: unknown
  /** The server's answer where it gave one: then it took nothing. */
  response: string | null
  /** Which command it answered. */
  command: string | null
  /** All of the mail was handed over, so without an answer nobody knows. */
  handedOver: boolean
}

export type SmtpOutcome =
  | { ok: true; refused: { recipient: string; response: string }[] }
  | { ok: false; failure: SmtpFailure }

const CONNECT_MS = 20_000
/** RFC 5321 grants a server ten minutes for its last answer; two are what a queue can wait. */
const SILENCE_MS = 120_000
const CHUNK = 16 * 1024

/** Sends one mail over its own connection. Never throws for anything that a network or a server does. */
export function transmit(server: SmtpServer, envelope: SmtpEnvelope, raw: Buffer): Promise<SmtpOutcome> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // The mail servers of tests and of small set-ups live on loopback.
    allowInternalNetworkInterfaces: true,
  })
  return new Promise((resolve) => {
    let handedOver = false
    const fail = (error: unknown): void => {
      connection.close()
      resolve({
        ok: false,
        failure: {
          error,
          response: textOf(error, 'response'),
          command: textOf(error, 'command'),
          handedOver,
        },
      })
    }
    const send = (): void => {
      const body = Readable.from(chunksOf(raw), { objectMode: false })
      body.once('end', () => {
        handedOver = true
      })
      const from = envelope.from ?? false
      connection.send({ from, to: envelope.to, size: raw.byteLength }, body, (error, info) => {
        if (error || !info) return fail(error)
        connection.quit()
        const refused = (info.rejectedErrors ?? []).map((one) => ({
          recipient: one.recipient ?? '',
          response: one.response ?? '',
        }))
        resolve({ ok: true, refused })
      })
    }
    connection.once('error', fail)
    connection.connect((error) => {
      if (error) return fail(error)
      if (!server.auth) return send()
      connection.login(server.auth, (refused) => (refused ? fail(refused) : send()))
    })
  })
}

/** In pieces, so that the end is read only when what came before was taken. */
function* chunksOf(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.byteLength; at += CHUNK) yield raw.subarray(at, at + CHUNK)
}

function textOf(error: unknown, field: 'response' | 'command'): string | null {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : null
  return typeof value === 'string' && value !== '' ? value : null
}
