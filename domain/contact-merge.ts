// Two contacts become one: which value each field of the survivor gets. Pure.
import { z } from 'zod'
import { type LeadStatus, leadStatuses, type Temperature } from './contact.ts'
import type { Reach } from './do-not-disturb.ts'

/** What the survivor and the other one know about themselves; times as ISO text. */
export type Person = {
  name: string | null
  name_source: 'channel' | 'ai' | 'member' | 'api'
  company: string | null
  lead_status: LeadStatus
  temperature_by_hand: Temperature | null
  need: string | null
  ai_paused_at: string | null
  ai_paused_reason: string | null
  ai_paused_until?: string | null
  created_at: string
  sample: boolean
  /** Where and when they can be reached. */
  reach?: Reach | null
}

export const mergeFields = ['name', 'company', 'leadStatus', 'temperature', 'need', 'aiPaused'] as const
export const MergeField = z.enum(mergeFields)
export type MergeField = z.infer<typeof MergeField>
export const MergeSide = z.enum(['into', 'from'])
export type MergeSide = z.infer<typeof MergeSide>
export type MergeChoices = Partial<Record<MergeField, MergeSide>>

/** The columns that go together as one field: a name and who set it are one thing. */
export const columnsOf = {
  name: ['name', 'name_source'],
  company: ['company'],
  leadStatus: ['lead_status'],
  temperature: ['temperature_by_hand'],
  need: ['need'],
  aiPaused: ['ai_paused_at', 'ai_paused_reason', 'ai_paused_until'],
} as const satisfies Record<MergeField, readonly (keyof Person)[]>

export type MergeConflict = {
  field: MergeField
  into: string | null
  from: string | null
  chosen: MergeSide
  /** Nobody chose: what it would be by itself. */
  byDefault: boolean
}

const said: Record<MergeField, (p: Person) => string | null> = {
  name: (p) => p.name,
  company: (p) => p.company,
  // "New" is what everybody is until somebody says otherwise.
  leadStatus: (p) => (p.lead_status === 'new' ? null : p.lead_status),
  temperature: (p) => p.temperature_by_hand,
  need: (p) => p.need,
  aiPaused: (p) => (p.ai_paused_at ? (p.ai_paused_reason ?? 'Paused') : null),
}
const SOURCES = ['channel', 'ai', 'api', 'member']

/**
 * The survivor after the merge, and where both said something different. Without a choice the survivor's word counts,
 * except that a name which a person wrote beats one that a provider told, that the sale stands where it stands furthest,
 * and that the AI stays silent where it was.
 */
export function decideMerge(
  into: Person,
  from: Person,
  choices: MergeChoices,
): { result: Person; conflicts: MergeConflict[] } {
  const result: Person = {
    ...into,
    created_at: Date.parse(from.created_at) < Date.parse(into.created_at) ? from.created_at : into.created_at,
    // Taking the sample business away must not take a real customer along.
    sample: into.sample && from.sample,
    reach: mergeReach(into.reach ?? null, from.reach ?? null),
  }
  const conflicts: MergeConflict[] = []
  for (const field of mergeFields) {
    const [mine, theirs] = [said[field](into), said[field](from)]
    const both = mine !== null && theirs !== null && mine !== theirs
    const side = both ? (choices[field] ?? preferred(field, into, from)) : mine === null ? 'from' : 'into'
    // A pause is no text that one of them lacks: lifting it is a choice too.
    const pauseDiffers = field === 'aiPaused' && (mine === null) !== (theirs === null)
    const chosen = pauseDiffers ? (choices.aiPaused ?? side) : side
    if (both || pauseDiffers)
      conflicts.push({ field, into: mine, from: theirs, chosen, byDefault: choices[field] === undefined })
    if (chosen === 'from') for (const column of columnsOf[field]) copy(result, from, column)
  }
  return { result, conflicts }
}

/** What either asked for holds; where both named an hour, the survivor's. "No offers" is never lost. */
function mergeReach(into: Reach | null, from: Reach | null): Reach | null {
  if (!into || !from) return into ?? from
  const noMarketing = into.doNotDisturb?.noMarketing || from.doNotDisturb?.noMarketing
  const wish = into.doNotDisturb ?? from.doNotDisturb
  return {
    timeZone: into.timeZone ?? from.timeZone,
    region: into.region ?? from.region,
    doNotDisturb: wish && { ...wish, ...(noMarketing ? { noMarketing } : {}) },
  }
}

function preferred(field: MergeField, into: Person, from: Person): MergeSide {
  if (field === 'leadStatus') return stage(from) > stage(into) ? 'from' : 'into'
  if (field !== 'name') return 'into'
  return SOURCES.indexOf(from.name_source) > SOURCES.indexOf(into.name_source) ? 'from' : 'into'
}

/** How far the sale is; one that is lost is not far. */
function stage({ lead_status }: Person): number {
  return lead_status === 'lost' ? 0 : leadStatuses.indexOf(lead_status)
}

function copy<K extends keyof Person>(to: Person, from: Person, column: K): void {
  to[column] = from[column]
}
