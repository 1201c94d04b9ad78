import { describe, expect, it } from 'vitest'
import { sayAlert, takesIt } from './alert-words.ts'
import { buildBrief } from './brief.ts'
import { EscalationReason } from './conversation.ts'
import { isOnCall, isWithin, nextClosing, openMinutes } from './day-times.ts'
import { isWorse, reasonDid, reasonLabel, refineReason } from './escalation.ts'
import { peopleOf, readHandover } from './handover-settings.ts'
import { Hours } from './hours.ts'
import { decideResume, planResume } from './resume-rule.ts'

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
const WEDNESDAY_10 = new Date('2026-03-04T15:00:00Z')
const at = (text: string) => new Date(text)

describe('reasons', () => {
  it('are said in words, each of them', () => {
    for (const reason of EscalationReason.options) {
      expect(reasonDid(reason).length).toBeGreaterThan(5)
      expect(reasonLabel(reason)).toMatch(/^[A-Z]/)
    }
  })
  it('only a more urgent one is news to those who know', () => {
    expect(isWorse('emergency', 'cannot_answer')).toBe(true)
    expect(isWorse('complaint', 'asked_for_person')).toBe(true)
    expect(isWorse('asked_for_person', 'cannot_answer')).toBe(false)
    expect(isWorse('complaint', 'emergency')).toBe(false)
    expect(isWorse('emergency', 'emergency')).toBe(false)
  })
  it('tell why the AI had no answer', () => {
    expect(refineReason('cannot_answer', { guard: [], fallback: null })).toBe('cannot_answer')
    expect(refineReason('cannot_answer', { guard: [], fallback: 'slow' })).toBe('failure')
    expect(refineReason('cannot_answer', { guard: ['price'], fallback: 'refused' })).toBe('guard_refused')
    expect(refineReason('cannot_answer', { guard: [], fallback: 'x', budgetUsed: true })).toBe('budget_used')
    expect(refineReason('emergency', { guard: ['price'], fallback: 'x' })).toBe('emergency')
  })
})

describe('times of the day', () => {
  it('go over midnight', () => {
    const night = { from: '22:00', to: '07:00' }
    expect(isWithin(night, at('2026-03-05T04:30:00Z'), 'America/New_York')).toBe(true)
    expect(isWithin(night, at('2026-03-05T12:00:00Z'), 'America/New_York')).toBe(false)
    const friday = { days: ['friday' as const], ...night }
    expect(isOnCall(friday, at('2026-03-07T06:00:00Z'), 'America/New_York')).toBe(true)
    expect(isOnCall(friday, at('2026-03-08T06:00:00Z'), 'America/New_York')).toBe(false)
  })
  it('count only minutes in which the business is open', () => {
    expect(openMinutes(hours, WEDNESDAY_10, at('2026-03-04T15:30:00Z'))).toBe(30)
    // Friday 16:45 to Monday 08:15, over the change of the clocks.
    expect(openMinutes(hours, at('2026-03-06T21:45:00Z'), at('2026-03-09T12:15:00Z'))).toBe(30)
  })
  it('know when it closes next', () => {
    expect(nextClosing(hours, WEDNESDAY_10)).toEqual(at('2026-03-04T22:00:00Z'))
    expect(nextClosing(hours, at('2026-03-07T15:00:00Z'))).toEqual(at('2026-03-09T21:00:00Z'))
  })
})

describe('the AI answers again', () => {
  const off = { afterHours: null, atClosing: false, evenIfUnanswered: false }
  const facts = {
    now: WEDNESDAY_10,
    rule: { ...off, afterHours: 2 },
    hours,
    dueAt: WEDNESDAY_10,
    handledByPeople: true,
    waiting: false,
  }
  it('never by itself unless a rule says so', () => {
    expect(planResume(off, hours, WEDNESDAY_10)).toBeNull()
    expect(decideResume({ ...facts, rule: off })).toEqual({ do: 'later', plan: null })
  })
  it('at what comes first', () => {
    expect(planResume({ ...off, afterHours: 2 }, hours, WEDNESDAY_10)?.at).toEqual(at('2026-03-04T17:00:00Z'))
    expect(planResume({ ...off, afterHours: 48, atClosing: true }, hours, WEDNESDAY_10)).toEqual({
      at: at('2026-03-04T22:00:00Z'),
      why: 'when you close',
    })
  })
  it('not while a customer waits for a person, unless the rule says so', () => {
    expect(decideResume({ ...facts, waiting: true })).toMatchObject({
      do: 'later',
      plan: { at: at('2026-03-04T17:00:00Z') },
    })
    expect(
      decideResume({ ...facts, waiting: true, rule: { ...facts.rule, evenIfUnanswered: true } }),
    ).toEqual({
      do: 'resume',
    })
    expect(decideResume(facts)).toEqual({ do: 'resume' })
  })
  it('not where it was called off, or a person has nothing to do with it', () => {
    expect(decideResume({ ...facts, dueAt: null })).toEqual({ do: 'nothing' })
    expect(decideResume({ ...facts, handledByPeople: false })).toEqual({ do: 'nothing' })
    expect(decideResume({ ...facts, now: at('2026-03-04T14:59:59Z') })).toEqual({ do: 'nothing' })
  })
})

describe('the words of an alert', () => {
  const facts = {
    business: 'Harbor',
    customer: 'Maria',
    reason: 'emergency' as const,
    by: null,
    wants: '“Water everywhere”',
    note: null,
    threadUrl: 'https://f.example/inbox/c1',
    takeUrl: 'https://f.example/take/k1',
    times: 1,
  }
  it('say who, what and where, and how to take it', () => {
    const { text } = sayAlert(facts, 'phone')
    expect(text.split('\n').slice(0, 2)).toEqual([
      'EMERGENCY. Maria reports an emergency.',
      '“Water everywhere”',
    ])
    for (const part of [facts.threadUrl, facts.takeUrl, 'Reply OK']) expect(text).toContain(part)
    expect(sayAlert({ ...facts, times: 3 }, 'email').subject).toBe(
      'Harbor: 3rd time: EMERGENCY. Maria reports an emergency',
    )
  })
  it('an answer that takes it, and one that does not', () => {
    for (const yes of ['ok', 'OK!', '1', ' Okay. ', '👍', 'on it', 'Got it', 'sí', '👍🏽'])
      expect(takesIt(yes, false), yes).toBe(true)
    for (const no of ['ok but who is this?', '10', 'no', '', 'STOP', 'Is it ok?'])
      expect(takesIt(no, false), no).toBe(false)
    expect(takesIt('ok', true)).toBe(true)
    expect(takesIt('yes', true)).toBe(false)
  })
})

describe('the brief', () => {
  const facts = {
    said: ['Our heater is out since Friday and it is freezing here', 'hello?'],
    need: null,
    intent: null,
    reason: 'cannot_answer' as const,
    note: 'No answer found for: "warranty"',
    answers: 2,
    tools: ['search_knowledge', 'search_knowledge', 'find_slots'],
    sources: ['Opening hours'],
    appointment: null,
    missing: ['name' as const],
  }
  it('tells what they want, with what makes a short last word understandable', () => {
    expect(buildBrief(facts)).toEqual({
      wants: '“Our heater is out since Friday and it is freezing here hello?”',
      tried:
        'The AI answered 2 times, looked into the knowledge, looked for free times, found “Opening hours”. Missing: No answer found for: "warranty" Not known: name.',
      by: 'facts',
    })
  })
  it('invents nothing where nothing is known', () => {
    expect(
      buildBrief({ ...facts, said: [], answers: 0, tools: [], sources: [], note: null, missing: [] }),
    ).toEqual({
      wants: 'Nothing was written yet.',
      tried: 'The AI has not answered. Missing: The AI has no answer.',
      by: 'facts',
    })
  })
})

describe('settings', () => {
  it('that were never saved are our defaults', () => {
    expect(readHandover(undefined).ladder.map((r) => r.afterMinutes)).toEqual([0, 5, 15, 30])
    expect(readHandover({ ladder: 'broken' }).people).toEqual([])
  })
  it('the number of the first settings stands for a person until people are named', () => {
    const settings = readHandover(undefined)
    expect(peopleOf(settings, { phone: '+12125550101', email: null })).toMatchObject([
      { id: 'owner', phone: '+12125550101' },
    ])
    expect(peopleOf(settings, { phone: null, email: null })).toEqual([])
  })
})
