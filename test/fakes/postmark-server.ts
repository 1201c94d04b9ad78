// A Postmark on loopback: takes mails of the server whose token it knows, and delivers its webhooks.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from './http-wire.ts'

export type PostmarkMail = {
  From: string
  To: string
  Cc?: string
  ReplyTo?: string
  Subject: string
  TextBody: string
  Headers: { Name: string; Value: string }[]
  Metadata: Record<string, string>
}

export type PostmarkFake = {
  url: string
  token: string
  mails: PostmarkMail[]
  /** The next send is answered so: refused as an address that bounced, or taken and the line cut. */
  plan(fault: 'inactive' | 'drop_after'): void
  /** Calls a webhook as Postmark does, with the name and password that stand in its address. */
  deliver(webhookUrl: string, credentials: string, body: unknown): Promise<Response>
  stop(): Promise<void>
}

export async function startPostmarkFake(): Promise<PostmarkFake> {
  const token = randomUUID()
  const mails: PostmarkMail[] = []
  const faults: ('inactive' | 'drop_after')[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    if (request.headers['x-postmark-server-token'] !== token)
      return sendJson(response, 401, { ErrorCode: 10, Message: 'Bad or missing API token' })
    if (request.url !== '/email') return sendJson(response, 404, { ErrorCode: 404, Message: 'Not found' })
    const fault = faults.shift()
    if (fault === 'inactive')
      return sendJson(response, 422, { ErrorCode: 406, Message: 'You tried to send to inactive recipients.' })
    mails.push(JSON.parse(body) as PostmarkMail)
    if (fault === 'drop_after') return void request.socket.destroy()
    sendJson(response, 200, { ErrorCode: 0, Message: 'OK', MessageID: randomUUID() })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    mails,
    plan: (fault) => faults.push(fault),
    deliver: (webhookUrl, credentials, body) =>
      fetch(webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(credentials)}` },
        body: JSON.stringify(body),
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
