// An SMS inbox of the product at a small Twilio of our own, which takes what is sent and says when it came.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, sendJson } from '#test/fakes/http-wire.ts'
import { newSid, resource, toMessage } from '#test/fakes/twilio-wire.ts'
import type { Inbox } from '#wire/api/settings.ts'
import type { Bench } from './bench.ts'
import type { Product } from './product.ts'

export const BUSINESS = '+12125550100'

export type TwilioEnd = {
  url: string
  accountSid: string
  authToken: string
  sent: { to: string; at: number }[]
}
/** What one needs to sign webhooks for an inbox. */
export type Signing = { port: number; webhookUrl: string; accountSid: string; authToken: string }

/** A REST API that takes every message at once. It is as quick as node:http, so that it is not what is measured. */
export async function startTwilioEnd(bench: Bench): Promise<TwilioEnd> {
  const accountSid = newSid('AC')
  const sent: TwilioEnd['sent'] = []
  const server = createServer((request, response) => {
    const at = Date.now()
    readBody(request)
      .then((body) => {
        const message = toMessage(new URLSearchParams(body))
        sent.push({ to: message.to, at })
        sendJson(response, 201, resource(message, accountSid))
      })
      .catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  bench.onEnd(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, accountSid, authToken: newSid(''), sent }
}

/** Connects the inbox over the API, as an owner does, with no monthly limit of texts. */
export async function connectInbox(
  product: Product,
  twilio: TwilioEnd,
): Promise<{ inbox: Inbox; signing: Signing }> {
  const { accountSid, authToken, url } = twilio
  const inbox = await product.api.post<Inbox>('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: BUSINESS,
    settings: { accountSid, authToken, apiBase: url },
  })
  await product.api.patch('/settings', { smsAllowance: null })
  return { inbox, signing: { port: product.port, webhookUrl: inbox.webhookUrl, accountSid, authToken } }
}
