// Meta's Send API on loopback, and its signed webhooks. It keeps what it was sent, and fails where the test says so.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from './http-wire.ts'
import { signMeta } from './signers.ts'

/** One white pixel, under any path below `/cdn/`: files lie open there. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
)

type Content = { text?: string; attachment?: { type: string; payload: { url: string } }; metadata?: string }
export type SentByPage = { mid: string; to: string; type: string; tag?: string; message: Content }

export type MetaFake = {
  url: string
  accountId: string
  accessToken: string
  appSecret: string
  /** What reached customers, the oldest first. */
  sent: SentByPage[]
  /** What customers saw of the business beside messages. */
  actions: { to: string; action: string }[]
  /** Whose last message is too long ago. */
  late: Set<string>
  /** In whose conversations another app answers. */
  taken: Set<string>
  /** May this app take a conversation from another one? */
  mayTake: boolean
  /** What Meta tells of a person, by their scoped id; nobody else gives their name. */
  profiles: Map<string, Record<string, string>>
  /** What was asked for by GET, as path and query. */
  asked: string[]
  /** The next call is taken, and the line is cut before the answer. */
  loseNextAnswer(): void
  /** The next message to this customer reaches them; the answer to us (also about their name) waits until it is released. */
  holdAnswerTo(who: string): () => void
  /** Delivers events of this account as Meta does. */
  deliver(webhookUrl: string, events: unknown[], secret?: string): Promise<Response>
  /** Delivers whole entries, of whichever accounts and with `standby` where another app answers. */
  deliverEntries(webhookUrl: string, entries: unknown[], secret?: string): Promise<Response>
  stop(): Promise<void>
}

/** `object`: what Meta calls the sender of the webhooks. */
export async function startMetaFake(
  object: 'page' | 'instagram',
  accountId = '100200300400500',
): Promise<MetaFake> {
  const [accessToken, appSecret] = [randomBytes(20).toString('hex'), randomBytes(16).toString('hex')]
  const sent: SentByPage[] = []
  const actions: MetaFake['actions'] = []
  const late = new Set<string>()
  const taken = new Set<string>()
  const profiles = new Map<string, Record<string, string>>()
  const asked: string[] = []
  const state = { mayTake: true }
  let lose = false
  const held = new Map<string, Promise<void>>()

  async function lookUp(path: string, response: ServerResponse): Promise<void> {
    asked.push(path)
    const id = /^\/v\d+\.0\/(\w+)/.exec(path)?.[1] ?? ''
    const profile = profiles.get(id)
    await held.get(id)
    if (id === accountId || id === 'me')
      return sendJson(response, 200, {
        id: accountId,
        user_id: accountId,
        name: 'The page',
        username: 'the_page',
      })
    if (profile) return sendJson(response, 200, { id, ...profile })
    sendJson(response, 400, { error: { message: 'Unsupported get request', code: 100, error_subcode: 33 } })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    if (request.url?.startsWith('/cdn/')) {
      response.writeHead(200, { 'content-type': 'image/png' }).end(PICTURE)
      return
    }
    const refuse = (status: number, error: object) => sendJson(response, status, { error })
    if (request.headers.authorization !== `Bearer ${accessToken}`)
      return refuse(401, { message: 'Invalid OAuth access token', type: 'OAuthException', code: 190 })
    if (request.method === 'GET') return lookUp(request.url ?? '', response)
    if (new RegExp(`^/v\\d+\\.0/${accountId}/take_thread_control$`).test(request.url ?? '')) {
      if (!state.mayTake)
        return refuse(400, { message: 'Only the primary receiver may take control', code: 100 })
      taken.delete((JSON.parse(body) as { recipient: { id: string } }).recipient.id)
      return sendJson(response, 200, { success: true })
    }
    if (!new RegExp(`^/v\\d+\\.0/${accountId}/messages$`).test(request.url ?? ''))
      return refuse(400, { message: 'Unsupported request', code: 100 })
    const given = JSON.parse(body) as {
      recipient: { id: string }
      messaging_type: string
      tag?: string
      message?: Content
      sender_action?: string
    }
    const { recipient, message, sender_action: action } = given
    if (action && !message) {
      actions.push({ to: recipient.id, action })
      return sendJson(response, 200, { recipient_id: recipient.id })
    }
    if (!message || Boolean(message.text) === Boolean(message.attachment))
      return refuse(400, { message: 'A message is either a text or an attachment', code: 100 })
    if (late.has(recipient.id))
      return refuse(400, { message: 'outside of allowed window', code: 10, error_subcode: 2018278 })
    if (taken.has(recipient.id))
      return refuse(400, {
        message: 'Message failed to send because another app is controlling this thread now.',
        code: 10,
        error_subcode: 2018300,
      })
    const mid = `m_${randomBytes(12).toString('base64url')}`
    sent.push({
      mid,
      to: recipient.id,
      type: given.messaging_type,
      ...(given.tag ? { tag: given.tag } : {}),
      message,
    })
    const released = held.get(recipient.id)
    held.delete(recipient.id)
    await released
    if (lose) {
      lose = false
      request.socket.destroy()
    } else sendJson(response, 200, { recipient_id: recipient.id, message_id: mid })
  }

  const post = (webhookUrl: string, entry: unknown[], secret = appSecret) => {
    const body = JSON.stringify({ object, entry })
    return fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signMeta(body, secret) },
      body,
    })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountId,
    accessToken,
    appSecret,
    sent,
    actions,
    late,
    taken,
    profiles,
    asked,
    get mayTake() {
      return state.mayTake
    },
    set mayTake(may) {
      state.mayTake = may
    },
    holdAnswerTo: (who) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held.set(who, promise)
      return resolve
    },
    loseNextAnswer: () => {
      lose = true
    },
    deliver: (webhookUrl, events, secret) =>
      post(webhookUrl, [{ id: accountId, time: 1, messaging: events }], secret),
    deliverEntries: post,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
