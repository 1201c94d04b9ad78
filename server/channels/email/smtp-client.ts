// One mail handed to one mail server. What matters is to know, when it fails, whether the server can have taken it:
// before the end of the data was handed over it cannot, afterwards only its answer tells.
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

export type SmtpServer = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  auth: SmtpLogin | null
}
/** By password, or by the access token of a service that one signs in to. */
export type SmtpLogin = { user: string; pass: string } | { user: string; token: string }

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
  const connection = connect(server)
  return new Promise((resolve) => {
    let handedOver = false
    const fail = (error: unknown): void => {
      connection.close()
      resolve({ ok: false, failure: failureOf(error, handedOver) })
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
      const entered = (refused: unknown): void => (refused ? fail(refused) : send())
      logIn(connection, server.auth, entered)
    })
  })
}

function connect(server: SmtpServer): SMTPConnection {
  return new SMTPConnection({
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
    customAuth: { XOAUTH2: (context) => logInByToken(context, server.auth) },
  })
}

/** Connects, logs in and leaves again: does the server let us send? Never throws for what a server does. */
export function tryLogin(server: SmtpServer): Promise<SmtpFailure | null> {
  const connection = connect(server)
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      connection.close()
      resolve(failureOf(error, false))
    }
    const leave = (): void => {
      connection.quit()
      resolve(null)
    }
    connection.once('error', fail)
    connection.connect((error) => {
      if (error) return fail(error)
      if (!server.auth) return leave()
      logIn(connection, server.auth, (refused) => (refused ? fail(refused) : leave()))
    })
  })
}

function logIn(connection: SMTPConnection, auth: SmtpLogin, done: (refused: unknown) => void): void {
  if ('token' in auth) connection.login({ user: auth.user, method: 'XOAUTH2' }, done)
  else connection.login(auth, done)
}

/** XOAUTH2, which both services know. What they refuse they explain first, and end only after an empty answer. */
async function logInByToken(
  context: SMTPConnection.CustomAuthenticationContext,
  auth: SmtpLogin | null,
): Promise<void> {
  if (!auth || !('token' in auth)) {
    context.reject(new Error('There is no token.'))
    return
  }
  const line = `user=${auth.user}\u0001auth=Bearer ${auth.token}\u0001\u0001`
  let answer = await context.sendCommand(`AUTH XOAUTH2 ${Buffer.from(line).toString('base64')}`)
  if (answer.status === 334) answer = await context.sendCommand('')
  if (answer.status >= 200 && answer.status < 300) context.resolve()
  else context.reject(new Error(answer.text))
}

function failureOf(error: unknown, handedOver: boolean): SmtpFailure {
  return { error, response: textOf(error, 'response'), command: textOf(error, 'command'), handedOver }
}

/** In pieces, so that the end is read only when what came before was taken. */
function* chunksOf(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.byteLength; at += CHUNK) yield raw.subarray(at, at + CHUNK)
}

function textOf(error: unknown, field: 'response' | 'command'): string | null {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : null
  return typeof value === 'string' && value !== '' ? value : null
}
