// How people promise, in six languages, as data. Everything is matched against lower-case text without accents, so that
// "mañana" and "manana" are one word. Patterns of `future` are promises by their tense; those of `present` ("je vous
// rappelle", "ich melde mich") say what is being done as often as what will be, so they count only beside a time.
import { german } from './promise-words-german.ts'
import { french, italian, portuguese, spanish } from './promise-words-romance.ts'

export type PromiseLanguage = 'en' | 'de' | 'es' | 'fr' | 'pt' | 'it'

export type PromiseWords = {
  future: RegExp[]
  present: RegExp[]
  /** Only in our own messages: what the customer will get or hear, and what others of us will do. */
  ours: RegExp[]
  /** Where one of these stands in the clause, nothing is promised. */
  hedges: RegExp
  /** A condition in the clause itself, or at the start of the one beside it. */
  condition: RegExp
  /** Looks like a condition and is none: "I'll check if we have it". */
  notCondition: RegExp | null
  when: WhenWords
}

/** Named groups: `h` hour, `m` minutes, `half`, `quarter`, `mer` (am, pm or the part of the day). */
export type WhenWords = {
  /** Days from today. */
  days: [RegExp, number][]
  /** Monday first. */
  weekdays: string[]
  /** "next Friday" means the one of the next calendar week. */
  nextWeekday: RegExp | null
  months: string[]
  nextWeek: RegExp
  endOfWeek: RegExp
  endOfDay: RegExp
  /** Parts of the day, and the hour by which they are over. */
  parts: [RegExp, number][]
  /** Named groups: `n` amount, `u` unit. */
  span: RegExp
  units: { minute: RegExp; hour: RegExp; day: RegExp; week: RegExp }
  times: RegExp[]
  noon: RegExp
  numbers: Record<string, number>
  /** "am 5. Mai", "May 5": group `d`, and `mon` where there is one. */
  dates: RegExp[]
  later: RegExp
  earlier: RegExp
}

const verbs =
  '(?:call|phone|ring|text|message|write|e-?mail|mail|send|forward|get back|come (?:back|by|over|in|round)|be (?:there|in touch|back|over)|reply|respond|answer|follow up|let (?:you|him|her|them) know|confirm|check|look (?:into|at|for)|find out|bring|drop|pick (?:it|them|up)|pay|transfer|wire|deliver|ship|order|book|schedule|arrange|prepare|have (?:it|that|this|them|everything|the|your)|reach out|stop by|swing by|pop (?:in|by|over|round)|fix|refund|credit|update|sign|return|give you|contact|share|submit|upload|make the payment|touch base|sort|finish|issue|reschedule|make sure)\\b'
const fillers =
  '(?:(?:definitely|surely|just|also|then|personally|gladly|happily|certainly|still|go ahead and|make sure to|be sure to|have (?:someone|somebody|\\w+)) )*'
const numbers = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

const english: PromiseWords = {
  future: [
    new RegExp(
      `\\b(?:i|we)(?:'ll| will| shall|'m going to|'re going to| am going to| are going to|'m gonna|'re gonna) ${fillers}${verbs}`,
    ),
    new RegExp(`^(?:ok(?:ay)?|sure|yes|great|thanks|perfect|good)?,? ?(?:will|gonna|'ll) ${fillers}${verbs}`),
    new RegExp(`\\b(?:i|we) promise (?:to|that (?:i|we)(?:'ll| will)) ${verbs}`),
  ],
  present: [
    /\b(?:i'm|we're|i am|we are) (?:calling|sending|coming|paying|bringing|dropping|emailing|picking)\b/,
  ],
  ours: [
    new RegExp(
      `\\b(?:someone|somebody|one of (?:us|our \\w+)|a (?:colleague|technician|member)|our (?:team|technician|office|manager|plumber|engineer|driver|\\w+)|my colleague|the (?:team|technician|office|engineer|driver))(?: \\w+){0,4}(?:'ll| will| is going to) ${fillers}${verbs}`,
    ),
    /\byou(?:'ll| will) (?:have|get|receive|hear from us|hear back)\b/,
  ],
  hedges:
    /\b(?:maybe|perhaps|might|possibly|probably|hopefully|hope|guess|not sure|never|would|could|if only|cannot|can't|won't|not)\b|\b(?:you|he|she|they|who|nobody|no one) (?:said|told|promised|thought)\b|\botherwise\b|\bor (?:else )?(?:i|we)(?:'ll| will)/,
  condition:
    /\b(?:if|unless|whether|when|once|as soon as (?!possible)|in case|provided|should you|until you|whenever|as long as)\b/,
  notCondition: /\b(?:see|check|ask|find out|look|confirm) (?:if|whether|when)\b/,
  when: {
    days: [
      [/\bday after tomorrow\b/, 2],
      [/\b(?:tomorrow|tmrw|tmr|tomorow|tommorow|tomm?orrow)\b/, 1],
      [/\b(?:today|tonight|this (?:morning|afternoon|evening)|later on)\b/, 0],
    ],
    weekdays: [
      'mon(?:day)?',
      'tue(?:s(?:day)?)?',
      'wed(?:nesday)?',
      'thu(?:r(?:s(?:day)?)?)?',
      'fri(?:day)?',
      'sat(?:urday)?',
      'sun(?:day)?',
    ],
    nextWeekday: /\bnext $/,
    months: months.split('|'),
    nextWeek: /\bnext week\b/,
    endOfWeek: /\b(?:end of (?:the|this) week|(?:later )?this week|eow)\b/,
    endOfDay: /\b(?:end of (?:the |this )?(?:business )?day|eod|close of business|cob)\b/,
    parts: [
      [/\b(?:first thing|early (?:tomorrow|morning))\b/, 10],
      [/\bmorning\b/, 12],
      [/\b(?:afternoon|lunch(?:time)?)\b/, 17],
      [/\b(?:evening|tonight)\b/, 20],
    ],
    span: /\b(?:in|within)(?: the next| about| around| approximately)? (?<n>half an|an?|the|a few|a couple(?: of)?|\d{1,3}|one|two|three|four|five|six|seven|ten|twelve|fifteen|twenty|thirty) (?<u>minutes?|mins?|hours?|hrs?|(?:business |working )?days?|weeks?)\b/,
    units: { minute: /^min/, hour: /^h(?:ou)?r/, day: /day/, week: /^week/ },
    times: [
      new RegExp(
        `\\b(?:at|by|before|around|about|until|till|after) (?<h>\\d{1,2}|${numbers})(?:[:.](?<m>\\d{2}))? ?(?<mer>am|pm|o'?clock)?(?! ?(?:st|nd|rd|th|%|\\$|days?|hours?|hrs?|min|weeks?|months?|people|euros?|dollars?|/|of)\\b|\\d|[/%])`,
      ),
      /\b(?<h>\d{1,2})(?::(?<m>\d{2}))? ?(?<mer>am|pm)\b/,
      /\b(?<half>half past) (?<h>\d{1,2}|[a-z]+)\b/,
      /\b(?<h>\d{1,2}):(?<m>\d{2})\b/,
    ],
    noon: /\b(?:noon|midday)\b/,
    numbers: Object.fromEntries([
      ...numbers.split('|').map((word, at): [string, number] => [word, at + 1]),
      ['an', 1],
      ['a', 1],
      ['the', 1],
      ['half an', 0.5],
      ['a few', 3],
      ['a couple', 2],
      ['a couple of', 2],
      ['fifteen', 15],
      ['twenty', 20],
      ['thirty', 30],
    ]),
    dates: [
      new RegExp(`\\b(?<mon>${months})\\.? (?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)`),
      new RegExp(`\\b(?<d>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<mon>${months})\\b`),
      /\bthe (?<d>\d{1,2})(?:st|nd|rd|th)\b/,
    ],
    later: /^pm$|afternoon|evening|tonight/,
    earlier: /^am$|morning/,
  },
}

export const promiseWords: Record<PromiseLanguage, PromiseWords> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  pt: portuguese,
  it: italian,
}
