// How facts of the business are told: prices, services, hours, place, contact.
import { list } from './booking.ts'

export const price = {
  free: (name: string, duration: string) => `${name} is free of charge and takes about ${duration}.`,
  fixed: (name: string, money: string, duration: string) =>
    `${name} costs ${money} and takes about ${duration}.`,
  from: (name: string, money: string, duration: string) =>
    `${name} starts at ${money} and takes about ${duration}.`,
  onRequest: (name: string) => `The price for ${name} is on request, because it depends on the job.`,
}
export const priceList = (lines: string[]): string => `Here is what we charge: ${lines.join('; ')}.`
export const whichPrice = (names: string[]): string => `Which service do you mean: ${list(names, 'or')}?`
export const takes = (name: string, duration: string): string => `${name} takes about ${duration}.`
export const services = (names: string[]): string => `We offer ${list(names, 'and')}.`
export const wantToKnowMore = 'Which one can I tell you more about?'
export const yesWeDo = (name: string): string => `Yes, we offer ${name}.`
export const notOffered = (what: string): string => `I don't see ${what} among our services.`
export const near = (names: string[]): string => `The closest we have is ${list(names, 'or')}.`
export const orPerson = 'Would you like one of our team to get back to you about it?'
export const offerBooking = 'Would you like to book a time?'

export const openNow = (until: string): string => `Yes, we're open now, until ${until}.`
export const closedNow = (opens: string | null): string =>
  opens ? `We're closed right now. We open again ${opens}.` : "We're closed right now."
export const openOn = (day: string, hours: string): string => `On ${day} we're open ${hours}.`
export const closedForToday = (day: string, hours: string, opens: string | null): string =>
  `We're closed for today: on ${day} our hours are ${hours}.${opens ? ` We open again ${opens}.` : ''}`
export const closedOn = (day: string): string => `On ${day} we're closed.`
export const openOnHoliday = (day: string, holiday: string, hours: string): string =>
  `On ${day} (${holiday}) we're open ${hours}.`
export const closedOnHoliday = (day: string, holiday: string): string =>
  `On ${day} (${holiday}) we're closed.`
export const openAt = (day: string, time: string, hours: string): string =>
  `Yes, on ${day} at ${time} we're open (${hours}).`
export const closedAt = (day: string, time: string, hours: string): string =>
  `No, on ${day} at ${time} we're closed. Our hours that day: ${hours}.`
export const week = (text: string): string => `Our hours: ${text}.`
export const holidayUnknown = (name: string): string =>
  `I have no special hours noted for ${name}, so I can't say for sure.`
export const noHours = "I don't have our opening hours here."

export const address = (name: string, where: string): string => `You find ${name} at ${where}.`
export const phone = (number: string): string => `You can call us at ${number}`
export const email = (address_: string): string => `write to ${address_}`
export const website = (url: string): string => `Our website: ${url}`
