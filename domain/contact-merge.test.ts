import { describe, expect, it } from 'vitest'
import { decideMerge, type Person } from './contact-merge.ts'

const nobody: Person = {
  name: null,
  name_source: 'channel',
  company: null,
  lead_status: 'new',
  temperature_by_hand: null,
  need: null,
  ai_paused_at: null,
  ai_paused_reason: null,
  created_at: '2026-11-02T00:00:00Z',
  sample: false,
}
const decide = (into: Partial<Person>, from: Partial<Person>, choices = {}) =>
  decideMerge({ ...nobody, ...into }, { ...nobody, ...from }, choices)

it('keeps what either asked for, and never loses "no offers"', () => {
  const reach = (timeZone: string | null, wish: object | null) => ({
    timeZone,
    region: null,
    doNotDisturb: wish,
  })
  expect(decide({}, { reach: reach(null, { notBefore: '10:00' }) }).result.reach?.doNotDisturb).toEqual({
    notBefore: '10:00',
  })
  expect(
    decide(
      { reach: reach('America/Denver', { notBefore: '09:00' }) },
      { reach: reach('Asia/Tokyo', { noMarketing: true }) },
    ).result.reach,
  ).toEqual({
    timeZone: 'America/Denver',
    region: null,
    doNotDisturb: { notBefore: '09:00', noMarketing: true },
  })
})

describe('decideMerge', () => {
  it('takes what only one of them has, without asking', () => {
    const { result, conflicts } = decide(
      { name: 'Riley' },
      { company: 'Acme', need: 'a lift', lead_status: 'quoted', created_at: '2026-11-01T00:00:00Z' },
    )
    expect(conflicts).toEqual([])
    expect(result).toMatchObject({
      name: 'Riley',
      company: 'Acme',
      need: 'a lift',
      lead_status: 'quoted',
      created_at: '2026-11-01T00:00:00Z',
    })
  })
  it('asks where both say something, and keeps the survivor’s word until told', () => {
    const into = { company: 'Acme', lead_status: 'won' } as const
    const from = { company: 'Böhm', lead_status: 'lost' } as const
    const silent = decide(into, from)
    expect(silent.conflicts).toEqual([
      { field: 'company', into: 'Acme', from: 'Böhm', chosen: 'into', byDefault: true },
      { field: 'leadStatus', into: 'won', from: 'lost', chosen: 'into', byDefault: true },
    ])
    expect(decide(into, from, { company: 'from' }).result).toMatchObject({
      company: 'Böhm',
      lead_status: 'won',
    })
  })
  it('prefers a name that a person wrote to one that a provider told', () => {
    const into = { name: 'riley 🌸', name_source: 'channel' } as const
    const from = { name: 'Riley Park', name_source: 'member' } as const
    expect(decide(into, from).result).toMatchObject({ name: 'Riley Park', name_source: 'member' })
    expect(decide(into, from, { name: 'into' }).result.name).toBe('riley 🌸')
    expect(decide(from, into).result.name).toBe('Riley Park')
  })
  it('keeps the AI silent where it was, unless somebody says otherwise', () => {
    const paused = { ai_paused_at: '2026-11-03T00:00:00Z', ai_paused_reason: 'wants calls' }
    for (const [into, from] of [
      [paused, {}],
      [{}, paused],
    ])
      expect(decide(into ?? {}, from ?? {}).result).toMatchObject(paused)
    expect(decide({}, paused, { aiPaused: 'into' }).result.ai_paused_at).toBeNull()
    expect(decide(paused, {}, { aiPaused: 'from' }).result).toMatchObject({
      ai_paused_at: null,
      ai_paused_reason: null,
    })
  })
  it('counts a real customer as real', () => {
    expect(decide({ sample: true }, {}).result.sample).toBe(false)
    expect(decide({ sample: true }, { sample: true }).result.sample).toBe(true)
  })
})
