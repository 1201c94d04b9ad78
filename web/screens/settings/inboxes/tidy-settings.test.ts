import { expect, it } from 'vitest'
import type { SettingField } from '#domain/channel.ts'
import { shownFields, tidySettings } from './tidy-settings.ts'

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

it('shows what belongs to the choice that was made', () => {
  const plain = { label: '', type: 'text' as const, required: false }
  const fields = [
    { ...plain, name: 'how' },
    { ...plain, name: 'password', when: { field: 'how', is: ['', 'password'] } },
    { ...plain, name: 'client', when: { field: 'how', is: ['google'] } },
  ]
  const names = (values: Record<string, unknown>) => shownFields(fields, values).map(({ name }) => name)
  expect(names({})).toEqual(['how', 'password'])
  expect(names({ how: 'google' })).toEqual(['how', 'client'])
})
