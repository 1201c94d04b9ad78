import { expect, it } from 'vitest'
import type { InboxAccount } from '#channels/channel.ts'
import { findAccountBase } from './account-base.ts'
import { toLoopback } from './outside.ts'
import { isSimulated } from './simulated.ts'

const account = (settings: Record<string, unknown>, provider = 'twilio'): InboxAccount => ({
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k-1',
  channel: 'sms',
  provider,
  name: 'Texts',
  address: '+12125550100',
  settings,
})
const bases = { http: 'http://127.0.0.1:3000', smtp: 'smtp://127.0.0.1:4000' }

it('resolves the word, leaves every other address, and knows when there is none', () => {
  const cases: [Record<string, unknown>, string | null][] = [
    [{ apiBase: 'simulator' }, 'http://127.0.0.1:3000/simulator/twilio'],
    [{ apiBase: 'https://emulator.example/x' }, 'https://emulator.example/x'],
    [{ apiBase: '' }, null],
    [{}, null],
    [{ smtpHost: 'simulator' }, 'smtp://127.0.0.1:4000'],
    // The server of a real mailbox is no address of an API.
    [{ smtpHost: 'smtp.example.com' }, null],
  ]
  for (const [settings, expected] of cases) expect(findAccountBase(account(settings), bases)).toBe(expected)
  // Each provider has a door of its own; one that is not simulated finds nobody there, and never the real one.
  expect(findAccountBase(account({ apiBase: 'simulator' }, 'meta'), bases)).toBe(
    'http://127.0.0.1:3000/simulator/meta',
  )
  expect(findAccountBase(account({ smtpHost: 'simulator' }), { ...bases, smtp: null })).toBeNull()
})

it('touches only inboxes that say so', () => {
  expect(isSimulated(account({ apiBase: 'simulator' }))).toBe(true)
  expect(isSimulated(account({ smtpHost: 'simulator' }))).toBe(true)
  expect(isSimulated(account({ apiBase: 'https://api.example.com', smtpHost: 'mail.example' }))).toBe(false)
})

it('calls nobody but the product', () => {
  const to = (url: string) => toLoopback(url, 'https://desk.example', 'http://127.0.0.1:3000')
  expect(to('https://desk.example/webhooks/twilio/k?m=1')).toBe('http://127.0.0.1:3000/webhooks/twilio/k?m=1')
  expect(to('https://desk.example.evil.test/webhooks')).toBeNull()
  expect(to('http://169.254.169.254/latest')).toBeNull()
  expect(to('https://desk.example@evil.test/')).toBeNull()
})
