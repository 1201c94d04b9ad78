// From likenesses to an intent: where the likeness is too weak to trust, or where a few words say more than it.
import { isNearly } from '#ai/knowledge/words.ts'
import type { Intent } from './intents.ts'
import type { Scored } from './scorer.ts'
import type { Segment } from './segments.ts'

/** At least so alike must an example be; a text with a subject of its own must be more alike. */
const FLOOR = 0.36
const FLOOR_WITH_SUBJECT = 0.46
/** Below this, telling words beat likeness. */
const CUE = 0.55

const wishes =
  /\b(?:want|wish|need|like|can (?:i|you|we|u)|could (?:i|you|we)|please|would love|lets|get|make|help me|looking|prefer|set)\b/
const wants = /\b(?:need|want|like|looking for|send|come)\b/
const bookingWords = ['book', 'booking', 'appointment', 'reservation', 'reserve', 'schedule', 'slot']
const notBooking =
  /\b(?:cancel|change|move|reschedule|postpone|my (?:next )?(?:appointment|booking)|have an? (?:appointment|booking)|confirmed|running late|how (?:far|long|early|much|many)|do i need)\b/
const aboutBooking =
  /\b(?:do i (?:need|have to)|is it (?:possible|necessary)|how (?:far|long|early|much|many)|in advance|online)\b/
const hoursWords =
  /\b(?:open|opens|opening|close|closes|closed|closing|hours?|works?|working|holidays?|there|still|times)\b/

const hasAppointment = /\b(?:my|booked|booking|appointment|coming|confirm\w*|did i|do i have)\b/

/** Without one of its words, and with a subject of the customer's own, a likeness to these intents is chance. */
export const needsWord: Partial<Record<Intent, RegExp>> = {
  hours: hoursWords,
  location:
    /\b(?:where|address|location|located|directions?|park|parking|find|get to|get there|street|based|near|way)\b/,
  contact: /\b(?:phone|number|call|e ?mail|website|web|site|contact|reach|touch)\b/,
}
/** "Speak to Sam about my invoice", but not "let's talk about the price". */
const asksForPerson = /\b(?:speak|talk|chat) (?:to|with) (?!you about)|\b(?:speak|talk) directly\b/
const aboutUs =
  /\b(?:bot|robot|human|person|ai|automated|chatgpt|machine|name|who are|who is this|who am i|what can you|how can you|real)\b/
/** Facts that others have as well: "what time does the museum open?" is not about us. */
const ofAnybody = new Set<Intent>(['hours', 'location', 'contact'])
const ourselves =
  /\b(?:you|your|yours|we|us|our|here|office|shop|store|place|business|clinic|practice|salon|studio|garage|front desk|team|anybody|anyone|somebody|someone|it|they|this|that)\b/

function isAboutOthers(segment: Segment, intent: Intent): boolean {
  return ofAnybody.has(intent) && segment.foreign.length > 0 && !ourselves.test(segment.masked)
}

/** A short yes or no is sure; in a long text it must be plain. */
const PLAIN_YES = 0.5
const ONE_WORD = 0.58

/** The likeliest intent, where the likeness is enough; a few words decide where it is not. */
export function decideIntent(
  segment: Segment,
  scored: Scored[],
): Pick<Segment, 'intent' | 'score' | 'second'> {
  const [best, next] = scored
  const floor = segment.foreign.length > 0 ? FLOOR_WITH_SUBJECT : FLOOR
  const second = next && next.score >= floor ? next.intent : null
  const score = best?.score ?? 0
  const intent = best && score >= floor ? best.intent : null
  const asksToBook =
    saysBooking(segment.masked) && wishes.test(segment.masked) && !notBooking.test(segment.masked)
  const weak = intent === null || score < CUE
  if (asksForPerson.test(segment.masked) && intent !== 'about_ai' && intent !== 'complaint')
    return { intent: 'person', score: Math.max(score, CUE), second: intent }
  // One word ("what?", "best") is like many examples in part; it must be one of them.
  if (/^(?!x(?:when|service)$)\S+$/.test(segment.masked) && score < ONE_WORD)
    return { intent: null, score, second: null }
  // "Please, for 2:30 on the 10th" is near to "am I booked for the 10th", and says nothing of an appointment that is.
  if (intent === 'my_appointment' && !hasAppointment.test(segment.masked))
    return { intent: second, score: next?.score ?? 0, second: null }
  if (weak && asksToBook) return { intent: 'book', score: CUE, second: intent }
  // A time without a word about opening is a wish for that time.
  if (intent === 'hours' && segment.when && segment.when.at.length > 0 && !hoursWords.test(segment.masked))
    return { intent: 'book', score, second }
  // "Is sedation available?" sounds like a booking, and is a question about sedation.
  if (intent === 'about_ai' && !aboutUs.test(segment.masked)) return { intent: null, score, second: null }
  if (intent && isAboutOthers(segment, intent)) return { intent: null, score, second: null }
  if (intent && segment.foreign.length > 0 && needsWord[intent]?.test(segment.masked) === false)
    return { intent: null, score, second: null }
  if ((intent === 'yes' || intent === 'no') && score < PLAIN_YES && segment.masked.split(' ').length > 2)
    return { intent: null, score, second }
  // "A leak repair Tuesday at nine", "need a plumber tomorrow": a wish with a time.
  const wished = segment.named.length > 0 || wants.test(segment.masked)
  if (
    segment.when &&
    !segment.question &&
    wished &&
    (intent === null || intent === 'need' || (intent === 'services' && weak))
  )
    return { intent: 'book', score: CUE, second: intent }
  if (intent === 'book' && !segment.when && aboutBooking.test(segment.masked))
    return { intent: null, score, second: null }
  const bare = segment.foreign.length > 0 && !segment.when && segment.named.length === 0
  if (intent === 'book' && bare && !saysBooking(segment.masked)) return { intent: null, score, second }
  return { intent, score, second }
}

/** A word of booking, slips of the finger included. */
const saysBooking = (masked: string): boolean =>
  masked.split(' ').some((w) => bookingWords.some((b) => w === b || isNearly(w, b)))
