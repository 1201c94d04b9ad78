// An invented dental practice for the tests of the answerer: enough of everything, and gaps where honesty is tested.
import type { Hours } from '#domain/hours.ts'
import type { KnowledgeFields, Profile, Service } from '#domain/knowledge.ts'

export const profile: Profile = {
  name: 'Maple Lane Dental',
  description: 'A dental practice for the whole family.',
  phone: '+1 212 555 0177',
  email: 'desk@maplelane.example',
  website: 'https://maplelane.example',
  address: '12 Maple Lane, Brooklyn, NY 11215',
  directions: 'Take the F train to Seventh Avenue. Parking is behind the building, entrance on Oak Street.',
  country: 'US',
  currency: 'USD',
  locale: 'en-US',
}

const day = [{ opens: '08:00', closes: '18:00' }]
export const hours: Hours = {
  timeZone: 'America/New_York',
  week: {
    monday: day,
    tuesday: day,
    wednesday: [
      { opens: '08:00', closes: '12:00' },
      { opens: '13:00', closes: '19:00' },
    ],
    thursday: day,
    friday: day,
    saturday: [{ opens: '09:00', closes: '13:00' }],
    sunday: [],
  },
  holidays: [
    { date: '2026-11-26', name: 'Thanksgiving Day', intervals: [] },
    { date: '2026-12-24', name: 'Christmas Eve', intervals: [{ opens: '08:00', closes: '11:00' }] },
    { date: '2026-12-25', name: 'Christmas Day', intervals: [] },
  ],
}

const service = (id: string, name: string, over: Partial<Service>): Service => ({
  id,
  name,
  description: '',
  priceMinor: null,
  priceKind: 'on_request',
  durationMinutes: 30,
  bookable: true,
  ...over,
})
export const services: Service[] = [
  service('svc_check', 'Check-up', {
    description: 'A look at teeth and gums, with X-rays once a year.',
    priceMinor: 9_500,
    priceKind: 'fixed',
  }),
  service('svc_clean', 'Teeth cleaning', {
    description: 'Removes plaque and stains. With polish.',
    priceMinor: 12_000,
    priceKind: 'fixed',
    durationMinutes: 45,
  }),
  service('svc_fill', 'Filling', {
    description: 'Repairs a cavity with a white filling.',
    priceMinor: 18_000,
    priceKind: 'from',
    durationMinutes: 60,
  }),
  service('svc_white', 'Tooth whitening', {
    description: 'Brighter teeth in one visit.',
    durationMinutes: 90,
  }),
  service('svc_consult', 'Braces consultation', {
    description: 'We look whether braces or aligners fit.',
    priceMinor: 0,
    priceKind: 'fixed',
  }),
  service('svc_home', 'Home visit', {
    description: 'For patients who cannot come to us. Arranged by phone.',
    priceMinor: 25_000,
    priceKind: 'from',
    durationMinutes: 60,
    bookable: false,
  }),
]

export const knowledge: KnowledgeFields[] = [
  {
    kind: 'faq',
    title: 'Which insurance do you accept?',
    body: 'We accept Delta Dental and Cigna. Bring your card to the first visit.',
  },
  { kind: 'faq', title: 'How can I pay?', body: 'By card or cash at the front desk. We do not take checks.' },
  {
    kind: 'faq',
    title: 'Do you treat children?',
    body: 'Yes, from the age of three. A parent stays in the room.',
  },
  {
    kind: 'faq',
    title: 'Can I cancel or move an appointment?',
    body: 'Yes, free of charge until 24 hours before. After that we charge 40 dollars.',
  },
  {
    kind: 'faq',
    title: 'Is the practice wheelchair accessible?',
    body: 'Yes. There is a ramp at the entrance, and all rooms are on the ground floor.',
  },
  {
    kind: 'faq',
    title: 'Do you have wifi?',
    body: 'Yes, free wifi in the waiting room. Ask at the front desk for the password.',
  },
  {
    kind: 'faq',
    title: 'Do you offer payment plans?',
    body: 'For treatments above 500 dollars you can pay in up to six monthly parts without interest.',
  },
  {
    kind: 'document',
    title: 'After a tooth extraction',
    body: `Bleeding

Bite on the gauze for thirty minutes. A little bleeding on the first day is normal.

Eating and drinking

Eat nothing until the numbness is gone. Choose soft food for two days, and drink no alcohol for a day.

Smoking

Do not smoke for three days, because it delays healing.`,
  },
  {
    kind: 'document',
    title: 'Your first visit',
    body: `What to bring

Bring your insurance card, a photo ID and a list of your medicines. Please come ten minutes early to fill in a form.

What happens

The dentist looks at your teeth, takes X-rays where they are needed, and explains a plan. Nothing is treated without your yes.`,
  },
]
