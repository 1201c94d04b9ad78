// Some providers let people answer for longer than machines: the rule for human agents. It is for what a person wrote,
// each time anew; nothing of the AI's, a rule's or a program's ever leaves under it.
import type { AuthorKind } from './message.ts'

export type AnswerWindow = {
  /** Hours after the customer's last message during which everybody may answer. */
  hours: number
  /** Hours during which a person may, where the provider has such a rule and has allowed it to this account. */
  humanAgentHours: number | null
}

const HOUR_MS = 3_600_000

/** How long whoever wrote this may answer. */
export function hoursFor(window: AnswerWindow, author: AuthorKind): number {
  return author === 'member' ? Math.max(window.hours, window.humanAgentHours ?? 0) : window.hours
}

/** Does it leave under the rule for human agents: written by a person, after the window that everybody has? */
export function needsHumanAgent(
  window: AnswerWindow & { since: Date | null },
  author: AuthorKind,
  now: Date,
): boolean {
  if (author !== 'member' || window.humanAgentHours === null || window.since === null) return false
  const age = now.getTime() - window.since.getTime()
  return age >= window.hours * HOUR_MS && age < window.humanAgentHours * HOUR_MS
}
