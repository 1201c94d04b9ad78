import { expect, test } from 'vitest'
import { configText } from './settings.ts'

/** Reads the text as PostgreSQL does: the last value of a name counts. */
function read(text: string): Record<string, string> {
  const settings: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const [, name, value] = /^(\w+) = ('(?:[^']|'')*'|[\d.]+)(?: {2}#.*)$/.exec(line) ?? []
    if (name && value) settings[name] = value.replace(/^'|'$/g, '').replaceAll("''", "'")
    else expect(line === '' || line.startsWith('#'), line).toBe(true)
  }
  return settings
}

const socket = { kind: 'socket', folder: "/home/o'neil/run", port: 5432 } as const

test('what is kept is durable', () => {
  expect(read(configText({ listening: socket, durable: true, hba: '/x' }))).toMatchObject({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  })
  expect(read(configText({ listening: socket, durable: false, hba: '/x' }))).toMatchObject({ fsync: 'off' })
})

test('nobody outside can reach it', () => {
  expect(read(configText({ listening: socket, durable: true, hba: '/x' }))).toMatchObject({
    listen_addresses: '',
    unix_socket_directories: "/home/o'neil/run",
  })
  expect(
    read(configText({ listening: { kind: 'loopback', port: 5001 }, durable: true, hba: '/x' })),
  ).toMatchObject({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: '5001',
  })
})

test('no setting that PostgreSQL would log statements or row values with', () => {
  const settings = read(configText({ listening: socket, durable: true, hba: '/x' }))
  expect(settings).toMatchObject({ log_min_error_statement: 'panic', log_error_verbosity: 'terse' })
  for (const name of ['log_statement', 'log_min_duration_statement', 'log_min_duration_sample'])
    expect(settings).not.toHaveProperty(name)
})
