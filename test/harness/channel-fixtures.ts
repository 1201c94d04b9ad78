// The files in a channel's fixtures folder, as docs/guides/add-a-channel.md describes them, and the small changes to a
// request that a channel must notice, or must not mind.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Channel, InboxAccount, OutgoingMessage, RawRequest, SendResult } from '#channels/channel.ts'

export type Provenance = { provenance: string; date: string }
export type InCase = Provenance & {
  request: { method: string; url: string; headers?: Record<string, string>; body?: string }
  settings?: Record<string, unknown>
}
export type SendCase = Provenance & {
  message: Partial<OutgoingMessage> & { files?: OutgoingMessage['files'] }
  settings?: Record<string, unknown>
  address?: string
  apiBase?: string | null
  response?: { status: number; headers?: Record<string, string>; body: unknown }
  /** What is asked of the provider before, such as a token: answered always, and no part of what is checked. */
  before?: { url: string; body: unknown }[]
}
export type SendExpected = {
  request: { method: string; url: string; headers: Record<string, string>; body: unknown }
  result?: SendResult
}

export const RECEIVED = new Date('2026-11-20T14:00:00Z')
export const fixtures = (channel: Channel) =>
  new URL(`../../server/channels/${channel.id}/fixtures/`, import.meta.url)

export function read<T>(channel: Channel, name: string): T {
  return JSON.parse(readFileSync(new URL(name, fixtures(channel)), 'utf8')) as T
}
export function casesOf(channel: Channel, ending: string): string[] {
  if (!existsSync(fixtures(channel))) return []
  return readdirSync(fixtures(channel)).flatMap((name) =>
    name.endsWith(ending) ? [name.slice(0, -ending.length)] : [],
  )
}
export function accountOf(
  channel: Channel,
  more: { settings?: Record<string, unknown>; address?: string } = {},
): InboxAccount {
  const file = existsSync(new URL('account.json', fixtures(channel)))
    ? read<{ address: string; settings: Record<string, unknown> }>(channel, 'account.json')
    : { address: '', settings: {} }
  return {
    id: 'ibx_fixture',
    workspaceId: 'ws_fixture',
    key: 'k3y',
    channel: channel.capabilities.channel,
    provider: channel.provider,
    name: 'Harbour Dental',
    address: more.address ?? file.address,
    settings: { ...file.settings, ...more.settings },
  }
}
/** Dates and bytes as they stand in a file. */
export const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null')

/** One bit of one byte is another: the mildest change that there is. */
export function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** The same request with a field that no documentation knows. */
export function withUnknown(raw: RawRequest): RawRequest {
  const text = raw.body.toString('utf8')
  if (raw.method === 'GET') return { ...raw, url: `${raw.url}&ZzNewField=1` }
  if (raw.headers['content-type']?.startsWith('multipart/')) return raw
  if (!/^[{[]/.test(text)) return { ...raw, body: Buffer.from(`${text}&ZzNewField=1&AaNewField=`) }
  const deep = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(deep)
    if (typeof value !== 'object' || value === null) return value
    return {
      ...Object.fromEntries(Object.entries(value).map(([k, v]) => [k, deep(v)])),
      zz_new_field: { a: [1] },
    }
  }
  return { ...raw, body: Buffer.from(JSON.stringify(deep(JSON.parse(text)))) }
}

/** `meta` may keep what it does not know; everything that acts must be the same. */
export function withoutMeta(outcome: unknown): unknown {
  return JSON.parse(JSON.stringify(outcome), (key, value: unknown) => (key === 'meta' ? undefined : value))
}

/** Forms as lists of fields in their order, JSON as it is. */
export function readable(body: string, type: string | null): unknown {
  if (type?.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(body)]
  return type?.startsWith('application/json') ? JSON.parse(body) : body
}
