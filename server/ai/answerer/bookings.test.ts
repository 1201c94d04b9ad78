// Bookings told turn by turn. What is offered must be free; what is confirmed must be held; what is booked is what the
// customer chose. Friday 20 November 2026, 10:00 in New York, unless a story says otherwise.
import { describe, expect, it } from 'vitest'
import { type DeskOptions, FRIDAY_NIGHT, openDesk, type Reply, sms } from './testing/desk.ts'
import { strayFigures } from './testing/figures.ts'

type Story = {
  name: string
  with?: DeskOptions
  /** Customer's texts; the answers are checked with the patterns after them. */
  turns: [text: string | string[], ...patterns: RegExp[]][]
  booked: string[]
  escalated?: string | null
}
const dana = { name: 'Dana Whitfield', phone: '+12125550123' }

const stories: Story[] = [
  {
    name: 'four steps: service, day, time, name',
    turns: [
      ['I would like to book an appointment', /which|what/i, /teeth cleaning/i],
      ['teeth cleaning', /AM|PM/],
      ['tuesday morning', /tue/i, /AM/],
      ['10:00', /name/i],
      ['Dana Whitfield', /tuesday, november 24, 2026/i, /10:00 AM/, /EST/, /Dana Whitfield/],
    ],
    booked: ['Teeth cleaning 2026-11-24T10:00 Dana Whitfield'],
  },
  {
    name: 'everything in one text, the name known',
    with: dana,
    turns: [['can I book a check-up next tuesday at 3pm?', /tuesday, november 24, 2026/i, /3:00 PM/, /EST/]],
    booked: ['Check-up 2026-11-24T15:00 Dana Whitfield'],
  },
  {
    name: 'from a price to a booking',
    with: dana,
    turns: [
      ['how much is a teeth cleaning?', /\$120/, /book/i],
      ['yes please', /AM|PM/],
      ['monday at 2', /monday, november 23, 2026/i, /2:00 PM/],
    ],
    booked: ['Teeth cleaning 2026-11-23T14:00 Dana Whitfield'],
  },
  {
    name: 'yes with a wish',
    with: dana,
    turns: [
      ['what does a filling cost', /\$180/],
      ['yes please, something thursday morning?', /closed|free|nothing|have/i],
    ],
    booked: [],
  },
  {
    name: 'the second one',
    with: dana,
    turns: [
      ['book a check-up for monday afternoon', /PM/],
      ['the second one', /booked|confirmed|see you/i],
    ],
    booked: ['*'],
  },
  {
    name: 'any time Friday afternoon',
    with: dana,
    turns: [
      ['I need a filling, any time friday afternoon', /friday|nov 20|today/i, /PM/],
      ['the last one', /booked|confirmed|see you/i],
    ],
    booked: ['*'],
  },
  {
    name: 'a date in digits',
    with: dana,
    turns: [['book a check-up on 24/11 at 9:30', /tuesday, november 24, 2026/i, /9:30 AM/]],
    booked: ['Check-up 2026-11-24T09:30 Dana Whitfield'],
  },
  {
    name: 'no, Thursday instead',
    turns: [
      ['check-up monday at 11am', /monday/i, /name|shall/i],
      ['no, wednesday instead', /wednesday|nov 25/i],
      ['my name is Dana Whitfield', /wednesday, november 25, 2026/i, /11:00 AM/],
    ],
    booked: ['Check-up 2026-11-25T11:00 Dana Whitfield'],
  },
  {
    name: 'make it 3pm',
    turns: [
      ['check-up monday at 11am', /monday/i],
      ['actually, make it 3pm', /3:00 PM/],
      ['Dana Whitfield', /monday, november 23, 2026/i, /3:00 PM/],
    ],
    booked: ['Check-up 2026-11-23T15:00 Dana Whitfield'],
  },
  {
    name: 'cancel that',
    turns: [
      ['book a filling tomorrow at 10', /name/i],
      ['cancel that', /nothing|dropped|not booked|no problem/i],
      ['thanks', /welcome/i],
    ],
    booked: [],
    escalated: null,
  },
  {
    name: 'something else in between, and back',
    turns: [
      ['I want to book a teeth cleaning', /AM|PM/],
      ['do you take Cigna?', /Cigna/, /AM|PM|day|time/],
      ['ok, monday 9am then', /name/i],
      ['Dana', /monday, november 23, 2026/i, /9:00 AM/],
    ],
    booked: ['Teeth cleaning 2026-11-23T09:00 Dana'],
  },
  {
    name: 'a taken time: alternatives of that day, none of them taken',
    with: { ...dana, busy: [{ start: '2026-11-23T15:00:00Z', minutes: 60 }] },
    turns: [
      ['book a filling monday at 10am', /taken|not free|isn't free|booked/i, /AM|PM/],
      ['9am works', /monday, november 23, 2026/i, /9:00 AM/],
    ],
    booked: ['Filling 2026-11-23T09:00 Dana Whitfield'],
  },
  {
    name: 'a closed day',
    with: dana,
    turns: [
      ['check-up on sunday at 10am please', /closed|hours|open|nothing free/i, /AM|PM/],
      ['monday 8am', /monday, november 23, 2026/i],
    ],
    booked: ['Check-up 2026-11-23T08:00 Dana Whitfield'],
  },
  {
    name: 'a holiday',
    with: dana,
    turns: [['check-up on november 26 at 10am', /closed|hours|holiday|thanksgiving|nothing free/i]],
    booked: [],
  },
  {
    name: 'yesterday',
    with: dana,
    turns: [['book a check-up for yesterday at 3pm', /past|already|back in time|gone/i]],
    booked: [],
  },
  {
    name: 'too soon',
    with: dana,
    turns: [['can I get a check-up today at 10:30am?', /soon|notice|earliest/i]],
    booked: [],
  },
  {
    name: 'too far ahead',
    with: dana,
    turns: [['book a check-up for march 3 at 10am', /far|ahead|days/i]],
    booked: [],
  },
  {
    name: 'after hours',
    with: { ...dana, now: FRIDAY_NIGHT },
    turns: [
      ['I need a check-up', /closed|open/i],
      ['tomorrow at 9', /saturday, november 21, 2026/i, /9:00 AM/],
    ],
    booked: ['Check-up 2026-11-21T09:00 Dana Whitfield'],
  },
  {
    name: 'as soon as possible',
    with: dana,
    turns: [
      ['I need a filling as soon as possible', /11:00 AM|friday|nov 20|today/i],
      ['the first one', /booked|confirmed|see you/i],
    ],
    booked: ['Filling 2026-11-20T11:00 Dana Whitfield'],
  },
  {
    name: 'none of these, another day',
    with: dana,
    turns: [
      ['book a check-up on monday', /AM|PM/],
      ['none of those work for me', /which|when|what|other|another/i],
      ['what about wednesday at 5pm?', /wednesday, november 25, 2026/i, /5:00 PM/],
    ],
    booked: ['Check-up 2026-11-25T17:00 Dana Whitfield'],
  },
  {
    name: 'the wish in three texts of one burst',
    with: dana,
    turns: [
      [
        ['hi', 'id like a teeth cleaning', 'tuesday 24 november 10am'],
        /tuesday, november 24, 2026/i,
        /10:00 AM/,
      ],
    ],
    booked: ['Teeth cleaning 2026-11-24T10:00 Dana Whitfield'],
  },
  {
    name: 'a lower-case name when asked for it',
    turns: [
      ['check-up monday 9am', /name/i],
      ['dana whitfield', /Dana Whitfield/],
    ],
    booked: ['Check-up 2026-11-23T09:00 Dana Whitfield'],
  },
  {
    name: 'a number is asked for on the web, and kept',
    turns: [
      ['check-up monday 9am, my name is Dana Whitfield', /monday, november 23, 2026/i],
      ['yes', /booked|confirmed|see you/i, /phone|email/i],
      ['212 555 0123', /thank|noted|got/i],
    ],
    booked: ['Check-up 2026-11-23T09:00 Dana Whitfield'],
    escalated: null,
  },
  {
    name: 'on SMS',
    with: { ...dana, capabilities: sms },
    turns: [
      ['need a filling next week', /AM|PM/],
      ['tues at 4', /tuesday, november 24, 2026/i, /4:00 PM/],
    ],
    booked: ['Filling 2026-11-24T16:00 Dana Whitfield'],
  },
  {
    name: 'another zone: the business’s time counts',
    with: {
      ...dana,
      now: '2026-11-20T10:00:00Z',
      profile: { country: 'DE', locale: 'en-GB', currency: 'EUR' },
      hours: berlin(),
    },
    turns: [['check-up on 24/11 at 10:00', /tuesday,? 24 november 2026/i, /10:00/]],
    booked: ['Check-up 2026-11-24T10:00 Dana Whitfield'],
  },
  {
    name: 'over the change of the clocks',
    with: { ...dana, now: '2026-10-30T14:00:00Z' },
    turns: [['check-up on monday at 9am', /monday, november 2, 2026/i, /9:00 AM/, /EST/]],
    booked: ['Check-up 2026-11-02T09:00 Dana Whitfield'],
  },
  {
    name: 'a service that is not bookable',
    with: dana,
    turns: [['book a home visit for monday at 9', /can't|cannot|phone|call|person|team/i]],
    booked: [],
  },
  {
    name: 'a change after the booking goes to a person',
    with: dana,
    turns: [
      ['check-up monday 9am', /shall i/i],
      ['ok', /booked|confirmed|see you/i],
      ['I need to cancel my appointment', /person|team|someone|cancel/i],
    ],
    booked: ['Check-up 2026-11-23T09:00 Dana Whitfield'],
    escalated: 'asked_for_person',
  },
]

function berlin(): NonNullable<DeskOptions['hours']> {
  const day = [{ opens: '08:00', closes: '18:00' }]
  return {
    timeZone: 'Europe/Berlin',
    week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] },
    holidays: [],
  }
}

describe('bookings', () => {
  it.each(stories)('$name', async (story) => {
    const desk = openDesk(story.with)
    let last: Reply | null = null
    for (const [said, ...patterns] of story.turns) {
      const texts = typeof said === 'string' ? [said] : said
      last = await desk.say(...texts)
      for (const pattern of patterns) expect(last.text, `after "${texts.join(' / ')}"`).toMatch(pattern)
      expect(
        strayFigures(last.text, [...last.trace.sources.map((s) => s.quote), ...texts], 2026),
        last.text,
      ).toEqual([])
    }
    // What is read back last is agreed to.
    if (story.booked.length > 0 && /shall i book/i.test(last?.text ?? '')) last = await desk.say('yes please')
    const made = desk.booked.map((b) => `${b.service} ${b.local} ${b.name}`)
    if (story.booked[0] === '*') expect(made).toHaveLength(1)
    else expect(made, last?.text).toEqual(story.booked)
    if (story.escalated !== undefined) expect(last?.escalated ?? null).toBe(story.escalated)
  })

  it('holds before it confirms: a time that somebody else takes in between is not promised', async () => {
    const desk = openDesk({ phone: '+12125550123' })
    const first = await desk.say('check-up monday 9am')
    expect(first.text).toMatch(/name/i)
    // The hold runs out, and somebody else books that time.
    desk.clock.now = new Date(desk.clock.now.getTime() + 11 * 60_000)
    desk.busy.push({ start: new Date('2026-11-23T14:00:00Z'), end: new Date('2026-11-23T15:00:00Z') })
    const second = await desk.say('Dana Whitfield')
    expect(second.booked).toBeNull()
    expect(second.text).not.toMatch(/booked:|confirmed/i)
    expect(second.text).toMatch(/AM|PM/)
  })

  it('renews a hold that ran out while nobody else wanted the time', async () => {
    const desk = openDesk({ phone: '+12125550123' })
    await desk.say('check-up monday 9am')
    desk.clock.now = new Date(desk.clock.now.getTime() + 30 * 60_000)
    const second = await desk.say('Dana Whitfield')
    expect(second.booked?.local).toBe('2026-11-23T09:00')
  })

  it('offers nothing at all where nothing is free, and calls a person', async () => {
    const busy = [{ start: '2026-11-20T00:00:00Z', minutes: 90 * 24 * 60 }]
    const reply = await openDesk({ busy }).say('I want to book a check-up')
    expect(reply.text).not.toMatch(/\d (?:AM|PM)/)
    expect(reply.escalated).toBe('cannot_answer')
  })
})
