// A customer's question as anybody could have asked it: without who they are. What is kept of it becomes an entry that
// other customers hear, so what is doubtful goes. Pure.

// A name begins with a capital, so that only the other words are compared without regard to it.
const greeting =
  /^\s*(?i:hi+|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin|servus|hola|buenos d[ií]as|buenas(?: tardes| noches)?|bonjour|bonsoir|salut|ciao|buongiorno|ol[aá]|bom dia|boa tarde)(?![\p{L}])(?:[ ,]+(?:(?i:there|all|team|everyone|everybody|zusammen)|\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)?(?=\s*[,.!:\n–—])))?[\s,.!:–—-]*/u
const introduction =
  /(?:^|(?<=[.!?\n,;]))\s*(?:(?:(?i:my name(?:['’]s| is)|this is|mein name ist|me llamo|mi nombre es|je m['’]appelle|mi chiamo|meu nome [eé]|me chamo)|(?:(?i:i['’]?m|i am|ich (?:bin|heiße)|soy|je suis|sono)(?= \p{Lu})))\s+[\p{L}'’. -]{1,50}?)(?=[.!?\n,;]|\s+(?:and|und|y|et|e|from|aus|de)\s|$)[.,;!]?\s*(?:(?:and|und|y|et|e)\s+)?/gu
const signOff =
  /[\s,.!\n–—-]*(?i:thanks|thank you|thx|cheers|best(?: regards| wishes)?|kind regards|regards|sincerely|danke(?: schön| im voraus)?|viele grüße|liebe grüße|mfg|gracias|saludos|merci|cordialement|grazie|obrigad[oa])(?:\s+(?i:so much|a lot|in advance))?[\s,.!–—-]*(?:\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*){0,2})?[\s.!]*$/u
const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/giu
const link = /\b(?:https?:\/\/|www\.)\S+/giu
/** Phone numbers, order numbers, cards: seven digits and more, or letters and digits that nobody says. */
const longNumber = /(?<![\p{L}\p{N}])[+(]?\d[\d\s().\/-]{5,}\d(?![\p{L}\p{N}])/gu
const code =
  /(?:#|\b(?:no\.?|nr\.?|number|nummer|order|bestellung|pedido|invoice|rechnung)\s*#?:?\s*)(?=[\p{L}-]*\d)[\p{L}\d-]{3,}/giu
const street =
  /\b\d{1,5}[a-z]?\s+(?:\p{Lu}[\p{L}'’.-]*\s+){1,3}(?i:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|way|terrace|square|sq)\b\.?(?:,?\s*(?i:apt|unit|suite|#)\.?\s*\w+)?|(?<!\p{L})\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|weg|gasse|platz|allee)\s+\d{1,4}[a-z]?\b|(?<!\p{L})(?i:calle|avenida|rue|via|rua)\s+(?:(?:de|del|la|du|des|da|do)\s+)*\p{Lu}[\p{L}-]*(?:\s+\p{Lu}[\p{L}-]*)?,?\s+\d{1,4}\b|\b\d{1,4},?\s+(?i:rue|avenue)\s+(?:(?:de|du|des|la)\s+)*\p{Lu}[\p{L}-]*/gu
/** Where something was taken out; the word that led to it goes too. */
const GONE = '\u0000'
const led = /(?:\b(?:at|on|to|in|of|from|by|via|under|an|bei|nach|unter|en|al|à|au)\s*)?\u0000/giu
/** A name is one that is not also a word of every day. */
const MIN_NAME = 3

/** The text without names, numbers, addresses, greetings and sign-offs. `names` are those that are known of the customer. */
export function withoutPerson(text: string, names: readonly (string | null)[] = []): string {
  let out = text.replace(greeting, '').replace(introduction, '').replace(signOff, endOf(text))
  for (const pattern of [email, link, street, longNumber, code]) out = out.replace(pattern, GONE)
  const parts = names
    .flatMap((name) => (name ?? '').split(/[\s,]+/))
    .filter((part) => part.length >= MIN_NAME)
  for (const part of parts)
    out = out.replace(new RegExp(`(?<![\\p{L}])${escape(part)}(?:['’]s)?(?![\\p{L}])`, 'giu'), GONE)
  out = out
    .replace(led, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s+([,.?!;])/g, '$1')
    .replace(/([,;])(?=[,.?!;])/g, '')
  out = out
    .replace(/^[\s,.;:!–—-]+/, '')
    .replace(/[\s,;:–—-]+$/, '')
    .trim()
  return out === '' ? '' : out[0]?.toUpperCase() + out.slice(1)
}

/** A sign-off takes the question mark before it along; it stays. */
const endOf = (text: string) => (found: string, at: number) =>
  found.trimStart().startsWith('.') || text[at] === '.' ? '.' : ''

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Only the sentences that ask; all of it where none does. At most two, and no longer than a title may be. */
export function questionsIn(text: string): string {
  const sentences =
    text
      .match(/[^.!?\n]+[.!?]*/gu)
      ?.map((s) => s.trim())
      .filter(Boolean) ?? []
  const asking = sentences.filter((s) => s.endsWith('?'))
  return (asking.length > 0 ? asking.slice(-2) : sentences).join(' ').slice(0, 280).trim()
}
