import { describe, expect, it } from 'vitest'
import type { InboxAccount } from '#channels/channel.ts'
import { describeError, isPassing } from './errors.ts'
import { accessMedia } from './media.ts'
import { checkTwilioSettings, twilioFields } from './settings.ts'

const SID = 'AC0123456789abcdef0123456789abcdef'
const good = { accountSid: SID, authToken: 'token' }
const paths = (given: Record<string, unknown>) => {
  const checked = checkTwilioSettings(given)
  return checked.ok ? [] : checked.problems.map((problem) => problem.path)
}

describe('settings', () => {
  it('are trimmed, and blank ones left out', () => {
    expect(
      checkTwilioSettings({
        accountSid: ` ${SID} `,
        authToken: ' token\n',
        apiKeySid: '',
        apiBase: '  ',
        other: 1,
      }),
    ).toEqual({ ok: true, settings: good })
    const full = {
      ...good,
      apiKeySid: 'SK1',
      apiKeySecret: 's',
      messagingServiceSid: 'MG1',
      apiBase: 'http://127.0.0.1:4010/twilio',
    }
    expect(checkTwilioSettings(full)).toEqual({ ok: true, settings: full })
    expect(Object.keys(full).every((name) => twilioFields.some((field) => field.name === name))).toBe(true)
  })

  it.each([
    [{}, ['accountSid', 'authToken']],
    [{ ...good, authToken: ' ' }, ['authToken']],
    [{ ...good, accountSid: 'SK0123456789abcdef0123456789abcdef' }, ['accountSid']],
    [{ ...good, accountSid: 'AC/../x' }, ['accountSid']],
    [{ ...good, accountSid: 'AC123' }, ['accountSid']],
    [{ ...good, apiKeySid: 'SK1' }, ['apiKeySecret']],
    [{ ...good, apiKeySecret: 's' }, ['apiKeySid']],
    [{ ...good, apiKeySid: 'AC1', apiKeySecret: 's' }, ['apiKeySid']],
    [{ ...good, messagingServiceSid: 'My service' }, ['messagingServiceSid']],
    [{ ...good, apiBase: 'ftp://x' }, ['apiBase']],
    [{ ...good, apiBase: 'https://user:secret@x.example' }, ['apiBase']],
    [{ ...good, apiBase: 'https://x.example/?a=b' }, ['apiBase']],
    [{ ...good, apiBase: 'somewhere' }, ['apiBase']],
  ])('%j: wrong in %j', (given, wrong) => {
    expect(paths(given)).toEqual(wrong)
  })

  it('of an emulator may have a shorter account', () => {
    for (const apiBase of ['simulator', 'http://localhost:4010'])
      expect(paths({ ...good, accountSid: 'ACtest', apiBase })).toEqual([])
  })
})

describe('media', () => {
  const account: InboxAccount = {
    id: 'ibx_1',
    workspaceId: 'ws_1',
    key: 'k',
    channel: 'sms',
    provider: 'twilio',
    name: '',
    address: '',
    settings: good,
  }
  const told = (url: string, apiBase: string | null) =>
    accessMedia(new URL(url), account, apiBase).headers['authorization'] !== undefined

  it.each([
    ['https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1', null, true],
    ['https://api.twilio.com.evil.example/2010-04-01/x', null, false],
    ['http://api.twilio.com/2010-04-01/x', null, false],
    ['https://media.twiliocdn.com/x', null, false],
    ['https://elsewhere.example/x', null, false],
    ['http://127.0.0.1:4010/twilio/2010-04-01/x', 'http://127.0.0.1:4010/twilio', true],
    ['http://127.0.0.1:4010/twilio-else/x', 'http://127.0.0.1:4010/twilio/', false],
    ['http://127.0.0.1:4011/twilio/x', 'http://127.0.0.1:4010/twilio', false],
    ['https://api.twilio.com/2010-04-01/x', 'http://127.0.0.1:4010/twilio', false],
  ])('%s (API %s) gets credentials: %s', (url, apiBase, credentials) => {
    expect(told(url, apiBase)).toBe(credentials)
  })
})

describe('errors', () => {
  // The codes that the field meets, and what each must lead to.
  const unusable = ['21211', '21614', '21635', '30005', '30006']
  const plain = [
    '21408',
    '21606',
    '21612',
    '30001',
    '30002',
    '30003',
    '30004',
    '30007',
    '30008',
    '30019',
    '30022',
    '30027',
    '30032',
    '30034',
    '30036',
    '63016',
    '20003',
    '20429',
  ]

  it.each([...unusable, ...plain, '21610'])('%s has words of its own: a reason and what to do', (code) => {
    const { error, effect } = describeError(code, 'Twilio’s words')
    expect(error.code).toBe(code)
    expect(error.reason).not.toMatch(/Twilio’s words|\d{5}/)
    expect(error.action).toMatch(/^[A-Z].*\.$/s)
    expect(effect).toBe(
      unusable.includes(code) ? 'address_unusable' : code === '21610' ? 'opted_out' : undefined,
    )
  })

  it('a code that is new is told in Twilio’s words, cut to a length', () => {
    expect(describeError('12345', ' New\nreason ')).toEqual({
      error: {
        code: '12345',
        reason: 'Twilio could not deliver the message (error 12345): New reason',
        action: expect.stringContaining('errors/12345'),
      },
    })
    expect(describeError(null, null)).toEqual({
      error: {
        code: 'undelivered',
        reason: 'Twilio could not deliver the message',
        action: expect.any(String),
      },
    })
    expect(describeError('1', 'x'.repeat(9_000)).error.reason.length).toBeLessThan(400)
    expect(describeError('constructor', null).error.reason).toContain('error constructor')
  })

  it('only what passes by itself is tried again', () => {
    expect(['20429', '30001', '21610', '21211', null].map(isPassing)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
