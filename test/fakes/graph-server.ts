// A Microsoft Graph on loopback: one mailbox with two folders, delta queries, subscriptions that are validated as Microsoft
// does, and their notifications. It can forget places and subscriptions, give mails other Message-IDs, and fail.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from './http-wire.ts'
import { createOAuthFake, type OAuthFake } from './oauth-server.ts'

type Folder = 'inbox' | 'sentitems'
export type GraphMail = {
  id: string
  folder: Folder
  raw: string
  at: Date
  conversationId: string
  nth: number
}
export type GraphSubscription = {
  id: string
  notificationUrl: string
  lifecycleNotificationUrl: string
  clientState: string
  expirationDateTime: string
}

export type GraphFake = {
  url: string
  oauth: OAuthFake
  mails: GraphMail[]
  calls: string[]
  subscriptions: Map<string, GraphSubscription>
  put(raw: string, more?: { folder?: Folder; at?: Date; conversation?: string }): GraphMail
  /** Delta links given out so far lead nowhere. */
  forgetPlaces(): void
  rewriteIds: boolean
  dropAnswers: number
  faults: { path: string; status: number; body: unknown }[]
  /** Tells every subscriber that a mail came, or something about the subscription. */
  notify(what?: 'created' | 'missed' | 'reauthorizationRequired' | 'subscriptionRemoved'): Promise<Response[]>
  stop(): Promise<void>
}

export async function startGraphFake(address: string): Promise<GraphFake> {
  const oauth = createOAuthFake()
  oauth.rotate = true
  const mails: GraphMail[] = []
  const subscriptions = new Map<string, GraphSubscription>()
  let epoch = 1
  const header = (raw: string, name: string): string =>
    new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(raw.split(/\r?\n\r?\n/)[0] ?? '')?.[1]?.trim() ?? ''

  function put(raw: string, more: { folder?: Folder; at?: Date; conversation?: string } = {}): GraphMail {
    const answered = mails.find((m) => header(raw, 'In-Reply-To') === header(m.raw, 'Message-ID'))
    const mail = {
      id: `AAMk${Buffer.from(String(mails.length)).toString('base64url')}=`,
      folder: more.folder ?? 'inbox',
      raw,
      at: more.at ?? new Date(),
      conversationId: more.conversation ?? answered?.conversationId ?? `AAQk${mails.length}`,
      nth: mails.length + 1,
    }
    mails.push(mail)
    return mail
  }
  const shown = ({ id, conversationId, at, raw }: GraphMail) => ({
    id,
    conversationId,
    receivedDateTime: at.toISOString(),
    internetMessageId: header(raw, 'Message-ID'),
    isDraft: false,
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const path = decodeURIComponent(url.pathname)
    fake.calls.push(`${request.method} ${path}`)
    if (await oauth.handle(request, response)) return
    const refuse = (status: number, code: string, message = code) =>
      sendJson(response, status, { error: { code, message } })
    const fault = fake.faults.findIndex((one) => path.includes(one.path))
    if (fault >= 0) {
      const [one] = fake.faults.splice(fault, 1)
      return sendJson(response, one?.status ?? 500, one?.body ?? {})
    }
    if (!oauth.isGood(request.headers.authorization)) return refuse(401, 'InvalidAuthenticationToken')
    if (path === '/v1.0/me') return sendJson(response, 200, { mail: address, userPrincipalName: address })
    if (path === '/v1.0/me/sendMail') return take(request, response)
    if (path.startsWith('/v1.0/subscriptions')) return subscribe(path, request, response, refuse)
    const folder = /mailFolders\/(inbox|sentitems)\/messages/.exec(path)?.[1]
    const inFolder = mails.filter((mail) => mail.folder === folder)
    if (path.endsWith('/messages/delta')) {
      const token = url.searchParams.get('$deltatoken')
      const [era, from] = (token ?? `${epoch}-0`).split('-').map(Number)
      if (era !== epoch) return refuse(410, 'syncStateNotFound')
      const since = /receivedDateTime ge (\S+)/.exec(url.searchParams.get('$filter') ?? '')?.[1]
      const found = inFolder.filter((m) => m.nth > (from ?? 0) && (!since || m.at >= new Date(since)))
      return sendJson(response, 200, {
        value: found.map(shown),
        '@odata.deltaLink': `${fake.url}/v1.0/me/mailFolders/${folder}/messages/delta?$deltatoken=${epoch}-${mails.length}`,
      })
    }
    if (folder) {
      const filter = url.searchParams.get('$filter') ?? ''
      const id = /internetMessageId eq '(.*)'/.exec(filter)?.[1]
      return sendJson(response, 200, {
        value: inFolder.filter((m) => !id || header(m.raw, 'Message-ID') === id).map(shown),
      })
    }
    const mail = mails.find(({ id }) => path === `/v1.0/me/messages/${id}/$value`)
    if (!mail) return refuse(404, 'ErrorItemNotFound')
    response.writeHead(200, { 'content-type': 'text/plain' }).end(mail.raw)
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const whole = Buffer.from(await readBody(request), 'base64').toString('utf8')
    const raw = fake.rewriteIds
      ? whole.replace(/^Message-ID: .*$/m, `Message-ID: <AM0PR${mails.length}@eurprd.prod.outlook.com>`)
      : whole
    put(raw, { folder: 'sentitems' })
    if (fake.dropAnswers > 0) {
      fake.dropAnswers--
      return void request.socket.destroy()
    }
    response.writeHead(202).end()
  }

  async function subscribe(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
    refuse: (status: number, code: string, message?: string) => void,
  ): Promise<void> {
    const body = JSON.parse(await readBody(request)) as GraphSubscription
    if (request.method === 'PATCH') {
      const known = subscriptions.get(path.split('/').at(-1) ?? '')
      if (!known) return refuse(404, 'ResourceNotFound')
      known.expirationDateTime = body.expirationDateTime
      return sendJson(response, 200, known)
    }
    const token = `Validation: Testing client application reachability ${randomUUID()}`
    const asked = await fetch(`${body.notificationUrl}?validationToken=${encodeURIComponent(token)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
    if (asked.status !== 200 || (await asked.text()) !== token)
      return refuse(400, 'ValidationError', 'Subscription validation request failed.')
    const made = { ...body, id: randomUUID() }
    subscriptions.set(made.id, made)
    sendJson(response, 201, made)
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: GraphFake = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    oauth,
    mails,
    calls: [],
    subscriptions,
    put,
    forgetPlaces: () => {
      epoch++
    },
    rewriteIds: false,
    dropAnswers: 0,
    faults: [],
    notify: (what = 'created') =>
      Promise.all(
        [...subscriptions.values()].map(({ id, notificationUrl, clientState }) => {
          if (what === 'subscriptionRemoved') subscriptions.delete(id)
          const about =
            what === 'created' ? { changeType: what, resource: 'me/messages/x' } : { lifecycleEvent: what }
          return fetch(notificationUrl, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ value: [{ subscriptionId: id, clientState, ...about }] }),
          })
        }),
      ),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return fake
}
