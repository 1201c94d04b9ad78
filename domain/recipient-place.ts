// Where the person at the other end is, as far as anybody can tell: their own zone where somebody entered it, else the
// one that they told us, else what their number says, else where the business is. Several zones possible: all of them count.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { CONTINENTAL, readAreaCode } from './area-codes.ts'

export type PlaceSource = 'entered' | 'said' | 'area_code' | 'country' | 'business'

/** A zone and whose law holds there (`US-TX`, `GB`; null where unknown). */
export type Spot = { zone: string; region: string | null }

export type Place = {
  /** One at least. */
  spots: Spot[]
  source: PlaceSource
  /** For reading: "area code 212 (US-NY)". */
  because: string
}

export type PlaceFacts = {
  /** The phone number, where the address is one. */
  number: string | null
  /** What was entered at the contact. */
  own: { timeZone: string | null; region: string | null } | null
  /** The zone that they told the front desk. */
  said?: string | null
  business: { timeZone: string; country: string | null }
}

export function findPlace({ number, own, said, business }: PlaceFacts): Place {
  const byNumber = number ? placeOfNumber(number) : null
  const zone = own?.timeZone ?? said
  if (zone) {
    // The state is not known with the zone: the number's laws stay, the entered zone is where their clock runs.
    const regions = own?.region
      ? [own.region]
      : [...new Set((byNumber?.spots ?? []).map((spot) => spot.region))]
    return {
      spots: (regions.length > 0 ? regions : [business.country]).map((region) => ({ zone, region })),
      ...(own?.timeZone
        ? { source: 'entered', because: 'entered at the contact' }
        : { source: 'said', because: 'they told us' }),
    }
  }
  if (byNumber && own?.region) {
    const { region } = own
    return { ...byNumber, spots: byNumber.spots.map(({ zone }) => ({ zone, region })) }
  }
  return (
    byNumber ?? {
      spots: [{ zone: business.timeZone, region: own?.region ?? business.country }],
      source: 'business',
      because: 'where you are: nothing tells where they are',
    }
  )
}

// People write again and again, and to read a number costs more than to store a message.
const known = new Map<string, Place | null>()
const MOST_KNOWN = 5_000

function placeOfNumber(number: string): Place | null {
  const before = known.get(number)
  if (before !== undefined) return before
  const place = readPlace(number)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(number, place)
  return place
}

function readPlace(number: string): Place | null {
  const area = readAreaCode(number)
  if (area?.kind === 'invented') return null
  if (area?.kind === 'known')
    return {
      spots: area.zones.map((zone) => ({ zone, region: area.region })),
      source: 'area_code',
      because: `area code ${area.code}`,
    }
  if (area)
    return {
      spots: CONTINENTAL.map((zone) => ({ zone, region: 'US' })),
      source: 'country',
      because: `${area.code} is no area: anywhere in the United States`,
    }
  const country = parsePhoneNumberFromString(number)?.country
  const zones = country ? zonesOf(country) : []
  if (!country || zones.length === 0) return null
  return {
    spots: zones.map((zone) => ({ zone, region: country })),
    source: 'country',
    because: `number of ${nameOf(country)}`,
  }
}

/** Zones of a country that lie far from it and hardly have people. */
const REMOTE =
  /^(?:Antarctica|Indian|Atlantic\/(?:Azores|Madeira|Canary|Faroe)|Pacific\/(?:Easter|Galapagos|Chatham|Norfolk)|America\/(?:Noronha|Danmarkshavn|Scoresbysund))|Lord_Howe|Eucla/

/** Part of Intl.Locale Info, which the types do not know yet. */
type WithZones = Intl.Locale & { getTimeZones?: () => string[] }

function zonesOf(country: CountryCode): string[] {
  const locale: WithZones = new Intl.Locale('und', { region: country })
  const all = locale.getTimeZones?.() ?? []
  const populated = all.filter((zone) => !REMOTE.test(zone))
  return populated.length > 0 ? populated : all
}

const names = new Intl.DisplayNames('en', { type: 'region' })
function nameOf(country: string): string {
  return names.of(country) ?? country
}
