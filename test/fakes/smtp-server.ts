// A real SMTP server on loopback that keeps what it is sent, and fails where the test says so.
import type net from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export type SunkMail = { from: string; to: string[]; raw: string; user: string | null }

/** Where a session fails. `drop` cuts the connection there instead of answering. */
export type SmtpFault = {
  at: 'connect' | 'mail' | 'rcpt' | 'data'
  /** Only for this envelope address. */
  address?: string
  fault: { code: number; text: string } | 'drop'
  /** How often; always where it is left out. */
  times?: number
}

export type SmtpFake = {
  port: number
  url: string
  mails: SunkMail[]
  /** Sessions that were opened, failed ones included. */
  connections(): number
  /** Resolves when this many mails have come since the beginning. */
  received(count: number): Promise<SunkMail[]>
  fail(fault: SmtpFault): void
  stop(): Promise<void>
}

export type SmtpFakeOptions = {
  user?: string
  password?: string
  /** Takes logins by this access token (XOAUTH2) in place of a password. */
  token?: () => string
  /** Offers STARTTLS with the library's own self-signed certificate. */
  starttls?: boolean
  size?: number
}

export async function startSmtpFake(options: SmtpFakeOptions = {}): Promise<SmtpFake> {
  const mails: SunkMail[] = []
  const faults: SmtpFault[] = []
  const sockets = new Set<net.Socket>()
  const waiting = new Set<() => void>()
  let connections = 0

  const server = new SMTPServer({
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(options.starttls ? [] : ['STARTTLS']),
      ...(options.user === undefined ? ['AUTH'] : []),
    ],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    ...(options.size === undefined ? {} : { size: options.size }),
    authMethods: options.token ? ['XOAUTH2'] : ['PLAIN', 'LOGIN'],
    onAuth: (auth, _session, done) => {
      if (options.token) {
        if (auth.username === options.user && auth.accessToken === options.token())
          return done(null, { user: auth.username })
        return done(null, { data: { status: '401', schemes: 'bearer', scope: 'https://mail.example/' } })
      }
      if (auth.username === options.user && auth.password === options.password)
        return done(null, { user: auth.username })
      done(Object.assign(new Error('5.7.8 wrong user or password'), { responseCode: 535 }))
    },
    onConnect: (session, done) => meet('connect', null, session, done),
    onMailFrom: ({ address }, session, done) => meet('mail', address, session, done),
    onRcptTo: ({ address }, session, done) => meet('rcpt', address, session, done),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', () => undefined)
      stream.on('end', () => {
        meet('data', null, session, (error) => {
          if (!error) keep(session, Buffer.concat(chunks))
          done(error)
        })
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: net.Socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  function keep(session: SMTPServerSession, raw: Buffer): void {
    const { mailFrom, rcptTo } = session.envelope
    const user: unknown = session.user
    mails.push({
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address),
      raw: raw.toString('utf8'),
      user: typeof user === 'string' ? user : null,
    })
    for (const check of waiting) check()
  }

  function meet(
    at: SmtpFault['at'],
    address: string | null,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): void {
    const fault = faults.find(
      (one) => one.at === at && (one.address === undefined || one.address === address),
    )
    if (!fault) return done(null)
    if (fault.times !== undefined && --fault.times <= 0) faults.splice(faults.indexOf(fault), 1)
    if (fault.fault !== 'drop')
      return done(Object.assign(new Error(fault.fault.text), { responseCode: fault.fault.code }))
    for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy()
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const listening = server.server.address()
  if (listening === null || typeof listening === 'string') throw new Error('no port')
  return {
    port: listening.port,
    url: `smtp://127.0.0.1:${listening.port}`,
    mails,
    connections: () => connections,
    received: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (mails.length < count) return
          waiting.delete(check)
          resolve(mails)
        }
        waiting.add(check)
        check()
      }),
    fail: (fault) => void faults.push({ ...fault }),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}
