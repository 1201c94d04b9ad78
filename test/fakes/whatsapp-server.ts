// WhatsApp's Cloud API on loopback: messages, uploads, files by id, with the token; and Meta's signed webhooks. It keeps
// what it was sent, and fails where the test says so. Signs by itself, not with the product's code.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendJson } from './http-wire.ts'
import { signMeta } from './signers.ts'
import type { SignedRequest } from './twilio-server.ts'

/** What goes wrong once. `drop_after` takes the message and cuts the line before the answer: the classic unknown. */
export type WhatsappFault = { fault: 'refuse'; status: number; code: number } | { fault: 'drop_after' }

export type FakeChat = {
  id: string
  to: string
  body: Record<string, unknown> & { type: string; biz_opaque_callback_data: string }
}

export type WhatsappFake = {
  url: string
  settings: Record<'phoneNumberId' | 'accessToken' | 'appSecret' | 'verifyToken' | 'apiBase', string>
  /** What exists at the provider, the oldest first. */
  messages: FakeChat[]
  /** Files that were uploaded by us, by id. */
  uploads: Map<string, { name: string; type: string; content: Uint8Array }>
  /** The next message to this customer goes wrong. */
  plan(to: string, fault: WhatsappFault): void
  /** Keeps a file as one that a customer sent; returns its id. */
  keepMedia(content: Uint8Array, type: string): string
  /** Fetches of files, with the token that came along. Each address works once, as Meta's work for five minutes. */
  fetches: { token: string | null; status: number }[]
  /** The templates of the account, as Meta lists them; one a page. */
  templates: Record<string, unknown>[]
  /** Read and typing marks that we set, the oldest first. */
  marks: { messageId: string; typing: boolean }[]
  /** A webhook of Meta: `value` joins the number's metadata. */
  signed(
    webhookUrl: string,
    value: Record<string, unknown>,
    more?: { field?: string; secret?: string },
  ): SignedRequest
  stop(): Promise<void>
}

/** The WhatsApp Business account that the access token may manage. */
const BUSINESS = '200300400500600'

const newId = () => `wamid.${randomBytes(24).toString('base64')}`

export async function startWhatsappFake(): Promise<WhatsappFake> {
  const phoneNumberId = `1${Date.now()}`
  const accessToken = `EAA${randomBytes(12).toString('hex')}`
  const appSecret = randomBytes(16).toString('hex')
  const messages: FakeChat[] = []
  const uploads: WhatsappFake['uploads'] = new Map()
  const faults = new Map<string, WhatsappFault>()
  const media = new Map<string, { content: Uint8Array; type: string }>()
  const places = new Map<string, string>()
  const fetches: WhatsappFake['fetches'] = []
  const templates: WhatsappFake['templates'] = []
  const marks: WhatsappFake['marks'] = []
  const base = `/v23.0/${phoneNumberId}`
  let origin = ''

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', origin)
    const body = await readBytes(request)
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
    if (url.pathname.startsWith('/store/'))
      return serve(url.pathname.slice('/store/'.length), token, response)
    if (token !== accessToken) return refuse(response, 401, 190)
    if (request.method === 'POST' && url.pathname === `${base}/media`) {
      const type = request.headers['content-type'] ?? ''
      const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
      const file = form.get('file')
      if (!(file instanceof File) || form.get('messaging_product') !== 'whatsapp')
        return refuse(response, 400, 100)
      const id = String(100_000 + uploads.size)
      uploads.set(id, { name: file.name, type: file.type, content: new Uint8Array(await file.arrayBuffer()) })
      return sendJson(response, 200, { id })
    }
    if (request.method === 'POST' && url.pathname === `${base}/messages`) return take(body, request, response)
    if (request.method === 'GET' && url.pathname === `/v23.0/${BUSINESS}/message_templates`) {
      const at = Number(url.searchParams.get('after') ?? 0)
      const next = at + 1 < templates.length ? { next: `${origin}/next` } : {}
      return sendJson(response, 200, {
        data: templates.slice(at, at + 1),
        paging: { cursors: { after: String(at + 1) }, ...next },
      })
    }
    if (request.method === 'GET' && url.pathname === '/v23.0/debug_token') {
      const scopes = [{ scope: 'whatsapp_business_management', target_ids: [BUSINESS] }]
      return sendJson(response, 200, { data: { is_valid: true, expires_at: 0, granular_scopes: scopes } })
    }
    const file = media.get(url.pathname.split('/').at(-1) ?? '')
    if (request.method !== 'GET' || !file || url.searchParams.get('phone_number_id') !== phoneNumberId)
      return refuse(response, 400, 100)
    const place = randomBytes(12).toString('hex')
    places.set(place, url.pathname.split('/').at(-1) ?? '')
    return sendJson(response, 200, {
      messaging_product: 'whatsapp',
      url: `${origin}/store/${place}?ext=1`,
      mime_type: file.type,
    })
  }

  const serve = (place: string, token: string | null, response: ServerResponse): void => {
    const file = media.get(places.get(place) ?? '')
    places.delete(place)
    const status = token !== accessToken ? 401 : file ? 200 : 404
    fetches.push({ token, status })
    if (status !== 200 || !file) return void response.writeHead(status).end()
    response.writeHead(200, { 'content-type': file.type }).end(file.content)
  }

  const take = (body: Buffer, request: IncomingMessage, response: ServerResponse): void => {
    const sent = JSON.parse(body.toString('utf8')) as FakeChat['body'] & { to?: string; recipient?: string }
    if (sent['status'] === 'read') {
      marks.push({ messageId: String(sent['message_id']), typing: 'typing_indicator' in sent })
      return sendJson(response, 200, { success: true })
    }
    const to = sent.to ?? sent.recipient ?? ''
    const fault = faults.get(to)
    faults.delete(to)
    if (fault?.fault === 'refuse') return refuse(response, fault.status, fault.code)
    const message: FakeChat = { id: newId(), to, body: sent }
    messages.push(message)
    if (fault?.fault === 'drop_after') return void request.socket.destroy()
    sendJson(response, 200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: to.replace('+', '') }],
      messages: [{ id: message.id }],
    })
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`

  return {
    url: origin,
    settings: { phoneNumberId, accessToken, appSecret, verifyToken: 'harbour-dental', apiBase: origin },
    messages,
    uploads,
    plan: (to, fault) => void faults.set(to, fault),
    keepMedia(content, type) {
      const id = String(900_000 + media.size)
      media.set(id, { content, type })
      return id
    },
    fetches,
    templates,
    marks,
    signed(webhookUrl, value, more = {}) {
      const metadata = { display_phone_number: '12125550100', phone_number_id: phoneNumberId }
      const body = JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: '1',
            changes: [
              {
                field: more.field ?? 'messages',
                value: { messaging_product: 'whatsapp', metadata, ...value },
              },
            ],
          },
        ],
      })
      return {
        method: 'POST',
        url: webhookUrl,
        headers: {
          'content-type': 'application/json',
          'x-hub-signature-256': signMeta(body, more.secret ?? appSecret),
        },
        body,
      }
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function refuse(response: ServerResponse, status: number, code: number): void {
  sendJson(response, status, {
    error: { message: `(#${code}) refused`, type: 'OAuthException', code, fbtrace_id: 'A1' },
  })
}
