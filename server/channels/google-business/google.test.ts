import { beforeEach, describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, OutgoingMessage, RawRequest } from '#channels/channel.ts'
import { signPush } from '#test/fakes/google-token.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import { googleBusiness } from './index.ts'
import { reviewsChore } from './reviews.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const HOOK = 'https://desk.example/webhooks/google/k3y'
const PUSHER = 'pusher@project.iam.gserviceaccount.com'
let count = 0
let account: InboxAccount
beforeEach(() => {
  account = {
    id: 'ibx_1',
    workspaceId: 'ws_1',
    key: 'k3y',
    channel: 'google_business',
    provider: 'google',
    name: 'Reviews',
    address: '',
    settings: {
      location: 'accounts/1/locations/2',
      clientId: 'client',
      clientSecret: 'secret',
      // Tokens are remembered by credentials.
      refreshToken: `refresh-${++count}`,
      pushAccount: PUSHER,
      pubsubTopic: 'projects/p/topics/reviews',
    },
  }
})

type Reply = { status?: number; body?: unknown } | 'cut' | 'refused'
function world(answers: Record<string, Reply | Reply[]>, now = NOW) {
  const calls: { method: string; url: string; body: string; authorization: string | null }[] = []
  const left = new Map(Object.entries(answers).map(([path, a]) => [path, Array.isArray(a) ? [...a] : a]))
  const io: ChannelIo = {
    async fetch(input, init) {
      const request = new Request(input, init)
      const { method, url } = request
      calls.push({
        method,
        url,
        body: await request.text(),
        authorization: request.headers.get('authorization'),
      })
      const path = [...left.keys()].find((one) => url.includes(one))
      const planned = path === undefined ? undefined : left.get(path)
      const reply = Array.isArray(planned) ? planned.shift() : planned
      if (reply === undefined && url.endsWith('/token'))
        return Response.json({ access_token: `access-${calls.length}`, expires_in: 3599 })
      if (reply === undefined) throw new Error(`nobody said what ${url} answers`)
      if (reply === 'cut' || reply === 'refused') {
        throw fetchFailure(reply === 'cut' ? 'ECONNRESET' : 'ECONNREFUSED')
      }
      return Response.json(reply.body ?? {}, { status: reply.status ?? 200 })
    },
    now: () => now,
    webhookUrl: HOOK,
    apiBase: null,
    secret: 's',
  }
  return { io, calls }
}
const review = (id: string, minute: number, over: Record<string, unknown> = {}) => ({
  name: `accounts/1/locations/2/reviews/${id}`,
  reviewId: id,
  reviewer: { displayName: 'Mara Lund' },
  starRating: 'FOUR',
  comment: 'Good work',
  createTime: `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`,
  updateTime: `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`,
  ...over,
})
const reply = (comment: string, minute: number) => ({
  reviewReply: { comment, updateTime: `2026-11-20T11:${String(minute).padStart(2, '0')}:00.250Z` },
})
const page = (reviews: unknown[], nextPageToken?: string): Reply => ({ body: { reviews, nextPageToken } })
async function run(state: Record<string, unknown> | null, pages: Reply | Reply[]) {
  const { io, calls } = world({ '/reviews?': pages })
  const result = await reviewsChore.run(account, state, io)
  if (result.outcome !== 'done') throw new Error(result.reason)
  const ids = result.items.map(
    (item) => `${item.kind} ${'externalId' in item ? item.externalId.split('reviews/')[1] : ''}`,
  )
  return { ...result, ids, calls }
}

describe('reviews are asked for', () => {
  it('the first time one page: what has an answer is history, what has none waits for one', async () => {
    const { ids, items, calls, state } = await run(
      null,
      page([review('new', 30), review('old', 20, reply('Thanks', 5))], 'more'),
    )
    expect(ids).toEqual([
      'past old@2026-11-20T10:20:00Z',
      'past old/reply@2026-11-20T11:05:00.250Z',
      'message new@2026-11-20T10:30:00Z',
    ])
    expect(items[2]).toMatchObject({
      from: 'locations/2/reviews/new',
      fromName: 'Mara Lund',
      text: '★★★★☆\nGood work',
      meta: { rating: 4 },
    })
    expect(items[0]).toMatchObject({ direction: 'in', meta: { rating: 4 } })
    expect(calls.filter((c) => c.url.includes('/reviews'))).toHaveLength(1)
    expect(state).toEqual({ review: '2026-11-20T10:30:00Z', reply: '2026-11-20T11:05:00.250Z' })
  })

  const before = { review: '2026-11-20T10:20:00Z', reply: '2026-11-20T11:05:00.250Z' }
  it('then back to what is known, over as many pages as it takes', async () => {
    const { ids, calls } = await run(before, [
      page([review('d', 33), review('c', 32)], 'p2'),
      page([review('b', 31), review('a', 20), review('x', 10)], 'p3'),
    ])
    expect(ids).toEqual(
      ['a', 'b', 'c', 'd'].map((id, n) => `message ${id}@2026-11-20T10:${[20, 31, 32, 33][n]}:00Z`),
    )
    expect(calls.at(-1)?.url).toContain('pageToken=p2')
    expect(calls).toHaveLength(3)
  })
  it('a review that was changed is new, and says so', async () => {
    const { items } = await run(
      before,
      page([review('a', 5, { updateTime: '2026-11-20T10:40:00Z', starRating: 'ONE' })]),
    )
    expect(items).toMatchObject([
      { kind: 'message', text: '★☆☆☆☆\nGood work', meta: { rating: 1, edited: true } },
    ])
  })
  it('an answer that somebody wrote at Google comes as theirs', async () => {
    const { ids, items } = await run(before, page([review('a', 10, reply('Thank you!', 30))]))
    expect(ids).toEqual(['echo a/reply@2026-11-20T11:30:00.250Z'])
    expect(items[0]).toMatchObject({ to: 'locations/2/reviews/a', text: 'Thank you!', maybeOurs: true })
  })
  it('moments with and without fractions are the same time', async () => {
    const { ids } = await run(
      { review: '2026-11-20T10:20:00.000Z', reply: '' },
      page([review('a', 20), review('b', 19, { updateTime: '2026-11-20T10:19:59.999Z' })]),
    )
    expect(ids).toEqual(['message a@2026-11-20T10:20:00Z'])
  })
  it('one that cannot be read does not hide the others, and no review is no trouble', async () => {
    expect((await run(before, page([{ name: 7 }, review('a', 40)]))).ids).toHaveLength(1)
    expect(await run(before, { body: {} })).toMatchObject({ items: [], state: before })
  })
  it('without words, without a name, without stars', async () => {
    const { items } = await run(
      null,
      page([
        review('a', 1, { comment: undefined, reviewer: { isAnonymous: true, displayName: 'A Google user' } }),
        review('b', 2, { comment: undefined, starRating: 'STAR_RATING_UNSPECIFIED' }),
      ]),
    )
    expect(items).toMatchObject([
      { text: 'A review without stars or words.', meta: {} },
      { text: '★★★★☆', fromName: null },
    ])
  })
  it.each([
    ['a broken line', 'cut'],
    [
      'a refusal',
      { status: 403, body: { error: { code: 403, status: 'PERMISSION_DENIED', message: 'no' } } },
    ],
    ['gibberish', { status: 502, body: 'Bad gateway' }],
  ] satisfies [string, Reply][])(
    '%s is a failure with a reason, and the state stays',
    async (_what, answer) => {
      const result = await reviewsChore.run(account, before, world({ '/reviews?': answer }).io)
      expect(result).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/\.$/) })
    },
  )
})

describe('access', () => {
  it('is asked for once an hour', async () => {
    const { io, calls } = world({ '/reviews?': page([]) })
    await reviewsChore.run(account, null, io)
    await reviewsChore.run(account, null, io)
    expect(calls.map((c) => new URL(c.url).hostname)).toEqual([
      'oauth2.googleapis.com',
      'mybusiness.googleapis.com',
      'mybusiness.googleapis.com',
    ])
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({
      client_id: 'client',
      client_secret: 'secret',
      refresh_token: account.settings['refreshToken'],
      grant_type: 'refresh_token',
    })
    const later = world({ '/reviews?': page([]) }, new Date(NOW.getTime() + 3_400_000))
    await reviewsChore.run(account, null, later.io)
    expect(later.calls).toHaveLength(2)
  })
  it('that Google refuses is asked for again, once, and what it was for is done with the next', async () => {
    const { io, calls } = world({ '/reviews?': [{ status: 401 }, page([])] })
    expect(await reviewsChore.run(account, null, io)).toMatchObject({ outcome: 'done' })
    expect(calls.filter((c) => c.url.endsWith('/token'))).toHaveLength(2)
    expect(new Set(calls.map((c) => c.authorization)).size).toBe(3)
  })
  it('that was withdrawn is told with the remedy', async () => {
    const { io } = world({
      '/token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      },
    })
    expect(await reviewsChore.run(account, null, io)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('expired or revoked'),
      remedy: expect.stringContaining('consent'),
    })
  })
})

const message = (over: Partial<OutgoingMessage> = {}) =>
  outgoingMessage({ to: 'locations/2/reviews/a', text: 'Thank you!', ...over })

describe('an answer', () => {
  it('to a review of another location, or one too long in bytes, is not sent', async () => {
    const { io, calls } = world({})
    for (const over of [
      { to: 'locations/3/reviews/a' },
      { to: 'locations/2/reviews/../x' },
      { text: 'é'.repeat(2_049) },
    ])
      expect((await googleBusiness.send(message(over), account, io)).outcome).toBe('rejected')
    expect(calls).toEqual([])
  })
  it('that stands there was taken; else it is written again, which changes nothing twice', async () => {
    const look = (answer: Reply) =>
      googleBusiness.reconcile(
        { ...message(), claimedAt: NOW, knownExternalIds: [] },
        account,
        world({ '/reviews/a': answer }).io,
      )
    expect(await look({ body: review('a', 1, reply('Thank you!', 2)) })).toMatchObject({
      outcome: 'found',
      externalId: 'locations/2/reviews/a/reply@2026-11-20T11:02:00.250Z',
    })
    expect(await look({ body: review('a', 1, reply('Something else', 2)) })).toEqual({ outcome: 'not_found' })
    expect(await look({ body: review('a', 1) })).toEqual({ outcome: 'not_found' })
    expect((await look('cut')).outcome).toBe('retry')
  })
  it('is taken down, once or twice', async () => {
    const down = (answer: Reply) => {
      const { io, calls } = world({ '/reply': answer })
      const at = { to: 'locations/2/reviews/a', externalId: 'x' }
      return Promise.resolve(googleBusiness.withdraw?.(at, account, io)).then((result) => ({ result, calls }))
    }
    const { result, calls } = await down({})
    expect(result).toEqual({ outcome: 'done' })
    expect(calls.at(-1)).toMatchObject({ method: 'DELETE', url: expect.stringMatching(/reviews\/a\/reply$/) })
    expect((await down({ status: 404, body: { error: { code: 404, status: 'NOT_FOUND' } } })).result).toEqual(
      { outcome: 'done' },
    )
    expect((await down('cut')).result).toMatchObject({ outcome: 'failed' })
  })
})

describe('a push', () => {
  const iat = NOW.getTime() / 1000
  const claims = { aud: HOOK, email: PUSHER, iat, exp: iat + 3_600 }
  const taken = (over: Record<string, unknown>) => {
    const headers = { authorization: `Bearer ${signPush({ ...claims, ...over })}` }
    const raw: RawRequest = { method: 'POST', url: HOOK, headers, body: Buffer.from('{}'), receivedAt: NOW }
    return googleBusiness.verify(raw, account).ok
  }

  // What else makes a token right is tested beside push-token.ts.
  it('of the subscription passes, for its address or the audience that it names', () => {
    expect(taken({})).toBe(true)
    expect(taken({ email: 'other@project.iam.gserviceaccount.com' })).toBe(false)
    account.settings['pushAudience'] = 'reviews'
    expect(taken({})).toBe(false)
    expect(taken({ aud: 'reviews' })).toBe(true)
    account.settings['pushAccount'] = ''
    expect(taken({ aud: 'reviews', email: '' })).toBe(false)
  })
})

describe('the test of an inbox', () => {
  const probe = (answers: Record<string, Reply>) => googleBusiness.probe?.(account, world(answers).io)
  it('good', async () =>
    expect(
      await probe({ '/reviews?': { body: { totalReviewCount: 12, averageRating: 4.58 } } }),
    ).toMatchObject([
      { step: 'credentials', ok: true },
      { step: 'sender', ok: true, detail: 'It has 12 reviews, 4.6 stars.' },
    ]))
  it.each([
    ['a withdrawn consent', { '/token': { status: 400, body: { error: 'invalid_grant' } } }],
    ['HTTP 401', { '/reviews?': { status: 401, body: { error: { code: 401, status: 'UNAUTHENTICATED' } } } }],
    ['no answer', { '/reviews?': 'cut' }],
    ['no answer to the token', { '/token': 'refused' }],
  ] satisfies [string, Record<string, Reply>][])('%s', async (_what, answers) => {
    const [first] = (await probe(answers)) ?? []
    expect(first).toMatchObject({ step: 'credentials', ok: false, remedy: expect.stringMatching(/\w/) })
  })
  it('a location that is not theirs', async () =>
    expect(
      await probe({
        '/reviews?': { status: 403, body: { error: { code: 403, status: 'PERMISSION_DENIED' } } },
      }),
    ).toMatchObject([{ ok: true }, { step: 'sender', ok: false }]))
})

it('push is switched on with the topic, and says what is missing', async () => {
  const { io, calls } = world({ notificationSetting: {} })
  expect(await googleBusiness.connect?.run(account, io)).toMatchObject({ ok: true })
  expect(calls.at(-1)).toMatchObject({
    method: 'PATCH',
    url: 'https://mybusinessnotifications.googleapis.com/v1/accounts/1/notificationSetting?updateMask=pubsubTopic,notificationTypes',
  })
  expect(JSON.parse(calls.at(-1)?.body ?? '')).toEqual({
    name: 'accounts/1/notificationSetting',
    pubsubTopic: 'projects/p/topics/reviews',
    notificationTypes: ['NEW_REVIEW', 'UPDATED_REVIEW'],
  })
  account.settings['pubsubTopic'] = ''
  expect(await googleBusiness.connect?.run(account, world({}).io)).toMatchObject({ ok: false })
})
