// Requests of providers: signatures as they say, and bodies as what they are.
import path from 'node:path'
import type { Channel, InboxAccount, IncomingItem, RawRequest } from '#channels/channel.ts'
import { verifySignature } from '#channels/protocols/twilio/signature.ts'
import { findChannel } from '#channels/registry.ts'
import type { ChannelKind } from '#domain/channel.ts'
import { type Case, type Row, readJson } from './sample.ts'

export async function measureWebhooks(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'providers')
  return [
    {
      set: 'signatures/twilio',
      what: 'accepted or refused as said',
      cases: await signatures(path.join(folder, 'signatures/twilio.json')),
      anchor: '17/17',
    },
    {
      set: 'telnyx',
      what: 'sender and text',
      cases: await telnyx(path.join(folder, 'telnyx/inbound_message_received.json')),
      anchor: '1/1',
    },
    {
      set: 'meta',
      what: 'customers’ messages are messages, and nothing else is',
      cases: [
        ...(await meta(path.join(folder, 'meta/messenger_webhooks.json'), 'messenger')),
        ...(await meta(path.join(folder, 'meta/instagram_webhooks.json'), 'instagram')),
      ],
      anchor: '13/13',
    },
    {
      set: 'whatsapp',
      what: 'sender and text of each published example',
      cases: await whatsapp(path.join(folder, 'whatsapp/inbound_webhook_examples.json')),
      anchor: '16/16',
    },
  ]
}

type Vector = {
  token: string
  url: string
  params?: Record<string, string>
  raw_body?: string
  content_type?: string
  signature: string
  valid: boolean
  note: string
}

async function signatures(file: string): Promise<Case[]> {
  const { vectors } = (await readJson(file)) as { vectors: Vector[] }
  return vectors.map((vector) => {
    const body = vector.raw_body ?? new URLSearchParams(vector.params).toString()
    const raw: RawRequest = {
      method: 'POST',
      url: vector.url,
      headers: {
        'content-type': vector.content_type ?? 'application/x-www-form-urlencoded',
        'x-twilio-signature': vector.signature,
      },
      body: Buffer.from(body),
      receivedAt: new Date(),
    }
    const { ok } = verifySignature(raw, vector.token)
    return { name: vector.note, right: ok === vector.valid, seen: ok ? 'accepted' : 'refused' }
  })
}

async function read(
  [kind, provider]: [ChannelKind, string],
  settings: Record<string, unknown>,
  body: unknown,
): Promise<IncomingItem[] | string> {
  const channel: Channel | null = findChannel(kind, provider)
  if (!channel) return `there is no ${kind} by ${provider}`
  const account: InboxAccount = {
    id: 'ibx_sample',
    workspaceId: 'ws_sample',
    key: 'sample',
    channel: kind,
    provider,
    name: 'Sample',
    address: '',
    settings,
  }
  const outcome = await channel.parse(
    {
      method: 'POST',
      url: 'https://desk.example/webhooks/sample',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(body)),
      receivedAt: new Date(),
    },
    account,
  )
  return outcome.ok ? outcome.items : outcome.reason
}

type TelnyxBody = { data: { payload: { from: { phone_number: string }; text: string } } }

async function telnyx(file: string): Promise<Case[]> {
  const body = (await readJson(file)) as TelnyxBody
  const items = await read(['sms', 'telnyx'], {}, body)
  const { from, text } = body.data.payload
  const right =
    typeof items !== 'string' &&
    items.some((item) => item.kind === 'message' && item.from === from.phone_number && item.text === text)
  return [{ name: 'message.received', right, seen: JSON.stringify(items) }]
}

/** Names of the bodies that are no message of a customer: our own words come back, or somebody has looked. */
const NO_MESSAGE = /echo|seen|delivery|read|unsend|comment/

type MetaBody = { entry: { id: string; messaging?: Happened[]; standby?: Happened[]; changes?: unknown[] }[] }
type Happened = { sender?: { id: string }; message?: { text?: string } }

async function meta(file: string, kind: 'messenger' | 'instagram'): Promise<Case[]> {
  const bodies = (await readJson(file)) as Record<string, MetaBody>
  const cases: Case[] = []
  for (const [name, body] of Object.entries(bodies)) {
    const [entry] = body.entry
    const account = entry?.id ?? ''
    const items = await read([kind, 'meta'], { pageId: account, accountId: account, appId: '1' }, body)
    const found = typeof items === 'string' ? [] : items.filter((item) => item.kind === 'message')
    const said = (entry?.messaging ?? entry?.standby ?? [])[0]
    const right =
      typeof items !== 'string' &&
      (NO_MESSAGE.test(name)
        ? found.length === 0
        : found.length === 1 && (!said?.message?.text || found[0]?.text.includes(said.message.text) === true))
    cases.push({ name: `${kind} ${name}`, right, seen: JSON.stringify(items) })
  }
  return cases
}

type WhatsappBody = {
  entry: { changes: { value: { metadata?: { phone_number_id: string }; messages?: WhatsappMessage[] } }[] }[]
}
type WhatsappMessage = { from: string; type: string; text?: { body: string } }

async function whatsapp(file: string): Promise<Case[]> {
  const bodies = (await readJson(file)) as Record<string, WhatsappBody>
  const cases: Case[] = []
  for (const [name, body] of Object.entries(bodies)) {
    const value = body.entry[0]?.changes[0]?.value
    const items = await read(
      ['whatsapp', 'meta'],
      { phoneNumberId: value?.metadata?.phone_number_id ?? '', businessAccountId: '' },
      body,
    )
    const sent = value?.messages?.[0]
    const right =
      typeof items !== 'string' &&
      (!sent ||
        items.some(
          (item) =>
            (item.kind === 'message' &&
              item.from.endsWith(sent.from) &&
              item.text.includes(sent.text?.body ?? '')) ||
            (sent.type === 'reaction' && item.kind === 'reaction' && item.from.endsWith(sent.from)) ||
            (sent.type === 'system' && item.kind !== 'message'),
        ))
    cases.push({ name, right, seen: JSON.stringify(items) })
  }
  return cases
}
