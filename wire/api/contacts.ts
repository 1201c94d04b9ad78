import { z } from 'zod'
import { AddressKind, ChannelKind } from '#domain/channel.ts'
import { ConsentSource } from '#domain/consent.ts'
import { LeadStatus, Temperature } from '#domain/contact.ts'
import { Reach } from '#domain/do-not-disturb.ts'
import { PurposeClass } from '#domain/purpose-class.ts'
import { Id, PageQuery, page, Timestamp } from './common.ts'

export const AddressWire = z
  .object({
    id: Id,
    kind: AddressKind,
    value: z.string(),
    display: z.string(),
    optedOutAt: Timestamp.nullable(),
    unusable: z.object({ reason: z.string(), since: Timestamp }).nullable(),
  })
  .meta({ id: 'Address' })

export const Note = z
  .object({ id: Id, body: z.string(), author: z.string().nullable(), createdAt: Timestamp })
  .meta({ id: 'Note' })

export const AppointmentWire = z
  .object({
    id: Id,
    contactId: Id,
    conversationId: Id.nullable(),
    service: z.object({ id: Id.nullable(), name: z.string() }),
    startsAt: Timestamp,
    endsAt: Timestamp,
    timeZone: z.string(),
    status: z.enum(['held', 'booked', 'canceled', 'expired']),
    name: z.string(),
    note: z.string(),
    createdBy: z.enum(['ai', 'member', 'api', 'sample']),
    createdAt: Timestamp,
    serviceIds: z.array(Id).describe('All services of the visit, in order'),
    staff: z.object({ id: Id, name: z.string() }).nullable().describe('With whom, or in which room'),
    buffer: z
      .object({ beforeMinutes: z.number().int(), afterMinutes: z.number().int() })
      .describe('Kept free around it'),
    customerTimeZone: z.string().nullable().describe('Where it differs from the business’s'),
    movedFrom: Timestamp.nullable(),
    canceled: z
      .object({ at: Timestamp, by: z.string().nullable(), reason: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'Appointment' })
export type AppointmentWire = z.infer<typeof AppointmentWire>

export const Contact = z
  .object({
    id: Id,
    name: z.string().nullable(),
    company: z.string().nullable(),
    leadStatus: LeadStatus,
    temperature: Temperature,
    temperatureReasons: z.array(z.string()),
    temperatureByHand: z.boolean(),
    need: z.string().nullable().describe('What they want, in their words'),
    aiPaused: z.boolean(),
    aiPausedReason: z.string().nullable(),
    aiPausedUntil: Timestamp.nullable().describe(
      'The AI may answer again from then on; null: until somebody says so',
    ),
    addresses: z.array(AddressWire),
    sample: z.boolean(),
    createdAt: Timestamp,
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof Contact>

export const ConsentEntry = z
  .object({
    id: Id,
    action: z.enum(['opt_out', 'opt_in']),
    channel: ChannelKind.nullable(),
    address: z.string(),
    source: ConsentSource,
    text: z.string().nullable(),
    purpose: PurposeClass.nullable().describe('What it is about; null: everything'),
    at: Timestamp,
    message: z
      .object({ id: Id, conversationId: Id, seq: z.number().int() })
      .nullable()
      .describe('The message that asked for it, and its place in its thread'),
  })
  .meta({ id: 'ConsentEntry' })

export const PossibleDuplicate = z
  .object({
    contact: Contact,
    score: z.number().int().describe('0 to 99'),
    evidence: z.array(z.string()).describe('In words, from the view of the contact that was asked about'),
  })
  .meta({ id: 'PossibleDuplicate' })
export type PossibleDuplicate = z.infer<typeof PossibleDuplicate>

export const MergedFrom = z
  .object({ mergeId: Id, contactId: Id, name: z.string(), by: z.string(), at: Timestamp })
  .meta({ id: 'MergedFrom', description: 'A contact that became a part of this one; undone by its merge' })
export type MergedFrom = z.infer<typeof MergedFrom>

/** Where a field of the contact came from. */
export const ContactFact = z
  .object({
    field: z.string(),
    value: z.string(),
    source: z.enum(['ai', 'member', 'api', 'channel']),
    confidence: z.number().nullable(),
    message: z.object({ id: Id, conversationId: Id, seq: z.number().int() }).nullable(),
    at: Timestamp,
  })
  .meta({ id: 'ContactFact' })
export type ContactFact = z.infer<typeof ContactFact>

export const ContactDetail = Contact.extend({
  facts: z.array(ContactFact).describe('Who said what is known, and where'),
  timeZone: z.string().nullable().describe('IANA; where they are known to be somewhere else'),
  notes: z.array(Note),
  appointments: z.array(AppointmentWire),
  consent: z.array(ConsentEntry),
  duplicates: z.array(PossibleDuplicate).describe('Who may be the same person, the most probable first'),
  mergedFrom: z.array(MergedFrom),
  reach: Reach.describe('Time zone, region and “do not disturb”, as entered'),
  place: z
    .object({ zone: z.string(), city: z.string(), clock: z.string(), because: z.string() })
    .nullable()
    .describe('Their clock, and how it is known; null where nothing tells'),
  purposes: z
    .array(z.object({ addressId: Id, purpose: PurposeClass, state: z.enum(['in', 'out']), at: Timestamp }))
    .describe('What was said of single purposes at an address'),
}).meta({ id: 'ContactDetail' })
export type ContactDetail = z.infer<typeof ContactDetail>

export const ContactPage = page(Contact).meta({ id: 'ContactPage' })
export const ContactQuery = PageQuery.extend({ q: z.string().trim().max(200).optional() })

export const ContactBody = z.object({
  name: z.string().trim().max(120).nullable().optional(),
  company: z.string().trim().max(120).nullable().optional(),
  addresses: z
    .array(z.object({ kind: AddressKind, value: z.string().max(320) }))
    .max(20)
    .optional(),
})
export const ContactPatch = z.object({
  name: z.string().trim().max(120).nullable().optional(),
  company: z.string().trim().max(120).nullable().optional(),
  leadStatus: LeadStatus.optional(),
  temperature: Temperature.nullable().optional().describe('null: by the facts again'),
  need: z.string().max(1000).nullable().optional(),
  aiPaused: z.boolean().optional(),
  aiPausedReason: z.string().max(200).nullable().optional(),
  reach: Reach.optional(),
  aiPausedUntil: Timestamp.nullable().optional(),
})
export const NoteBody = z.object({ body: z.string().trim().min(1).max(5000) })
export const ConsentBody = z.object({
  addressId: Id,
  action: z.enum(['opt_out', 'opt_in']),
  purpose: PurposeClass.optional().describe('What it is about; without it: everything'),
  text: z.string().max(1000).optional().describe('What the customer said, word for word'),
})
