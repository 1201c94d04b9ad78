import { expect, test } from 'vitest'
import { account } from '#channels/protocols/mail/fixtures/account.ts'
import { ownAddresses } from '#channels/protocols/mail/own-addresses.ts'
import { email } from './index.ts'
import { checkSettings, settingFields as fields, readSettings } from './settings.ts'

function problems(settings: Record<string, unknown>): Record<string, string> {
  const check = checkSettings(settings)
  return check.ok ? {} : Object.fromEntries(check.problems.map(({ path, message }) => [path, message]))
}

test('what a form sends becomes settings', () => {
  expect(
    checkSettings({
      fromName: ' Harbour Dental ',
      aliases: 'info@dental.example, office@dental.example',
      smtpHost: ' smtp.dental.example ',
      smtpPort: '2525',
      smtpUser: 'desk',
      smtpPassword: ' with spaces ',
      imapPort: '',
    }),
  ).toMatchObject({
    ok: true,
    settings: {
      fromName: 'Harbour Dental',
      aliases: ['info@dental.example', 'office@dental.example'],
      smtpHost: 'smtp.dental.example',
      smtpPort: 2525,
      smtpSecurity: 'starttls',
      smtpPassword: ' with spaces ',
      answerSender: 'empty',
      plusAddressing: true,
      imapMailbox: 'INBOX',
    },
  })
})

test('every mistake is named with its field and what to do', () => {
  expect(problems({})).toHaveProperty('smtpHost')
  expect(problems({ smtpHost: 'https://smtp.x.example/' })['smtpHost']).toContain('only the name')
  expect(problems({ smtpHost: 'x', smtpPort: 99_999 })).toHaveProperty('smtpPort')
  expect(problems({ smtpHost: 'x', imapHost: 'y' })).toMatchObject({
    imapUser: expect.stringContaining('user name'),
    imapPassword: expect.stringContaining('password'),
  })
  expect(problems({ smtpHost: 'x', smtpPassword: 'p' })).toHaveProperty('smtpUser')
  expect(problems({ smtpHost: 'x', aliases: ['nobody'] })['aliases']).toBe('nobody is not an email address.')
})

test('a password does not leave this machine unencrypted', () => {
  const clear = { smtpSecurity: 'none', smtpUser: 'u', smtpPassword: 'p' }
  expect(problems({ smtpHost: 'smtp.x.example', ...clear })).toHaveProperty('smtpSecurity')
  expect(problems({ smtpHost: '127.0.0.1', ...clear })).toEqual({})
  expect(problems({ smtpHost: 'localhost', ...clear })).toEqual({})
})

test('the simulator needs no more than its name', () => {
  expect(checkSettings({ smtpHost: 'simulator' })).toMatchObject({ ok: true })
})

test('every field of the form is a setting, and passwords are secrets', () => {
  const known = Object.keys(readSettings(account()) ?? {})
  for (const { name } of fields) if (!name.endsWith('Port')) expect(known).toContain(name)
  expect(fields.filter(({ type }) => type === 'secret').map(({ name }) => name)).toEqual([
    'clientSecret',
    'refreshToken',
    'smtpPassword',
    'imapPassword',
  ])
})

test('the addresses of an inbox have one spelling', () => {
  const { address } = account()
  expect(
    ownAddresses(account({ aliases: 'Info@Dental.example' }, { address: address.toUpperCase() })),
  ).toEqual([address, 'info@dental.example'])
})

test('nothing comes to an email inbox over HTTP', () => {
  const request = { method: 'POST', url: '', headers: {}, body: Buffer.alloc(0), receivedAt: new Date(0) }
  expect(email.verify(request, account())).toMatchObject({ ok: false })
})

test('whoever signs in with Google or Microsoft needs no servers and no passwords, but an app', () => {
  const google = checkSettings({ signInWith: 'google', clientId: 'app' })
  expect(google).toMatchObject({
    ok: true,
    settings: { smtpHost: 'smtp.gmail.com', imapHost: 'imap.gmail.com', imapPassword: '' },
  })
  expect(
    checkSettings({ signInWith: 'microsoft', clientId: 'app', tenant: 'contoso.example' }),
  ).toMatchObject({
    ok: true,
    settings: { smtpHost: 'smtp.office365.com', imapHost: 'outlook.office365.com' },
  })
  expect(problems({ signInWith: 'google' })).toHaveProperty('clientId')
  expect(problems({ signInWith: 'microsoft', clientId: 'a', tenant: '../x' })).toHaveProperty('tenant')
  expect(problems({ signInWith: 'google', clientId: 'a', smtpSecurity: 'none' })).toHaveProperty(
    'smtpSecurity',
  )
})
