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
const state = (a: Partial<Address>, i: Partial<Inbox> = {}) => {
  const [route] = startRoutes([address(a)], [{ ...inbox, ...i } as Inbox], [channel(true)])
  return [route?.usable, route?.why]
}

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
  expect(state({ optedOutAt: '2026-01-01T00:00:00Z' })).toEqual([false, expect.stringMatching(/opted out/)])
  expect(state({ unusable: { reason: 'no such number', since: '2026-01-01T00:00:00Z' } })).toEqual([
    false,
    expect.stringMatching(/no such number/),
  ])
})
it('a paused inbox is a way, and says that the message waits; ways that do not wait come first', () => {
  expect(state({}, { status: 'paused' })).toEqual([true, expect.stringMatching(/paused.* waits/)])
  const paused = { ...inbox, id: 'paused', status: 'paused' } as Inbox
  const addresses = [address({ optedOutAt: '2026-01-01T00:00:00Z' }), address({ id: 'other' })]
  const routes = startRoutes(addresses, [paused, inbox as Inbox], [channel(true)])
  expect(routes.map((r) => [r.inboxId, r.addressId, r.usable])).toEqual([
    ['inbox', 'other', true],
    ['paused', 'other', true],
    ['paused', 'address', false],
    ['inbox', 'address', false],
  ])
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
