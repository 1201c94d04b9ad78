// What the send gate is told. Everything a rule needs is here as data; where a fact is absent its rule does not apply.
import type { AiFacts } from './ai-state.ts'
import type { DoNotDisturb } from './do-not-disturb.ts'
import type { GateSettings } from './gate-settings.ts'
import type { AuthorKind, Purpose } from './message.ts'
import type { PurposeClass } from './purpose-class.ts'
import type { QuietRule } from './quiet-rules.ts'
import type { Place } from './recipient-place.ts'
import type { TemplateCategory } from './template.ts'
import type { Override } from './verdict.ts'

export type GateFacts = {
  now: Date
  author: AuthorKind
  purpose: Purpose
  /** The turn at which an AI text was written, and the conversation's turn now. A person's act bumps it. */
  writtenAtTurn: number
  conversationTurn: number
  ai: AiFacts
  address: {
    optedOutAt: Date | null
    unusable: { reason: string; since: Date } | null
  }
  /** Who else gets it (mail): nobody is written to who said stop, whoever put them there. */
  others: { address: string; optedOut: boolean; unusable: string | null }[]
  inbox: { name: string; paused: boolean }
  /** Where the provider lets us write only so long after the customer: `since` is their last message there. */
  window: {
    channel: string
    hours: number
    since: Date | null
    templates?: boolean
    /** What can be done instead, by name: "the template “reminder”", "SMS to +1 212 …". */
    instead?: string[]
  } | null
  /** It is an approved template: what may leave outside of the window. */
  template?: { category: TemplateCategory } | null
  /** On a channel where only the customer may begin: did they, on this inbox from this address? */
  begun?: { channel: string; known: boolean } | null
  /** Where the provider lets so many of ours follow one of the customer's: how many have. */
  count?: { channel: string; limit: number; sent: number } | null
  /** Where nothing leaves by itself: what people write down here happened elsewhere. */
  log?: { channel: string } | null
  /** The month's SMS allowance, for metered channels; `limit` null means no limit. */
  allowance: Meter | null
  /** The same by the parts that carriers bill. */
  segments?: Meter | null
  /** What the month may cost, in millionths of the currency. */
  budget?: (Meter & { currency: string }) | null
  /** When they last wrote to us, wherever: an answer within the hour is no disturbance. */
  lastInboundAt?: Date | null
  /** Where they are, on channels that ring a telephone; null elsewhere: no hour forbids a mail. */
  place?: Place | null
  /** The hours that hold; absent where the business switched them off. */
  quiet?: { people: GateSettings['quietHours']['people']; rules: readonly QuietRule[] } | null
  /** What this contact asked for, and by which clock. */
  wish?: { dnd: DoNotDisturb; zone: string } | null
  consent?: ConsentFacts | null
  caps?: CapFacts | null
  /** The AI's autonomy (domain/autonomy.ts): a person has to look at this first. */
  approval?: { needed: boolean; given: boolean; why?: string } | null
  /** Written to leave at this time. */
  sendAt?: Date | null
  /** It was not to leave if they wrote first, and they did. */
  wroteSince?: boolean
  /** A person sends it anyway. It lifts what the law leaves to them, nothing else. */
  override?: Override | null
}

export type Meter = { limit: number | null; used: number; adds: number; resetsAt: Date }

export type ConsentFacts = {
  /** What was said of each purpose at this address; absent: nothing. `STOP` is `address.optedOutAt`. */
  purposes: Partial<Record<PurposeClass, 'in' | 'out'>>
  /** Offers need a written yes here. */
  marketingNeedsOptIn: boolean
  afterStop: GateSettings['consent']['afterStop']
  answerAfterStop: boolean
  /** They have written since they opted out. */
  wroteSince: boolean
}

/** How many such messages the contact got on this channel, and when the next one is due under each limit. */
export type CapFacts = {
  whenFull: GateSettings['caps']['whenFull']
  limits: { name: CapName; limit: number; used: number; freeAt: Date }[]
}
export type CapName = 'marketing_day' | 'marketing_week' | 'automated_day'
