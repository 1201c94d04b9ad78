// What a customer's message is about and how it is meant, read without a model: every sentence by the classifier, then
// what the words say about mood and urgency, and the gravest thing that was said counts.
import { findStopRequest } from '#domain/consent-language.ts'
import { type Intent, intents, type Mood, type Understanding, type Urgency } from '#domain/intent.ts'
import { readWith } from './classifier.ts'
import type { Label } from './examples/examples.ts'
import { readLanguage } from './language.ts'
import { readMood } from './mood.ts'
import { plainOf } from './phrases.ts'
import { shippedClassifier } from './shipped.ts'
import { addTaught, sameAsExample, type Taught, untaught } from './taught.ts'
import { readUrgency } from './urgency.ts'

/** Nobody needs more to be understood; a pasted page is read in part. */
const MAX_TEXT = 2_000
const MAX_SENTENCES = 8
/** A sentence counts for the whole message only where it is so sure. */
const SPEAKS = 0.6
/** A text is called foreign to the business only where it is so sure. */
const OFF_TOPIC = 0.5
/** Who is read as opting out loses the business: the words must be plain. */
const OPTS_OUT = 0.75
const TAUGHT = 0.97

/** Of several things said, the first of these is what the message is about. */
const gravity: Label[] = [
  'emergency',
  'opt_out',
  'refund',
  'wants_person',
  'complaint',
  'cancel_appointment',
  'reschedule',
  'booking',
  'objection',
  'interested',
  'question',
  'off_topic',
]

type Said = { label: Label; confidence: number; text: string }

/** Reads one message. `taught` is what its workspace has added; `language` what the conversation was in so far. */
export function readMessage(
  text: string,
  o: { taught?: Taught; language?: string | null } = {},
): Understanding {
  const said = text.slice(0, MAX_TEXT).trim()
  const language = readLanguage(said) ?? o.language ?? null
  const none = { outOfScope: false, language, by: 'builtin' as const }
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(said))
    return {
      ...none,
      intent: 'other',
      confidence: 1,
      mood: 'neutral',
      urgency: 'normal',
      evidence: [],
      why: 'No words in it',
    }
  const plain = plainOf(said)
  const alarm = readUrgency(plain)
  const felt = readMood(plain)
  const main = mainOf(said, alarm, o.taught ?? untaught)
  const outOfScope = main.label === 'off_topic' && main.confidence >= OFF_TOPIC
  const intent: Intent = isIntent(main.label) ? main.label : 'other'
  const urgency = urgencyOf(intent, main.confidence, alarm.urgency)
  const mood: Mood =
    felt.mood === 'neutral' && intent === 'complaint' && main.confidence >= SPEAKS ? 'unhappy' : felt.mood
  const evidence = [...new Set([quoteOf(main.text), ...felt.evidence, ...alarm.evidence])].filter(Boolean)
  const read = { ...none, outOfScope, intent, confidence: round(main.confidence), mood, urgency, evidence }
  return { ...read, why: sayWhy(read, felt.evidence, alarm.evidence) }
}

const isIntent = (label: Label): label is Intent => intents.some((intent) => intent === label)
const round = (value: number): number => Math.round(value * 100) / 100
const quoteOf = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, 117).trimEnd()}…`)

function mainOf(text: string, alarm: ReturnType<typeof readUrgency>, taught: Taught): Said {
  const whole = readOne(text, alarm.denied, taught)
  // What somebody has taught counts as it stands.
  if (whole.confidence >= TAUGHT && whole.taught) return whole
  if (alarm.urgency === 'emergency')
    return {
      label: 'emergency',
      confidence: Math.max(0.9, whole.label === 'emergency' ? whole.confidence : 0),
      text,
    }
  const stop = findStopRequest(text)
  if (stop) return { label: 'opt_out', confidence: 0.95, text: stop.words }
  const sentences = splitSentences(text)
  if (sentences.length < 2) return whole
  if (whole.label === 'spam' && whole.confidence >= SPEAKS) return whole
  const parts = sentences.map((sentence) => readOne(sentence, alarm.denied, taught))
  for (const label of gravity) {
    const sure = parts.filter((part) => part.label === label && part.confidence >= SPEAKS)
    if (sure.length > 0) return sure.reduce((best, part) => (part.confidence > best.confidence ? part : best))
  }
  return whole
}

function readOne(text: string, denied: boolean, taught: Taught): Said & { taught: boolean } {
  const classifier = shippedClassifier()
  const read = readWith(classifier, text, (vector, scores) => addTaught(taught, vector, scores))
  const same = taught.vectors.length > 0 ? sameAsExample(taught, text, read.vector) : null
  if (same !== null)
    return { label: classifier.labels[same] as Label, confidence: TAUGHT, text, taught: true }
  const doubtful =
    (read.label === 'emergency' && (denied || text.trimEnd().endsWith('?'))) ||
    (read.label === 'opt_out' && read.confidence < OPTS_OUT)
  if (!doubtful) return { label: read.label, confidence: read.confidence, text, taught: false }
  // What it is instead can only be guessed; that it is foreign to the business, not at all.
  const second = read.second === 'off_topic' || read.second === null ? 'question' : read.second
  return { label: second, confidence: Math.min(read.confidence, 0.45), text, taught: false }
}

function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part))
    .slice(0, MAX_SENTENCES)
}

/** An intent of emergency without an alarm in the words is an emergency where the reading is sure, and pressing else. */
function urgencyOf(intent: Intent, confidence: number, said: Urgency): Urgency {
  if (said === 'emergency') return said
  if (intent !== 'emergency' || said === 'low') return said
  return confidence >= 0.7 ? 'emergency' : 'high'
}

const names: Record<Intent, string> = {
  question: 'a question',
  booking: 'a wish for an appointment',
  reschedule: 'a wish to move an appointment',
  cancel_appointment: 'a cancellation',
  interested: 'interest',
  objection: 'an objection',
  complaint: 'a complaint',
  refund: 'a wish for money back',
  emergency: 'an emergency',
  wants_person: 'a wish for a person',
  opt_out: 'a wish for no more messages',
  confirmation: 'a yes or no',
  greeting: 'a greeting',
  thanks: 'thanks',
  spam: 'advertising',
  other: 'something else',
}

/** In a sentence, for people. */
export function sayWhy(
  read: Pick<Understanding, 'intent' | 'confidence' | 'outOfScope' | 'mood' | 'urgency'>,
  moodWords: string[],
  urgencyWords: string[],
): string {
  const sure = read.confidence >= 0.85 ? 'surely' : read.confidence >= 0.6 ? 'probably' : 'perhaps'
  const what = read.outOfScope ? 'nothing that this business deals with' : names[read.intent]
  const quoted = (list: string[]): string => (list.length > 0 ? ` (“${list.join('”, “')}”)` : '')
  return [
    `Read as ${sure} ${what}`,
    read.mood === 'neutral' ? '' : `${read.mood}${quoted(moodWords)}`,
    read.urgency === 'normal'
      ? ''
      : `${read.urgency === 'emergency' ? 'cannot wait' : `${read.urgency} urgency`}${quoted(urgencyWords)}`,
  ]
    .filter(Boolean)
    .join('; ')
}
