// Words for what the domain names by code. A record over the union: a new code without a word does not compile.
import type { ConsentSource } from '#domain/consent.ts'
import type { LeadStatus, Temperature } from '#domain/contact.ts'
import type { Tone } from '#web/ui/badge.tsx'

export const leadNames: Record<LeadStatus, string> = {
  new: 'New',
  contacted: 'Contacted',
  in_progress: 'In progress',
  qualified: 'Qualified',
  quoted: 'Quoted',
  booked: 'Booked',
  won: 'Won',
  lost: 'Lost',
}
export const temperatureNames: Record<Temperature, { label: string; tone: Tone }> = {
  hot: { label: 'Hot', tone: 'danger' },
  warm: { label: 'Warm', tone: 'warn' },
  cool: { label: 'Cool', tone: 'info' },
  cold: { label: 'Cold', tone: 'neutral' },
}
export const consentSources: Record<ConsentSource, string> = {
  keyword: 'by keyword',
  words: 'asked in plain words',
  carrier: 'told by the carrier',
  member: 'put down by a member',
  api: 'by the API',
  unsubscribe: 'by the link in a mail',
  complaint: 'marked our mail as spam',
}
export function options<K extends string>(names: Record<K, string>): { value: K; label: string }[] {
  return (Object.entries(names) as [K, string][]).map(([value, label]) => ({ value, label }))
}
