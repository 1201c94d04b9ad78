// Twilio on loopback: its REST API for messages with the account's credentials, and its signed webhooks. It keeps
// what it was sent, and fails where the test says so. Signs by itself, not with the product's code.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { formText, readBody, sendJson } from './http-wire.ts'
import { signTwilio } from './signers.ts'
import {
  type FakeMessage,
  findRefusal,
  type Inbound,
  inboundFields,
  list,
  newSid,
  receiptFields,
  resource,
  toMessage,
} from './twilio-wire.ts'

/** What goes wrong. `drop_after` takes the message and cuts the line before the answer: the classic unknown. */
export type TwilioFault = { to?: string } & (
  | { fault: 'status'; status: number; code?: number; retryAfter?: number }
  | { fault: 'drop_before' | 'drop_after' | 'hang' }
  /** Waits until `heal` is called, and then goes on as if nothing had been. */
  | { fault: 'wait' }
)
type Planned = TwilioFault & { on: 'create' | 'list'; left: number }

/** A request as the provider makes it. */
export type SignedRequest = { method: 'POST'; url: string; headers: Record<string, string>; body: string }

export type TwilioFake = {
  url: string
  accountSid: string
  authToken: string
  /** What exists at the provider, the oldest first. */
  messages: FakeMessage[]
  /** Calls that created or would have created a message, refused ones included. */
  attempts(): number
  /** The next calls go wrong, where given only those `to` one customer: `times` of them, all where it is left out. */
  plan(on: Planned['on'], fault: TwilioFault, times?: number): void
  /** Nothing goes wrong any more; what waits goes on. */
  heal(): void
  /** Stops listening, so that connections are refused; and listens at the same port again. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  /** Puts a file behind the credentials, as one that a customer sent; returns its address. */
  keepMedia(content: Uint8Array, type: string): string
  /** The numbers that the account rents. */
  numbers: { phone_number: string; sms_url: string }[]
  /** Fetches of files, with the user that was signed in. */
  fetches: { path: string; user: string | null }[]
  signedInbound(webhookUrl: string, message: Inbound, token?: string): SignedRequest
  /** A status callback for a message of ours, to the address that came with it. */
  signedReceipt(message: FakeMessage, status: string, fields?: Record<string, string>): SignedRequest
  stop(): Promise<void>
}

export async function startTwilioFake(): Promise<TwilioFake> {
  const accountSid = newSid('AC')
  const authToken = randomBytes(16).toString('hex')
  const messages: FakeMessage[] = []
  const planned: Planned[] = []
  const files = new Map<string, { content: Uint8Array; type: string }>()
  const fetches: TwilioFake['fetches'] = []
  const numbers: TwilioFake['numbers'] = []
  const base = `/2010-04-01/Accounts/${accountSid}`
  let waiting: (() => void)[] = []
  let attempts = 0

  const takeFault = (on: Planned['on'], to: string | null): Planned | null => {
    const index = planned.findIndex((p) => p.on === on && p.left > 0 && (!p.to || p.to === to))
    const found = planned[index]
    if (!found) return null
    found.left--
    return found
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const body = await readBody(request)
    const user = signedInUser(request.headers.authorization, accountSid, authToken)
    if (url.pathname.startsWith('/storage/')) {
      fetches.push({ path: url.pathname, user })
      const file = files.get(url.pathname.slice('/storage/'.length))
      return file
        ? void response.writeHead(200, { 'content-type': file.type }).end(file.content)
        : refuse(response, 404, 20404)
    }
    if (user === null) return refuse(response, 401, 20003)
    if (url.pathname.startsWith(`${base}/Messages/`) && url.pathname.includes('/Media/')) {
      fetches.push({ path: url.pathname, user })
      const id = url.pathname.split('/').at(-1) ?? ''
      return void response.writeHead(307, { location: `/storage/${id}` }).end()
    }
    const create = request.method === 'POST' && url.pathname === `${base}/Messages.json`
    if (create) attempts++
    const fault = takeFault(create ? 'create' : 'list', new URLSearchParams(body).get('To'))
    if (fault?.fault === 'wait') await new Promise<void>((resolve) => waiting.push(resolve))
    if (fault?.fault === 'hang') return
    if (fault?.fault === 'drop_before') return void request.socket.destroy()
    if (fault?.fault === 'status') return refuse(response, fault.status, fault.code, fault.retryAfter)
    if (create) {
      const form = new URLSearchParams(body)
      const refusal = findRefusal(form)
      if (refusal) return refuse(response, 400, refusal)
      const message = toMessage(form)
      messages.push(message)
      if (fault?.fault === 'drop_after') return void request.socket.destroy()
      return sendJson(response, 201, resource(message, accountSid))
    }
    const one = messages.find((m) => url.pathname === `${base}/Messages/${m.sid}.json`)
    if (one) return sendJson(response, 200, resource(one, accountSid))
    if (url.pathname === `${base}/IncomingPhoneNumbers.json`)
      return sendJson(response, 200, {
        incoming_phone_numbers: numbers.filter((n) => n.phone_number === url.searchParams.get('PhoneNumber')),
      })
    if (url.pathname === `${base}/Messages.json`)
      return sendJson(response, 200, list(url, messages, accountSid))
    return refuse(response, 404, 20404)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy())
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`

  const sign = (url: string, fields: Record<string, string>, token: string): SignedRequest => {
    return {
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'user-agent': 'TwilioProxy/1.1',
        'x-twilio-signature': signTwilio(url, Object.entries(fields), token),
        'i-twilio-idempotency-token': randomBytes(16).toString('hex'),
      },
      body: formText(fields),
    }
  }

  return {
    url: origin,
    accountSid,
    authToken,
    messages,
    attempts: () => attempts,
    plan: (on, fault, times = Number.POSITIVE_INFINITY) => void planned.push({ ...fault, on, left: times }),
    heal() {
      planned.length = 0
      for (const go of waiting) go()
      waiting = []
    },
    goDown: close,
    comeBack: () => listen(port),
    keepMedia(content, type) {
      const id = newSid('ME')
      files.set(id, { content, type })
      return `${origin}${base}/Messages/${newSid('MM')}/Media/${id}`
    },
    fetches,
    numbers,
    signedInbound: (webhookUrl, message, token = authToken) =>
      sign(webhookUrl, inboundFields(message, accountSid), token),
    signedReceipt(message, status, fields = {}) {
      if (!message.statusCallback) throw new Error('this message asked for no receipts')
      return sign(
        message.statusCallback,
        { ...receiptFields(message, status, accountSid), ...fields },
        authToken,
      )
    },
    stop: close,
  }
}

function signedInUser(header: string | undefined, accountSid: string, authToken: string): string | null {
  const given = Buffer.from(/^Basic (.+)$/.exec(header ?? '')?.[1] ?? '', 'base64').toString('utf8')
  return given === `${accountSid}:${authToken}` ? accountSid : null
}

function refuse(response: ServerResponse, status: number, code?: number, retryAfter?: number): void {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  // Without a code it is not the API that answers, but something in front of it.
  if (code === undefined)
    return void response
      .writeHead(status, { ...headers, 'content-type': 'text/html' })
      .end('<h1>Bad gateway</h1>')
  sendJson(
    response,
    status,
    { code, message: `error ${code}`, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    headers,
  )
}

/** Makes a request of the provider. */
export function post(request: SignedRequest): Promise<Response> {
  return fetch(request.url, { method: request.method, headers: request.headers, body: request.body })
}
