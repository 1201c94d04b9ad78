// What is said about bookings. Plain apostrophes and hyphens: a typographic one doubles the price of a text message.
export const askService = (names: string[]): string =>
  names.length > 0
    ? `Happy to book that for you. Which service do you need: ${list(names, 'or')}?`
    : 'Happy to book that for you. What do you need done?'

export const askServiceAgain = (names: string[]): string =>
  `Sorry, which of these do you need: ${list(names, 'or')}?`

export const offerTimes = (service: string, where: string, times: string[]): string =>
  times.length === 1
    ? `For ${service}${where} I have ${times[0]}. Shall I book that?`
    : `For ${service}${where} I have ${list(times, 'or')}. Which one suits you?`

export const offerNext = (service: string, times: string[]): string =>
  times.length === 1
    ? `The next free time for ${service} is ${times[0]}. Shall I book that, or is another day better?`
    : `The next free times for ${service} are ${list(times, 'and')}. Which one suits you, or is another day better?`

export const noneThere = (where: string): string => `I have nothing free${where}.`

export const noneAtAll = (service: string): string => `I see no free time for ${service} in the coming weeks.`

export const refused = {
  past: (when: string) => `${when} is already past.`,
  too_soon: (when: string) => `${when} is too soon for us to make it.`,
  too_far: (when: string) => `${when} is further ahead than I can book.`,
  closed: (when: string) => `${when} doesn't fit in our opening hours.`,
  taken: (when: string) => `${when} is already taken.`,
  unknown_service: (_when: string) => "I can't book that service here.",
  same_person: (when: string) => `You already have an appointment with us at that time (${when}).`,
  nobody: (_when: string) => 'Nobody here does that.',
  not_movable: (_when: string) => "That appointment can't be moved here.",
} as const

export const alternatives = (times: string[]): string =>
  times.length === 1
    ? `I could offer ${times[0]}. Shall I book that?`
    : `I could offer ${list(times, 'or')}. Does one of these work?`

export const askName = (moment: string): string =>
  `${moment} is free, I'm holding it for you. What name should I put it under?`
export const askNameAgain = 'What name should I put the appointment under?'

export const askConfirm = (service: string, moment: string): string =>
  `Shall I book ${service} for ${moment}?`

export const booked = (service: string, moment: string, name: string): string =>
  `Booked: ${service} on ${moment} for ${name}. See you then!`

export const askReach = 'What phone number or email can we reach you at if something changes?'

export const dropped = 'No problem, I dropped it. Nothing was booked.'
export const nothingToDrop = 'No problem.'

export const askOther = 'No problem. Which day or time would suit you better?'
export const askWhich = (times: string[]): string => `Sure, which one: ${list(times, 'or')}?`
export const askDayFor = (time: string): string => `For which day would ${time} be?`
export const noneShifted = (to: 'earlier' | 'later'): string => `I have nothing ${to}.`
export const askDay = 'Which day and time would suit you?'

export const backTo = (question: string): string => `Back to your booking: ${question}`

export const notBookable = (service: string): string => `${service} can't be booked in this chat.`

export const closedButBooking = (opens: string | null): string =>
  `We're closed right now${opens ? ` and open again ${opens}` : ''}, but I can book a time for you.`

export const appointments = (list_: string[]): string =>
  list_.length === 1 ? `You have an appointment: ${list_[0]}.` : `Your appointments: ${list_.join('; ')}.`
export const noAppointment = 'I see no upcoming appointment of yours here. Would you like to book a time?'

export const withStaff = (service: string, staff: string | null): string =>
  staff ? `${service} with ${staff}` : service
export const notPerformed = (who: string, service: string): string =>
  `${who} doesn't do ${service}, so I looked at everybody's times.`
export const notTogether = (service: string): string =>
  `Nobody does these in one visit. ${service} first, then the rest.`

/** Appointments that exist: which one, what about it, and is it really meant. */
export const change = {
  none: "I see no upcoming appointment of yours here, so I've passed this to our team. They will answer you here.",
  which: (what: 'move' | 'cancel' | null, items: string[]): string =>
    `You have ${items.length} appointments: ${items.map((item, i) => `${i + 1}) ${item}`).join('; ')}. Which one ${what === null ? 'is it about' : `shall I ${what}`}?`,
  whichAgain: (items: string[]): string =>
    `Sorry, which one do you mean: ${items.map((item, i) => `${i + 1}) ${item}`).join('; ')}?`,
  what: (item: string): string =>
    `Your appointment: ${item}. Shall I find another time for it, or cancel it?`,
  confirmCancel: (item: string): string =>
    `Shall I cancel ${item}? If you like, tell me why, or name another day and I move it instead.`,
  canceled: (item: string): string => `Canceled: ${item}. Would you like to book another time?`,
  kept: (item: string): string => `All right, it stays as it is: ${item}.`,
  newTime: (item: string): string => `Sure, I can move ${item}. Which day and time would suit you?`,
  confirmMove: (item: string, moment: string): string => `Shall I move ${item} to ${moment}?`,
  moved: (service: string, moment: string): string => `Moved: ${service} is now on ${moment}. See you then!`,
  tooLate: (item: string): string =>
    `Your appointment, ${item}, is too close for me to change it, so I've passed this to our team. They will answer you here.`,
  byPerson: (item: string): string =>
    `I can't change your appointment (${item}) myself, so I've passed this to our team. They will answer you here.`,
  late: "Thanks for telling us, I've passed it to our team.",
  twice: (item: string): string =>
    `You already have an appointment: ${item}. Shall I move it, or book another one?`,
  oneByOne: "Let's take one after the other.",
}

/** "a, b or c" */
export function list(items: string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}
