// The one send gate: may this go out, now, to them? Every way out asks it twice, when the message is written
// (4-act) and again right before the provider is called (5-deliver). Pure: facts in, verdict with reasons out. Its rules on
// consent and on time have files of their own (gate-consent.ts, gate-timing.ts).
import { decideAiState } from './ai-state.ts'
import { consentReasons } from './gate-consent.ts'
import type { GateFacts, Meter } from './gate-facts.ts'
import { formatMicros } from './gate-settings.ts'
import { timingOf } from './gate-timing.ts'
import { type Constraint, nextAllowed } from './quiet-hours.ts'
import type { GateReason, Override, Verdict } from './verdict.ts'

export { CONFIRMATION_WINDOW_MS } from './gate-consent.ts'
export type { GateFacts } from './gate-facts.ts'
export { GateReason, Verdict } from './verdict.ts'

/** A paused inbox keeps what people wrote and asks again this often. */
export const PAUSED_RETRY_MS = 60_000

/**
 * The verdict on one outbound message. Blocks beat deferrals; all reasons that apply are listed.
 * An alert to the business's own people and a HELP answer pass like replies; only the single opt-out
 * confirmation may reach somebody who opted out, and only within its window.
 */
export function decideSend(facts: GateFacts): Verdict {
  const { now } = facts
  // What is to leave later is judged as it will be then, as far as that is known.
  const at = facts.sendAt && facts.sendAt > now ? facts.sendAt : now
  const confirms = facts.purpose === 'opt_out_confirmation'
  const toCustomer = facts.purpose !== 'forward'
  const consent = consentReasons(facts)
  const blocks: GateReason[] = [...consent.blocks]

  for (const other of facts.others) {
    if (other.optedOut)
      blocks.push({
        code: 'opted_out',
        text: `${other.address} opted out of messages`,
        action: 'Take this address from the recipients.',
      })
    else if (other.unusable)
      blocks.push({
        code: 'address_unusable',
        text: `${other.address} cannot be reached: ${other.unusable}`,
        action: 'Take this address from the recipients, or mark it as usable again in the contact.',
      })
  }
  if (facts.address.unusable && toCustomer)
    blocks.push({
      code: 'address_unusable',
      text: `This address cannot be reached: ${facts.address.unusable.reason}`,
      action: 'Ask for another address, or mark this one as usable again in the contact.',
      ...lifted('member'),
    })
  if (facts.window && !facts.template && !isOpen(facts.window, at)) blocks.push(shut(facts.window, at > now))
  // Advertising costs money and patience: a person decides on it each time.
  if (facts.template?.category === 'marketing' && (facts.author === 'ai' || facts.author === 'automation'))
    blocks.push({
      code: 'marketing_needs_person',
      text: 'A marketing template is not sent by a machine',
      action: 'Send it yourself, or use a utility template.',
    })
  if (facts.begun && !facts.begun.known)
    blocks.push({
      code: 'must_write_first',
      text: `On ${facts.begun.channel} the customer has to write first`,
      action: 'Wait until the customer writes, or use another channel.',
    })
  if (facts.count && facts.count.sent >= facts.count.limit)
    blocks.push({
      code: 'window_full',
      text: `${facts.count.channel} lets ${facts.count.limit} messages of ours follow one of the customer’s, and they are used up`,
      action: 'Wait until the customer writes again, or use another channel.',
    })
  if (facts.log)
    blocks.push({
      code: 'logged_by_hand',
      text: `${facts.log.channel} lets no other program send: this inbox is a log that people keep`,
      action: `Write on ${facts.log.channel} itself, then log here what you wrote; or use another channel.`,
    })
  if (facts.author === 'ai') {
    const ai = decideAiState(facts.ai)
    const overtaken = facts.writtenAtTurn !== facts.conversationTurn
    const ownHandover = facts.purpose === 'handover' && !overtaken
    const people = ai.reasons.filter((r) => r.code === 'human_managed' || r.code === 'escalated')
    for (const reason of ownHandover ? [] : people)
      blocks.push({ code: 'human_managed', text: reason.text, action: 'Resume the AI to let it answer.' })
    if (people.length === 0 && overtaken)
      blocks.push({
        code: 'human_managed',
        text: 'A person acted after the AI wrote this',
        action: 'Nothing to do: the reply was dropped.',
      })
    // Opt-out and paused inbox have reasons of their own here.
    const rest = ai.reasons.filter(
      (r) => !people.includes(r) && r.code !== 'opted_out' && r.code !== 'inbox_paused',
    )
    for (const reason of rest)
      blocks.push({
        code: 'ai_off',
        text: reason.text,
        action: 'Switch the AI on where the reason names it.',
      })
  }
  // A draft that waits for a person's yes; the words of people need none.
  if (facts.approval?.needed && !facts.approval.given && facts.author === 'ai')
    blocks.push({
      code: 'needs_approval',
      text: facts.approval.why ?? 'A person has to approve what the AI wrote here',
      action: 'Look at the draft, and approve, change or discard it.',
    })
  if (facts.wroteSince)
    blocks.push({
      code: 'they_wrote',
      text: 'They wrote before this was to leave',
      action: 'Look at what they wrote, and send it again if it still fits.',
    })
  // Obeying an opt-out must not fail for money.
  if (!confirms) blocks.push(...moneyReasons(facts))
  const timing = timingOf(facts, at)
  blocks.push(...timing.blocks)

  const lift = liftedBy(facts.override ?? null)
  const waits = timing.waits.filter((wait) => !lift(wait.reason))
  const standing = blocks.filter((reason) => !lift(reason))
  const passed = [...blocks.filter(lift), ...timing.waits.map((wait) => wait.reason).filter(lift)]
  const rest: Omit<Verdict, 'decision' | 'reasons'> = {
    ...told('notes', [...consent.notes, ...timing.notes]),
    ...told('facts', timing.facts),
    ...(facts.override && passed.length > 0 ? { overridden: { ...facts.override, reasons: passed } } : {}),
    decidedAt: now.toISOString(),
  }
  if (standing.length > 0) return { decision: 'block', reasons: standing, ...rest }

  const deferrals: { reason: GateReason; constraint: Constraint }[] = [...waits]
  if (facts.inbox.paused) {
    const retry = new Date(now.getTime() + PAUSED_RETRY_MS)
    deferrals.unshift({
      constraint: (from) => (from < retry ? retry : from),
      reason: {
        code: 'inbox_paused',
        text: `The inbox ${facts.inbox.name} is paused`,
        action: 'The message waits; it leaves when the inbox is made active again.',
      },
    })
  }
  if (deferrals.length === 0) return { decision: 'allow', reasons: [], ...rest }
  const reasons = deferrals.map((deferral) => deferral.reason)
  // Whatever it waits for, it ends at a moment that every rule allows; what a person passed over binds no more.
  const bound = timing.constraints
    .filter(({ code }) => !passed.some((reason) => reason.code === code))
    .map(({ constraint }) => constraint)
  const until = nextAllowed([...deferrals.map((deferral) => deferral.constraint), ...bound], now)
  if (until === null) return { decision: 'block', reasons, ...rest }
  return { decision: 'defer', until: until.toISOString(), reasons, ...rest }
}

const lifted = (by: 'member' | 'admin') => ({ overridable: true, overridableBy: by })

/** What a person's word lifts: only what the rule itself leaves to people like them. */
function liftedBy(override: Override | null): (reason: GateReason) => boolean {
  return (reason) =>
    override !== null &&
    override.reason.trim() !== '' &&
    reason.overridable === true &&
    (reason.overridableBy === 'member' || override.by.role === 'admin')
}

function told<Key extends 'notes' | 'facts', Item>(key: Key, items: Item[]): { [K in Key]?: Item[] } {
  return items.length > 0 ? ({ [key]: items } as { [K in Key]?: Item[] }) : {}
}

function moneyReasons(facts: GateFacts): GateReason[] {
  const reasons: GateReason[] = []
  const over = (meter: Meter | null | undefined): meter is Meter & { limit: number } =>
    meter !== null && meter !== undefined && meter.limit !== null && meter.used + meter.adds > meter.limit
  const byPerson = facts.author === 'member' ? lifted('admin') : {}
  const until = (meter: Meter) =>
    `Raise the allowance in the settings, or wait until ${meter.resetsAt.toISOString().slice(0, 10)}.`
  if (over(facts.allowance))
    reasons.push({
      code: 'allowance_used',
      text: `The monthly SMS allowance of ${facts.allowance.limit} messages is used up`,
      action: until(facts.allowance),
      ...byPerson,
    })
  if (over(facts.segments))
    reasons.push({
      code: 'allowance_used',
      text: `The monthly SMS allowance of ${facts.segments.limit} segments is used up (this message has ${facts.segments.adds})`,
      action: until(facts.segments),
      ...byPerson,
    })
  const { budget } = facts
  // What people write themselves is never stopped for its price.
  const machine = facts.author !== 'member' && facts.purpose !== 'alert'
  if (machine && budget && budget.adds > 0 && over(budget))
    reasons.push({
      code: 'budget_used',
      text: `The monthly budget of ${formatMicros(budget.limit, budget.currency)} for messages is used up`,
      action: `Raise it in the settings under Sending, or wait until ${budget.resetsAt.toISOString().slice(0, 10)}. People can still write.`,
    })
  return reasons
}

const HOUR_MS = 3_600_000
type Window = NonNullable<GateFacts['window']>

/** When a window that opened with the customer's last message closes; null where they never wrote. */
export function closesAt({ since, hours }: Pick<Window, 'since' | 'hours'>): Date | null {
  return since && new Date(since.getTime() + hours * HOUR_MS)
}

function isOpen(window: Window, now: Date): boolean {
  const end = closesAt(window)
  return end !== null && now < end
}

/** Why free words cannot leave, with what can be done instead. */
function shut({ channel, hours, since, templates, instead }: Window, later: boolean): GateReason {
  const text = !since
    ? `On ${channel} the customer has to write first`
    : later
      ? `${channel} lets us write for ${hours} hours after the customer’s last message, and they will be over by then`
      : `${channel} lets us write for ${hours} hours after the customer’s last message, and they are over`
  if (instead && instead.length > 0)
    return {
      code: templates ? 'template_required' : 'window_closed',
      text,
      action: `Instead: ${instead.join(', or ')}; or wait until the customer writes.`,
    }
  return templates
    ? {
        code: 'template_required',
        text,
        action: 'Send an approved template, wait until the customer writes, or use another channel.',
      }
    : { code: 'window_closed', text, action: 'Wait until the customer writes, or use another channel.' }
}

/** A message that waits for its turn at the provider: its place is kept, and it leaves then by itself. */
export function waitForTurn(now: Date, until: Date): Verdict {
  return {
    decision: 'defer',
    until: until.toISOString(),
    reasons: [
      {
        code: 'provider_limit',
        text: 'It waits for the provider’s limit on how fast messages may follow each other',
        action: 'Nothing to do: it leaves by itself.',
      },
    ],
    decidedAt: now.toISOString(),
  }
}
