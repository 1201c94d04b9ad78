// What every inbox of a telephone agent must know; each provider adds how it proves itself.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { checkWith, filled, optional } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

const NEED = 'Fill this in: copy it from the provider’s settings.'

export const Secret = filled(NEED)
export { optional } from '#channels/protocols/rest/settings.ts'

const base = {
  disclosure: optional(z.string('Write a text.').trim().max(500, 'At most 500 signs.')),
  apiBase: optional(
    z
      .string('Write an address such as https://calls.example.com.')
      .trim()
      .max(500)
      .refine(isBase, 'Write an address such as https://calls.example.com, or the word simulator.'),
  ),
}

function isBase(value: string): boolean {
  if (value === 'simulator') return true
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false
  return url.username + url.password + url.search + url.hash === ''
}

export function commonFields(api: string): SettingField[] {
  return [
    {
      name: 'disclosure',
      label: 'What your agent says first',
      type: 'multiline',
      required: false,
      placeholder: 'You are speaking with an AI assistant. This call is recorded.',
      help: 'Kept with every recorded call as the announcement that was made. Write exactly what your agent is set to say.',
    },
    {
      name: 'apiBase',
      label: 'API address',
      type: 'url',
      required: false,
      placeholder: api,
      help: 'Leave empty, unless an emulator stands in for the provider.',
    },
  ]
}

/** The check of an inbox's settings, from the fields that are the provider's own. */
export function makeCheck(own: z.ZodRawShape): Channel['checkSettings'] {
  const schema = z.object({ ...own, ...base })
  return (given) => checkWith(schema, given)
}

export function textSetting(account: InboxAccount, name: string): string | null {
  const value = account.settings[name]
  return typeof value === 'string' && value !== '' ? value : null
}
