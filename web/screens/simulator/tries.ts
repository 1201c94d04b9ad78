// Things worth trying, one click each. They name a service of the business, whatever the business is.
import type { SimulatorApp, SimulatorTextBody } from '#wire/simulator.ts'

export type Try = {
  label: string
  /** What to look for. */
  hint: string
  send: Omit<SimulatorTextBody, 'inboxId'>[]
  subject?: string
}

type Facts = { service: string | null; keywords: boolean }

const text = (words: string) => [{ text: words }]

const keywordTries: Try[] = [
  { label: 'STOP', hint: 'One confirmation, then silence', send: text('STOP') },
  { label: 'START', hint: 'Subscribed again', send: text('START') },
  { label: 'HELP', hint: 'Who writes, and how to stop it', send: text('HELP') },
]

/** What a customer of this business could try in this program. */
export function triesFor(app: SimulatorApp, { service, keywords }: Facts): Try[] {
  const thing = service?.toLowerCase() ?? 'a visit'
  const talk: Try[] = [
    {
      label: 'Ask for a price',
      hint: 'Answered from the services, with its source',
      send: text(`Hi! How much is ${thing}?`),
      subject: 'A question about your prices',
    },
    {
      label: 'Book a time',
      hint: 'Offers free slots, books when you choose',
      send: text(`I’d like to book ${thing} this week, please.`),
      subject: 'Booking',
    },
    {
      label: 'Opening hours',
      hint: 'From the hours, holidays included',
      send: text('Are you open on Saturday?'),
      subject: 'Saturday?',
    },
    {
      label: 'Ask for a person',
      hint: 'The conversation is escalated',
      send: text('Can I talk to a real person, please?'),
      subject: 'Please call me',
    },
    {
      label: 'Ask the impossible',
      hint: 'It says so, and does not invent',
      send: text('Which of your competitors has the best Tuesday discount for astronauts?'),
      subject: 'Astronauts',
    },
  ]
  if (app === 'mail') return talk
  return [
    ...talk,
    {
      label: 'Three texts in a row',
      hint: 'One answer to all of them',
      send: [{ text: 'hi' }, { text: `question about ${thing}` }, { text: 'how long does it take?' }],
    },
    {
      label: 'Send a picture',
      hint: 'Fetched with credentials and stored',
      send: [{ text: 'This is what it looks like', picture: { from: 'album', name: 'leak' } }],
    },
    ...(keywords ? keywordTries : []),
    {
      label: 'The same text three times',
      hint: 'One message in the inbox',
      send: [{ text: 'Is this a good time?', copies: 3 }],
    },
    {
      label: 'A forged text',
      hint: 'Wrong signature: refused at the door',
      send: [{ text: 'I am not who I say I am', signature: 'wrong' }],
    },
  ]
}
