import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Chore, IncomingItem } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { manualClock } from '#lib/clock.ts'
import { type GmailFake, startGmailFake } from '#test/fakes/gmail-server.ts'
import { type GraphFake, startGraphFake } from '#test/fakes/graph-server.ts'
import { mailOf } from '#test/harness/mailing.ts'
import { account, channelIo } from './fixtures/account.ts'
import type { Queued } from './queue.ts'
import { noticeOfSetAside } from './set-aside.ts'

const aside = (id: string, reason?: string): Queued => ({
  id,
  tries: 1,
  dueAt: '2026-11-20T09:01:00Z',
  ...(reason ? { reason } : {}),
})
const fresh: Queued = { id: 'new', tries: 0, dueAt: null }

it('nothing is said where nothing was set aside', () => {
  expect(noticeOfSetAside('Google', [fresh], [])).toEqual([])
  expect(noticeOfSetAside('Google', [], [fresh])).toEqual([])
})

it('says how many there are, and why', () => {
  expect(noticeOfSetAside('Google', [], [aside('a', 'It broke.')])).toEqual([
    {
      kind: 'notice',
      code: 'mails-set-aside',
      level: 'warning',
      text: 'One mail could not be fetched from Google and is tried again by itself. The last time: It broke. It can be read in the mailbox itself.',
      data: { count: 1 },
    },
  ])
  const [two] = noticeOfSetAside('Microsoft', [], [aside('a'), fresh, aside('b')])
  expect(two).toMatchObject({
    text: expect.stringContaining('2 mails could not be fetched'),
    data: { count: 2 },
  })
})

it('is taken back when the last of them is through', () => {
  expect(noticeOfSetAside('Google', [aside('a')], [])).toEqual([
    { kind: 'notice_over', code: 'mails-set-aside' },
  ])
})

const ADDRESS = 'hello@harbourdental.example'
const clock = manualClock(new Date())
type Fake = GmailFake | GraphFake
let fake: Fake
let nth = 0

describe.each([
  ['gmail', startGmailFake, (mail: { id: string }) => `messages/${mail.id}`],
  ['graph', startGraphFake, (mail: { id: string }) => `messages/${mail.id}`],
] as const)('at %s', (provider, start, pathOf) => {
  beforeEach(async () => {
    clock.set(new Date())
    fake = await start(ADDRESS)
  })
  afterEach(() => fake.stop())

  it('a mail that cannot be had is told of until it is read, also when it takes several looks', async () => {
    const { clientId, clientSecret } = fake.oauth
    const settings = { clientId, clientSecret, refreshToken: 'refresh-0', apiBase: fake.url }
    // Tokens are kept by inbox.
    const inbox = account(settings, { id: `ibx_aside${++nth}`, address: ADDRESS, provider })
    const io = channelIo({ fetch, now: clock.now, apiBase: fake.url })
    const chore = findChannel('email', provider)?.chores?.find(({ name }) => name === 'mail') as Chore
    let state: Record<string, unknown> | null = null
    const look = async (): Promise<IncomingItem[]> => {
      const result = await chore.run(inbox, state, io)
      if (result.outcome !== 'done') throw new Error(result.reason)
      state = result.state
      return result.items
    }
    const kinds = (items: IncomingItem[]) => items.map(({ kind }) => kind)

    expect(await look()).toEqual([])
    const at = new Date(clock.now().getTime() + 1_000)
    const write = (id: string) =>
      fake.put(
        mailOf({ from: 'mara@customer.example', to: ADDRESS, subject: id, text: id, id: `<${id}@x>` }),
        {
          at,
        },
      )
    const bad = write('bad')
    write('good')
    const fault = { path: pathOf(bad), status: 500, body: {} }
    fake.faults.push(fault, fault)
    expect(kinds(await look())).toEqual(['message', 'notice'])
    // Not due yet: it is still told, so that a notice that was lost is there again.
    expect(kinds(await look())).toEqual(['notice'])
    clock.advance(61_000)
    expect(kinds(await look())).toEqual(['notice'])
    clock.advance(121_000)
    expect(kinds(await look())).toEqual(['message', 'notice_over'])
    expect(await look()).toEqual([])
  })
})
