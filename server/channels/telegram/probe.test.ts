import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import { probe } from './probe.ts'

const HOOK = 'https://desk.example/webhooks/bot/k3y'
const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'telegram',
  provider: 'bot',
  name: 'Bot',
  address: '',
  settings: { botToken: '123456789:AAE-fixture-token', webhookSecret: 'a-secret-of-sixteen' },
}
const look = async (me: Response | Error, hook: Record<string, unknown> = {}) => {
  const io: ChannelIo = {
    fetch: (input) =>
      String(input instanceof Request ? input.url : input).endsWith('/getMe')
        ? me instanceof Error
          ? Promise.reject(me)
          : Promise.resolve(me)
        : Promise.resolve(Response.json({ ok: true, result: { url: HOOK, ...hook } })),
    now: () => new Date('2026-11-21T12:00:00Z'),
    webhookUrl: HOOK,
    apiBase: null,
    secret: 's',
  }
  const steps = await probe(account, io)
  return { steps, seen: steps.map((one) => `${one.step} ${one.ok}`) }
}
const me = () => Response.json({ ok: true, result: { id: 1, is_bot: true, username: 'harbour_bot' } })
const refused = (status: number) =>
  Response.json({ ok: false, error_code: status, description: 'no' }, { status })

describe('the test of a bot', () => {
  it('finds it, and that Telegram delivers here', async () => {
    const { steps, seen } = await look(me())
    expect(seen).toEqual(['credentials true', 'sender true'])
    expect(steps[1]?.detail).toContain('@harbour_bot')
  })

  it('stops at a token that is refused, unknown, or not answered', async () => {
    for (const answer of [refused(401), refused(404), fetchFailure('ECONNREFUSED')])
      expect((await look(answer)).seen).toEqual(['credentials false'])
  })

  it.each([
    ['nowhere', { url: '' }, HOOK],
    ['elsewhere', { url: 'https://old.example/hook' }, HOOK],
    ['in vain', { last_error_message: 'Connection refused', pending_update_count: 3 }, 'PUBLIC_URL'],
  ])('says that Telegram delivers %s', async (_where, hook, remedy) => {
    const { steps, seen } = await look(me(), hook)
    expect(seen).toEqual(['credentials true', 'sender false'])
    expect(steps[1]?.remedy).toContain(remedy)
  })
})
