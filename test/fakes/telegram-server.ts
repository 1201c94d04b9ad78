// A Bot API on loopback: messages are taken in the chats that it knows, files are given to whoever has the token.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from './http-wire.ts'

export type SentByBot = { method: string; chat: number; text: string; id: number }

export type TelegramFake = {
  url: string
  token: string
  /** What the bot has sent, the oldest first. */
  sent: SentByBot[]
  /** Who has blocked the bot. */
  blockers: Set<number>
  /** The next `times` calls that send are answered so: refused, or taken and the line cut. */
  plan(fault: 'too_many' | 'drop_after', times: number): void
  /** Keeps a file as one that a customer sent; returns its id. */
  keepFile(content: Uint8Array): string
  /** Delivers an update as Telegram does. */
  deliver(webhookUrl: string, update: unknown, secret: string): Promise<Response>
  stop(): Promise<void>
}

export async function startTelegramFake(): Promise<TelegramFake> {
  const token = `7000000001:${randomBytes(20).toString('hex')}`
  const sent: SentByBot[] = []
  const blockers = new Set<number>()
  const files = new Map<string, Uint8Array>()
  let faults: ('too_many' | 'drop_after')[] = []
  let lastId = 100

  function take(method: string, body: string, request: IncomingMessage, response: ServerResponse): void {
    const given = request.headers['content-type']?.startsWith('application/json')
      ? (JSON.parse(body) as { chat_id: number; text?: string })
      : {
          chat_id: Number(/name="chat_id"\r\n\r\n(\d+)/.exec(body)?.[1]),
          text: /name="caption"\r\n\r\n([^\r]*)/.exec(body)?.[1],
        }
    const refuse = (code: number, description: string, parameters?: object) =>
      sendJson(response, code, { ok: false, error_code: code, description, parameters })
    const fault = faults.shift()
    if (fault === 'too_many') return refuse(429, 'Too Many Requests: retry after 1', { retry_after: 1 })
    if (blockers.has(given.chat_id)) return refuse(403, 'Forbidden: bot was blocked by the user')
    const one = { method, chat: given.chat_id, text: given.text ?? '', id: lastId++ }
    sent.push(one)
    if (fault === 'drop_after') return void request.socket.destroy()
    sendJson(response, 200, {
      ok: true,
      result: { message_id: one.id, chat: { id: one.chat, type: 'private' } },
    })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const body = await readBody(request)
    const name = path.split('/').at(-1) ?? ''
    if (path.startsWith(`/file/bot${token}/`)) {
      const content = files.get(name)
      response.writeHead(content ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(content)
    } else if (path === `/bot${token}/getFile`) {
      const { file_id: id } = JSON.parse(body) as { file_id: string }
      if (files.has(id))
        sendJson(response, 200, { ok: true, result: { file_id: id, file_path: `photos/${id}` } })
      else sendJson(response, 400, { ok: false, error_code: 400, description: 'Bad Request: wrong file_id' })
    } else if (name === 'sendChatAction') sendJson(response, 200, { ok: true, result: true })
    else if (path.startsWith(`/bot${token}/send`)) take(name, body, request, response)
    else sendJson(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    sent,
    blockers,
    plan: (fault, times) => {
      faults = Array<typeof fault>(times).fill(fault)
    },
    keepFile: (content) => {
      const id = `AgAC${randomBytes(12).toString('base64url')}`
      files.set(id, content)
      return id
    },
    deliver: (webhookUrl, update, secret) =>
      fetch(webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify(update),
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
