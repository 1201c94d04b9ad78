// Would the AI have answered as the person did? The built-in measure: what both do (hand over, book, ask), yes and no,
// numbers, and the words that carry meaning. Pure; a model judges better where there is one (ai/compare.ts).

export type Said = { text: string; commands: readonly { type: string }[] }
export type Agreement = { agreed: boolean; score: number; reasons: string[] }

/** From here on two answers mean the same: chosen on the pairs in agreement.test.ts. */
const AGREED = 0.4

const empty = new Set(
  `a an and are as at be been but by can could do does did for from had has have he her here hi hello hey him his how i if in is it its
  just let me my no not of ok okay on or our out please she so sure that the their them then there they this to too up us was
  we well were what when where which who will with would yes you your yours thanks thank also any get got great happy help
  know need see want der die das und ist ein eine wir sie ich ja nein mit für auf den dem el la los las un una y es de que en
  sí le les et est un une des du nous vous oui non o os as um uma e é il lo gli una di che`.split(/\s+/u),
)

const day: Record<string, string> = {
  mon: 'monday',
  tue: 'tuesday',
  tues: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  thurs: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
}

/** Sentences that hand the question to somebody else. */
const defers =
  /\b(?:(?:i|we)(?:’|'| wi)ll (?:check|ask|find out|get back|look into|have (?:someone|somebody))|let me (?:check|ask|find out|see)|get(?:ting)? back to you|pass(?:ed)? (?:this|it|that) (?:on|to)|(?:colleague|team(?: member)?|somebody|someone|person) (?:will|from)|ich (?:frage|kläre)|melde mich|le (?:llamo|aviso|confirmo)|je (?:vérifie|me renseigne)|vou verificar|controllo e)\b/iu

const no =
  /\b(?:no|nope|not|unfortunately|sorry|can(?:no|’|')t|cannot|don(?:’|')t|doesn(?:’|')t|won(?:’|')t|isn(?:’|')t|aren(?:’|')t|closed|fully booked|leider|nein|kein\w*|nicht|lamentablemente|désolé\w*|malheureusement|não|infelizmente|purtroppo)\b/iu
const yes =
  /\b(?:yes|yep|yeah|sure|of course|absolutely|certainly|definitely|ja|gerne|natürlich|sí|claro|oui|bien sûr|sim|certo)\b/iu
const booked =
  /\b(?:booked|confirmed|scheduled|see you (?:on|at|then)|you(?:’|')re (?:in|down|set)|all set|gebucht|bestätigt|reservad\w*|confirmad\w*|réservé\w*|prenotat\w*)\b/iu

function words(text: string): Set<string> {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const all = plain.match(/\p{L}[\p{L}']*/gu) ?? []
  return new Set(all.filter((w) => w.length > 2 && !empty.has(w)).map(stem))
}

function stem(word: string): string {
  const full = day[word] ?? word
  return full.length > 4 ? full.replace(/(?:ings?|edly|ed|es|s|ly|en|er)$/u, '') : full
}

/** Prices, times and other numbers, each in one spelling: "3 pm" is 15:00, "$25" and "25 dollars" are 25. */
function numbers(text: string): Set<string> {
  const found = new Set<string>()
  const rest = text.replace(
    /\b(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr)\b|\b(\d{1,2}):(\d{2})\b/giu,
    (_all, hour?: string, minute?: string, half?: string, hour24?: string, minute24?: string) => {
      const h = Number(hour ?? hour24) + (/^p/iu.test(half ?? '') && Number(hour) < 12 ? 12 : 0)
      found.add(`at ${h}:${minute ?? minute24 ?? '00'}`)
      return ' '
    },
  )
  for (const [number] of rest.matchAll(/\d+(?:[.,]\d+)*/gu))
    found.add(String(Number(number.replaceAll(',', ''))))
  return found
}

/** Yes, no, or neither: the first sentence that says so counts. */
function polarity(text: string): 'yes' | 'no' | null {
  const head = text
    .split(/(?<=[.!?\n])/u)
    .slice(0, 2)
    .join(' ')
  if (yes.test(head) && !/^\W*(?:no|sorry|unfortunately)\b/iu.test(head)) return 'yes'
  return no.test(head) ? 'no' : null
}

const shared = <T>(a: Set<T>, b: Set<T>) => [...a].filter((x) => b.has(x)).length

function act({ text, commands }: Said): 'hands_over' | 'books' | 'answers' {
  if (commands.some((c) => c.type === 'conversation.escalate') || (defers.test(text) && !booked.test(text)))
    return 'hands_over'
  return commands.some((c) => c.type.startsWith('appointment.')) || booked.test(text) ? 'books' : 'answers'
}

const acts = { hands_over: 'hands over', books: 'books', answers: 'answers' } as const

/** Compares what the AI would have sent with what a person sent; 0 to 1, with what told them apart. */
export function compareAnswers(ai: Said, person: Said): Agreement {
  const reasons: string[] = []
  const [a, b] = [act(ai), act(person)]
  if (a !== b) reasons.push(`The AI ${acts[a]}, the person ${acts[b]}`)
  const [ya, yb] = [polarity(ai.text), polarity(person.text)]
  if (a !== 'hands_over' && ya && yb && ya !== yb) reasons.push(`One says ${ya}, the other ${yb}`)
  const [na, nb] = [numbers(ai.text), numbers(person.text)]
  const same = shared(na, nb)
  const both = na.size > 0 && nb.size > 0
  if (both && same === 0) reasons.push(`Other numbers: ${sayNumbers(na)} and ${sayNumbers(nb)}`)
  if (reasons.length > 0) return { agreed: false, score: 0, reasons }
  // Two that hand over mean the same, in whatever words.
  if (a === 'hands_over') return { agreed: true, score: 1, reasons: ['Both hand over'] }

  const [wa, wb] = [words(ai.text), words(person.text)]
  const smaller = Math.min(wa.size, wb.size)
  // A short answer that stands in a long one is the same answer.
  const meaning = smaller === 0 ? (wa.size === wb.size || both ? 1 : 0.5) : shared(wa, wb) / smaller
  const figures = both ? same / Math.min(na.size, nb.size) : null
  const score =
    figures === null ? meaning * 0.85 + (ya && ya === yb ? 0.15 : 0) : meaning * 0.5 + figures * 0.5
  const agreed = score >= AGREED
  if (both) reasons.push(`${same} of ${Math.min(na.size, nb.size)} numbers are the same`)
  reasons.push(
    agreed
      ? `${Math.round(meaning * 100)} % of the words that matter are the same`
      : `Only ${Math.round(meaning * 100)} % of the words that matter are the same`,
  )
  return { agreed, score: Math.round(score * 100) / 100, reasons }
}

const sayNumbers = (set: Set<string>) => [...set].map((n) => n.replace(/^at /u, '')).join(', ')
