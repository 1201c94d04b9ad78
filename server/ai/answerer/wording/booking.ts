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
export const oneAtATime = (service: string): string => `Let's take one after the other, ${service} first.`
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

export const changeByPerson = (appointment: string | null): string =>
  `${appointment ? `I see your appointment: ${appointment}. ` : ''}I can't change or cancel a booked appointment myself, so I've passed this to our team. They will confirm it here.`

/** "a, b or c" */
export function list(items: string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}
