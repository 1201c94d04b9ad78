// What a sentence states in figures: prices, times of day, amounts with a unit, hours of weekdays. Pure.

export type Figures = {
  prices: number[]
  /** The price is only where it begins ("from $99"). */
  from: boolean
  /** Minutes after midnight. */
  times: number[]
  /** By unit; spans of time are in minutes, under `time`. */
  amounts: Map<string, number[]>
}

const CURRENCY = String.raw`(?:US\$|[$€£¥]|\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN))`
const AFTER = String.raw`(?:[$€£¥]|(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|dollars?|euros?|pounds?|francs?|kronor|kroner)\b)`
const NUMBER = String.raw`\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`
const PRICE = new RegExp(
  String.raw`${CURRENCY}\s?(${NUMBER})|(?<![\d.,])(${NUMBER})(?:,-|\.-)?\s?${AFTER}`,
  'giu',
)
const FROM = /\b(?:from|starting|starts|at least|ab|desde|a partir|à partir|dès|da|vanaf|från|fra)\b/i

const CLOCK =
  /\b(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b\.?|\b([01]?\d|2[0-4])(?:[:h](\d{2}))(?!\d)|\b([01]?\d|2[0-4])\.([0-5]\d)\s?(?=uhr)|\b([01]?\d|2[0-4])\s?(?:uhr|h)\b/gi

const UNITS: [RegExp, string, number][] = [
  [/^(?:%|percent|per cent|prozent|por ?ciento|pour ?cent|procent)$/i, 'percent', 1],
  [/^(?:min(?:ute|uten|utes|utos|uti|uut|uter)?s?)$/i, 'time', 1],
  [/^(?:hours?|hrs?|stunden?|horas?|heures?|ore|ora|uur|timmar|timer)$/i, 'time', 60],
  [/^(?:days?|tage?n?|d[ií]as?|jours?|giorni|giorno|dagen|dag|dagar|dias?)$/i, 'time', 1_440],
  [/^(?:weeks?|wochen?|semanas?|semaines?|settiman[ae]|weken|week)$/i, 'time', 10_080],
  [/^(?:months?|monate?n?|meses|mes|mois|mesi|mese|maanden|maand)$/i, 'time', 43_800],
  [/^(?:years?|jahre?n?|años?|anos?|ans?|anni|anno|jaar|jaren|år)$/i, 'time', 525_600],
  [/^(?:km|kilomet(?:er|re)s?|kilómetros?)$/i, 'km', 1],
  [/^(?:miles?)$/i, 'km', 1.609],
  [/^(?:people|persons?|guests?|personen|gäste|personas?|personnes?|persone|pessoas?)$/i, 'people', 1],
]
const WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  thirty: 30,
}
const AMOUNT = new RegExp(
  String.raw`(?<![\d.,:$€£])(\d+(?:[.,]\d+)?|${Object.keys(WORDS).join('|')})[\s-]?(%|\p{L}+)`,
  'giu',
)

export function figuresOf(sentence: string): Figures {
  const prices = [...sentence.matchAll(PRICE)].map((m) => numberOf(m[1] ?? m[2] ?? ''))
  return { prices, from: FROM.test(sentence), times: timesOf(sentence), amounts: amountsOf(sentence) }
}

/** "1,200.50", "1.200,50" and "1 200" are one number. */
export function numberOf(text: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(text)
  const whole = (decimals ? text.slice(0, decimals.index) : text).replace(/\D/g, '')
  return Number(decimals ? `${whole}.${decimals[1]}` : whole)
}

function timesOf(sentence: string): number[] {
  return [...sentence.matchAll(CLOCK)].flatMap((m) => {
    const hour = Number(m[1] ?? m[4] ?? m[6] ?? m[8])
    const minute = Number(m[2] ?? m[5] ?? m[7] ?? 0)
    if (hour > 24 || minute > 59) return []
    const half = m[3]?.toLowerCase()
    const shift = half === 'p' && hour < 12 ? 12 : half === 'a' && hour === 12 ? -12 : 0
    return [(hour + shift) * 60 + minute]
  })
}

function amountsOf(sentence: string): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [, figure = '', word = ''] of sentence.matchAll(AMOUNT)) {
    const unit = UNITS.find(([pattern]) => pattern.test(word))
    if (!unit) continue
    const value = (WORDS[figure.toLowerCase()] ?? numberOf(figure)) * unit[2]
    found.set(unit[1], [...(found.get(unit[1]) ?? []), value])
  }
  return found
}

const DAYS: RegExp[] = [
  /^(?:mon(?:day)?s?|mo|montags?|lun(?:es|di|ed[iì])?|lu|ma(?:andag)|segunda(?:-feira)?)$/i,
  /^(?:tue(?:s(?:day)?)?s?|di|dienstags?|mar(?:tes|di|ted[iì])?|dinsdag|ter[çc]a(?:-feira)?)$/i,
  /^(?:wed(?:nesday)?s?|mi|mittwochs?|mi[ée](?:rcoles)?|mer(?:credi|coled[iì])?|woensdag|quarta(?:-feira)?)$/i,
  /^(?:thu(?:r(?:s(?:day)?)?)?s?|do|donnerstags?|jue(?:ves)?|jeu(?:di)?|gio(?:ved[iì])?|donderdag|quinta(?:-feira)?)$/i,
  /^(?:fri(?:day)?s?|fr|freitags?|vie(?:rnes)?|ven(?:dredi|erd[iì])?|vrijdag|sexta(?:-feira)?)$/i,
  /^(?:sat(?:urday)?s?|sa|samstags?|sonnabends?|s[áa]b(?:ado)?|sam(?:edi)?|zaterdag)$/i,
  /^(?:sun(?:day)?s?|so|sonntags?|dom(?:ingo|enica)?|dim(?:anche)?|zondag)$/i,
]
const DAY_WORD = String.raw`\p{L}[\p{L}-]*`
const TIME = String.raw`\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?|uhr|h)?`
const SPAN = new RegExp(
  String.raw`(${DAY_WORD})\.?(?:\s?(?:[-–—]|to|bis|a|à|al|t\/m|through)\s?(${DAY_WORD})\.?)?\s?:?,?\s?(?:\||from|von|de|dalle|das)?\s?(${TIME})\s?(?:[-–—]|to|bis|a|à|until|till)\s?(${TIME})`,
  'giu',
)

/** Opening hours as a line of a page writes them ("Mon–Fri 8am–6pm"): by weekday (0 is Monday), minutes from and to. */
export function weekdayHours(line: string): Map<number, { from: number; to: number }> {
  const hours = new Map<number, { from: number; to: number }>()
  for (const [, first = '', last, from = '', to = ''] of line.matchAll(SPAN)) {
    const begin = DAYS.findIndex((day) => day.test(first))
    const end = last ? DAYS.findIndex((day) => day.test(last)) : begin
    if (begin < 0 || end < 0) continue
    const closes = minutesOf(to, null)
    const opens = minutesOf(from, /[ap]\.?m/i.test(from) ? null : to)
    if (opens === null || closes === null || closes <= opens) continue
    for (let day = begin; ; day = (day + 1) % 7) {
      hours.set(day, { from: opens, to: closes })
      if (day === end) break
    }
  }
  return hours
}

/** "8" of "8-12 am" takes the half of the day from what follows; "9-5 pm" begins in the morning. */
function minutesOf(text: string, following: string | null): number | null {
  const [, hour = '', minute = '0'] = /(\d{1,2})(?:[:.h](\d{2}))?/i.exec(text) ?? []
  const half = /([ap])\.?m/i.exec(text)?.[1]?.toLowerCase()
  let hours = Number(hour)
  if (hour === '' || hours > 24) return null
  if (half === 'p' && hours < 12) hours += 12
  if (half === 'a' && hours === 12) hours = 0
  if (!half && following && /p\.?m/i.test(following)) {
    const end = Number(/\d{1,2}/.exec(following)?.[0] ?? 0)
    if (hours < end && end !== 12 && hours >= 1 && hours < 7) hours += 12
  }
  return hours * 60 + Number(minute)
}
