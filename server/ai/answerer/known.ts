// What a burst tells about its writer, and is not known yet.
import type { LeadFields } from '#domain/commands.ts'
import type { Desk, Part } from './desk.ts'
import { readBareName } from './read/person.ts'

/** The lead's fields to save: those of the parts, and a name, mail address or phone number in the text. Null for none. */
export function savedLead(desk: Desk, clauses: string[], parts: Part[]): LeadFields | null {
  const { contact, profile } = desk.context
  const fields: LeadFields = {}
  const name =
    desk.heard.name ??
    (desk.state.booking || parts.length === 0 ? null : clauses.map(readBareName).find((n) => n !== null))
  const { email, phone } = desk.heard
  if (name && name !== contact.name) fields.name = name
  if (email && email !== contact.email && email !== profile.email.toLowerCase()) fields.email = email
  if (phone && phone !== contact.phone && digits(phone) !== digits(profile.phone)) fields.phone = phone
  const need = parts.find((p) => p.need)?.need
  if (need) fields.need = need.slice(0, 1000)
  for (const command of parts.flatMap((p) => p.commands ?? [])) {
    if (command.type === 'lead.save') Object.assign(fields, command.fields)
    if (command.type === 'appointment.book' && command.name !== contact.name) fields.name = command.name
  }
  return Object.values(fields).some((v) => v !== undefined) ? fields : null
}

const digits = (text: string) => text.replace(/\D/g, '')
