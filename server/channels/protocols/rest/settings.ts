// Settings as people type them into a form, for providers with a REST API.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import type { SettingField } from '#domain/channel.ts'

/** Forms send blank text for what is not filled in. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  )

export const filled = (message: string, max = 500) => z.string(message).trim().min(1, message).max(max)

/** A UUID in its one spelling, however it was typed. */
export const uuid = (message: string) =>
  z
    .string(message)
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, message)

/** The word for the simulator in this installation; the others are addresses. */
const SIMULATOR = 'simulator'
const NO_BASE = 'Write an address such as https://sms.example.com, or the word simulator.'

/** Where an inbox talks to an emulator, or to the provider in another region. */
export const apiBase = optional(z.string(NO_BASE).trim().max(500).refine(isBase, NO_BASE))

export function apiBaseField(own: string, help: string): SettingField {
  return { name: 'apiBase', label: 'API address', type: 'url', required: false, placeholder: own, help }
}

/** An address of an API, or the word for the simulator. */
export function isBase(value: string): boolean {
  if (value === SIMULATOR) return true
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false
  return url.username + url.password + url.search + url.hash === ''
}

/** Every problem names its field and the remedy, one a field; what was blank is left out. */
export function checkWith(
  schema: z.ZodType<Record<string, unknown>>,
  given: Record<string, unknown>,
): ReturnType<Channel['checkSettings']> {
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    const isFirst = (one: { path: string }, n: number) => problems.findIndex((p) => p.path === one.path) === n
    return { ok: false, problems: problems.filter(isFirst) }
  }
  const kept = Object.entries(parsed.data).filter(([, value]) => value !== undefined)
  return { ok: true, settings: Object.fromEntries(kept) }
}

/** A setting of a stored inbox as text; empty where there is none, and the call that needs it is refused. */
export function textSetting(account: InboxAccount, name: string): string {
  const value = account.settings[name]
  return typeof value === 'string' ? value : ''
}
