// Bookings told turn by turn: Friday 20 November 2026, 10:00 in New York, unless a story says otherwise.
import { type DeskOptions, FRIDAY_NIGHT, sms } from './desk.ts'

export type Story = {
  name: string
  with?: DeskOptions
  /** Customer's texts; the answers are checked with the patterns after them. */
  turns: [text: string | string[], ...patterns: RegExp[]][]
  booked: string[]
  escalated?: string | null
}
/** A time named freely is read back; yes books it. */
const readBack = /shall I book/i
const done = /booked|confirmed|see you/i
const dana = { name: 'Dana Whitfield', phone: '+12125550123' }

export const stories: Story[] = [
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
    turns: [
      [
        'can I book a check-up next tuesday at 3pm?',
        readBack,
        /tuesday, november 24, 2026/i,
        /3:00 PM/,
        /EST/,
      ],
      ['yes', done, /tuesday, november 24, 2026/i, /3:00 PM/, /EST/],
    ],
    booked: ['Check-up 2026-11-24T15:00 Dana Whitfield'],
  },
  {
    name: 'from a price to a booking',
    with: dana,
    turns: [
      ['how much is a teeth cleaning?', /\$120/, /book/i],
      ['yes please', /AM|PM/],
      ['monday at 2', readBack, /monday, november 23, 2026/i, /2:00 PM/],
      ['yes please', done],
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
    turns: [
      ['book a check-up on 24/11 at 9:30', readBack, /tuesday, november 24, 2026/i, /9:30 AM/],
      ['yes, do it', done],
    ],
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
      ['I need a filling as soon as possible', readBack, /friday, november 20, 2026/i, /11:00 AM/],
      ['yes', done],
    ],
    booked: ['Filling 2026-11-20T11:00 Dana Whitfield'],
  },
  {
    name: 'none of these, another day',
    with: dana,
    turns: [
      ['book a check-up on monday', /AM|PM/],
      ['none of those work for me', /which|when|what|other|another/i],
      ['what about wednesday at 5pm?', readBack, /wednesday, november 25, 2026/i, /5:00 PM/],
      ['perfect', done],
    ],
    booked: ['Check-up 2026-11-25T17:00 Dana Whitfield'],
  },
  {
    name: 'the wish in three texts of one burst',
    with: dana,
    turns: [
      [
        ['hi', 'id like a teeth cleaning', 'tuesday 24 november 10am'],
        readBack,
        /tuesday, november 24, 2026/i,
        /10:00 AM/,
      ],
      ['yes', done],
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
      ['check-up monday 9am, my name is Dana Whitfield', readBack],
      ['yes', done, /phone|email/i],
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
      ['tues at 4', readBack, /tuesday, november 24, 2026/i, /4:00 PM/],
      ['ok', done],
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
    turns: [
      ['check-up on 24/11 at 10:00', readBack, /tuesday,? 24 november 2026/i, /10:00/],
      ['yes', done],
    ],
    booked: ['Check-up 2026-11-24T10:00 Dana Whitfield'],
  },
  {
    name: 'over the change of the clocks',
    with: { ...dana, now: '2026-10-30T14:00:00Z' },
    turns: [
      ['check-up on monday at 9am', readBack, /monday, november 2, 2026/i, /9:00 AM/, /EST/],
      ['yes', done],
    ],
    booked: ['Check-up 2026-11-02T09:00 Dana Whitfield'],
  },
  {
    name: 'a service that is not bookable',
    with: dana,
    turns: [['book a home visit for monday at 9', /can't|cannot|phone|call|person|team/i]],
    booked: [],
  },
  {
    name: 'a day alone, after an offer, picks no time unasked',
    with: dana,
    turns: [
      ['I want a teeth cleaning', /AM|PM/],
      ['monday then', /AM.*PM|which/i],
      ['the first one', done, /monday, november 23, 2026/i],
    ],
    booked: ['Teeth cleaning 2026-11-23T08:00 Dana Whitfield'],
  },
  {
    name: 'the same time offered on two days: the day picks',
    with: dana,
    turns: [
      ['check-up tuesday or wednesday at 3pm', /tue/i, /wed/i],
      ['wed', done, /wednesday, november 25, 2026/i, /3:00 PM/],
    ],
    booked: ['Check-up 2026-11-25T15:00 Dana Whitfield'],
  },
  {
    name: 'a time off the grid, where it is free',
    with: dana,
    turns: [
      ['check-up monday at 10:15', readBack, /10:15 AM/],
      ['yes', done],
    ],
    booked: ['Check-up 2026-11-23T10:15 Dana Whitfield'],
  },
  {
    name: 'a time off the grid without a day: the day is asked for, the time kept',
    with: dana,
    turns: [
      ['can I get a check-up at 10:15am', /which day/i],
      ['monday', readBack, /monday, november 23, 2026/i, /10:15 AM/],
    ],
    booked: [],
  },
  {
    name: 'a time that is offered, named by its hour',
    with: dana,
    turns: [
      ['book a check-up on saturday', /12:30 PM/],
      ['is 12:30 ok?', done, /saturday, november 21, 2026/i, /12:30 PM/],
    ],
    booked: ['Check-up 2026-11-21T12:30 Dana Whitfield'],
  },
  {
    name: 'anything earlier? anything later? another day?',
    with: dana,
    turns: [
      ['book a check-up for tuesday at 3pm or 4pm', /3:00 PM/, /4:00 PM/],
      ['anything earlier?', /tue/i, /2:30 PM|2:00 PM/],
      ['something later please', /PM/],
      ['another day would be better', /AM|PM/],
      ['forget it', /nothing|dropped|no problem/i],
    ],
    booked: [],
    escalated: null,
  },
  {
    name: 'two times named: those that are free are offered',
    with: { ...dana, busy: [{ start: '2026-11-23T15:00:00Z', minutes: 30 }] },
    turns: [
      ['check-up monday at 10 or 11', /11:00 AM/],
      ['yes', done, /11:00 AM/],
    ],
    booked: ['Check-up 2026-11-23T11:00 Dana Whitfield'],
  },
  {
    name: 'weekday and date that contradict each other are read back',
    with: dana,
    turns: [['check-up on tuesday 25 november at 9am', readBack, /wednesday, november 25, 2026/i]],
    booked: [],
  },
  {
    name: 'no, thank you, ends it',
    with: dana,
    turns: [
      ['book a check-up on monday', /AM|PM/],
      ['no, thank you', /nothing was booked|no problem/i],
      ['are you open tomorrow?', /9:00 AM/],
    ],
    booked: [],
    escalated: null,
  },
  {
    name: 'a doctor’s name is not the customer’s',
    turns: [
      ['check-up monday 9am with Dr. Edward Lee', /name/i],
      ['Dana Whitfield', done, /Dana Whitfield/],
    ],
    booked: ['Check-up 2026-11-23T09:00 Dana Whitfield'],
  },
  {
    name: 'a month in a name is no date',
    with: dana,
    turns: [
      ['I want to book a check-up', /AM|PM/],
      ['I am from August Barbershop, by the way', /AM|PM|day|sorry/i],
    ],
    booked: [],
  },
  {
    name: 'two services in one visit',
    with: dana,
    turns: [
      ['I want to book a filling and a teeth cleaning', /Filling \+ Teeth cleaning/, /AM|PM/],
      ['monday at 9am', readBack],
      ['yes', done],
    ],
    booked: ['Filling + Teeth cleaning 2026-11-23T09:00 Dana Whitfield'],
  },
  {
    name: 'a booking that is canceled after all',
    with: dana,
    turns: [
      ['check-up monday 9am', readBack],
      ['yes', done],
      [
        'I need to cancel my appointment',
        /Shall I cancel Check-up on Monday, November 23, 2026 at 9:00 AM \(EST\)/,
      ],
      ['yes, I have to work', /Canceled: Check-up on Monday, November 23/, /another time\?/],
    ],
    booked: [],
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
