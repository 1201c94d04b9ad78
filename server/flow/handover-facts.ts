// What handing over asks of a workspace: its rules, its people, and the sentence for the customer.
import { languageOf } from '#ai/guard/language.ts'
import { memberReach, readHandoverRow } from '#db/escalations.ts'
import type { Tx } from '#db/pool.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { AddressKind } from '#domain/channel.ts'
import { isOnCall } from '#domain/day-times.ts'
import {
  type AlertPerson,
  type HandoverSettings,
  peopleOf,
  readHandover,
  UNNAMED,
} from '#domain/handover-settings.ts'
import { sayHandover } from '#domain/handover-words.ts'
import { type Hours, openState } from '#domain/hours.ts'
import type { Profile } from '#domain/knowledge.ts'

export type HandoverFacts = {
  business: string
  profile: Profile
  hours: Hours
  settings: HandoverSettings
  /** With the numbers and mailboxes of members, as they can be written to. */
  people: AlertPerson[]
}

export async function readHandoverFacts(tx: Tx, workspaceId: string): Promise<HandoverFacts> {
  const row = await readHandoverRow(tx, workspaceId)
  if (!row) throw new Error(`workspace ${workspaceId} is gone`)
  const settings = readHandover(row.handover)
  const named = peopleOf(settings, { phone: row.phone, email: row.email })
  const members = named.some((p) => p.memberId) ? await memberReach(tx, workspaceId) : []
  const people = named.map((person) => {
    const member = members.find((m) => m.id === person.memberId)
    const phone = person.phone ?? member?.phone ?? null
    const email = person.email ?? member?.email ?? null
    return {
      ...person,
      phone: phone && toAlertAddress('phone', phone, row.profile.country),
      email: email && toAlertAddress('email', email, row.profile.country),
    }
  })
  return { business: row.business, profile: row.profile, hours: row.hours, settings, people }
}

/** An address of one's own people as it is written to; null where it is none. */
export function toAlertAddress(kind: AddressKind, raw: string, country: string): string | null {
  const exact = normaliseAddress(kind, raw, country)
  // Numbers of simulators and emulators are not valid ones, but they are addresses.
  return exact ?? (kind === 'phone' && /^\+\d{7,15}$/.test(raw.trim()) ? raw.trim() : null)
}

/** What a customer is told, in the language of what they wrote. */
export function handoverSentence(
  facts: Pick<HandoverFacts, 'business' | 'profile' | 'hours' | 'settings' | 'people'>,
  of: { emergency: boolean; said: string[]; language?: string | null; now: Date },
): string {
  const { tell } = facts.settings
  const first = facts.people.find((p) => isOnCall(p.onCall, of.now, facts.hours.timeZone))
  return sayHandover({
    emergency: of.emergency,
    language: of.language ?? languageOf(of.said.join(' ')),
    now: of.now,
    open: openState(facts.hours, of.now),
    timeZone: facts.hours.timeZone,
    locale: facts.profile.locale,
    business: facts.business,
    phone: tell.emergencyPhone || facts.profile.phone || null,
    person: first && first.name !== UNNAMED ? (first.name.trim().split(/\s+/)[0] ?? null) : null,
    own: tell.texts,
  })
}

/** The sentences for a turn of the front desk that hands over. */
export function handoverOf(
  workspace: WorkspaceRecord,
  pending: { body: string }[],
  now: Date,
): { handover?: { next: string; emergency: string } } {
  const settings = readHandover(workspace.settings.handover)
  if (!settings.tell.enabled) return {}
  const facts = {
    business: workspace.name,
    profile: workspace.profile,
    hours: workspace.hours,
    settings,
    people: peopleOf(settings, workspace.settings.alerts),
  }
  const said = pending.map((line) => line.body)
  return {
    handover: {
      next: handoverSentence(facts, { emergency: false, said, now }),
      emergency: handoverSentence(facts, { emergency: true, said, now }),
    },
  }
}
