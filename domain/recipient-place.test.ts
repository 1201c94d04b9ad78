import { describe, expect, it } from 'vitest'
import { knownRegions, readAreaCode } from './area-codes.ts'
import { findPlace } from './recipient-place.ts'

const business = { timeZone: 'America/Denver', country: 'US' }
const place = (
  number: string | null,
  own: { timeZone: string | null; region: string | null } | null = null,
) => {
  const { spots, source } = findPlace({ number, own, business })
  return [source, ...spots.map((spot) => `${spot.zone} ${spot.region}`)]
}

describe('where somebody is', () => {
  it.each([
    ['+12125550123', ['area_code', 'America/New_York US-NY']],
    ['+13055550123', ['area_code', 'America/New_York US-FL']],
    ['+18505550123', ['area_code', 'America/New_York US-FL', 'America/Chicago US-FL']],
    ['+19155550123', ['area_code', 'America/Denver US-TX']],
    ['+16025550123', ['area_code', 'America/Phoenix US-AZ']],
    ['+18085550123', ['area_code', 'Pacific/Honolulu US-HI']],
    ['+14165550123', ['area_code', 'America/Toronto CA-ON']],
    ['+18765550123', ['area_code', 'America/Jamaica JM']],
    ['+442079460123', ['country', 'Europe/London GB']],
    ['+4930123456', ['country', 'Europe/Berlin DE', 'Europe/Busingen DE']],
    // No area at all: anywhere.
    [
      '+18005550123',
      ['country', 'America/New_York US', 'America/Chicago US', 'America/Denver US', 'America/Los_Angeles US'],
    ],
    // Numbers of films and simulators are nowhere: the business's own place.
    ['+15555550123', ['business', 'America/Denver US']],
    ['nonsense', ['business', 'America/Denver US']],
  ])('%s', (number, expected) => expect(place(number)).toEqual(expected))

  it('follows what was entered before what the number says', () => {
    expect(place('+12125550123', { timeZone: 'America/Los_Angeles', region: 'US-CA' })).toEqual([
      'entered',
      'America/Los_Angeles US-CA',
    ])
    // A zone alone leaves the number's law.
    expect(place('+13055550123', { timeZone: 'America/Chicago', region: null })).toEqual([
      'entered',
      'America/Chicago US-FL',
    ])
    expect(place('+12125550123', { timeZone: null, region: 'US-TX' })).toEqual([
      'area_code',
      'America/New_York US-TX',
    ])
    expect(place(null, { timeZone: 'Europe/Paris', region: null })).toEqual(['entered', 'Europe/Paris US'])
  })
})

it('goes by the zone that they told us, where nobody entered one', () => {
  const told = (own: { timeZone: string | null; region: string | null } | null) => {
    const { spots, source } = findPlace({ number: '+12125550123', own, said: 'Europe/Lisbon', business })
    return [source, ...spots.map((spot) => `${spot.zone} ${spot.region}`)]
  }
  expect(told(null)).toEqual(['said', 'Europe/Lisbon US-NY'])
  expect(told({ timeZone: 'America/Chicago', region: null })).toEqual(['entered', 'America/Chicago US-NY'])
})

it('knows every state, every code once, and only zones that exist', () => {
  const regions = knownRegions()
  expect(regions.filter((region) => region.startsWith('US-'))).toHaveLength(56)
  const zones = new Set<string>()
  const codes = new Set<string>()
  for (let code = 201; code < 1000; code++) {
    const found = readAreaCode(`+1${code}2345678`)
    if (found?.kind !== 'known') continue
    codes.add(found.code)
    for (const zone of found.zones) zones.add(zone)
  }
  expect(codes.size).toBeGreaterThan(400)
  for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
})
