// Every sentence that the built-in answerer says of its own, in one place. Facts are put in, never written here.
// Plain ASCII: one curly quote would turn a text message into UCS-2 and double its price.

const list = (items: string[], word: 'or' | 'and') =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
const first = (name: string | null) => name?.split(/\s+/)[0] ?? null
const hello = (name: string | null) => (name ? `Hi ${first(name)}!` : 'Hi!')

export const say = {
  greeting: (name: string | null, business: string) => `${hello(name)} Thanks for writing to ${business}.`,
  howCanIHelp: 'How can I help you?',
  closedNow: (opens: string | null) =>
    opens ? `We're closed right now and open again ${opens}.` : "We're closed right now.",
  welcome: "You're welcome!",
  welcomeSeeYou: (moment: string) => `You're welcome! See you on ${moment}.`,
  allRight: 'All right.',
  seeYouOn: (moment: string) => `All right, see you on ${moment}.`,
  bye: 'Goodbye, and write again whenever you need us.',
  bot: (business: string) =>
    `I'm the AI assistant of ${business}. I can answer questions and book appointments, and I can bring in a person whenever you like.`,

  openUntil: (closes: string) => `Yes, we're open right now, until ${closes}.`,
  openDay: (day: string, hours: string) => `On ${day} we're open ${hours}.`,
  closedDay: (day: string, holiday: string | null) =>
    `On ${day} we're closed${holiday ? ` (${holiday})` : ''}.`,
  openDayHoliday: (day: string, holiday: string, hours: string) =>
    `On ${day} (${holiday}) we're open ${hours}.`,
  openAt: (yes: boolean, time: string, day: string) =>
    yes ? `Yes, we're open at ${time} on ${day}.` : `No, at ${time} on ${day} we're closed.`,
  openWeek: (week: string) => `Our opening hours: ${week}.`,
  noHolidayHours: (holiday: string) => `I have no special opening hours for ${holiday}.`,

  price: (service: string, price: string, duration: string) =>
    `${service} is ${price} and takes about ${duration}.`,
  priceFrom: (service: string, price: string, duration: string) =>
    `${service} starts at ${price} and takes about ${duration}.`,
  priceFree: (service: string, duration: string) => `${service} is free and takes about ${duration}.`,
  priceOnRequest: (service: string) =>
    `The price of ${service} depends on the job, so I can't give you a figure for it here.`,
  prices: (lines: string[]) => `Our prices: ${lines.join('; ')}.`,
  services: (names: string[]) => `We offer ${list(names, 'and')}.`,
  duration: (service: string, duration: string) => `${service} takes about ${duration}.`,
  whichService: (names: string[]) =>
    names.length > 0 ? `Which service do you mean: ${list(names, 'or')}?` : 'Which service do you mean?',
  whichToBook: (names: string[]) => `Which service would you like to book: ${list(names, 'or')}?`,
  bookIt: 'Would you like to book a time?',
  bookAlready: 'Would you like to book a time already?',
  nextFree: (service: string, moment: string) => `The next free time for ${service} is ${moment}.`,

  address: (address: string) => `You'll find us at ${address}.`,
  phone: (phone: string) => `You can call us at ${phone}.`,
  email: (email: string) => `Our email address is ${email}.`,
  website: (website: string) => `Our website: ${website}`,

  canBookNow: (opens: string | null) =>
    opens
      ? `We're closed right now and open again ${opens}, but I can book a time for you.`
      : "We're closed right now, but I can book a time for you.",
  nextTimes: (service: string, times: string[]) =>
    `The next free times for ${service}: ${list(times, 'or')}.`,
  freeOn: (service: string, day: string, times: string[], zone: string) =>
    `For ${service} on ${day} I have ${list(times, 'or')} (${zone}).`,
  freeTimes: (service: string, times: string[]) => `For ${service} I have ${list(times, 'or')}.`,
  onlyTime: (service: string, moment: string) => `For ${service} I have ${moment}.`,
  whichTime: 'Which one suits you?',
  doesItSuit: 'Does that suit you?',
  when: 'What day and time would suit you?',
  otherWhen: 'What day or time would suit you better?',
  closedThen: (day: string, holiday: string | null) =>
    `We're closed on ${day}${holiday ? ` (${holiday})` : ''}.`,
  closedAtTime: (hours: string, day: string) => `On ${day} we're open ${hours}.`,
  fullThen: (day: string) => `On ${day} there is no free time left.`,
  notFree: (moment: string) => `${moment} isn't free.`,
  takenMeanwhile: (moment: string) => `Sorry, ${moment} was just taken.`,
  past: 'That time has passed already.',
  tooSoon: 'That is too soon for us to be ready.',
  tooFar: 'That is further ahead than I can book.',
  noTimes: (service: string) => `I can't find a free time for ${service} in the coming weeks.`,
  nothingThen: 'Nothing is free then.',
  noneLater: 'There is nothing else free then.',
  holding: (service: string, moment: string) => `I'm holding ${service} on ${moment} for you.`,
  holdingFor: (service: string, moment: string, name: string) =>
    `I'm holding ${service} on ${moment} for ${name}.`,
  shallIBook: 'Shall I book it?',
  shallIBookThis: (service: string, moment: string) => `Shall I book ${service} on ${moment}?`,
  whatNameFor: (service: string, moment: string) => `What name may I book ${service} on ${moment} under?`,
  whatName: 'What name may I book it under?',
  booked: (service: string, moment: string, name: string) => `Booked: ${service} on ${moment} for ${name}.`,
  seeYou: 'See you then!',
  dropped: 'All right, nothing is booked.',
  writeAgain: 'Just write again when you need us.',
  cannotBook: "I can't book that here.",
  cannotBookService: (service: string) => `${service} can't be booked here.`,
  askTeam: 'Shall I ask our team to get back to you?',
  earliestToday: (time: string) => `The earliest free time today is ${time}.`,
  appointmentReach: 'What phone number or email can we reach you at?',
  upcoming: (lines: string[]) => `You're booked: ${lines.join('; ')}.`,
  noUpcoming: "I can't find an appointment of yours that lies ahead.",
  bookOne: 'Would you like to book one?',

  cannotChange: "I can't change or cancel appointments myself.",
  passedOn: "I've passed this to our team, and a person will answer you here as soon as possible.",
  passedOnLater: (opens: string) =>
    `I've passed this to our team. We're closed right now; a person will answer you here when we open again ${opens}.`,
  passedOnClosed:
    "I've passed this to our team. We're closed right now; a person will answer you here as soon as possible.",
  personComing: 'Of course.',
  sorry: "I'm sorry about that.",
  urgent: 'That sounds urgent.',
  danger: 'If anyone is in danger, call your local emergency number first.',
  callNow: (phone: string) => `Please call us right away at ${phone}.`,
  orCall: (phone: string) => `You can also call us at ${phone}.`,
  alerted: "I've alerted our team.",
  closedUrgent: (opens: string | null) =>
    opens ? `We're closed until ${opens}, so calling is the fastest way.` : '',
  doNotKnow: "I'm sorry, I don't know that.",
  notUnderstood: "I'm sorry, I still don't understand.",
  stopKeyword: 'To stop messages at once, reply STOP.',
  understood: 'Understood.',

  didYouMean: (title: string) => `I'm not sure I understood. Do you mean "${title}"?`,
  unclear: (topics: string[]) =>
    topics.length > 0
      ? `Sorry, I didn't quite get that. Is it about ${list(topics, 'or')}?`
      : "Sorry, I didn't quite get that. Could you say it in other words?",
  notGot: "Sorry, I didn't get that.",
  whatElse: 'All right. What would you like to know?',
  cannotSee: "Thanks! I can't look at pictures or files myself.",
  whatAbout: 'What is it about?',

  noted: (name: string | null) =>
    name ? `Thanks, ${first(name)}. I've noted your details.` : "Thanks, I've noted your details.",
  leadNeed: 'Gladly. What do you need, in a few words?',
  leadName: 'Gladly. May I have your name?',
  leadReach: 'What is the best phone number or email address to reach you?',
  leadDone: (name: string | null) => (name ? `Thanks, ${first(name)}.` : 'Thanks.'),
  callDone: (phone: string, opens: string | null) =>
    opens
      ? `I've asked our team to call you at ${phone}. We're closed right now and open again ${opens}.`
      : `I've asked our team to call you at ${phone}.`,
} as const

/** Topics that a clarifying question may name. */
export const topics = {
  prices: 'prices',
  hours: 'opening hours',
  booking: 'booking an appointment',
  else: 'something else',
} as const
