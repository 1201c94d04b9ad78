// What somebody enters for an inbox: checked by its channel, and its secrets apart from the rest.
import type { Channel } from '#channels/channel.ts'
import { normaliseAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import type { Http } from '#http/context.ts'
import { isPublicHost } from '#lib/public-address.ts'

/** Shown in place of a secret; sent back, it means "as it was". */
export const MASK = '••••••••'

export function withoutMasks(settings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== MASK))
}

/** The settings as they may be stored; a refusal that names every field that is wrong. */
export async function checkedSettings(
  http: Http,
  channel: Channel,
  settings: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const result = channel.checkSettings(settings)
  const problems = result.ok ? await findPrivateHosts(http, channel, result.settings) : result.problems
  if (result.ok && problems.length === 0) return result.settings
  throw new Refusal('invalid_input', problems.map((p) => `${p.path}: ${p.message}`).join('; '), {
    fields: problems.map((p) => ({ path: `settings.${p.path}`, message: p.message })),
  })
}

/** Where many businesses share an installation, nobody may point an inbox at the machines inside. */
async function findPrivateHosts(
  http: Http,
  channel: Channel,
  settings: Record<string, unknown>,
): Promise<{ path: string; message: string }[]> {
  if (http.privateEndpoints === 'allow') return []
  const named = channel.settings.filter((f) => f.type === 'url' || /Host$/.test(f.name))
  const problems: { path: string; message: string }[] = []
  for (const { name } of named) {
    const value = settings[name]
    if (typeof value !== 'string' || value === '' || value === 'simulator') continue
    if (!(await isPublicHost(URL.parse(value)?.hostname ?? value)))
      problems.push({
        path: name,
        message: 'lies on a private address, which this installation does not allow',
      })
  }
  return problems
}

/** The address in its one spelling; a refusal where the channel has no such. */
export function checkedAddress(channel: Channel, address: string): string {
  if (!address || channel.capabilities.addressKind === 'visitor') return address
  const exact = normaliseAddress(channel.capabilities.addressKind, address)
  if (exact) return exact
  // Short codes, sender ids and the numbers of emulators are no valid phone numbers, yet they send.
  if (
    channel.capabilities.addressKind === 'phone' &&
    /^(\+\d{7,15}|\d{3,8}|[A-Za-z0-9 ]{3,11})$/.test(address)
  )
    return address
  throw new Refusal('invalid_input', `“${address}” is not an address of this channel.`, {
    fields: [{ path: 'address', message: 'not an address of this channel' }],
  })
}

/** Secrets are sealed apart from what anybody in the workspace may read. */
export function splitSettings(
  channel: Channel,
  settings: Record<string, unknown>,
): { open: Record<string, unknown>; secret: Record<string, unknown> } {
  const secretNames = new Set(channel.settings.filter((f) => f.type === 'secret').map((f) => f.name))
  const entries = Object.entries(settings)
  return {
    open: Object.fromEntries(entries.filter(([name]) => !secretNames.has(name))),
    secret: Object.fromEntries(entries.filter(([name]) => secretNames.has(name))),
  }
}
