// Calls that an AI agent has had, and how each ended. What was said is the same at every provider; each tells it in words
// of its own.
import { randomUUID } from 'node:crypto'

export type AgentOutcome = {
  id: string
  /** How it ended, for the page; `hint`: what becomes of it. */
  label: string
  hint: string
  direction: 'in' | 'out'
  /** Null where nobody picked up. */
  lines: { speaker: 'agent' | 'customer'; text: string; at: number }[] | null
  seconds: number
  ended: 'customer' | 'agent' | 'forwarded' | 'no_answer'
  success: boolean
  mood: 'Positive' | 'Neutral' | 'Negative'
  summary: string
}
export type AgentCall = AgentOutcome & {
  /** Of this call, the same in each report. */
  key: string
  customer: string
  startedAt: Date
  endedAt: Date
}

const GREETING = 'You are speaking with an AI assistant, and this call is recorded. How can I help?'

export const outcomes: readonly AgentOutcome[] = [
  {
    id: 'booked',
    label: 'It answered, and all was well',
    hint: 'A call with transcript, summary and recording',
    direction: 'in',
    lines: [
      { speaker: 'agent', text: GREETING, at: 0 },
      { speaker: 'customer', text: 'Hello. How much is it to have a drain cleaned?', at: 5 },
      {
        speaker: 'agent',
        text: 'It depends on the drain. I can have somebody look at it on Tuesday morning.',
        at: 10,
      },
      { speaker: 'customer', text: 'Tuesday morning is fine, thank you.', at: 17 },
      { speaker: 'agent', text: 'Good. We will confirm the time by text. Goodbye.', at: 21 },
    ],
    seconds: 26,
    ended: 'customer',
    success: true,
    mood: 'Positive',
    summary: 'The caller asked about cleaning a drain and would like a visit on Tuesday morning.',
  },
  {
    id: 'message',
    label: 'It took a message',
    hint: 'Somebody should call back: read the summary',
    direction: 'in',
    lines: [
      { speaker: 'agent', text: GREETING, at: 0 },
      { speaker: 'customer', text: 'It is about my last invoice. I would like somebody to call me.', at: 5 },
      { speaker: 'agent', text: 'I will pass that on. When do you have time?', at: 11 },
      { speaker: 'customer', text: 'Any day after four.', at: 15 },
    ],
    seconds: 21,
    ended: 'agent',
    success: true,
    mood: 'Neutral',
    summary: 'The caller has a question about their last invoice and asks to be called any day after four.',
  },
  {
    id: 'person',
    label: 'The caller wanted a person',
    hint: 'Handed over, and rated as not successful',
    direction: 'in',
    lines: [
      { speaker: 'agent', text: GREETING, at: 0 },
      { speaker: 'customer', text: 'I do not talk to machines. Give me a person, please.', at: 5 },
      { speaker: 'agent', text: 'Of course. I am putting you through.', at: 9 },
    ],
    seconds: 12,
    ended: 'forwarded',
    success: false,
    mood: 'Negative',
    summary: 'The caller did not want to speak with an assistant and was put through.',
  },
  {
    id: 'no_answer',
    label: 'It called, and nobody picked up',
    hint: 'A call of ours without an answer, and nothing recorded',
    direction: 'out',
    lines: null,
    seconds: 0,
    ended: 'no_answer',
    success: false,
    mood: 'Neutral',
    summary: '',
  },
]

/** A call that has just ended. */
export function callOf(outcome: AgentOutcome, customer: string, now: Date): AgentCall {
  const startedAt = new Date(now.getTime() - outcome.seconds * 1_000)
  return { ...outcome, key: randomUUID(), customer, startedAt, endedAt: now }
}
