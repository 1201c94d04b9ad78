// What the tests of SMS inboxes see at their providers. What all channels owe is in conformance.test.ts.
import { describe, expect, it } from 'vitest'
import type { Channel, InboxAccount, TestStep } from './channel.ts'
import { smsBird } from './sms-bird/index.ts'
import { smsPlivo } from './sms-plivo/index.ts'
import { smsTelnyx } from './sms-telnyx/index.ts'
import { smsTwilio } from './sms-twilio/index.ts'
import { smsVonage } from './sms-vonage/index.ts'

const HOOK = 'https://desk.example/webhooks/p/k3y'

/** The steps where the provider answers the paths that contain a key with its JSON, and 404 to others. */
async function probe(
  channel: Channel,
  settings: Record<string, unknown>,
  answers: Record<string, unknown>,
  address = '+12125550100',
): Promise<{ steps: TestStep[]; asked: { url: string; authorization: string | null }[] }> {
  const account: InboxAccount = {
    id: 'ibx_1',
    workspaceId: 'ws_1',
    key: 'k3y',
    channel: 'sms',
    provider: channel.provider,
    name: 'Harbour Dental',
    address,
    settings,
  }
  const asked: { url: string; authorization: string | null }[] = []
  const steps = await channel.probe?.(account, {
    fetch: (input, init) => {
      const request = new Request(input, init)
      asked.push({ url: request.url, authorization: request.headers.get('authorization') })
      const found = Object.keys(answers).find((path) => request.url.includes(path))
      return Promise.resolve(
        Response.json(found ? answers[found] : { error: 'not found' }, { status: found ? 200 : 404 }),
      )
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    webhookUrl: HOOK,
    apiBase: null,
    secret: 's',
  })
  return { steps: steps ?? [], asked }
}
const seen = (steps: TestStep[]) => steps.map(({ step, ok }) => `${step} ${ok ? 'right' : 'wrong'}`)
const RIGHT = ['credentials right', 'sender right']
const NO_SENDER = ['credentials right', 'sender wrong']

describe('Twilio', () => {
  const settings = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token' }
  const numbers = (more: object) => ({
    'IncomingPhoneNumbers.json': { incoming_phone_numbers: [{ phone_number: '+12125550100', ...more }] },
  })

  it('finds the number with its credentials', async () => {
    const { steps, asked } = await probe(smsTwilio, settings, numbers({ sms_url: HOOK }))
    expect(seen(steps)).toEqual(RIGHT)
    expect(asked[0]?.url).toContain('PhoneNumber=%2B12125550100')
    expect(asked[0]?.authorization).toBe(`Basic ${btoa(`${settings.accountSid}:token`)}`)
  })

  it('says where else messages go, and what the number cannot', async () => {
    const elsewhere = await probe(
      smsTwilio,
      settings,
      numbers({ sms_url: 'https://demo.twilio.com/welcome' }),
    )
    expect(elsewhere.steps[1]?.remedy).toContain(HOOK)
    expect(seen((await probe(smsTwilio, settings, numbers({ capabilities: { sms: false } }))).steps)).toEqual(
      NO_SENDER,
    )
    const foreign = await probe(smsTwilio, settings, {
      'IncomingPhoneNumbers.json': { incoming_phone_numbers: [] },
    })
    expect(seen(foreign.steps)).toEqual(NO_SENDER)
  })

  it('leaves the address of a pooled number to the messaging service', async () => {
    const { steps } = await probe(
      smsTwilio,
      { ...settings, messagingServiceSid: 'MG1' },
      numbers({ sms_url: 'https://old.example' }),
    )
    expect(seen(steps)).toEqual(RIGHT)
  })
})

describe('Telnyx', () => {
  const settings = { apiKey: 'KEY1' }
  it('looks at the number and at its profile', async () => {
    const { steps } = await probe(smsTelnyx, settings, {
      phone_numbers: { data: [{ messaging_profile_id: 'p1' }] },
      'messaging_profiles/p1': { data: { enabled: true, webhook_url: HOOK } },
    })
    expect(seen(steps)).toEqual(RIGHT)
  })
  it('misses a profile, a number, and our address', async () => {
    const none = { phone_numbers: { data: [{ messaging_profile_id: null }] } }
    expect(seen((await probe(smsTelnyx, settings, none)).steps)).toEqual(NO_SENDER)
    expect(seen((await probe(smsTelnyx, settings, { phone_numbers: { data: [] } })).steps)).toEqual(NO_SENDER)
    const elsewhere = await probe(smsTelnyx, settings, {
      phone_numbers: { data: [{ messaging_profile_id: 'p1' }] },
      'messaging_profiles/p1': { data: { enabled: true, webhook_url: 'https://old.example/hook' } },
    })
    expect(elsewhere.steps[1]?.remedy).toContain(HOOK)
  })
})

describe('Vonage', () => {
  const settings = { apiKey: 'abcd1234', apiSecret: 'secret' }
  it('finds the number where accounts are asked', async () => {
    const { steps, asked } = await probe(smsVonage, settings, {
      '/account/numbers': { count: 1, numbers: [{ msisdn: '12125550100', features: ['SMS', 'VOICE'] }] },
    })
    expect(seen(steps)).toEqual(RIGHT)
    expect(asked[0]?.url).toContain('https://rest.nexmo.com/account/numbers?pattern=12125550100')
  })
  it('misses a number and its feature', async () => {
    expect(seen((await probe(smsVonage, settings, { '/account/numbers': {} })).steps)).toEqual(NO_SENDER)
    const voice = { '/account/numbers': { numbers: [{ msisdn: '12125550100', features: ['VOICE'] }] } }
    expect(seen((await probe(smsVonage, settings, voice)).steps)).toEqual(NO_SENDER)
  })
})

describe('Plivo', () => {
  const settings = { authId: 'MA1', authToken: 'token' }
  it('finds the number, or says that it is not there', async () => {
    const own = await probe(smsPlivo, settings, { '/Number/12125550100/': { sms_enabled: true } })
    expect(seen(own.steps)).toEqual(RIGHT)
    expect(seen((await probe(smsPlivo, settings, {})).steps)).toEqual(NO_SENDER)
  })
})

describe('Bird', () => {
  const settings = { accessKey: 'key', workspaceId: 'w1', channelId: 'c1' }
  it('finds the channel, or says that it is not there or off', async () => {
    const channel = (status: string) => ({ '/workspaces/w1/channels/c1': { name: 'SMS', status } })
    expect(seen((await probe(smsBird, settings, channel('active'))).steps)).toEqual(RIGHT)
    expect(seen((await probe(smsBird, settings, channel('inactive'))).steps)).toEqual(NO_SENDER)
    expect(seen((await probe(smsBird, settings, {})).steps)).toEqual(NO_SENDER)
  })
})
