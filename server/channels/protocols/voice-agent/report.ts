// What an agent's report becomes: one call, answered by the agent, with all that was made of it.
import type { InboxAccount, IncomingCall, IncomingItem, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { normaliseSender } from '#domain/address.ts'
import { ANONYMOUS, type CallEnd, type CallFacts, type Segment } from '#domain/call.ts'
import { isHidden } from '#domain/call-gate.ts'
import { textSetting } from './settings.ts'

export type Report = {
  id: string
  direction: 'in' | 'out' | null
  customer: string | null
  customerName?: string | null
  ours: string | null
  startedAt: Date | null
  endedAt: Date | null
  seconds: number | null
  /** The agent and the other side spoke, or speak now. */
  answered: boolean
  /** How it ended, where it has. */
  end: CallEnd | null
  transcript: Segment[]
  recordingUrl: string | null
  summary: string | null
  outcome: string | null
}

export const AGENT = 'AI agent'

/** A report as an item. The same call told several times merges into one (domain/call.ts). */
export function toItem(report: Report, account: InboxAccount): IncomingCall {
  const started = report.startedAt?.toISOString()
  const disclosure = textSetting(account, 'disclosure')
  const recorded = report.recordingUrl !== null || report.transcript.length > 0
  const facts: CallFacts = {
    ...(started ? { startedAt: started } : {}),
    ...(report.answered && started ? { answers: { [report.id]: { at: started, by: AGENT } } } : {}),
    ...(report.end ? { end: report.end } : {}),
    ...(report.end && report.endedAt ? { endedAt: report.endedAt.toISOString() } : {}),
    ...(report.seconds === null || !report.answered ? {} : { seconds: Math.round(report.seconds) }),
    ...(report.transcript.length > 0 ? { transcript: report.transcript } : {}),
    ...(report.recordingUrl
      ? {
          recordings: {
            [report.id]: {
              kind: 'call',
              url: report.recordingUrl,
              seconds: report.seconds === null ? null : Math.round(report.seconds),
              startedAt: started ?? null,
            },
          },
        }
      : {}),
    ...(report.summary ? { summary: report.summary } : {}),
    ...(report.outcome ? { outcome: report.outcome } : {}),
    ...(recorded ? { recorded: true, ...(disclosure ? { disclosure } : {}) } : {}),
  }
  return {
    kind: 'call',
    externalId: report.id,
    callId: null,
    direction: report.direction,
    customer: report.customer === null ? null : customerOf(report.customer),
    customerName: report.customerName ?? null,
    ours: report.ours === null ? null : normaliseSender(report.ours),
    facts,
  }
}

function customerOf(number: string): string {
  if (number.trim() === '' || isHidden(number)) return ANONYMOUS
  return normaliseSender(number) ?? ANONYMOUS
}

export function ignored(why: string): ParseOutcome {
  return { ok: true, items: [{ kind: 'ignored', why }] }
}
export function taken(...items: IncomingItem[]): ParseOutcome {
  return { ok: true, items }
}

/** The body as JSON; undefined where it is none. */
export function jsonOf(raw: RawRequest): unknown {
  try {
    return JSON.parse(raw.body.toString('utf8').replaceAll('\\u0000', ''))
  } catch {
    return undefined
  }
}

/** A moment in milliseconds, seconds or ISO; null where it is none. */
export function momentOf(value: string | number | null | undefined, unit: 'ms' | 's' = 'ms'): Date | null {
  if (value === null || value === undefined) return null
  const at = new Date(typeof value === 'number' && unit === 's' ? value * 1000 : value)
  return Number.isNaN(at.getTime()) ? null : at
}
