import { expect, it } from 'vitest'
import type { Passage } from '#domain/knowledge.ts'
import { deskContext, fakePorts, passages } from '#test/fakes/desk.ts'
import { findSources } from './sources.ts'
import { startWork } from './tools/work.ts'

function sourcesOf(text: string, found: Passage[] = [], slots: string[] = []) {
  const work = startWork(deskContext(), fakePorts())
  work.runs.push({
    name: 'tool',
    input: {},
    ok: true,
    outcome: '',
    ms: 0,
    passages: found,
    slots: slots.map((s) => ({ start: new Date(s), end: new Date(s) })),
  })
  return findSources(text, work).map((s) => `${s.kind} ${s.id}: ${s.quote}`)
}

it.each<[string, string[]]>([
  ['Hello! How can I help?', []],
  [
    'You can cancel without a fee up to 24 hours before.',
    ['faq kn_cancel: Cancel up to 24 hours before without a fee.'],
  ],
  ['Members get 10% off parts.', ['document kn_visit: Members get 10% off parts.']],
  ['A Tune-up is $85.', ['service svc_tuneup01: Tune-up: $85']],
  ['Wheel truing costs $30 or more.', ['service svc_wheel002: Wheel truing: from $30']],
  ['Call us at +1 212 555 0143.', ['profile profile: +1 212 555 0143']],
  [
    'We are open until 5:00 PM.',
    ['hours hours: Mon-Fri 9:00 AM to 5:00 PM, Sat 10:00 AM to 2:00 PM, Sun closed'],
  ],
])('%s', (text, sources) => {
  expect(sourcesOf(text, passages)).toEqual(sources)
})

it('names the calendar where times were asked for', () => {
  expect(sourcesOf('Tuesday at 10 is free.', [], ['2026-03-03T15:00:00Z'])).toEqual([
    'calendar calendar: Tuesday, March 3, 2026 at 10:00 AM (EST)',
  ])
})
