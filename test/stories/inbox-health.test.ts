// Somebody connects a number and wants to know whether it works; later, how it fares.
import { describe, expect, it } from 'vitest'
import { findQuarantine } from '#db/quarantine.ts'
import { post } from '#test/fakes/twilio-server.ts'
import { until } from '#test/harness/product.ts'
import { BUSINESS, QUESTION, startTexting } from '#test/harness/texting.ts'
import type { Inbox, InboxTest } from '#wire/api/settings.ts'

const texting = await startTexting()
const { twilio, product, inbox, newCustomer, write, reaches } = texting
const { api } = product

const test = async () => (await api.post<InboxTest>(`/inboxes/${inbox.id}/test`)).body.steps
const seen = async () => (await test()).map(({ step, ok }) => `${step} ${ok ? 'right' : 'wrong'}`)
const health = async () => (await api.get<Inbox>(`/inboxes/${inbox.id}`)).body.health
/** Waits until so many messages of ours have left in all. */
const sent = (count: number) => until(async () => (await health()).week.sent === count, `${count} sent`)

describe('the test of an inbox', () => {
  it('finds what is wrong, step by step, until a message arrives', async () => {
    expect(await seen()).toEqual([
      'credentials right',
      'sender wrong',
      'webhook right',
      'signature wrong',
      'received wrong',
    ])
    twilio.numbers.push({ phone_number: BUSINESS, sms_url: 'https://demo.twilio.com/welcome/sms/reply' })
    const sender = (await test()).find((step) => step.step === 'sender')
    expect(sender?.remedy).toContain(inbox.webhookUrl)
    for (const number of twilio.numbers) number.sms_url = inbox.webhookUrl

    const wrong = twilio.signedInbound(
      inbox.webhookUrl,
      { from: newCustomer(), to: BUSINESS, body: 'hi' },
      'another token',
    )
    expect((await post(wrong)).status).toBe(403)
    const signature = (await test()).find((step) => step.step === 'signature')
    expect(signature).toMatchObject({ ok: false, at: expect.any(String) })
    expect(signature?.remedy).toContain('secret')

    const phone = newCustomer()
    await write(phone, 'hello')
    await sent(1)
    expect(await seen()).toEqual([
      'credentials right',
      'sender right',
      'webhook right',
      'signature right',
      'received right',
    ])
  })

  it('says which credentials to mend', async () => {
    const made = await api.post<Inbox>('/inboxes', {
      channel: 'sms',
      provider: 'twilio',
      name: 'Wrong',
      address: BUSINESS,
      settings: { accountSid: twilio.accountSid, authToken: 'wrong', apiBase: twilio.url },
    })
    const { steps } = (await api.post<InboxTest>(`/inboxes/${made.body.id}/test`)).body
    expect(steps[0]).toMatchObject({ step: 'credentials', ok: false })
    expect(steps[0]?.remedy).toContain('auth token')
  })
})

it('tells how sending went, by reasons', async () => {
  await write(newCustomer(), QUESTION)
  await sent(2)
  const gone = newCustomer()
  twilio.plan('create', { to: gone, fault: 'status', status: 400, code: 21211 })
  await write(gone, QUESTION)
  await reaches(gone, 'failed')
  const { week } = await health()
  expect(week.sent).toBe(2)
  expect(week.failed).toEqual([{ reason: expect.any(String), action: expect.any(String), count: 1 }])
  expect(week.signatureFailures).toBeGreaterThan(0)
})

it('what is kept because it could not be read keeps no proof of who sent it', async () => {
  const token = 'a-secret-that-only-telegram-knows'
  const bot = await api.post<Inbox>('/inboxes', {
    channel: 'telegram',
    provider: 'bot',
    name: 'Bot',
    address: '',
    settings: { botToken: '123456789:AAE-of-the-story-of-health-12345678', webhookSecret: token },
  })
  const answer = await fetch(bot.body.webhookUrl ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': token,
      'x-vapi-secret': token,
      authorization: `Bearer ${token}`,
    },
    body: '{"ok":true}',
  })
  expect(answer.status).toBe(200)
  const { items } = (await api.get<{ items: { id: string }[] }>(`/inboxes/${bot.body.id}/quarantine`)).body
  const { workspaceId } = (await product.flow.accounts.byKey(bot.body.key))?.account ?? { workspaceId: '' }
  const kept = await findQuarantine(product.flow.store, workspaceId, items[0]?.id ?? '')
  expect(kept?.headers['content-type']).toBe('application/json')
  expect(JSON.stringify(kept)).not.toContain(token)
})
