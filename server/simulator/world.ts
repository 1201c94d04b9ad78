// What a simulated provider has around it: the product's doors, the phones, and the network that carries.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import type { SimulatorRow } from '#db/simulator.ts'
import type { SimulatorChoice } from '#wire/simulator.ts'
import type { StoredDeviceSettings } from './device-settings.ts'
import type { StoredText } from './items.ts'
import type { Outside } from './outside.ts'
import type { CarriedMail } from './provider.ts'

export type World = Outside & {
  /** The simulated inboxes of a provider, where `setting` (one that is no secret) says so. The caller checks credentials. */
  accounts(provider: string, setting?: { name: string; value: string }): Promise<InboxAccount[]>
  /** How the phone at this address treats what it gets: asked before a message is taken, for what is refused at once. */
  behaviour(account: InboxAccount, address: string): Promise<StoredDeviceSettings>
  /** Puts a message of the business on its way to the phone; returns at once. */
  take(account: InboxAccount, sending: Sending): Promise<{ row: SimulatorRow; text: StoredText }>
  /** Puts a mail of the business into the mailbox of one recipient, or loses it as that one is told to, and reports. */
  takeMail(account: InboxAccount, raw: Uint8Array, mail: CarriedMail): Promise<void>
  /** The business takes back, or reacts to, what it sent or got. */
  change(account: InboxAccount, externalId: string, change: Partial<StoredText>): Promise<StoredText | null>
}

export type Sending = {
  /** The customer's address as the product writes it: a number, or `network:id`. */
  address: string
  behaviour: StoredDeviceSettings
  externalId: string
  /** As the provider writes them. */
  accountName: string
  from: string
  to: string
  text: string
  /** Files of the product that are named by their address. */
  urls?: string[]
  /** Files that came along. */
  files?: { name: string; type: string; content: Uint8Array }[]
  choices?: SimulatorChoice[]
  /** The provider's id of the message that this answers. */
  quotes?: string | null
  /** Where receipts of this message go, where the provider is told with each. */
  callback?: string | null
  /** Our own id, where the provider carries it back. */
  reference?: string | null
  /** What else the provider says of it later. */
  extra?: Record<string, string>
}

/** The message was taken, and the line breaks before the answer: only asking again tells. */
export function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

/** The JSON of a body; null where it is none. */
export function jsonOf(request: FastifyRequest): unknown {
  try {
    return JSON.parse(textOf(request))
  } catch {
    return null
  }
}

/** The body as text. */
export function textOf(request: FastifyRequest): string {
  return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
}

/** A body in parts, with files among them; null where it is none. */
export async function formOf(request: FastifyRequest): Promise<FormData | null> {
  const type = request.headers['content-type'] ?? ''
  if (!Buffer.isBuffer(request.body)) return null
  return new Response(new Uint8Array(request.body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
}
