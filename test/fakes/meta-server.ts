// Meta's Send API on loopback, and its signed webhooks. It keeps what it was sent, and fails where the test says so.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from './http-wire.ts'
import { signMeta } from './signers.ts'

type Content = { text?: string; attachment?: { type: string; payload: { url: string } }; metadata?: string }
export type SentByPage = { mid: string; to: string; type: string; tag?: string; message: Content }

export type MetaFake = {
  url: string
  accountId: string
  accessToken: string
  appSecret: string
  /** What reached customers, the oldest first. */
  sent: SentByPage[]
  /** Whose last message is too long ago. */
  late: Set<string>
  /** The next call is taken, and the line is cut before the answer. */
  loseNextAnswer(): void
  /** Delivers events of this account as Meta does. */
  deliver(webhookUrl: string, events: unknown[], secret?: string): Promise<Response>
  stop(): Promise<void>
}

/** `object`: what Meta calls the sender of the webhooks. */
export async function startMetaFake(object: 'page' | 'instagram'): Promise<MetaFake> {
  const accountId = '100200300400500'
  const [accessToken, appSecret] = [randomBytes(20).toString('hex'), randomBytes(16).toString('hex')]
  const sent: SentByPage[] = []
  const late = new Set<string>()
  let lose = false

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const refuse = (status: number, error: object) => sendJson(response, status, { error })
    if (request.headers.authorization !== `Bearer ${accessToken}`)
      return refuse(401, { message: 'Invalid OAuth access token', type: 'OAuthException', code: 190 })
    if (!new RegExp(`^/v\\d+\\.0/${accountId}/messages$`).test(request.url ?? ''))
      return refuse(400, { message: 'Unsupported request', code: 100 })
    const given = JSON.parse(body) as {
      recipient: { id: string }
      messaging_type: string
      tag?: string
      message: Content
    }
    const { recipient, message } = given
    if (Boolean(message.text) === Boolean(message.attachment))
      return refuse(400, { message: 'A message is either a text or an attachment', code: 100 })
    if (late.has(recipient.id))
      return refuse(400, { message: 'outside of allowed window', code: 10, error_subcode: 2018278 })
    const mid = `m_${randomBytes(12).toString('base64url')}`
    sent.push({
      mid,
      to: recipient.id,
      type: given.messaging_type,
      ...(given.tag ? { tag: given.tag } : {}),
      message,
    })
    if (lose) {
      lose = false
      request.socket.destroy()
    } else sendJson(response, 200, { recipient_id: recipient.id, message_id: mid })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountId,
    accessToken,
    appSecret,
    sent,
    late,
    loseNextAnswer: () => {
      lose = true
    },
    deliver: (webhookUrl, events, secret = appSecret) => {
      const body = JSON.stringify({ object, entry: [{ id: accountId, time: 1, messaging: events }] })
      return fetch(webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signMeta(body, secret) },
        body,
      })
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
