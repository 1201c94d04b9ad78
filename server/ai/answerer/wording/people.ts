// What is said when the front desk hands over, does not know, or makes small talk.
import { list } from './booking.ts'

export const passedOn = "I've passed this to our team, and a person will answer you here."
export const passedOnClosed = (opens: string | null): string =>
  `I've passed this to our team. We're closed right now${opens ? ` and open again ${opens}` : ''}, and a person will answer you here ${opens ? 'then' : 'as soon as we are back'}.`
export const orCall = (phone: string): string => `You can also call us at ${phone}.`
export const reachable = 'If you leave a phone number or email, we can reach you there too.'

export const sorry = "I'm very sorry about that."
export const emergency = (phone: string | null): string =>
  phone ? `That sounds urgent: please call us right away at ${phone}.` : 'That sounds urgent.'
export const danger = 'If anyone is in danger, call your local emergency number first.'
export const alerted = "I've alerted our team, and a person will answer you here as soon as possible."

export const alertedClosed = (opens: string | null): string =>
  `I've alerted our team. We're closed right now${opens ? ` and open again ${opens}` : ''}; a person will answer you here as soon as possible.`

export const unknown = (question: string | null): string =>
  question ? `I don't have an answer to "${question}".` : "I'm afraid I don't know that."
export const unclear = (canBook: boolean): string =>
  `Sorry, I'm not sure I understood. Is it about ${list([...(canBook ? ['booking a time'] : []), 'our prices', 'our hours', 'something else'], 'or')}?`
export const stillUnclear = "Sorry, I still don't quite understand."
export const file =
  "Thanks for the file. I can't open files myself. Could you tell me in a few words what you need?"

export const picture =
  "Thanks for the picture. I can't see pictures myself. Could you tell me in a few words what you need?"
export const voiceNote =
  "Thanks for the voice note. I can't listen to it myself. Could you write to me in a few words what you need?"
export const pictureToo = "I can't see the picture that you sent, but our team can."
export const voiceNoteToo = "I can't listen to the voice note that you sent; please write what was in it."

export const hello = (business: string, first: string | null): string =>
  `Hi${first ? ` ${first}` : ''}, this is ${business}. How can I help you?`
export const helloAgain = 'Hi! How can I help you?'
export const welcome = "You're welcome! Write again whenever you need us."
export const goodbye = 'Thanks for writing, have a great day!'
export const allRight = 'All right. Is there anything else I can do for you?'
export const aboutAi = (business: string): string =>
  `I'm the AI assistant of ${business}. I can answer questions about our services, prices and hours, book a time, or pass you to a person.`

export const noted = (what: string[]): string => `Thanks, I've noted your ${list(what, 'and')}.`
export const soundsLike = (service: string): string => `That sounds like something for our ${service}.`
export const couldBe = (names: string[]): string =>
  `That could be something for our ${list(names, 'or')}. Which one do you need?`
export const optOut = (keywords: boolean): string =>
  keywords
    ? 'You can stop our messages at any time by replying STOP. I have told our team, too.'
    : 'All right. I have told our team that you want no more messages.'
export const notUnderstood = "Sorry, I didn't get that."
