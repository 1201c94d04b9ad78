// What the gate would say to a message before it is written: for the composer. The same question as when it is sent, and
// the times that make sense at the other end.
import type { Tx } from '#db/pool.ts'
import { formatMicros, readGateSettings } from '#domain/gate-settings.ts'
import type { Purpose } from '#domain/message.ts'
import { cityOf, clockIn, quietState } from '#domain/quiet-hours.ts'
import { mergeRules } from '#domain/quiet-rules.ts'
import { laterChoices } from '#domain/send-later.ts'
import type { TemplateCategory } from '#domain/template.ts'
import type { OverrideRole, Verdict } from '#domain/verdict.ts'
import { askGate, type Way } from './gate.ts'
import { placeOf } from './gate-facts.ts'

export type Preview = {
  verdict: Verdict
  place: { zone: string; city: string; clock: string; because: string }
  naturalAt: Date | null
  later: { label: string; at: Date; clock: string }[]
  mayOverride: boolean
  segments: number | null
  cost: string | null
}

/** Null where the conversation, inbox or address is gone. Writes nothing. */
export async function previewVerdict(
  tx: Tx,
  workspaceId: string,
  way: Way,
  message: {
    text: string
    files: number
    purpose: Purpose
    template: { category: TemplateCategory } | null
    sendAt: Date | null
  },
  role: OverrideRole,
): Promise<Preview | null> {
  const asked = await askGate(tx, workspaceId, way, {
    author: 'member',
    turn: 0,
    counted: false,
    ...message,
  })
  if (!asked) return null
  const { row, verdict, takes } = asked
  const settings = readGateSettings(row.gate)
  const place = placeOf(row)
  const zone = place.spots[0]?.zone ?? row.time_zone
  const rules = mergeRules(settings.quietHours.rules)
  const rings = row.address_kind === 'phone' && settings.quietHours.enabled
  const state = rings ? quietState(rules, place, way.now) : null
  const closes = asked.windowClosesAt
  const allowed = (at: Date) =>
    (!rings || quietState(rules, place, at).allowed) && (closes === null || at < closes)
  const natural = state && !state.allowed && state.next && allowed(state.next) ? state.next : null
  return {
    verdict,
    place: { zone, city: cityOf(zone), clock: clockIn(zone, way.now), because: place.because },
    naturalAt: natural,
    later: laterChoices(way.now, zone, allowed).map((choice) => ({
      ...choice,
      clock: clockIn(zone, choice.at),
    })),
    mayOverride:
      verdict.decision !== 'allow' &&
      verdict.reasons.every(
        (reason) => reason.overridable && (reason.overridableBy === 'member' || role === 'admin'),
      ),
    segments: takes?.measure.segments ?? null,
    cost:
      takes && takes.measure.micros > 0 ? formatMicros(takes.measure.micros, settings.budget.currency) : null,
  }
}
