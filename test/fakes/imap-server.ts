// A small real IMAP server on loopback (RFC 3501 with IDLE, LITERAL+, NAMESPACE and ID): enough for a client to log
// in, select, search, fetch and idle. The test puts mail in, renumbers, and makes it misbehave.
import net from 'node:net'
import { type ImapRequest, readRequests } from './imap-wire.ts'

export type StoredMail = { uid: number; raw: Buffer; arrivedAt: Date }
export type Misbehaviour = 'refuse' | 'hang up'

type Box = { uidValidity: number; uidNext: number; mails: StoredMail[]; use?: string }
type Session = {
  socket: net.Socket
  box: string | null
  idleTag: string | null
  /** How many mails the client has been told of. */
  told: number
  /** The tag of a login by token that was refused and waits for the client's empty line. */
  refusing: string | null
}

export type ImapFake = {
  port: number
  /** Commands as they came, without tags and passwords. */
  commands: string[]
  /** A folder with its special use (RFC 6154), or with none. */
  addFolder(path: string, use?: string): void
  /** Takes logins by this token (OAUTHBEARER or XOAUTH2) from now on, and refuses others. */
  setToken(token: string): void
  append(raw: string | Buffer, options?: { mailbox?: string; arrivedAt?: Date; silent?: boolean }): number
  remove(uid: number): void
  /** The mailbox is rebuilt: other UIDVALIDITY, other UIDs from `firstUid` on. */
  renumber(uidValidity: number, firstUid?: number): void
  /** From now on this mail's FETCH is refused, or ends the connection. */
  spoil(uid: number, how: Misbehaviour | null): void
  setPassword(password: string): void
  dropConnections(): void
  openConnections(): number
  /** Resolves when so many commands of this name (from the beginning) have come. */
  seen(command: string, times?: number): Promise<void>
  stop(): Promise<void>
}

export async function startImapFake(
  options: {
    user?: string
    password?: string
    idle?: boolean
    token?: string
    /** Which ways to log in by token are offered. */
    mechanisms?: ('OAUTHBEARER' | 'XOAUTH2')[]
  } = {},
): Promise<ImapFake> {
  const user = options.user ?? 'inbox'
  let password = options.password ?? 'secret'
  let token = options.token ?? null
  const mechanisms = options.mechanisms ?? (options.token ? ['OAUTHBEARER', 'XOAUTH2'] : [])
  const capabilities = [
    'IMAP4rev1 LITERAL+ NAMESPACE ID SPECIAL-USE',
    ...(options.idle === false ? [] : ['IDLE']),
    ...mechanisms.map((mechanism) => `AUTH=${mechanism}`),
  ].join(' ')
  const boxes = new Map<string, Box>([['INBOX', { uidValidity: 1, uidNext: 1, mails: [] }]])
  const spoiled = new Map<number, Misbehaviour>()
  const sessions = new Set<Session>()
  const commands: string[] = []
  const watchers = new Set<() => void>()

  const server = net.createServer((socket) => {
    const session: Session = { socket, box: null, idleTag: null, told: 0, refusing: null }
    sessions.add(session)
    // Small answers, each awaited by the other side: held back they would cost 40 ms apiece.
    socket.setNoDelay(true)
    socket.on('close', () => sessions.delete(session))
    socket.on('error', () => socket.destroy())
    const say = (line: string): boolean => socket.write(`${line}\r\n`)
    say(`* OK [CAPABILITY ${capabilities}] ready`)
    readRequests(socket, (request) => handle(session, request, say))
  })

  function handle(session: Session, request: ImapRequest, say: (line: string) => void): void {
    const { tag, name, args } = request
    if (session.idleTag !== null) {
      if (tag.toUpperCase() === 'DONE') {
        say(`${session.idleTag} OK idle ended`)
        session.idleTag = null
      }
      return
    }
    if (session.refusing !== null) {
      say(`${session.refusing} NO [AUTHENTICATIONFAILED] invalid credentials`)
      session.refusing = null
      return heard()
    }
    commands.push(
      name === 'LOGIN' ? 'LOGIN' : name === 'AUTHENTICATE' ? `${name} ${args[0]}` : [name, ...args].join(' '),
    )
    const box = session.box === null ? null : (boxes.get(session.box) ?? null)
    switch (name) {
      case 'CAPABILITY':
        say(`* CAPABILITY ${capabilities}`)
        break
      case 'ID':
        say('* ID NIL')
        break
      case 'NAMESPACE':
        say('* NAMESPACE (("" "/")) NIL NIL')
        break
      case 'LOGIN':
        if (args[0] !== user || args[1] !== password)
          return no('[AUTHENTICATIONFAILED] wrong user or password')
        break
      case 'AUTHENTICATE': {
        const given = Buffer.from(args[1] ?? '', 'base64').toString('utf8')
        if (token !== null && given.includes(user) && given.includes(`auth=Bearer ${token}\u0001`)) break
        const why = { status: '401', schemes: 'bearer', scope: 'https://mail.example/' }
        say(`+ ${Buffer.from(JSON.stringify(why)).toString('base64')}`)
        session.refusing = tag
        return heard()
      }
      case 'LIST':
      case 'LSUB':
        for (const [path, { use }] of boxes)
          if (args.includes(path) || args.includes('*'))
            say(`* ${name} (\\HasNoChildren${use ? ` ${use}` : ''}) "/" "${path}"`)
        break
      case 'SELECT':
      case 'EXAMINE': {
        const selected = boxes.get(args[0] ?? '')
        if (!selected) return no('[NONEXISTENT] no such mailbox')
        session.box = args[0] ?? null
        session.told = selected.mails.length
        say('* FLAGS (\\Seen \\Deleted)')
        say(`* ${selected.mails.length} EXISTS`)
        say('* 0 RECENT')
        say(`* OK [UIDVALIDITY ${selected.uidValidity}] valid`)
        say(`* OK [UIDNEXT ${selected.uidNext}] next`)
        return done('[READ-WRITE] selected')
      }
      case 'UID SEARCH':
        if (!box) return no('nothing selected')
        say(`* SEARCH ${search(box, args).join(' ')}`.trimEnd())
        break
      case 'UID FETCH': {
        if (!box) return no('nothing selected')
        for (const mail of box.mails.filter(({ uid }) => inSet(args[0] ?? '', uid, box))) {
          const how = spoiled.get(mail.uid)
          if (how === 'hang up') return void session.socket.destroy()
          if (how === 'refuse') return no('this mail cannot be read')
          session.socket.write(fetchResponse(box, mail, args[1] ?? ''))
        }
        break
      }
      case 'IDLE':
        session.idleTag = tag
        say('+ idling')
        tell(session)
        return heard()
      case 'NOOP':
      case 'CHECK':
        break
      case 'LOGOUT':
        say('* BYE bye')
        say(`${tag} OK bye`)
        session.socket.end()
        return heard()
      default:
        say(`${tag} BAD ${name} is not known here`)
        return heard()
    }
    done('done')

    function done(text: string): void {
      tell(session)
      say(`${tag} OK ${text}`)
      heard()
    }
    function no(text: string): void {
      say(`${tag} NO ${text}`)
      heard()
    }
  }

  function heard(): void {
    for (const watcher of watchers) watcher()
  }

  /** Untagged EXISTS, which a server may send with any answer and at any time while the client idles. */
  function tell(session: Session): void {
    const box = session.box === null ? undefined : boxes.get(session.box)
    if (!box || box.mails.length === session.told) return
    session.told = box.mails.length
    session.socket.write(`* ${box.mails.length} EXISTS\r\n`)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const inbox = (): Box => boxes.get('INBOX') ?? { uidValidity: 0, uidNext: 0, mails: [] }

  return {
    port: address.port,
    commands,
    addFolder(path, use) {
      boxes.set(path, { uidValidity: 1, uidNext: 1, mails: [], ...(use ? { use } : {}) })
    },
    setToken(next) {
      token = next
    },
    append(raw, { mailbox = 'INBOX', arrivedAt = new Date(), silent = false } = {}) {
      const box = boxes.get(mailbox) ?? { uidValidity: 1, uidNext: 1, mails: [] }
      boxes.set(mailbox, box)
      const uid = box.uidNext++
      box.mails.push({ uid, raw: Buffer.from(raw), arrivedAt })
      if (!silent)
        for (const session of sessions) if (session.idleTag !== null && session.box === mailbox) tell(session)
      return uid
    },
    remove(uid) {
      inbox().mails = inbox().mails.filter((mail) => mail.uid !== uid)
    },
    renumber(uidValidity, firstUid = 1) {
      const box = inbox()
      box.uidValidity = uidValidity
      for (const [at, mail] of box.mails.entries()) mail.uid = firstUid + at
      box.uidNext = firstUid + box.mails.length
    },
    spoil(uid, how) {
      if (how === null) spoiled.delete(uid)
      else spoiled.set(uid, how)
    },
    setPassword(next) {
      password = next
    },
    dropConnections() {
      for (const { socket } of sessions) socket.destroy()
    },
    openConnections: () => sessions.size,
    seen: (command, times = 1) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (commands.filter((one) => one.startsWith(command)).length < times) return
          watchers.delete(check)
          resolve()
        }
        watchers.add(check)
        check()
      }),
    async stop() {
      for (const { socket } of sessions) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function inSet(set: string, uid: number, box: Box): boolean {
  const last = box.mails.at(-1)?.uid ?? 0
  const bound = (text: string): number => (text === '*' ? last : Number(text))
  return set.split(',').some((range) => {
    const [a = '', b = a] = range.split(':')
    const [low, high] = [Math.min(bound(a), bound(b)), Math.max(bound(a), bound(b))]
    return uid >= low && uid <= high
  })
}

function search(box: Box, criteria: string[]): number[] {
  let found = box.mails
  for (let at = 0; at < criteria.length; at++) {
    const word = criteria[at]?.toUpperCase()
    if (word === 'UID') {
      const set = criteria[++at] ?? ''
      found = found.filter(({ uid }) => inSet(set, uid, box))
    } else if (word === 'SINCE') {
      const day = new Date(`${criteria[++at] ?? ''} UTC`)
      found = found.filter(({ arrivedAt }) => arrivedAt >= day)
    } else if (word !== 'ALL') throw new Error(`this fake cannot search for ${word}`)
  }
  return found.map(({ uid }) => uid)
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function internalDate(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, ' ')
  const time = date.toISOString().slice(11, 19)
  return `${day}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${time} +0000`
}

function fetchResponse(box: Box, mail: StoredMail, items: string): Buffer {
  const wanted = items.toUpperCase()
  const parts: Buffer[] = [Buffer.from(`UID ${mail.uid}`)]
  if (wanted.includes('FLAGS')) parts.push(Buffer.from('FLAGS ()'))
  if (wanted.includes('INTERNALDATE'))
    parts.push(Buffer.from(`INTERNALDATE "${internalDate(mail.arrivedAt)}"`))
  if (wanted.includes('RFC822.SIZE')) parts.push(Buffer.from(`RFC822.SIZE ${mail.raw.byteLength}`))
  const body = /BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/.exec(wanted)
  if (body) {
    const from = Number(body[1] ?? 0)
    const content = body[2] === undefined ? mail.raw : mail.raw.subarray(from, from + Number(body[2]))
    const origin = body[1] === undefined ? '' : `<${from}>`
    parts.push(Buffer.concat([Buffer.from(`BODY[]${origin} {${content.byteLength}}\r\n`), content]))
  }
  const joined = parts.flatMap((part, at) => (at === 0 ? [part] : [Buffer.from(' '), part]))
  const sequence = box.mails.indexOf(mail) + 1
  return Buffer.concat([Buffer.from(`* ${sequence} FETCH (`), ...joined, Buffer.from(')\r\n')])
}
