// A Gmail on loopback: one mailbox with history, labels and threads, its token endpoint, its signing keys, and the pushes
// that Pub/Sub would make. It can forget its history, give mails other Message-IDs, and fail.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { googleKeys, signPush } from './google-token.ts'
import { readBody, sendJson } from './http-wire.ts'
import { createOAuthFake, type OAuthFake } from './oauth-server.ts'

export type GmailMail = {
  id: string
  threadId: string
  labelIds: string[]
  raw: string
  at: Date
  history: number
}

export type GmailFake = {
  url: string
  oauth: OAuthFake
  mails: GmailMail[]
  /** Paths that were called, with their method, without queries. */
  calls: string[]
  /** Topics that were watched, the oldest first. */
  watched: string[]
  put(raw: string, more?: { labels?: string[]; thread?: string; at?: Date }): GmailMail
  /** Everything before this moment is gone from the history. */
  forgetHistory(): void
  /** Sent mails get a Message-ID of Google's. */
  rewriteIds: boolean
  /** The next sends are taken and their answers lost. */
  dropAnswers: number
  /** Answers of the next calls whose path contains the text. */
  faults: { path: string; status: number; body: unknown }[]
  /** Pushes as Pub/Sub does. */
  push(webhookUrl: string, serviceAccount: string, claims?: Record<string, unknown>): Promise<Response>
  stop(): Promise<void>
}

export async function startGmailFake(address: string): Promise<GmailFake> {
  const oauth = createOAuthFake()
  const mails: GmailMail[] = []
  let history = 1_000
  let forgottenBefore = 0
  let last = 0

  const header = (raw: string, name: string): string =>
    new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(raw.split(/\r?\n\r?\n/)[0] ?? '')?.[1]?.trim() ?? ''

  function put(raw: string, more: { labels?: string[]; thread?: string; at?: Date } = {}): GmailMail {
    const id = `18f${(++last).toString(16).padStart(6, '0')}`
    // As Gmail: a mail that answers a known one is in its thread.
    const answered = mails.find((m) => header(raw, 'In-Reply-To') === header(m.raw, 'Message-ID'))
    const mail = {
      id,
      threadId: more.thread ?? answered?.threadId ?? id,
      labelIds: more.labels ?? ['INBOX', 'UNREAD'],
      raw,
      at: more.at ?? new Date(),
      history: ++history,
    }
    mails.push(mail)
    return mail
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const path = url.pathname
    fake.calls.push(`${request.method} ${path}`)
    if (await oauth.handle(request, response)) return
    if (path === '/oauth2/v3/certs') return sendJson(response, 200, googleKeys)
    const fault = fake.faults.findIndex((one) => path.includes(one.path))
    if (fault >= 0) {
      const [one] = fake.faults.splice(fault, 1)
      return sendJson(response, one?.status ?? 500, one?.body ?? {})
    }
    if (!oauth.isGood(request.headers.authorization))
      return sendJson(response, 401, {
        error: { code: 401, status: 'UNAUTHENTICATED', message: 'Bad token' },
      })
    const missing = () =>
      sendJson(response, 404, { error: { code: 404, status: 'NOT_FOUND', message: 'Gone' } })
    const name = path.replace(/^(?:\/upload)?\/gmail\/v1\/users\/me\//, '')
    const query = url.searchParams
    if (name === 'profile')
      return sendJson(response, 200, { emailAddress: address, historyId: String(history) })
    if (name === 'watch') {
      const { topicName } = JSON.parse(await readBody(request)) as { topicName: string }
      fake.watched.push(topicName)
      return sendJson(response, 200, {
        historyId: String(history),
        expiration: String(Date.now() + 7 * 86_400_000),
      })
    }
    if (name === 'history') {
      const start = Number(query.get('startHistoryId'))
      if (start < forgottenBefore) return missing()
      const found = mails
        .filter((mail) => mail.history > start)
        .slice(0, Number(query.get('maxResults') ?? 100))
      return sendJson(response, 200, {
        history: found.map(({ id, threadId, labelIds, history: at }) => ({
          id: String(at),
          messagesAdded: [{ message: { id, threadId, labelIds } }],
        })),
        historyId: String(history),
      })
    }
    if (name === 'messages') return sendJson(response, 200, { messages: find(query.get('q') ?? '') })
    if (name === 'messages/send') return take(request, response)
    const mail = mails.find(({ id }) => name === `messages/${id}`)
    if (!mail) return missing()
    const { id, threadId, labelIds, raw, at } = mail
    const internalDate = String(at.getTime())
    if (query.get('format') === 'metadata')
      return sendJson(response, 200, {
        id,
        payload: {
          headers: query
            .getAll('metadataHeaders')
            .map((wanted) => ({ name: wanted, value: header(raw, wanted) })),
        },
      })
    sendJson(response, 200, {
      id,
      threadId,
      labelIds,
      internalDate,
      raw: Buffer.from(raw).toString('base64url'),
    })
  }

  function find(q: string): { id: string; threadId: string }[] {
    const id = /rfc822msgid:(\S+)/.exec(q)?.[1]
    const after = Number(/after:(\d+)/.exec(q)?.[1] ?? 0) * 1_000
    return mails
      .filter((mail) => id === undefined || header(mail.raw, 'Message-ID') === `<${id}>`)
      .filter((mail) => !q.includes('in:sent') || mail.labelIds.includes('SENT'))
      .filter((mail) => mail.at.getTime() >= after)
      .toReversed()
      .map((mail) => ({ id: mail.id, threadId: mail.threadId }))
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const boundary = /boundary=(\S+)/.exec(request.headers['content-type'] ?? '')?.[1] ?? ''
    const [, told = '', mail = ''] = body.split(`--${boundary}`).map((part) => part.replace(/^\r\n/, ''))
    const { threadId } = JSON.parse(told.split('\r\n\r\n')[1] ?? '{}') as { threadId?: string }
    const whole = mail.slice(mail.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '')
    const raw = fake.rewriteIds
      ? whole.replace(/^Message-ID: .*$/m, `Message-ID: <CA+google-${last}@mail.gmail.com>`)
      : whole
    const sent = put(raw, { labels: ['SENT'], ...(threadId ? { thread: threadId } : {}) })
    if (fake.dropAnswers > 0) {
      fake.dropAnswers--
      return void request.socket.destroy()
    }
    sendJson(response, 200, { id: sent.id, threadId: sent.threadId, labelIds: sent.labelIds })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: GmailFake = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    oauth,
    mails,
    calls: [],
    watched: [],
    put,
    forgetHistory: () => {
      forgottenBefore = ++history
    },
    rewriteIds: false,
    dropAnswers: 0,
    faults: [],
    push: (webhookUrl, serviceAccount, claims = {}) => {
      const now = Math.floor(Date.now() / 1_000)
      const token = signPush({
        aud: webhookUrl,
        email: serviceAccount,
        iat: now,
        exp: now + 3_600,
        ...claims,
      })
      const data = JSON.stringify({ emailAddress: address, historyId: history })
      return fetch(webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          message: { data: Buffer.from(data).toString('base64'), messageId: String(history) },
          subscription: 'projects/p/subscriptions/s',
        }),
      })
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return fake
}
