import { expect, it } from 'vitest'
import type { SettingField } from '#domain/channel.ts'
import { tidySettings } from './tidy-settings.ts'

const field = (name: string, type: SettingField['type']): SettingField => ({
  name,
  type,
  label: name,
  required: false,
})

it('sends what the form holds, tidied, and nothing that it does not know', () => {
  const fields = [
    field('sid', 'text'),
    field('sites', 'list'),
    field('port', 'number'),
    field('tls', 'boolean'),
    field('empty', 'text'),
  ]
  expect(
    tidySettings(fields, {
      sid: ' AC1 ',
      sites: ['https://a.example ', '', ' '],
      port: 993,
      tls: false,
      other: 'x',
    }),
  ).toEqual({
    sid: 'AC1',
    sites: ['https://a.example'],
    port: 993,
    tls: false,
  })
})
