// The facts of the send gate, from the database, in the transaction that acts. The rules are in domain/send-gate.ts.
import { findCapabilities } from '#channels/registry.ts'
import { countSince, type GateRow, listBarred, readGateRow, readLastInbound } from '#db/gate.ts'
import type { MessageRecord } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import type { Limits, Usage } from '#db/usage.ts'
import { type AiFacts, type AiState, decideAiState } from '#domain/ai-state.ts'
import { type AiWords, aiWordsOf } from '#domain/draft.ts'
import { type GateSettings, readGateSettings } from '#domain/gate-settings.ts'
import { hoursFor, needsHumanAgent } from '#domain/human-agent.ts'
import type { AuthorKind, EmailHeaders, Purpose } from '#domain/message.ts'
import { type Measure, measureMessage } from '#domain/message-cost.ts'
import { partsOf } from '#domain/parts.ts'
import { classOf } from '#domain/purpose-class.ts'
import { monthOf, nextMonthAt } from '#domain/quota.ts'
import { closesAt, decideSend, type Verdict } from '#domain/send-gate.ts'
import { type Sending, wroteFirst } from '#domain/send-later.ts'
import type { TemplateCategory } from '#domain/template.ts'
import { readApproval } from './autonomy.ts'
import { countsAsUnasked, personalFacts, readCaps, readInstead } from './gate-facts.ts'
import { bare } from './mail-out.ts'

export type Way = { conversationId: string; inboxId: string; addressId: string; now: Date }

function aiFacts(row: GateRow): AiFacts {
  const capabilities = findCapabilities(row.inbox_channel, row.inbox_provider)
  return {
    workspaceOn: row.ai_workspace,
    channelOn: row.ai_channel,
    channelLabel: capabilities?.label ?? row.inbox_channel,
    peopleOnly: capabilities?.loggedByHand
      ? 'log'
      : capabilities?.automaticReplies === false
        ? 'public'
        : null,
    inboxOn: row.inbox_ai,
    inboxName: row.inbox_name,
    inboxPaused: row.inbox_status === 'paused',
    handler: row.handler,
    handledBy: row.handled_by_name,
    status: row.status,
    kind: row.kind,
    contactPaused: row.ai_paused_at !== null,
    contactPausedReason: row.ai_paused_reason,
    contactPausedUntil: row.ai_paused_until && sayUntil(row.ai_paused_until, row.time_zone),
    optedOut: row.opted_out_at !== null,
    cannotWrite: findCapabilities(row.inbox_channel, row.inbox_provider)?.writes === false,
  }
}

/** The end of a pause, by the business's clock. */
function sayUntil(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at)
}

/** Is the AI on here, and why? Null where the conversation is gone. */
export async function readAiState(tx: Tx, workspaceId: string, way: Way): Promise<AiState | null> {
  const row = await readGateRow(tx, workspaceId, way)
  return row ? decideAiState(aiFacts(row)) : null
}

export type Asked = {
  verdict: Verdict
  row: GateRow
  metered: boolean
  /** What it takes of the month's limits, and where those lie for it; null where it was counted before. */
  takes: { month: string; measure: Measure; limits: Limits; adds: Usage } | null
  /** The month's limits as they are set. */
  limits: Limits
  /** A machine writes without having been asked: counted against the caps. */
  unasked: { marketing: boolean } | null
  /** When words of one's own can no longer be sent; null where there is no such limit, or nobody wrote yet. */
  windowClosesAt: Date | null
  /** It leaves under the provider's rule for what people write. */
  humanAgent: boolean
}

/** What a stored message is asked about with. */
export function askedOf(m: MessageRecord) {
  return {
    author: m.author,
    purpose: m.purpose,
    turn: m.turn,
    email: m.email,
    id: m.id,
    template: partsOf(m.meta).template?.template ?? null,
    text: m.body,
    files: m.attachments?.length ?? 0,
    sendAt: m.send_at,
    sending: m.sending,
    seq: m.seq,
    words: aiWordsOf(m.meta),
  }
}

/** Asks the gate about one outbound message. Null where the conversation, inbox or address is gone. */
export async function askGate(
  tx: Tx,
  workspaceId: string,
  way: Way,
  message: {
    author: AuthorKind
    purpose: Purpose
    turn: number
    counted: boolean
    template?: { category: TemplateCategory } | null
    email?: EmailHeaders | null
    /** Of AI text: what it is about, and who approved it. */
    words?: AiWords | null
    /** The message itself, where it is stored already: it does not stand in its own way. */
    id?: string
    /** What it says and how many files it has: what it costs. */
    text?: string
    files?: number
    /** When it is to leave, and what a person said about that. */
    sendAt?: Date | null
    sending?: Sending | null
    /** Its place in the thread, where it is stored already. */
    seq?: number
  },
): Promise<Asked | null> {
  const row = await readGateRow(tx, workspaceId, way)
  if (!row || row.inbox_deleted) return null
  const capabilities = findCapabilities(row.inbox_channel, row.inbox_provider)
  const metered = capabilities?.metered ?? false
  const hours = capabilities?.replyWindowHours ?? null
  const window =
    hours === null
      ? null
      : {
          hours,
          humanAgentHours: row.inbox_human_agent ? (capabilities?.humanAgentHours ?? null) : null,
          since: await readLastInbound(tx, workspaceId, way),
        }
  const limit = capabilities?.replyWindowMessages
  const settings = readGateSettings(row.gate)
  const leavesAt = message.sendAt && message.sendAt > way.now ? message.sendAt : way.now
  const shut =
    capabilities && window && !message.template
      ? (closesAt({ since: window.since, hours: hoursFor(window, message.author) })?.getTime() ?? 0) <=
        leavesAt.getTime()
      : false
  const cost = costOf(row, message, settings, metered, way)
  const words = { author: message.author, purpose: message.purpose, template: message.template ?? null }
  const verdict = decideSend({
    ...personalFacts(row, capabilities ?? null, settings),
    caps: await readCaps(
      tx,
      workspaceId,
      row,
      { ...words, ...(message.id ? { id: message.id } : {}) },
      settings,
      way.now,
    ),
    sendAt: message.sendAt ?? null,
    override: message.sending?.override ?? null,
    wroteSince:
      message.seq !== undefined && wroteFirst(message.sending ?? null, message.seq, row.last_inbound_seq),
    segments: cost.segments,
    budget: cost.budget,
    now: way.now,
    author: message.author,
    purpose: message.purpose,
    writtenAtTurn: message.turn,
    conversationTurn: row.turn,
    ai: aiFacts(row),
    address: {
      optedOutAt: row.opted_out_at,
      unusable:
        row.unusable_reason && row.unusable_at
          ? { reason: row.unusable_reason, since: row.unusable_at }
          : null,
    },
    others: await readOthers(tx, workspaceId, row.address_value, message),
    inbox: { name: row.inbox_name, paused: row.inbox_status === 'paused' },
    window:
      capabilities && window
        ? {
            channel: capabilities.label,
            hours: hoursFor(window, message.author),
            since: window.since,
            templates: capabilities.templates ?? false,
            instead: shut
              ? [
                  ...untilForPeople(window, message.author, leavesAt),
                  ...(await readInstead(tx, workspaceId, row, way, capabilities)),
                ]
              : [],
          }
        : null,
    template: message.template ?? null,
    // Where there is a window, it says the same and more.
    begun:
      capabilities && !capabilities.mayStart && hours === null
        ? { channel: capabilities.label, known: row.knows }
        : null,
    count:
      capabilities && limit !== undefined
        ? {
            channel: capabilities.label,
            limit,
            sent: await countSince(tx, workspaceId, way, message.id ?? null),
          }
        : null,
    approval:
      message.author === 'ai' ? await readApproval(tx, workspaceId, row, way, message.words ?? null) : null,
    log: capabilities?.loggedByHand ? { channel: capabilities.label } : null,
    allowance: cost.allowance,
  })
  const windowClosesAt = window && closesAt({ since: window.since, hours: hoursFor(window, message.author) })
  const humanAgent = window !== null && needsHumanAgent(window, message.author, way.now)
  const unasked = countsAsUnasked(words, row, leavesAt)
    ? { marketing: classOf(words.purpose, words.template) === 'marketing' }
    : null
  const takes = message.counted
    ? null
    : { ...cost.takes, limits: limitsOf(row, settings, message, verdict, metered) }
  const limits = {
    sms: metered ? row.allowance : null,
    segments: metered ? settings.segmentAllowance : null,
    micros: settings.budget.monthly,
  }
  return { verdict, row, metered, takes, limits, unasked, windowClosesAt, humanAgent }
}

/** What the month's limits are for this message; none where a person passed over them, or where they do not count. */
function limitsOf(
  row: GateRow,
  settings: GateSettings,
  message: { author: AuthorKind; purpose: Purpose },
  verdict: Verdict,
  metered: boolean,
): Limits {
  const passed = verdict.overridden?.reasons.some((reason) => reason.code === 'allowance_used') ?? false
  const free = passed || !metered || message.purpose === 'opt_out_confirmation'
  const costs =
    message.author !== 'member' && message.purpose !== 'alert' && message.purpose !== 'opt_out_confirmation'
  return {
    sms: free ? null : row.allowance,
    segments: free ? null : settings.segmentAllowance,
    micros: costs ? settings.budget.monthly : null,
  }
}

/** What a message takes of the month, against what is left. One that was counted when it was first taken adds nothing. */
function costOf(
  row: GateRow,
  message: {
    text?: string
    files?: number
    template?: { category: TemplateCategory } | null
    counted: boolean
  },
  settings: GateSettings,
  metered: boolean,
  way: Way,
) {
  const measure = measureMessage(
    { text: message.text ?? '', files: message.files ?? 0, template: message.template ?? null },
    { segments: metered },
    settings.budget.prices[way.inboxId],
  )
  const once = message.counted ? 0 : 1
  const adds: Usage = {
    sms: metered ? once : 0,
    segments: once * (measure.segments ?? 0),
    micros: once * measure.micros,
  }
  const resetsAt = () => nextMonthAt(way.now, row.time_zone)
  const { budget, segmentAllowance } = settings
  return {
    takes: { month: monthOf(way.now, row.time_zone), measure, adds },
    allowance: metered
      ? { limit: row.allowance, used: row.used, adds: adds.sms, resetsAt: resetsAt() }
      : null,
    segments:
      metered && segmentAllowance !== null
        ? { limit: segmentAllowance, used: row.used_segments, adds: adds.segments, resetsAt: resetsAt() }
        : null,
    budget:
      budget.monthly === null
        ? null
        : {
            limit: budget.monthly,
            used: Number(row.used_micros),
            adds: adds.micros,
            currency: budget.currency,
            resetsAt: resetsAt(),
          },
  }
}

/** The provider lets people answer for longer: until when, said to whoever is no person. */
function untilForPeople(
  window: { hours: number; humanAgentHours: number | null; since: Date | null },
  author: AuthorKind,
  at: Date,
): string[] {
  if (author === 'member' || !window.since || window.humanAgentHours === null) return []
  const end = closesAt({ since: window.since, hours: window.humanAgentHours })
  return end && end > at
    ? [`a person’s own answer, until ${end.toISOString().slice(0, 16).replace('T', ' ')} UTC`]
    : []
}

/** Of a mail's recipients, those who may not get it; the customer is judged by facts of their own. */
async function readOthers(
  tx: Tx,
  workspaceId: string,
  customer: string,
  { purpose, email }: { purpose: Purpose; email?: EmailHeaders | null },
) {
  if (!email) return []
  const all = [...email.to, ...email.cc, ...(email.bcc ?? [])].map(bare)
  return listBarred(
    tx,
    workspaceId,
    // What goes to somebody else may have the customer among them: then that is a recipient like the others.
    all.filter((address) => purpose === 'forward' || address !== customer),
  )
}
