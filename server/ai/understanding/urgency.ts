// How long it can wait: alarms (something is happening), hurry, and that there is none; in six languages.
import type { Urgency } from '#domain/intent.ts'
import { anyOf, before, type Found, findAll, type Plain } from './phrases.ts'
import { negations } from './words/mood-words.ts'
import { againWords, alarmWords, calmWords, hurryWords, hypotheticalWords } from './words/urgency-words.ts'

const alarms = anyOf(alarmWords)
const hurry = anyOf(hurryWords)
const calm = anyOf(calmWords)
const hypothetical = anyOf(hypotheticalWords)
const negation = anyOf(negations)
const again = anyOf(againWords)

const REACH = 3
/** A condition or a question may stand well before what it is about. */
const CONDITION_REACH = 14

export type UrgencyReading = {
  urgency: Urgency
  evidence: string[]
  /** Says that it is none, or only asks: an intent of emergency would be wrong. */
  denied: boolean
}

/** How urgent by the words alone. A question about emergencies is none. */
export function readUrgency(plain: Plain): UrgencyReading {
  const relaxed = findAll(plain, calm)
  const found = findAll(plain, alarms)
  const real = found.filter((f) => !isDenied(plain, f))
  const words = (list: Found[]): string[] => list.slice(0, 3).map((f) => f.words)
  if (real.length > 0) return { urgency: 'emergency', evidence: words(real), denied: false }
  const denied = relaxed.length > 0 || found.length > 0 || asksAbout(plain)
  if (relaxed.length > 0) return { urgency: 'low', evidence: words(relaxed), denied }
  const pressing = findAll(plain, hurry).filter((f) => !isDenied(plain, f))
  if (pressing.length > 0 && !asksAbout(plain)) return { urgency: 'high', evidence: words(pressing), denied }
  return { urgency: 'normal', evidence: [], denied }
}

/** The words that say: not for the first time. */
export function findAgain(plain: Plain): string[] {
  return findAll(plain, again)
    .slice(0, 2)
    .map((f) => f.words)
}

function isDenied(plain: Plain, found: Found): boolean {
  if (
    before(plain, found.from, REACH).search(negation) >= 0 &&
    !/^(?:no|non|nao|wont|cant|doesnt)\b/.test(plain.text.slice(found.from))
  )
    return true
  return before(plain, found.from, CONDITION_REACH).search(hypothetical) >= 0
}

const about =
  /\b(?:emergency|emergencies|urgent care|urgencias?|urgences?|notfall\w*|notdienst|emergencias?|emergenz[ae])\b[^.]* \?|\b(?:do|does|is|are|what|how|whats|can|if)\b[^.?]*\b(?:emergency|emergencies) (?:service|number|visit|call|fee|rate|hours|appointments?|dentist|plumber|line)/

const asksAbout = (plain: Plain): boolean => about.test(plain.text)
