// Time zones in a customer's words: "3pm Pacific", "I'm in London". Only names that mean one zone: "IST" and "CST" alone
// mean several, and are read where the business's country says which.

/** Is this the name of a zone that the clock of this machine knows? */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const named: [RegExp, string][] = [
  [/\b(?:pacific(?: (?:standard|daylight))? time|pacific|pst|pdt)\b/, 'America/Los_Angeles'],
  [/\b(?:mountain(?: (?:standard|daylight))? time|mst|mdt)\b/, 'America/Denver'],
  [/\b(?:central(?: (?:standard|daylight))? time|cdt)\b/, 'America/Chicago'],
  [/\b(?:eastern(?: (?:standard|daylight))? time|eastern|est|edt)\b/, 'America/New_York'],
  [/\b(?:alaska(?:n)? time|akst|akdt)\b/, 'America/Anchorage'],
  [/\b(?:hawaii(?:an)? time|hst)\b/, 'Pacific/Honolulu'],
  [/\b(?:uk time|british time|london time|bst)\b/, 'Europe/London'],
  [/\b(?:central european(?: summer)? time|cet|cest)\b/, 'Europe/Berlin'],
  [/\b(?:gmt|utc)\b/, 'UTC'],
]

const cities: Record<string, string> = {
  'los angeles': 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  california: 'America/Los_Angeles',
  'las vegas': 'America/Los_Angeles',
  denver: 'America/Denver',
  phoenix: 'America/Phoenix',
  arizona: 'America/Phoenix',
  chicago: 'America/Chicago',
  dallas: 'America/Chicago',
  houston: 'America/Chicago',
  texas: 'America/Chicago',
  'new york': 'America/New_York',
  boston: 'America/New_York',
  miami: 'America/New_York',
  florida: 'America/New_York',
  atlanta: 'America/New_York',
  toronto: 'America/Toronto',
  hawaii: 'Pacific/Honolulu',
  london: 'Europe/London',
  berlin: 'Europe/Berlin',
  paris: 'Europe/Paris',
  madrid: 'Europe/Madrid',
  rome: 'Europe/Rome',
  lisbon: 'Europe/Lisbon',
  'sao paulo': 'America/Sao_Paulo',
  'mexico city': 'America/Mexico_City',
  tokyo: 'Asia/Tokyo',
  sydney: 'Australia/Sydney',
}
const place = new RegExp(
  String.raw`\b(?:i am|im|we are|were|i live|currently|right now|based|located|here) (?:\w+ )?in (${Object.keys(cities).join('|')})\b|\b(${Object.keys(cities).join('|')}) time\b`,
)

/** The zone that a customer says to be in, or to mean; null where they say none. */
export function readZone(text: string): string | null {
  const said = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '')
  const where = place.exec(said)
  const city = where?.[1] ?? where?.[2]
  if (city) return cities[city] ?? null
  // "3pm Pacific" is a zone; "12 Eastern Parkway" is a street, and the Pacific an ocean.
  for (const [pattern, zone] of named) {
    const found = pattern.exec(said)
    const beside = found && /\d ?(?:[ap]\.? ?m\.?)?[\s(]*$/.test(said.slice(0, found.index))
    if (
      found &&
      (beside || found[0].includes(' time')) &&
      !/^\s*(?:st|street|ave|avenue|parkway|road|rd)\b/.test(said.slice(found.index + found[0].length))
    )
      return zone
  }
  return null
}
