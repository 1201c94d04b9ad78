// Appointments that customers have already, changed turn by turn: which one, read back, done on a yes and not before.
import { describe, expect, it } from 'vitest'
import { type DeskOptions, openDesk, sms } from './testing/desk.ts'
import { strayFigures } from './testing/figures.ts'

const one = [{ service: 'Check-up', start: '2026-11-24T15:00:00Z' }]
const two = [...one, { service: 'Filling', start: '2026-11-26T19:00:00Z' }]
const dana = { name: 'Dana Whitfield', phone: '+12125550123' }

async function talk(options: DeskOptions, turns: [string, ...RegExp[]][]) {
  const desk = openDesk({ ...dana, ...options })
  let last = null
  for (const [said, ...patterns] of turns) {
    last = await desk.say(said)
    for (const pattern of patterns) expect(last.text, `after “${said}”`).toMatch(pattern)
    const quotes = last.trace.sources.map((s) => s.quote)
    expect(strayFigures(last.text, [...quotes, said, '1', '2', '3', '4', '5'], 2026), last.text).toEqual([])
    expect(last.text.match(/\?/g)?.length ?? 0, last.text).toBeLessThanOrEqual(1)
  }
  return { desk, last }
}

describe('a customer cancels', () => {
  it('after it was read back with weekday, date, time and zone, and the reason is kept', async () => {
    const { desk, last } = await talk({ upcoming: one }, [
      [
        'Hi, I need to cancel my appointment because my car broke down',
        /Check-up on Tuesday, November 24, 2026 at 10:00 AM \(EST\)/,
      ],
      ['yes please', /^Canceled: Check-up/, /another time/],
    ])
    expect(last?.changed).toEqual({ id: 'apt_old0', to: null, reason: 'because my car broke down' })
    expect(desk.upcoming).toEqual([])
  })
  it('with the reason given at the yes', async () => {
    const { last } = await talk({ upcoming: one }, [
      ['please cancel my appointment', /Shall I cancel/],
      ['yes. We are moving to another city', /Canceled/],
    ])
    expect(last?.changed?.reason).toContain('moving to another city')
  })
  it('not without a yes', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['cancel my appointment', /Shall I cancel/],
      ['no, keep it', /stays as it is: Check-up/],
    ])
    expect(desk.upcoming).toHaveLength(1)
  })
  it('one of several, chosen by number', async () => {
    const { desk } = await talk({ upcoming: two, capabilities: sms }, [
      ['cancel my appointment', /1\) Check-up.*2\) Filling/, /Which one/],
      ['2', /Shall I cancel Filling on Thursday, November 26/],
      ['yes', /Canceled: Filling/],
    ])
    expect(desk.upcoming.map((a) => a.service)).toEqual(['Check-up'])
  })
  it.each([
    ['the filling', /Shall I cancel Filling/],
    ['the one on tuesday', /Shall I cancel Check-up/],
    ['the second one', /Shall I cancel Filling/],
  ])('one of several, chosen by “%s”', async (which, asked) => {
    await talk({ upcoming: two }, [
      ['cancel my appointment', /Which one/],
      [which, asked],
    ])
  })
  it('one of several, named at once', async () => {
    await talk({ upcoming: two }, [['I have to cancel my filling', /Shall I cancel Filling/]])
  })
  it('and takes another time instead', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['I cant make my appointment on tuesday', /find another time for it, or cancel/],
      [
        'can I come wednesday at 11am instead',
        /move Check-up on Tuesday.* to Wednesday, November 25, 2026 at 11:00 AM/,
      ],
      ['yes', /Moved: Check-up is now on Wednesday, November 25/],
    ])
    expect(desk.changed).toEqual([{ id: 'apt_old0', to: '2026-11-25T11:00', reason: null }])
  })
  it('too late by the rules: a person is told, nothing is promised', async () => {
    const { desk, last } = await talk(
      { upcoming: [{ ...one[0], mayCancel: 'too_late' } as (typeof one)[0]] },
      [['cancel my appointment', /too close.*team/]],
    )
    expect(last?.escalated).toBe('asked_for_person')
    expect(desk.upcoming).toHaveLength(1)
  })
  it('nothing that is there', async () => {
    const { last } = await talk({ upcoming: [] }, [['cancel my appointment', /no upcoming appointment/]])
    expect(last?.escalated).toBe('asked_for_person')
  })
})

describe('a customer moves', () => {
  it('to a time that they name, which is read back first', async () => {
    const { desk } = await talk({ upcoming: one }, [
      [
        'Can you move my appointment to wednesday at 2pm?',
        /Shall I move Check-up on Tuesday, November 24, 2026 at 10:00 AM \(EST\) to Wednesday, November 25, 2026 at 2:00 PM \(EST\)\?/,
      ],
      ['yes', /^Moved: Check-up is now on Wednesday, November 25, 2026 at 2:00 PM \(EST\)/],
    ])
    expect(desk.upcoming[0]?.start).toEqual(new Date('2026-11-25T19:00:00Z'))
  })
  it('to one of the times that are offered', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['I need to reschedule', /move Check-up.*Which day and time/],
      ['wednesday morning', /AM/],
      ['the first one', /Shall I move Check-up/],
      ['ok', /Moved/],
    ])
    expect(desk.changed[0]?.to).toMatch(/^2026-11-25T/)
  })
  it('from one day to another, of several', async () => {
    await talk({ upcoming: two }, [
      [
        'move my appointment from thursday to wednesday at 9am',
        /move Filling on Thursday.* to Wednesday, November 25.* 9:00 AM/,
      ],
    ])
  })
  it('into its own time', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['move my check-up to 10:30am on tuesday', /to Tuesday, November 24, 2026 at 10:30 AM/],
      ['yes', /Moved/],
    ])
    expect(desk.changed[0]?.to).toBe('2026-11-24T10:30')
  })
  it('and keeps it, where they think again', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['move my appointment to wednesday at 2pm', /Shall I move/],
      ['never mind', /stays as it is/],
    ])
    expect(desk.upcoming[0]?.start).toEqual(new Date('2026-11-24T15:00:00Z'))
  })
  it('and cancels, in the middle of it', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['I need to reschedule', /Which day/],
      ['actually just cancel it', /Shall I cancel Check-up/],
      ['yes', /Canceled/],
    ])
    expect(desk.upcoming).toEqual([])
  })
})

describe('a customer who has it already', () => {
  it('is told before it is booked twice', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['I want to book a check-up on wednesday at 2pm', /already have.*Tuesday, November 24/],
      ['another one, for my son', /Wednesday, November 25/],
      ['yes', /Booked/],
    ])
    expect(desk.booked).toHaveLength(1)
    expect(desk.upcoming).toHaveLength(2)
  })
  it('moves it instead', async () => {
    const { desk } = await talk({ upcoming: one }, [
      ['I want to book a check-up on wednesday at 2pm', /Shall I move it, or book another/],
      ['move it', /Shall I move Check-up.* to Wednesday, November 25, 2026 at 2:00 PM/],
      ['yes', /Moved/],
    ])
    expect(desk.upcoming).toHaveLength(1)
  })
})

const staff = [
  { id: 'stf_1', name: 'Maria Lopez', kind: 'person' as const, serviceIds: ['svc_check', 'svc_clean'] },
  { id: 'stf_2', name: 'Tom Reed', kind: 'person' as const, serviceIds: ['svc_check', 'svc_fill'] },
]
describe('a wish for somebody', () => {
  it('is kept, and said', async () => {
    await talk({ staff }, [
      [
        'Can I book a check-up with Tom on Monday at 9am?',
        /Shall I book Check-up with Tom Reed for Monday, November 23/,
      ],
      ['yes', /Booked: Check-up with Tom Reed/],
    ])
  })
  it('for somebody who does not do it is said, and everybody is looked at', async () => {
    await talk({ staff }, [
      ['teeth cleaning with Tom monday 9am', /Tom Reed doesn't do Teeth cleaning/, /with Maria Lopez/],
    ])
  })
  it('is none where anybody will do', async () => {
    await talk({ staff }, [
      ['check-up monday 9am with anyone who is free', /Shall I book Check-up with Maria Lopez/],
    ])
  })
})

it('both zones are said where the customer is elsewhere', async () => {
  const { last } = await talk({}, [
    ['I am in California. Can I book a check-up on monday at 3pm Pacific?', /./],
  ])
  expect(last?.lead?.timeZone).toBe('America/Los_Angeles')
  await talk({ timeZone: 'America/Los_Angeles' }, [
    ['check-up monday at 11am', /Monday, November 23, 2026 at 11:00 AM \(EST\), 8:00 AM \(PST\) your time/],
  ])
  await talk({ timeZone: 'America/Los_Angeles' }, [
    [
      'check-up monday at 9am pacific',
      /Monday, November 23, 2026 at 12:00 PM \(EST\), 9:00 AM \(PST\) your time/,
    ],
  ])
})
