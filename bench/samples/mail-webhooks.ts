// Requests as providers of mail really sent them: each valid one is one message, and the others are refused.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Channel, InboxAccount, RawRequest } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { mailSigners, sendgridPublicKey } from '#test/fakes/mail-signers.ts'
import { type Case, filesBelow, type Row } from './sample.ts'

/** Mailgun's requests but the unwanted mails are signed with this key. The others are not signed: a signature is put to them here. */
const SETTINGS: Record<string, Record<string, unknown>> = {
  mailgun: { signingKey: 'foo' },
  postmark: { webhookUser: 'user', webhookPassword: 'a password of the sample' },
  sendgrid: { publicKey: sendgridPublicKey() },
}
/** Providers of this sample that are no channel here. */
const UNKNOWN = ['mandrill', 'cloudmailin', 'simple']

export async function measureMailWebhooks(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'providers/inbound-email-webhooks')
  const files = (await filesBelow(folder)).filter((file) => file.includes('/'))
  const rows: Row[] = []
  for (const provider of Object.keys(SETTINGS)) {
    const cases: Case[] = []
    for (const file of files.filter((one) => one.startsWith(`${provider}/`)))
      cases.push(await judge(provider, file, await readFile(path.join(folder, file))))
    rows.push({
      set: 'inbound-email-webhooks',
      what: `${provider}: one message of each valid request, the others refused`,
      cases,
      anchor: 'all',
    })
  }
  const left = files.filter((file) => UNKNOWN.some((provider) => file.startsWith(`${provider}/`)))
  rows.push({
    set: 'inbound-email-webhooks',
    what: `of providers that are no channel here (${UNKNOWN.join(', ')})`,
    cases: left.map((name) => ({ name, right: false, seen: 'no such channel' })),
    anchor: 'none',
  })
  return rows
}

async function judge(provider: string, name: string, bytes: Buffer): Promise<Case> {
  const channel = findChannel('email', provider)
  if (!channel) return { name, right: false, seen: 'no such channel' }
  const request = requestOf(provider, bytes)
  const account: InboxAccount = {
    id: 'inb_sample',
    workspaceId: 'wsp_sample',
    key: 'sample',
    channel: 'email',
    provider,
    name: 'Sample',
    address: 'foo@sample.invalid',
    settings: SETTINGS[provider] ?? {},
  }
  const isOwn = provider === 'mailgun' && !name.endsWith('spam.txt')
  const signed = isOwn
    ? request
    : (mailSigners[provider]?.sign(withoutSignature(request), account.settings) ?? request)
  const isValid = !/(?:invalid|missing)\.txt$/.test(name)
  const seen = await outcomeOf(channel, signed, account)
  return { name, right: seen === (isValid ? 'message' : 'refused'), seen }
}

/** Fields of a signature that was made with another key. */
function withoutSignature(raw: RawRequest): RawRequest {
  const text = raw.body.toString('latin1').replace(/&(?:timestamp|token|signature)=[^&]*/g, '')
  return { ...raw, body: Buffer.from(text, 'latin1') }
}

async function outcomeOf(channel: Channel, raw: RawRequest, account: InboxAccount): Promise<string> {
  if (!channel.verify(raw, account).ok) return 'refused'
  const parsed = await channel.parse(raw, account)
  if (!parsed.ok) return `unreadable: ${parsed.reason}`
  const messages = parsed.items.filter((item) => item.kind === 'message')
  const [message] = messages
  const isRead = message !== undefined && !message.from.endsWith('.invalid') && message.subject !== null
  // One of Mailgun's has no subject at all.
  return messages.length === 1 && (isRead || message?.text !== '') ? 'message' : JSON.stringify(parsed.items)
}

function requestOf(provider: string, bytes: Buffer): RawRequest {
  const text = bytes.toString('latin1').replaceAll('\r\n', '\n')
  const end = text.indexOf('\n\n')
  const lines = text.slice(0, end).split('\n').slice(1)
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  )
  const body = text.slice(end + 2)
  // The files were stored with the line ends of a text; a form on the wire has those of the network.
  const isForm = headers['content-type']?.startsWith('multipart/') ?? false
  const sent = isForm ? body.replaceAll('\n', '\r\n') : body.replace(/\n$/, '')
  const signedAt = /timestamp(?:=|"\r?\n\r?\n)(\d{10})/.exec(sent)?.[1]
  return {
    method: 'POST',
    url: `https://desk.example/webhooks/${provider}/sample`,
    headers,
    body: Buffer.from(sent, 'latin1'),
    receivedAt: new Date(signedAt ? Number(signedAt) * 1000 : Date.UTC(2026, 10, 21)),
  }
}
