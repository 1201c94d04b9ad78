import type { ContactRecord } from '#db/contacts.ts'
import { displayAddress } from '#domain/address.ts'
import { decideMerge, type MergeChoices, type Person } from '#domain/contact-merge.ts'
import type { MergePreview } from '#wire/api/merges.ts'
import { presentContact } from './contact.ts'

/** What a merge would make of two contacts, before anything is done. */
export function presentPreview(
  into: ContactRecord,
  from: ContactRecord,
  choices: MergeChoices,
  moves: MergePreview['moves'],
  now: Date,
): MergePreview {
  const { result, conflicts } = decideMerge(toPerson(into), toPerson(from), choices)
  const addresses = [...into.addresses, ...from.addresses]
  const latest = [into.last_inbound_at, from.last_inbound_at].filter((at) => at !== null)
  const merged: ContactRecord = {
    ...into,
    ...result,
    ai_paused_at: result.ai_paused_at ? new Date(result.ai_paused_at) : null,
    ai_paused_until: result.ai_paused_until ? new Date(result.ai_paused_until) : null,
    created_at: new Date(result.created_at),
    addresses,
    last_inbound_at: latest.length > 0 ? new Date(Math.max(...latest.map(Number))) : null,
    upcoming: into.upcoming + from.upcoming,
    escalated: into.escalated || from.escalated,
  }
  return {
    into: presentContact(into, now),
    from: presentContact(from, now),
    result: presentContact(merged, now),
    conflicts: conflicts.map(({ field, into, from, chosen }) => ({ field, into, from, chosen })),
    moves,
    stays: addresses.flatMap((a) => [
      ...(a.opted_out_at ? [`${displayAddress(a.kind, a.value)} stays opted out`] : []),
      ...(a.unusable_reason ? [`${displayAddress(a.kind, a.value)} stays marked as unusable`] : []),
    ]),
  }
}

function toPerson(c: ContactRecord): Person {
  return {
    name: c.name,
    name_source: c.name_source,
    company: c.company,
    lead_status: c.lead_status,
    temperature_by_hand: c.temperature_by_hand,
    need: c.need,
    ai_paused_at: c.ai_paused_at?.toISOString() ?? null,
    ai_paused_reason: c.ai_paused_reason,
    ai_paused_until: c.ai_paused_until?.toISOString() ?? null,
    created_at: c.created_at.toISOString(),
    sample: c.sample,
  }
}
