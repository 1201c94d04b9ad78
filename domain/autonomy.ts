// How far the front desk may go by itself: per agent, channel, intent and risk of what it wants to do.
import { z } from 'zod'
import { sayMode, sayRule } from './autonomy-words.ts'
import { ChannelKind } from './channel.ts'
import { Intent } from './intent.ts'
import { Risk } from './risk.ts'

export { Risk } from './risk.ts'

/**
 * `full`: it acts. `controlled`: it acts where the risk is low, and asks for the rest. `assisted`: every reply waits
 * for a person. `shadow`: people answer, its drafts are only compared. `off`: it stays silent.
 * From the least careful to the most careful.
 */
export const autonomyModes = ['full', 'controlled', 'assisted', 'shadow', 'off'] as const
export const AutonomyMode = z.enum(autonomyModes)
export type AutonomyMode = z.infer<typeof AutonomyMode>

/** The most specific rule that fits decides; a missing field fits everything. */
export const AutonomyRule = z.object({
  channel: ChannelKind.optional(),
  intent: Intent.optional(),
  risk: Risk.optional(),
  mode: AutonomyMode,
  /** Made by the record of the AI's answers, and taken back by it; rules by hand have none. */
  earned: z.boolean().optional(),
})
export type AutonomyRule = z.infer<typeof AutonomyRule>

export type AutonomyFacts = {
  /** Of the agent: what holds where no rule fits. */
  mode: AutonomyMode
  rules: AutonomyRule[]
  channel: ChannelKind
  channelLabel: string
  /** Null: nobody could tell. Only rules without an intent fit then. */
  intent: Intent | null
  risk: Risk
}

/** What becomes of a turn: it leaves; it waits for a person; it is kept for comparing; nothing. */
export const outcomes = ['send', 'wait', 'shadow', 'silent'] as const
export type AutonomyOutcome = (typeof outcomes)[number]

export type AutonomyDecision = {
  outcome: AutonomyOutcome
  mode: AutonomyMode
  /** The rule that decided; null where the agent's own mode did. */
  rule: AutonomyRule | null
  reasons: string[]
}

/** How careful a mode is: the higher, the less leaves by itself. */
export function care(mode: AutonomyMode): number {
  return autonomyModes.indexOf(mode)
}

function specificity(rule: AutonomyRule): number {
  return [rule.channel, rule.intent, rule.risk].filter((field) => field !== undefined).length
}

function fits(rule: AutonomyRule, facts: AutonomyFacts): boolean {
  return (
    (rule.channel === undefined || rule.channel === facts.channel) &&
    (rule.intent === undefined || rule.intent === facts.intent) &&
    (rule.risk === undefined || rule.risk === facts.risk)
  )
}

/** The rule that decides: of those that fit, one with the most fields; among equals, the most careful. */
export function findRule(facts: AutonomyFacts): AutonomyRule | null {
  const fitting = facts.rules.filter((rule) => fits(rule, facts))
  return fitting.reduce<AutonomyRule | null>((best, rule) => {
    if (!best) return rule
    const difference = specificity(rule) - specificity(best)
    if (difference !== 0) return difference > 0 ? rule : best
    return care(rule.mode) > care(best.mode) ? rule : best
  }, null)
}

/** What becomes of a turn that wants to do something of this risk, and why, in words. Pure. */
export function decideAutonomy(facts: AutonomyFacts): AutonomyDecision {
  const rule = findRule(facts)
  const mode = rule?.mode ?? facts.mode
  const outcome = outcomeOf(mode, facts.risk)
  const reasons = [
    rule
      ? `The rule “${sayRule(rule, facts.channelLabel)}” decides${rule.earned ? '; the AI has earned it' : ''}`
      : `No rule is about this, so the agent’s own setting holds: ${sayMode(mode)}`,
  ]
  if (mode === 'controlled')
    reasons.push(
      outcome === 'send'
        ? 'The risk is low, so it may answer by itself'
        : `The risk is ${facts.risk}, so a person has a look first`,
    )
  return { outcome, mode, rule, reasons }
}

export function outcomeOf(mode: AutonomyMode, risk: Risk): AutonomyOutcome {
  switch (mode) {
    case 'full':
      return 'send'
    case 'controlled':
      return risk === 'low' ? 'send' : 'wait'
    case 'assisted':
      return 'wait'
    case 'shadow':
      return 'shadow'
    case 'off':
      return 'silent'
  }
}

/** Could the AI itself send something on this channel? Where not, it does not show the customer that it is writing. */
export function maySend(facts: Pick<AutonomyFacts, 'mode' | 'rules' | 'channel'>): boolean {
  const sends = (mode: AutonomyMode) => mode === 'full' || mode === 'controlled'
  return (
    sends(facts.mode) ||
    facts.rules.some(
      (rule) => (rule.channel === undefined || rule.channel === facts.channel) && sends(rule.mode),
    )
  )
}

/**
 * Could a turn on this channel do more than be compared, whatever it turns out to want? Asked before the turn: where
 * not, it holds no time in the calendar.
 */
export function mayAct(facts: Pick<AutonomyFacts, 'mode' | 'rules' | 'channel'>): boolean {
  const open = (mode: AutonomyMode) => mode !== 'shadow' && mode !== 'off'
  return (
    open(facts.mode) ||
    facts.rules.some(
      (rule) => (rule.channel === undefined || rule.channel === facts.channel) && open(rule.mode),
    )
  )
}

/** Does this agent learn from people on this channel: is anything of it in shadow? */
export function learns(facts: Pick<AutonomyFacts, 'mode' | 'rules' | 'channel'>): boolean {
  return (
    facts.mode === 'shadow' ||
    facts.rules.some(
      (rule) => (rule.channel === undefined || rule.channel === facts.channel) && rule.mode === 'shadow',
    )
  )
}
