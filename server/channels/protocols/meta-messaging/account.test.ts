// What Meta says of our account, its token, and the people who wrote to it.

import { describe, expect, it } from 'vitest'
import type { Channel, ChannelIo, InboxAccount } from '#channels/channel.ts'
import { instagram } from '#channels/instagram/index.ts'
import { messenger } from '#channels/messenger/index.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const DAY = 86_400_000
const accounts: Record<string, InboxAccount> = {
  messenger: accountOf('messenger', { pageId: '100200300' }),
  instagram: accountOf('instagram', { accountId: '100200300' }),
}
function accountOf(channel: 'messenger' | 'instagram', own: Record<string, string>): InboxAccount {
  return {
    id: 'ibx_1',
    workspaceId: 'ws_1',
    key: 'k3y',
    channel,
    provider: 'meta',
    name: 'Page',
    address: '',
    settings: { ...own, accessToken: 'a-token', appSecret: 'app-secret', verifyToken: 'v', appId: '77700' },
  }
}
const my = (channel: Channel) => accounts[channel.id] ?? accountOf('messenger', {})

type Reply = { status?: number; body: unknown } | 'nobody'
/** An API that answers by what a path contains. */
function api(answers: Record<string, Reply>, now = NOW) {
  const asked: { url: string; token: string | null }[] = []
  const io: ChannelIo = {
    fetch: (input, init) => {
      const request = new Request(input, init)
      asked.push({ url: request.url, token: request.headers.get('authorization') })
      const key = Object.keys(answers).find((part) => request.url.includes(part))
      const reply = key === undefined ? undefined : answers[key]
      if (reply === 'nobody') return Promise.reject(fetchFailure('ECONNREFUSED'))
      return Promise.resolve(Response.json(reply?.body ?? {}, { status: reply?.status ?? 200 }))
    },
    now: () => now,
    webhookUrl: 'https://desk.example/webhooks/meta/k3y',
    apiBase: null,
    secret: 's',
  }
  return { io, asked }
}
const bad = (code: number, status = 400) => ({ status, body: { error: { message: 'no', code } } })

describe.each([
  ['messenger', messenger, '/100200300?', { id: '100200300', name: 'Harbour Dental' }, 'Harbour Dental'],
  ['instagram', instagram, '/me?', { user_id: '100200300', username: 'harbour' }, 'harbour'],
] as const)('the test of %s', (_id, channel, path, self, name) => {
  const probe = async (reply: Reply) => {
    const { io, asked } = api({ [path]: reply })
    const steps = (await channel.probe?.(my(channel), io)) ?? []
    return { steps, asked, seen: steps.map((one) => `${one.step} ${one.ok}`) }
  }

  it('finds the account with its token', async () => {
    const { steps, seen, asked } = await probe({ body: self })
    expect(seen).toEqual(['credentials true', 'sender true'])
    expect(steps[1]?.detail).toContain(name)
    expect(asked[0]?.token).toBe('Bearer a-token')
  })

  it.each([
    ['refused as Meta does', bad(190)],
    ['refused with 401', bad(190, 401)],
    ['without the permission', bad(10, 403)],
    ['not answered', 'nobody'],
  ] as const)('stops at credentials that are %s', async (_how, reply) => {
    const { steps, seen } = await probe(reply)
    expect(seen).toEqual(['credentials false'])
    expect(steps[0]?.remedy).toMatch(/\w/)
  })

  it('says whose token it is instead', async () => {
    const { steps, seen } = await probe({ body: { ...self, id: '999', user_id: '999' } })
    expect(seen).toEqual(['credentials true', 'sender false'])
    expect(steps[1]?.detail).toContain('999')
    expect((await probe(bad(100))).seen).toEqual(['credentials true', 'sender false'])
  })
})

describe('a person’s name', () => {
  const ask = async (channel: Channel, reply: Reply, who = `${channel.id}:7700`) => {
    const { io, asked } = api({ '/7700?': reply })
    return { result: await channel.profile?.(who, my(channel), io), asked }
  }

  it('is first and last name on Messenger', async () => {
    const { result, asked } = await ask(messenger, { body: { first_name: 'Mara', last_name: 'Quinn' } })
    expect(result).toEqual({ outcome: 'found', name: 'Mara Quinn' })
    expect(asked[0]?.url).toBe('https://graph.facebook.com/v23.0/7700?fields=first_name,last_name')
  })

  it('is the name on Instagram, or the user name', async () => {
    expect((await ask(instagram, { body: { name: 'Ana P.', username: 'ana' } })).result).toEqual({
      outcome: 'found',
      name: 'Ana P.',
    })
    expect((await ask(instagram, { body: { name: '', username: 'ana' } })).result).toEqual({
      outcome: 'found',
      name: '@ana',
    })
  })

  it('is not told of everybody', async () => {
    expect((await ask(messenger, bad(100))).result).toEqual({ outcome: 'none' })
    expect((await ask(messenger, { body: {} })).result).toEqual({ outcome: 'none' })
    expect((await ask(messenger, { body: {} }, 'telegram:7700')).asked).toEqual([])
  })

  it('is asked for again where nobody answered', async () => {
    for (const reply of ['nobody', bad(4), bad(1, 500), bad(613, 429)] as const)
      expect((await ask(messenger, reply)).result?.outcome).toBe('later')
  })
})

describe('the token', () => {
  const look = (
    channel: Channel,
    answers: Record<string, Reply>,
    state: Record<string, unknown> | null = null,
    now = NOW,
  ) => {
    const { io, asked } = api(answers, now)
    const chore = channel.chores?.find((one) => one.name === 'token')
    if (!chore) throw new Error('no chore for the token')
    return chore.run(my(channel), state, io).then((result) => ({ result, asked }))
  }
  const self = { '/100200300?': { body: { id: '100200300' } } }
  const debug = (days: number) => ({
    ...self,
    debug_token: {
      body: { data: { is_valid: true, expires_at: Math.floor((NOW.getTime() + days * DAY) / 1000) } },
    },
  })

  it('is warned of two weeks before it ends, and the app asks for it', async () => {
    const { result, asked } = await look(messenger, debug(13))
    expect(result).toMatchObject({
      outcome: 'done',
      items: [
        { kind: 'notice', code: 'token', level: 'warning', text: expect.stringContaining('2026-12-04') },
      ],
    })
    expect(asked[1]?.token).toBe('Bearer 77700|app-secret')
    expect((await look(messenger, debug(15))).result).toMatchObject({ outcome: 'done', items: [] })
  })

  it('that never ends is no matter', async () => {
    const never = { ...self, debug_token: { body: { data: { is_valid: true, expires_at: 0 } } } }
    expect((await look(messenger, never)).result).toMatchObject({ items: [] })
    // And where Meta does not tell this app, nothing is made up.
    expect((await look(messenger, { ...self, debug_token: bad(100) })).result).toMatchObject({ items: [] })
  })

  it('that is dead is an error with a remedy', async () => {
    const dead = { outcome: 'failed', remedy: expect.stringMatching(/new one/) }
    expect((await look(messenger, { '/100200300?': bad(190) })).result).toMatchObject(dead)
    expect(
      (await look(messenger, { ...self, debug_token: { body: { data: { is_valid: false } } } })).result,
    ).toMatchObject(dead)
    expect((await look(instagram, { '/me?': bad(190) })).result).toMatchObject(dead)
  })

  it('is not called dead because Meta is', async () => {
    for (const reply of ['nobody', bad(190, 500), bad(4, 429)] as const)
      expect((await look(messenger, { '/100200300?': reply })).result).toMatchObject({
        outcome: 'done',
        items: [],
      })
  })

  it('of Instagram is warned of by its age', async () => {
    const me = { '/me?': { body: { user_id: '100200300' } } }
    const first = (await look(instagram, me)).result
    if (first.outcome !== 'done') throw new Error('it failed')
    expect(first.items).toEqual([])
    const at = (days: number, state = first.state) =>
      look(instagram, me, state, new Date(NOW.getTime() + days * DAY))
    expect((await at(45)).result).toMatchObject({ items: [] })
    const later = (await at(47)).result
    expect(later).toMatchObject({ items: [{ level: 'warning' }] })
    // A new token: the worry is over, which is told once.
    const state = { ...(later.outcome === 'done' ? later.state : {}), digest: 'another' }
    const renewed = (await at(48, state)).result
    expect(renewed).toMatchObject({ items: [{ level: 'info' }] })
    expect((await at(49, renewed.outcome === 'done' ? renewed.state : null)).result).toMatchObject({
      items: [],
    })
  })

  it('is kept nowhere', async () => {
    const { result } = await look(messenger, debug(13))
    expect(JSON.stringify(result)).not.toContain('a-token')
  })
})
