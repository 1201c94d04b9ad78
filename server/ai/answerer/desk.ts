// What an intent works with, and what it gives back.
import type { Temporal } from 'temporal-polyfill'
import { type Place, placeOf, todayIn } from '#ai/format.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext, DeskPorts } from '#domain/desk.ts'
import type { SourceRef } from '#domain/knowledge.ts'
import { readEmail, readName, readPhone } from './read/person.ts'
import { serviceWordsOf } from './read/service.ts'
import { readWhen, type When } from './read/when.ts'
import { type Offer, readState, type State } from './state.ts'

export type Desk = {
  context: DeskContext
  ports: DeskPorts
  place: Place
  today: Temporal.PlainDate
  /** Text messages: short sentences, few choices. */
  brief: boolean
  serviceWords: ReadonlySet<string>
  /** Who the burst says it is from. */
  heard: { name: string | null; email: string | null; phone: string | null }
  /** Changed by the intents of this turn; stored at its end. */
  state: State
}

/** One part of a reply. Its facts come from `sources`; `ask` is a question that only one part of a reply may end with. */
export type Part = {
  text: string
  sources: SourceRef[]
  ask?: string
  /** What "yes" to `ask` means. */
  offer?: Offer
  commands?: TurnCommand[]
  /** What the customer needs, in their words, for the lead. */
  need?: string
}

export function makeDesk(context: DeskContext, ports: DeskPorts): Desk {
  const text = context.pending.map((line) => line.text).join('\n')
  return {
    context,
    ports,
    place: placeOf(context),
    today: todayIn(context.hours.timeZone, context.now),
    brief: context.capabilities.text.counter === 'segments',
    serviceWords: serviceWordsOf(context.services),
    heard: { name: readName(text), email: readEmail(text), phone: readPhone(text, context.profile.country) },
    state: readState(context.state),
  }
}

export function whenOf(desk: Desk, text: string, bare = false): When {
  return readWhen(text, {
    now: desk.context.now,
    hours: desk.context.hours,
    country: desk.context.profile.country,
    bare,
  })
}

/** The longest quotation that fits a reply on this channel. */
export function quoteLimit(desk: Desk): number {
  return desk.brief ? 280 : 600
}

/** A part without its question, for where another one is asked. */
export function withoutAsk(part: Part): Part {
  return { ...part, ask: undefined, offer: undefined }
}
