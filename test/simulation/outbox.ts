// What the product's SQL decides, in the same words: db/outbox.ts `findHead` (outbox.pg.test.ts holds the two against each
// other), db/silence.ts, db/caps.ts, db/scheduled.ts. No other file of the simulation repeats a rule.
import type { AuthorKind, MessageStatus, Purpose } from '#domain/message.ts'
import { isExempt } from '#domain/purpose-class.ts'
import type { ReasonCode } from '#domain/verdict.ts'

export type Waiting = {
  seq: number
  author: AuthorKind
  /** Of people: who of them. */
  author_id: string | null
  purpose: Purpose
  status: MessageStatus
  attempts: number
  next_attempt_at: Date | null
  send_at: Date | null
  external: string | null
  /** What the gate said last. */
  verdict: { decision: 'allow' | 'defer' | 'block'; code: ReasonCode | null }
}

const ownVoice: Purpose[] = ['opt_out_confirmation', 'opt_in_confirmation', 'help', 'alert']
const voiceOf = (m: Waiting) =>
  `${m.author} ${m.author_id ?? ''} ${ownVoice.includes(m.purpose) ? m.purpose : ''}`

/** The message whose turn it is, of all of a conversation's; undefined where none has to leave. */
export function chooseHead<Each extends Waiting>(outgoing: readonly Each[], now: Date): Each | undefined {
  const unsettled = outgoing
    .filter((m) => m.status === 'queued' || (m.status === 'sending' && m.external === null))
    .sort((a, b) => a.seq - b.seq)
  if (unsettled.length === 0) return undefined
  const aside = unsettled.map(
    (m) =>
      m.status === 'queued' &&
      m.next_attempt_at !== null &&
      m.next_attempt_at > now &&
      m.verdict.decision === 'defer' &&
      m.verdict.code !== 'provider_limit',
  )
  const ready = unsettled.find(
    (m, i) =>
      !aside[i] &&
      !unsettled.some((e, j) => aside[j] && e.seq < m.seq && e.send_at === null && voiceOf(e) === voiceOf(m)),
  )
  if (ready) return ready
  const due = (m: Each) => m.next_attempt_at?.getTime() ?? Infinity
  return unsettled.reduce((first, m) => (due(m) < due(first) ? m : first))
}

/** Does the stop button take it back? `automations`: also what rules of the business send. */
export function isSilenced(
  m: Pick<Waiting, 'status' | 'author' | 'purpose'>,
  scope: { automations: boolean },
): boolean {
  return (
    m.status === 'queued' &&
    (m.author === 'ai' || (scope.automations && m.author === 'automation' && !isExempt(m.purpose)))
  )
}

/** What a person may still cancel, change or send at once. */
export function canCancel(m: Pick<Waiting, 'status' | 'attempts'>): boolean {
  return m.status === 'queued' && m.attempts === 0
}

/** It is taken for sending: counted against the caps, from this attempt on. */
export function noteUnasked<Each extends { message: number; at: Date }>(counted: Each[], one: Each): Each[] {
  return [...counted.filter((each) => each.message !== one.message), one]
}
