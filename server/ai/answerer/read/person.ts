// Who writes: names, mail addresses and phone numbers in a text.
import { normaliseAddress } from '#domain/address.ts'

/** Words that follow "I'm" or stand alone without being a name. */
const NOT_A_NAME =
  /^(?:a|an|the|not|no|yes|yeah|yep|ok|okay|sure|please|thanks?|thank|hi|hello|hey|looking|interested|calling|writing|trying|wondering|having|getting|going|coming|here|there|sorry|fine|good|great|perfect|happy|unhappy|sad|angry|disappointed|very|so|just|still|also|available|free|busy|late|running|in|at|on|from|with|about|after|ready|done|new|interested|afraid|sure|unable|able|planning|hoping|thinking|home|back|away|sick|locked|stuck|bleeding|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|tonight|morning|afternoon|evening|noon|anytime|whenever|first|second|third|last|both|either|any|none|cancel|stop|help|what|when|where|why|how|who|which|can|could|do|does|is|are|will|would|my|your|it|its|that|this|me|i|we|you|book|booking|appointment|one|two|three|four|five|six|seven|eight|nine|ten|same|mine|myself|sounds|works|correct|right|nope|nah|cool|awesome|confirm|confirmed|all|everything|nothing|maybe|instead|actually|wait|over|fed|done|furious|open|closed)$/i
const NAME_WORD = "[\\p{L}][\\p{L}'’.-]*"
const INTRODUCTION = new RegExp(
  `(?:\\bmy name is|\\bmy name's|(?<!'s )(?<!\\b(?:his|her|their|its|doctor|dentist|salon|company|business|street) )\\bname is|\\bname:|\\bthis is|\\bi am|\\bi'?m|\\bcall me|\\bunder(?: the name)?|\\bput it under|\\bin the name of|\\bit'?s for|^name's)\\s+((?:${NAME_WORD})(?:\\s+${NAME_WORD}){0,3})`,
  'giu',
)

const plain = (text: string) => text.replace(/[’‘]/g, "'")

/**
 * The name that somebody gives. Without `asked`, only an introduction counts ("my name is Ana Ruiz"), and "I'm" only
 * before a capital; with it, a few words alone are the name. Null where there is none.
 */
export function readName(text: string, asked = false): string | null {
  for (const m of plain(text).matchAll(INTRODUCTION)) {
    const sure = /name|under/i.test(m[0].slice(0, m[0].length - (m[1]?.length ?? 0)))
    const name = nameOf(m[1] ?? '', !sure && !asked)
    if (name) return name
  }
  if (!asked) return null
  const bare = plain(text)
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, ' ')
    .replace(/\+?\d[\d\s().-]{5,}\d/g, ' ')
    .trim()
    .replace(
      /^(?:(?:yes|yeah|yep|sure|ok|okay|please|it'?s|it is|its|for|under|hi|hello|the name is|name is|just|thanks|and|just put)[\s,.:!-]+)+/i,
      '',
    )
    .replace(/[\s,.!]+(?:please|thanks|thank you|thx|is fine|is my name|here)?[\s,.!]*$/i, '')
  if (!bare || bare.length > 60 || /[?\d@]/.test(bare) || bare.split(/\s+/).length > 4) return null
  return nameOf(bare, false)
}

/** A clause that is nothing but a name in capitals, e.g. the "Dana Whitfield" of "9:30 works. Dana Whitfield". */
export function readBareName(clause: string): string | null {
  const text = plain(clause).trim().replace(/[.!]$/, '')
  if (
    !new RegExp(
      `^(?:\\p{Lu}${NAME_WORD.slice('[\\p{L}]'.length)})(?:\\s+\\p{Lu}[\\p{L}'.-]*){1,2}$`,
      'u',
    ).test(text)
  )
    return null
  return nameOf(text, true)
}

function nameOf(words: string, capitalsOnly: boolean): string | null {
  const taken: string[] = []
  for (const raw of words.split(/\s+/)) {
    const word = raw.replace(/[.,!]+$/, '')
    if (!word || NOT_A_NAME.test(word) || /^(?:and|but|or|for|to|of)$/i.test(word)) break
    if (capitalsOnly && !/^\p{Lu}/u.test(word)) break
    taken.push(word)
    if (raw !== word && raw.endsWith(',')) break
  }
  const name = taken.join(' ')
  if (name.replace(/[^\p{L}]/gu, '').length < 2) return null
  // Typed in a hurry, "ana ruiz" is still Ana Ruiz; who writes capitals has chosen them.
  return (
    name === name.toLowerCase()
      ? name.replace(
          /(^|[\s'-])(\p{L})/gu,
          (_, before: string, letter: string) => before + letter.toUpperCase(),
        )
      : name
  ).slice(0, 120)
}

export function readEmail(text: string): string | null {
  const m = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)
  return m ? normaliseAddress('email', m[0].replace(/\.$/, '')) : null
}

/** A phone number in its one spelling where it is a valid one, else as written; null where there is none. */
export function readPhone(text: string, country: string): string | null {
  const without = text.replace(/\d{4}-\d{2}-\d{2}/g, ' ')
  for (const m of without.matchAll(/(?<![\w$€£])\+?\(?\d[\d\s().-]{6,18}\d(?!\w)/g)) {
    const digits = m[0].replace(/\D/g, '')
    const valid = normaliseAddress('phone', m[0], country)
    if (valid) return valid
    if (digits.length >= 7 && digits.length <= 15) return m[0].trim()
  }
  return null
}
