import { describe, expect, it } from 'vitest'
import { decideRung, type LadderFacts, type LadderStep } from './alert-ladder.ts'
import type { EscalationReason } from './conversation.ts'
import { AlertPerson, HandoverSettings } from './handover-settings.ts'
import { Hours, weekdays } from './hours.ts'

const workday = [{ opens: '08:00', closes: '17:00' }]
const hours = Hours.parse({
  timeZone: 'America/New_York',
  week: {
    monday: workday,
    tuesday: workday,
    wednesday: workday,
    thursday: workday,
    friday: workday,
    saturday: [],
    sunday: [],
  },
  holidays: [],
})
const person = (id: string, more: Partial<AlertPerson> = {}) =>
  AlertPerson.parse({ id, name: id, phone: '+12125550101', email: `${id}@example.com`, ...more })
const ann = person('ann')
const ben = person('ben')
const cy = person('cy', { phone: null })
const defaults = HandoverSettings.parse({})

/** Wednesday, 10:00 in New York. */
const MORNING = new Date('2026-03-04T15:00:00Z')
/** Wednesday, 23:00 in New York. */
const NIGHT = new Date('2026-03-05T04:00:00Z')

type Run = { at: Date; people: string[]; kinds: string[]; rung: number }
type Options = {
  reason?: EscalationReason
  people?: AlertPerson[]
  settings?: Partial<HandoverSettings>
  acknowledgedAt?: Date
  polls?: (next: Date) => Date
}

/** Plays a ladder with a clock that stands still between its steps; everything that was sent, and the last step. */
function play(start: Date, o: Options = {}): { runs: Run[]; last: LadderStep; now: Date } {
  let now = start
  let facts: Omit<LadderFacts, 'now' | 'acknowledged'> = {
    reason: o.reason ?? 'asked_for_person',
    rung: 0,
    dueAt: start,
    alerted: [],
    ended: false,
    settings: { ...defaults, ...o.settings },
    people: o.people ?? [ann, ben, cy],
    hours,
  }
  const runs: Run[] = []
  for (let n = 0; n < 200; n++) {
    const acknowledged = o.acknowledgedAt !== undefined && now >= o.acknowledgedAt
    const step = decideRung({ ...facts, now, acknowledged })
    if (step.do === 'stop') return { runs, last: step, now }
    if (step.do === 'wait') {
      facts = { ...facts, dueAt: step.until }
      now = o.polls?.(step.until) ?? step.until
      continue
    }
    const people = step.called.map((c) => c.person.id)
    runs.push({ at: now, people, kinds: step.called.flatMap((c) => c.kinds), rung: facts.rung })
    facts = { ...facts, rung: facts.rung + 1, dueAt: step.next, alerted: [...facts.alerted, ...people] }
    now = o.polls?.(step.next ?? now) ?? step.next ?? now
  }
  throw new Error('the ladder does not end')
}
const minutes = (runs: Run[]) => runs.map((r) => (r.at.getTime() - (runs[0]?.at.getTime() ?? 0)) / 60_000)

describe('the ladder', () => {
  it('calls the first person twice, then the next, then everyone, and ends', () => {
    const { runs } = play(MORNING)
    expect(runs.map((r) => r.people)).toEqual([['ann'], ['ann'], ['ben'], ['ann', 'ben', 'cy']])
    expect(minutes(runs)).toEqual([0, 5, 15, 30])
  })

  it('ends with the acknowledgement, whenever it comes', () => {
    const { runs } = play(MORNING, { acknowledgedAt: new Date(MORNING.getTime() + 6 * 60_000) })
    expect(runs).toHaveLength(2)
  })

  it('at night tells once, and goes on when the business opens', () => {
    const { runs } = play(NIGHT)
    expect(runs[0]?.at).toEqual(NIGHT)
    expect(runs[1]?.at.toISOString()).toBe('2026-03-05T13:00:00.000Z')
    expect(runs).toHaveLength(4)
  })

  it('goes on at night where that is wanted', () => {
    expect(minutes(play(NIGHT, { settings: { repeatAfterHours: true } }).runs)).toEqual([0, 5, 15, 30])
  })

  it('heeds neither night nor quiet hours in an emergency', () => {
    const { runs } = play(NIGHT, {
      reason: 'emergency',
      settings: { quiet: { from: '22:00', to: '07:00' } },
    })
    expect(minutes(runs)).toEqual([0, 5, 15, 30])
    expect(runs[0]?.kinds).toEqual(['phone', 'email'])
  })

  it('rings nobody in quiet hours: a mail at once, the telephone in the morning', () => {
    const { runs } = play(NIGHT, {
      settings: { quiet: { from: '22:00', to: '07:00' }, repeatAfterHours: true },
      people: [ann],
    })
    expect(runs[0]).toMatchObject({ at: NIGHT, kinds: ['email'] })
    const silent = play(NIGHT, {
      settings: { quiet: { from: '22:00', to: '07:00' } },
      people: [person('ann', { email: null })],
    })
    expect(silent.runs[0]?.at.toISOString()).toBe('2026-03-05T12:00:00.000Z')
  })

  it('waits for whoever is on call, but not in an emergency', () => {
    const onCall = { days: [...weekdays], from: '09:00', to: '12:00' }
    const people = [person('ann', { onCall })]
    expect(play(NIGHT, { people }).runs[0]?.at.toISOString()).toBe('2026-03-05T14:00:00.000Z')
    expect(play(NIGHT, { people, reason: 'emergency' }).runs[0]?.at).toEqual(NIGHT)
  })

  it('calls only those who want to know of such a reason', () => {
    const people = [person('ann', { reasons: ['emergency'] }), ben]
    expect(play(MORNING, { people }).runs.map((r) => r.people)).toEqual([['ben'], ['ben'], ['ben'], ['ben']])
    expect(play(MORNING, { people, reason: 'emergency' }).runs[0]?.people).toEqual(['ann'])
  })

  it('does not catch up all at once after it stood still', () => {
    const hour = 3_600_000
    const { runs } = play(MORNING, { polls: (next) => new Date(next.getTime() + hour) })
    for (let i = 1; i < runs.length; i++)
      expect((runs[i]?.at.getTime() ?? 0) - (runs[i - 1]?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(
        5 * 60_000,
      )
  })

  it('nobody to call: it stops', () => {
    expect(play(MORNING, { people: [] })).toMatchObject({ runs: [], last: { do: 'stop' } })
  })
})

/** A small generator with a seed: a failure can be played again. */
function random(seed: number) {
  let state = seed
  return (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

describe('whatever the settings, the clock and the people', () => {
  it('is bounded, calls on no rung twice, nobody after an acknowledgement, none too early', () => {
    const times = ['00:00', '06:30', '09:00', '17:00', '22:00', '23:45']
    for (let seed = 1; seed <= 200; seed++) {
      const pick = random(seed)
      const one = <T>(list: T[]): T => list[pick(list.length)] as T
      const maybePerson = (id: string) => {
        const onCall = pick(2)
          ? null
          : {
              days: weekdays.filter(() => pick(2) === 1).concat('monday'),
              from: one(times),
              to: one(times),
            }
        const reasons = pick(3) ? null : (['emergency', 'complaint'] as EscalationReason[])
        return person(id, { onCall, reasons, ...(pick(3) ? {} : { phone: null }) })
      }
      const rungs = 1 + pick(8)
      let after = 0
      const ladder = Array.from({ length: rungs }, (_, i) => {
        if (i > 0) after += 1 + pick(60)
        return { afterMinutes: after, who: one(['first', 'next', 'everyone'] as const) }
      })
      const start = new Date(MORNING.getTime() + pick(14 * 24 * 60) * 60_000)
      const options: Options = {
        reason: one(['emergency', 'complaint', 'asked_for_person', 'unanswered'] as EscalationReason[]),
        people: ['a', 'b', 'c'].slice(0, 1 + pick(3)).map(maybePerson),
        settings: HandoverSettings.parse({
          ladder,
          quiet: pick(2) ? null : { from: one(times), to: one(times) },
          repeatAfterHours: pick(2) === 1,
        }),
        polls: (next) => new Date(next.getTime() + pick(3) * 40_000),
      }
      const { runs } = play(start, options)
      expect(runs.length, `seed ${seed}`).toBeLessThanOrEqual(rungs)
      expect(new Set(runs.map((r) => r.rung)).size, `seed ${seed}`).toBe(runs.length)
      for (let i = 1; i < runs.length; i++) {
        const pause = ((runs[i]?.at.getTime() ?? 0) - (runs[i - 1]?.at.getTime() ?? 0)) / 60_000
        const wanted = (ladder[i]?.afterMinutes ?? 0) - (ladder[i - 1]?.afterMinutes ?? 0)
        expect(pause, `seed ${seed}`).toBeGreaterThanOrEqual(wanted)
      }
      for (const run of runs) expect(new Set(run.people).size, `seed ${seed}`).toBe(run.people.length)
      const acknowledgedAt = new Date(start.getTime() + pick(120) * 60_000)
      const stopped = play(start, { ...options, polls: undefined, acknowledgedAt })
      expect(
        stopped.runs.every((r) => r.at < acknowledgedAt),
        `seed ${seed}`,
      ).toBe(true)
    }
  })
})
