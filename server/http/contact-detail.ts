// Everything about one contact, gathered for the panel beside their conversation.
import { listAppointments } from '#db/appointments.ts'
import { findContact, listConsents, listNotes } from '#db/contacts.ts'
import { listFacts } from '#db/facts.ts'
import { listMerges, type MergeRecord } from '#db/merges.ts'
import { listPurposes } from '#db/purposes.ts'
import { listSuggestions } from '#db/suggestions.ts'
import { Reach } from '#domain/do-not-disturb.ts'
import { Refusal } from '#domain/errors.ts'
import { describeEvidence } from '#domain/identity.ts'
import { cityOf, clockIn } from '#domain/quiet-hours.ts'
import { findPlace } from '#domain/recipient-place.ts'
import { presentAppointment, presentConsent, presentContact, presentFact } from '#present/contact.ts'
import type { Contact, ContactDetail, MergedFrom, PossibleDuplicate } from '#wire/api/contacts.ts'
import type { Http } from './context.ts'
import { followContact } from './survivor.ts'

/** The contact, or a refusal. */
export async function mustPresent(http: Http, workspaceId: string, id: string): Promise<Contact> {
  const contact = await findContact(http.store, workspaceId, id)
  if (!contact) throw new Refusal('not_found', 'There is no such contact.')
  return presentContact(contact, http.flow.clock.now())
}

/** The contact that an id means today, whole. */
export async function contactDetail(http: Http, workspaceId: string, asked: string): Promise<ContactDetail> {
  const { store } = http
  const id = await followContact(store, workspaceId, asked)
  const contact = await mustPresent(http, workspaceId, id)
  const [notes, appointments, consent, duplicates, merges, facts, purposes, record] = await Promise.all([
    listNotes(store, workspaceId, id),
    listAppointments(store, workspaceId, { contactId: id, limit: 100 }),
    listConsents(store, workspaceId, id),
    presentDuplicates(http, workspaceId, id),
    listMerges(store.db, workspaceId, id),
    listFacts(store, workspaceId, id),
    listPurposes(store.db, workspaceId, id),
    findContact(store, workspaceId, id),
  ])
  const reach = Reach.parse(record?.reach ?? {})
  const place = whereIs(contact, reach, record?.time_zone ?? null)
  return {
    ...contact,
    facts: facts.map(presentFact),
    timeZone: record?.time_zone ?? null,
    notes: notes.map((n) => ({
      id: n.id,
      body: n.body,
      author: n.author,
      createdAt: n.created_at.toISOString(),
    })),
    appointments: appointments.map(presentAppointment),
    consent: consent.map(presentConsent),
    duplicates,
    mergedFrom: merges.map((m) => presentMerge(m, contact)),
    reach,
    place: place && {
      zone: place.zone,
      city: cityOf(place.zone),
      clock: clockIn(place.zone, http.flow.clock.now()),
      because: place.because,
    },
    purposes: purposes.map((p) => ({
      addressId: p.address_id,
      purpose: p.purpose,
      state: p.state,
      at: p.at.toISOString(),
    })),
  }
}

/** Their clock, where the contact or one of their numbers tells. */
function whereIs(
  contact: Contact,
  reach: Reach,
  said: string | null,
): { zone: string; because: string } | null {
  const number = contact.addresses.find((address) => address.kind === 'phone')?.value ?? null
  const { spots, source, because } = findPlace({
    number,
    own: reach,
    said,
    business: { timeZone: 'UTC', country: null },
  })
  const zone = spots[0]?.zone
  return source === 'business' || !zone ? null : { zone, because }
}

/** More would be a crowd and no suggestion. */
const SHOWN = 5

async function presentDuplicates(http: Http, workspaceId: string, id: string): Promise<PossibleDuplicate[]> {
  const rows = await listSuggestions(http.store, workspaceId, id, SHOWN)
  const all = await Promise.all(
    rows.map(async (row): Promise<PossibleDuplicate | null> => {
      const otherId = row.contact_a === id ? row.contact_b : row.contact_a
      const other = await findContact(http.store, workspaceId, otherId)
      return (
        other && {
          contact: presentContact(other, http.flow.clock.now()),
          score: row.score,
          evidence: row.evidence.map((e) => describeEvidence(e, id)),
        }
      )
    }),
  )
  return all.filter((one) => one !== null)
}

function presentMerge(merge: MergeRecord, contact: Contact): MergedFrom {
  const address = contact.addresses.find((a) => merge.moved.addresses?.includes(a.id))
  return {
    mergeId: merge.id,
    contactId: merge.from_id,
    name: merge.from_row.name ?? address?.display ?? 'a contact without a name',
    by: merge.by_name,
    at: merge.created_at.toISOString(),
  }
}
