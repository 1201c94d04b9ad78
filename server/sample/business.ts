// The sample business: an invented plumber in an invented street. Everything in it is made up, its phone numbers are
// of the range that is reserved for fiction, its mail addresses of the domain reserved for examples.
import type { Hours } from '#domain/hours.ts'
import type { KnowledgeFields, Profile, ServiceFields } from '#domain/knowledge.ts'

export const profile: Profile = {
  name: 'Harbor Street Plumbing',
  description:
    'A family plumbing business. Repairs, drains, water heaters and bathrooms for homes and small shops.',
  phone: '+1 212 555 0100',
  email: 'hello@harborstreet.example',
  website: 'https://harborstreet.example',
  address: '48 Harbor Street, Brooklyn, NY 11201',
  directions:
    'Two blocks from the ferry landing, next to the bakery. Parking is in the yard behind the house.',
  country: 'US',
  currency: 'USD',
  locale: 'en-US',
}

const long = [{ opens: '08:00', closes: '18:00' }]
export function sampleHours(year: number): Hours {
  return {
    timeZone: 'America/New_York',
    week: {
      monday: long,
      tuesday: long,
      wednesday: long,
      thursday: long,
      friday: long,
      saturday: [{ opens: '09:00', closes: '13:00' }],
      sunday: [],
    },
    holidays: [
      { date: `${year}-12-25`, name: 'Christmas Day', intervals: [] },
      { date: `${year + 1}-01-01`, name: 'New Year’s Day', intervals: [] },
      { date: `${year}-12-24`, name: 'Christmas Eve', intervals: [{ opens: '08:00', closes: '12:00' }] },
    ],
  }
}

export const services: ServiceFields[] = [
  {
    name: 'Drain cleaning',
    description: 'Clears a blocked sink, tub or floor drain. Includes a camera look into the pipe.',
    priceMinor: 14_900,
    priceKind: 'fixed',
    durationMinutes: 60,
    bookable: true,
  },
  {
    name: 'Leak repair',
    description: 'Finds and repairs a dripping tap, valve or pipe. Parts are extra.',
    priceMinor: 12_000,
    priceKind: 'from',
    durationMinutes: 90,
    bookable: true,
  },
  {
    name: 'Water heater check',
    description: 'Yearly service of a gas or electric water heater, with a written report.',
    priceMinor: 18_900,
    priceKind: 'fixed',
    durationMinutes: 60,
    bookable: true,
  },
  {
    name: 'Toilet installation',
    description: 'Takes the old toilet away and fits a new one of your choice.',
    priceMinor: 25_000,
    priceKind: 'from',
    durationMinutes: 120,
    bookable: true,
  },
  {
    name: 'Bathroom estimate',
    description: 'We visit, measure and write an estimate for a new bathroom.',
    priceMinor: 0,
    priceKind: 'fixed',
    durationMinutes: 45,
    bookable: true,
  },
  {
    name: 'Emergency call-out',
    description: 'Burst pipes and floods, also at night. Please call us for this.',
    priceMinor: 22_000,
    priceKind: 'from',
    durationMinutes: 60,
    bookable: false,
  },
]

export const knowledge: KnowledgeFields[] = [
  {
    kind: 'faq',
    title: 'Do you give free estimates?',
    body: 'Yes. Estimates for new bathrooms and larger jobs are free. For repairs we tell you the price before we begin.',
  },
  {
    kind: 'faq',
    title: 'Which areas do you serve?',
    body: 'All of Brooklyn and Lower Manhattan. For Queens we charge 25 dollars for the drive.',
  },
  {
    kind: 'faq',
    title: 'How can I pay?',
    body: 'By card, cash or bank transfer, after the work is done. We do not take checks.',
  },
  {
    kind: 'faq',
    title: 'Are you licensed and insured?',
    body: 'Yes. We are licensed master plumbers in New York City and insured for two million dollars.',
  },
  {
    kind: 'faq',
    title: 'What should I do when a pipe bursts?',
    body: 'Turn off the main water valve, usually in the basement or next to the meter, switch off electricity near the water, and call us at once at +1 212 555 0100.',
  },
  {
    kind: 'faq',
    title: 'Do you give a guarantee?',
    body: 'Two years on our work, and the maker’s guarantee on parts.',
  },
  {
    kind: 'faq',
    title: 'Can I cancel or move an appointment?',
    body: 'Yes, free of charge until 24 hours before. After that we charge half of the call-out fee.',
  },
  {
    kind: 'faq',
    title: 'Do you work on weekends?',
    body: 'On Saturdays from 9 to 1. On Sundays only for emergencies.',
  },
  {
    kind: 'document',
    title: 'How a visit goes',
    body: `Before the visit

We send you a text the evening before with the name of the plumber. Please clear the space around the sink, heater or toilet, and keep pets in another room.

During the visit

The plumber rings you half an hour before arriving. Shoe covers are worn indoors. You hear the price before any work begins, and nothing is done without your yes.

After the visit

You get the invoice by mail with photos of the repaired part. If anything drips within two years, we come back for free.`,
  },
  {
    kind: 'document',
    title: 'Water heaters that we install',
    body: `Tank water heaters

We install 40 and 50 gallon tanks for gas and electricity. A 50 gallon gas tank with installation costs from 1,850 dollars and takes about four hours.

Tankless water heaters

Tankless heaters save space and never run out of hot water. With installation they cost from 3,200 dollars. The gas line often has to be enlarged, which we check during a free visit.

Age and replacement

A tank lasts eight to twelve years. Rust in the water, a rumbling noise or water around the foot are signs that it is time.`,
  },
]
