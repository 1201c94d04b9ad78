import { expect, it } from 'vitest'
import type { Address } from '#web/store/contacts.ts'
import type { ChannelInfo } from '#web/store/settings.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { startRoutes } from './start-routes.ts'

const address = (over: Partial<Address>): Address => ({
  id: 'address',
  kind: 'phone',
  value: '+15550100',
  display: '+1 555 0100',
  optedOutAt: null,
  unusable: null,
  ...over,
})
const inbox: Pick<Inbox, 'id' | 'name' | 'channel' | 'provider' | 'status'> = {
  id: 'inbox',
  name: 'Main line',
  channel: 'sms',
  provider: 'p',
  status: 'active',
}
const channel = (mayStart: boolean) =>
  ({
    provider: 'p',
    capabilities: {
      channel: 'sms',
      label: 'SMS',
      addressKind: 'phone',
      mayStart,
      subject: false,
      text: { maxLength: 1600 },
    },
  }) as ChannelInfo
const why = (a: Partial<Address>, i: Partial<Inbox> = {}) =>
  startRoutes([address(a)], [{ ...inbox, ...i } as Inbox], [channel(true)])[0]?.why

it('offers an inbox for every address that it can write to', () => {
  const routes = startRoutes(
    [address({}), address({ id: 'mail', kind: 'email' })],
    [inbox as Inbox],
    [channel(true)],
  )
  expect(routes.map((r) => [r.addressId, r.why])).toEqual([['address', null]])
})
it('does not offer a channel on which the customer must write first', () => {
  expect(startRoutes([address({})], [inbox as Inbox], [channel(false)])).toEqual([])
})
it('says why a way is shut', () => {
  expect(why({ optedOutAt: '2026-01-01T00:00:00Z' })).toMatch(/opted out/)
  expect(why({ unusable: { reason: 'no such number', since: '2026-01-01T00:00:00Z' } })).toMatch(
    /no such number/,
  )
  expect(why({}, { status: 'paused' })).toMatch(/paused/)
})

it('a log can begin with somebody whose address there is not known yet', () => {
  const log = {
    ...channel(true),
    capabilities: {
      ...channel(true).capabilities,
      addressKind: 'linkedin_profile',
      loggedByHand: { kinds: [], linkHost: 'linkedin.com', person: { label: '', placeholder: '' } },
    },
  } as ChannelInfo
  const profile = address({ id: 'profile', kind: 'linkedin_profile' })
  expect(startRoutes([address({})], [inbox as Inbox], [log])).toMatchObject([{ addressId: null, why: null }])
  expect(startRoutes([profile], [inbox as Inbox], [log])).toMatchObject([{ addressId: 'profile' }])
})
