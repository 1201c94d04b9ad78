// TikTok's API for Business on loopback: tokens that change with every renewal, messages with HTTP 200 for a no as well,
// a list of what was said, and files for whoever has the token.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from './http-wire.ts'
import { signTikTok } from './signers.ts'

type Line = {
  message_id: string
  conversation_id: string
  timestamp: number
  body: string
  media: string | null
}
export type TikTokFake = {
  url: string
  /** What an inbox is set up with. */
  settings: { appId: string; appSecret: string; businessId: string; refreshToken: string }
  /** What the account has sent, the oldest first. */
  sent: Line[]
  /** How often a token was renewed; the newest refresh token is the only one that works. */
  renewals(): number
  /** Where it delivers, once it was told. */
  webhook(): string | null
  /** Refuses pictures, as between some countries. */
  refusePictures(on: boolean): void
  /** The next call that sends: refused so, taken and the line cut, or echoed before it is answered. */
  plan(...faults: (number | 'drop_after' | 'echo_first')[]): void
  keepFile(content: Uint8Array): string
  /** Delivers an event as TikTok does. */
  deliver(event: string, content: unknown, secret?: string): Promise<Response>
  /** The echo of something that was sent. */
  echo(line: Line, source?: 'API' | 'APP'): Promise<Response>
  stop(): Promise<void>
}

export async function startTikTokFake(): Promise<TikTokFake> {
  const settings = {
    appId: '7301',
    appSecret: 'secret-of-the-app',
    businessId: 'biz-1',
    refreshToken: 'refresh-0',
  }
  const sent: Line[] = []
  const files = new Map<string, Uint8Array>()
  let faults: (number | 'drop_after' | 'echo_first')[] = []
  let refresh = settings.refreshToken
  let access = ''
  let renewed = 0
  let webhook: string | null = null
  let pictures = true
  let last = 5_000

  const deliver: TikTokFake['deliver'] = (event, content, secret = settings.appSecret) => {
    if (!webhook) throw new Error('TikTok was not told where to deliver')
    const body = JSON.stringify({
      client_key: settings.appId,
      event,
      create_time: Math.floor(Date.now() / 1000),
      user_openid: settings.businessId,
      content: JSON.stringify(content),
    })
    return fetch(webhook, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // Long ago: TikTok repeats for days, and does not sign anew.
        'tiktok-signature': signTikTok(Buffer.from(body), secret, '1790000000'),
      },
      body,
    })
  }
  const echo: TikTokFake['echo'] = (line, source = 'API') =>
    deliver('im_send_msg', {
      type: line.media ? 'image' : 'text',
      message_id: line.message_id,
      conversation_id: line.conversation_id,
      timestamp: line.timestamp,
      from_user: { id: settings.businessId },
      ...(line.media ? { image: { media_id: line.media } } : { text: { body: line.body } }),
      message_tag: { source },
    })

  async function send(body: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = JSON.parse(body) as {
      recipient: string
      text?: { body: string }
      image?: { media_id: string }
    }
    const fault = faults.shift()
    if (typeof fault === 'number')
      return sendJson(response, 200, { code: fault, message: 'refused', data: {} })
    const line = {
      message_id: `out-${last++}`,
      conversation_id: given.recipient,
      timestamp: Date.now(),
      body: given.text?.body ?? '',
      media: given.image?.media_id ?? null,
    }
    sent.push(line)
    if (fault === 'drop_after') return void request.socket.destroy()
    if (fault === 'echo_first') await echo(line)
    sendJson(response, 200, { code: 0, message: 'OK', data: { message: { message_id: line.message_id } } })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://x')
    const body = await readBody(request)
    const ok = (data: unknown) => sendJson(response, 200, { code: 0, message: 'OK', request_id: 'r', data })
    const no = (code: number) => sendJson(response, 200, { code, message: 'refused', data: {} })
    const path = url.pathname.replace('/open_api/v1.3/', '')
    if (url.pathname.startsWith('/files/')) {
      const content = request.headers['x-user'] === access ? files.get(url.pathname.slice(7)) : undefined
      return void response.writeHead(content ? 200 : 403).end(content)
    }
    if (path === 'business/webhook/update/') {
      const given = JSON.parse(body) as { secret: string; callback_url: string }
      if (given.secret !== settings.appSecret) return no(40001)
      webhook = given.callback_url
      return ok({})
    }
    if (path === 'tt_user/oauth2/refresh_token/') {
      if ((JSON.parse(body) as { refresh_token: string }).refresh_token !== refresh) return no(40110)
      renewed++
      refresh = `refresh-${renewed}`
      access = `access-${renewed}`
      return ok({ access_token: access, expires_in: 86_400, refresh_token: refresh })
    }
    if (access === '' || request.headers['access-token'] !== access) return no(40105)
    switch (path) {
      case 'business/get/':
        return ok({ username: 'harbour.dental', display_name: 'Harbour Dental' })
      case 'business/message/send/':
        return send(body, request, response)
      case 'business/message/capabilities/get/':
        return ok({ capability_infos: [{ capability_type: 'IMAGE_SEND', capability_result: pictures }] })
      case 'business/message/media/upload/':
        return ok({ media_id: `up-${last++}` })
      case 'business/message/media/download/': {
        const { media_id: id } = JSON.parse(body) as { media_id: string }
        return files.has(id) ? ok({ download_url: `${address()}/files/${id}` }) : no(40007)
      }
      case 'business/message/content/list/':
        return ok({
          messages: sent
            .filter((line) => line.conversation_id === url.searchParams.get('conversation_id'))
            .slice(-20)
            .map((line) => ({
              message_id: line.message_id,
              timestamp: line.timestamp,
              message_type: line.media ? 'IMAGE' : 'TEXT',
              from_user: { id: settings.businessId },
              ...(line.media ? {} : { text: { body: line.body } }),
              message_tag: { source: 'API' },
            })),
        })
      default:
        return void response.writeHead(404).end('not found')
    }
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: address(),
    settings,
    sent,
    renewals: () => renewed,
    webhook: () => webhook,
    refusePictures: (on) => {
      pictures = !on
    },
    plan: (...next) => {
      faults = next
    },
    keepFile: (content) => {
      const id = `file-${last++}`
      files.set(id, content)
      return id
    },
    deliver,
    echo,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
