// The one send gate: may this go out, now, to them? Every way out asks it twice, when the message is written
// (4-act) and again right before the provider is called (5-deliver). Pure: facts in, verdict with reasons out.
import { z } from 'zod'
import { type AiFacts, decideAiState } from './ai-state.ts'
import type { AutonomyDecision } from './autonomy.ts'
import type { AuthorKind, Purpose } from './message.ts'
import type { TemplateCategory } from './template.ts'

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
  window: { channel: string; hours: number; since: Date | null; templates?: boolean } | null
  /** It is an approved template: what may leave outside of the window. */
  template?: { category: TemplateCategory } | null
  /** On a channel where only the customer may begin: did they, on this inbox from this address? */
  begun?: { channel: string; known: boolean } | null
  /** Where the provider lets so many of ours follow one of the customer's: how many have. */
  count?: { channel: string; limit: number; sent: number } | null
  /** Where nothing leaves by itself: what people write down here happened elsewhere. */
  log?: { channel: string } | null
  /** Of AI texts: may they leave without a person, by the agent's autonomy as it is now, and has one approved this one? */
  autonomy?: { decision: AutonomyDecision; approved: boolean } | null
  /** The month's SMS allowance, for metered channels; `limit` null means no limit. */
  allowance: { limit: number | null; used: number; adds: number; resetsAt: Date } | null
}

export const GateReason = z.object({
  code: z.enum([
    'opted_out',
    'address_unusable',
    'human_managed',
    'ai_off',
    'inbox_paused',
    'allowance_used',
    'window_closed',
    'template_required',
    'marketing_needs_person',
    'provider_limit',
    'must_write_first',
    'window_full',
    'logged_by_hand',
    'confirmation_late',
    'needs_approval',
  ]),
  text: z.string(),
  /** What a person can do. */
  action: z.string(),
})
export type GateReason = z.infer<typeof GateReason>

export const Verdict = z.object({
  decision: z.enum(['allow', 'defer', 'block']),
  /** ISO time, with `defer`. */
  until: z.string().optional(),
  reasons: z.array(GateReason),
  decidedAt: z.string(),
})
export type Verdict = z.infer<typeof Verdict>

/** One confirmation of an opt-out may follow within this time (47 CFR 64.1200(a)(12)). */
export const CONFIRMATION_WINDOW_MS = 5 * 60_000

/** A paused inbox keeps what people wrote and asks again this often. */
export const PAUSED_RETRY_MS = 60_000

/**
 * The verdict on one outbound message. Blocks beat deferrals; all reasons that apply are listed.
 * An alert to the business's own people and a HELP answer pass like replies; only the single opt-out
 * confirmation may reach somebody who opted out, and only within its window.
 */
export function decideSend(facts: GateFacts): Verdict {
  const blocks: GateReason[] = []
  const confirms = facts.purpose === 'opt_out_confirmation'

  const toCustomer = facts.purpose !== 'forward'

  if (facts.address.optedOutAt && toCustomer) {
    const age = facts.now.getTime() - facts.address.optedOutAt.getTime()
    if (!confirms)
      blocks.push({
        code: 'opted_out',
        text: 'The customer opted out of messages at this address',
        action: 'Nothing can be sent here until the customer writes START.',
      })
    else if (age > CONFIRMATION_WINDOW_MS)
      blocks.push({
        code: 'confirmation_late',
        text: 'The opt-out is older than five minutes, so its confirmation may no longer be sent',
        action: 'Nothing to do: the opt-out itself is in force.',
      })
  }
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
    })
  if (facts.window && !facts.template && !isOpen(facts.window, facts.now)) blocks.push(shut(facts.window))
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
  if (facts.author === 'ai' && facts.autonomy && !facts.autonomy.approved)
    blocks.push(...needsApproval(facts.autonomy.decision))
  if (facts.allowance && facts.allowance.limit !== null) {
    const { used, adds, limit, resetsAt } = facts.allowance
    // Obeying an opt-out must not fail for money.
    if (!confirms && used + adds > limit)
      blocks.push({
        code: 'allowance_used',
        text: `The monthly SMS allowance of ${limit} messages is used up`,
        action: `Raise the allowance in the settings, or wait until ${resetsAt.toISOString().slice(0, 10)}.`,
      })
  }
  const decidedAt = facts.now.toISOString()
  if (blocks.length > 0) return { decision: 'block', reasons: blocks, decidedAt }

  if (facts.inbox.paused)
    return {
      decision: 'defer',
      until: new Date(facts.now.getTime() + PAUSED_RETRY_MS).toISOString(),
      reasons: [
        {
          code: 'inbox_paused',
          text: `The inbox ${facts.inbox.name} is paused`,
          action: 'The message waits; it leaves when the inbox is made active again.',
        },
      ],
      decidedAt,
    }
  return { decision: 'allow', reasons: [], decidedAt }
}

/** What the agent may not say by itself, and nobody has approved. */
function needsApproval({ outcome, reasons }: AutonomyDecision): GateReason[] {
  if (outcome === 'send') return []
  return [
    {
      code: 'needs_approval',
      text: `The AI may not send this without a person. ${reasons.join('. ')}`,
      action: 'Approve it in the queue, or answer yourself.',
    },
  ]
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
function shut({ channel, hours, since, templates }: Window): GateReason {
  const text = since
    ? `${channel} lets us write for ${hours} hours after the customer’s last message, and they are over`
    : `On ${channel} the customer has to write first`
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
