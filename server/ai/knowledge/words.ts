// Words of English as the front desk compares them: lower case, without endings, with what means nearly the same.
// PostgreSQL stems by itself; this is for what is compared in memory (intents, services, how well a passage fits).

/** Words that bear no topic. Kept short on purpose: "open", "cost" or "take" may be the whole question. */
const STOP = new Set(
  (
    'a about actually after again ahead all also although am an and any anybody anyone anything are as at be because been before being but by ' +
    'can cannot could did do does doing done dont ever for from get gets getting give go goes going gonna got had has have having he hello hey hi ' +
    'him his hiya how i id if ill im in into is isnt it its ive just kindly know let lets like lot many may maybe me might mine more most much must my ' +
    'need no not now of off oh ok okay on one or our out over own perhaps please pls possible quick question really say see shall she should ' +
    'so some somebody someone something still such sure tell than thank thanks that thats the their them then there theres these they thing ' +
    'things think this those to too u up ur us very want wanna wanted wants was we well were what whats when where wheres which ' +
    'while who whom why will wish with wondering would wouldnt yes yeah you your youre yours'
  ).split(' '),
)

/** Groups of words that customers use for one another. The first word stands for its group. */
const SAME: string[][] = [
  ['price', 'cost', 'charge', 'fee', 'rate', 'pricing', 'expensive', 'quote'],
  ['pay', 'payment', 'payable'],
  ['accept', 'take'],
  ['guarantee', 'warranty'],
  ['insured', 'insurance'],
  ['licensed', 'license', 'licence', 'certified'],
  ['area', 'zone', 'neighborhood', 'neighbourhood', 'district', 'region'],
  ['serve', 'cover'],
  ['child', 'children', 'kid'],
  ['parking', 'park'],
  ['cancel', 'cancellation'],
  ['reschedule', 'move', 'postpone'],
  ['appointment', 'booking', 'reservation'],
  ['estimate', 'quotation'],
  ['discount', 'coupon', 'promotion', 'deal'],
  ['refund', 'reimburse'],
  ['delivery', 'deliver', 'shipping', 'ship'],
  ['fix', 'repair', 'mend'],
  ['install', 'installation', 'fit'],
  ['clean', 'cleaning', 'cleanup'],
  ['clogged', 'blocked', 'plugged', 'clog'],
  ['broken', 'broke', 'damaged'],
  ['leak', 'drip', 'leaky'],
  ['tap', 'faucet'],
  ['toilet', 'loo'],
  ['car', 'vehicle', 'auto'],
  ['dog', 'cat', 'pet'],
  ['wheelchair', 'accessible', 'accessibility'],
  ['weekend', 'saturday', 'sunday'],
  ['email', 'mail'],
  ['phone', 'telephone'],
  ['address', 'location'],
  ['beginner', 'newcomer'],
  ['employee', 'staff', 'team'],
  ['bring', 'wear'],
]

/** The bare form of a word: plural, -ing, -ed and -ly endings cut. Rough, but the same on both sides. */
export function stem(word: string): string {
  // It would meet "rate", which is a price.
  if (word === 'rating' || word === 'ratings') return 'rating'
  let w = word
  if (w.length > 4 && w.endsWith('ies')) w = `${w.slice(0, -3)}y`
  else if (w.length > 4 && /(?:ch|sh|ss|x|z)es$/.test(w)) w = w.slice(0, -2)
  else if (w.length > 3 && w.endsWith('s') && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1)
  if (w.length > 5 && w.endsWith('ing')) w = undouble(w.slice(0, -3))
  else if (w.length > 4 && w.endsWith('ed') && !/^.{0,3}eed$/.test(w)) w = undouble(w.slice(0, -2))
  else if (w.length > 5 && w.endsWith('ly')) w = w.slice(0, -2)
  // "parking" and "park" met above; "price" and "pricing" meet here.
  if (w.length > 5 && w.endsWith('ee')) return w.slice(0, -2)
  return w.length > 3 && w.endsWith('e') ? w.slice(0, -1) : w
}

function undouble(w: string): string {
  return /([bdfgmnprt])\1$/.test(w) ? w.slice(0, -1) : w
}

const GROUP = new Map<string, string>()
for (const group of SAME) for (const word of group) GROUP.set(stem(word), stem(group[0] as string))

/** The word that stands for everything that means nearly the same. */
export function groupOf(stemmed: string): string {
  return GROUP.get(stemmed) ?? stemmed
}

/** Other words of the same meaning, as written; none for most words. */
export function synonymsOf(word: string): string[] {
  const bare = stem(word)
  return SAME.find((group) => group.some((w) => stem(w) === bare))?.filter((w) => stem(w) !== bare) ?? []
}

/** Plain lower-case words and numbers of a text, apostrophes and accents gone ("Don't" is "dont", "café" is "cafe"). */
export function splitWords(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/['’‘`]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

export function isStopWord(word: string): boolean {
  return STOP.has(word)
}

/** Are two words the same but for a slip of the finger? Short words must be equal. */
export function isNearly(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const restA = a.slice(i)
  const restB = b.slice(i)
  // One letter too many, too few, wrong, or two swapped.
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  )
}
