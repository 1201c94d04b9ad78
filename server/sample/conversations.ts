// Sample conversations, one for each thing that a first look should show. Times are minutes before now.
import type { ChannelKind } from '#domain/channel.ts'
import type { LeadStatus } from '#domain/contact.ts'
import type { ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import type { AuthorKind, MessageStatus } from '#domain/message.ts'

export type SampleLine = {
  at: number
  author: AuthorKind
  name?: string
  text: string
  status?: MessageStatus
  source?: { kind: 'faq' | 'service' | 'hours' | 'calendar'; title: string; quote: string }
}
export type SampleConversation = {
  channel: ChannelKind
  contact: {
    name: string | null
    address: string
    company?: string
    leadStatus: LeadStatus
    need?: string
    optedOut?: boolean
    note?: string
  }
  subject?: string
  status: ConversationStatus
  handler: Handler
  escalation?: { reason: EscalationReason; note: string }
  read: boolean
  lines: SampleLine[]
}

export const conversations: SampleConversation[] = [
  {
    channel: 'sms',
    contact: {
      name: 'Dana Whitfield',
      address: '+12125550111',
      leadStatus: 'booked',
      need: 'Kitchen sink drains slowly',
      note: 'Third floor, no elevator. Ring twice.',
    },
    status: 'active',
    handler: 'ai',
    read: true,
    lines: [
      {
        at: 190,
        author: 'contact',
        text: 'Hi, my kitchen sink is draining super slowly. How much is it to get it cleared?',
      },
      {
        at: 189,
        author: 'ai',
        text: 'You are chatting with our AI assistant. Drain cleaning costs $149.00 and takes about 60 minutes. It clears a blocked sink, tub or floor drain. Would you like to book a time?',
        status: 'delivered',
        source: {
          kind: 'service',
          title: 'Drain cleaning',
          quote: 'Drain cleaning: $149.00, about 60 minutes',
        },
      },
      { at: 186, author: 'contact', text: 'yes please, something thursday morning?' },
      {
        at: 185,
        author: 'ai',
        text: 'For Drain cleaning on Thursday morning I have 9:00, 9:30 or 10:00. Which one suits you?',
        status: 'delivered',
        source: { kind: 'calendar', title: 'Calendar', quote: 'Free: 9:00, 9:30, 10:00' },
      },
      { at: 183, author: 'contact', text: '9:30 works. Dana Whitfield' },
      {
        at: 182,
        author: 'ai',
        text: 'Booked: Drain cleaning on Thursday at 9:30 AM (New York time) for Dana Whitfield. See you then!',
        status: 'delivered',
        source: { kind: 'calendar', title: 'Calendar', quote: 'Thursday 9:30' },
      },
    ],
  },
  {
    channel: 'sms',
    contact: {
      name: 'Marcus Bell',
      address: '+12125550112',
      leadStatus: 'in_progress',
      need: 'Flooded basement',
    },
    status: 'escalated',
    handler: 'human',
    escalation: { reason: 'emergency', note: 'Water in the basement, wants a person now' },
    read: false,
    lines: [
      {
        at: 24,
        author: 'contact',
        text: 'there is water coming through the basement ceiling!! can someone come NOW',
      },
      {
        at: 23,
        author: 'ai',
        text: 'You are chatting with our AI assistant. That sounds urgent: please call us right away at +1 212 555 0100. I have alerted our team, and a person will answer you here as soon as possible.',
        status: 'delivered',
        source: {
          kind: 'faq',
          title: 'What should I do when a pipe bursts?',
          quote: 'Turn off the main water valve … and call us at once',
        },
      },
      { at: 22, author: 'contact', text: 'calling. main valve is off' },
    ],
  },
  {
    channel: 'whatsapp',
    contact: {
      name: 'Lucía Romero',
      address: '+12125550113',
      leadStatus: 'qualified',
      need: 'New bathroom',
      company: 'Romero Interiors',
    },
    status: 'active',
    handler: 'human',
    read: false,
    lines: [
      {
        at: 320,
        author: 'contact',
        text: 'Hello! Do you do complete bathrooms? We are renovating two apartments.',
      },
      {
        at: 319,
        author: 'ai',
        text: 'You are chatting with our AI assistant. Yes. Estimates for new bathrooms and larger jobs are free. Would you like us to come by and measure?',
        status: 'read',
        source: {
          kind: 'faq',
          title: 'Do you give free estimates?',
          quote: 'Estimates for new bathrooms and larger jobs are free.',
        },
      },
      {
        at: 300,
        author: 'member',
        name: 'Sam',
        text: 'Hi Lucía, Sam here. Two apartments sounds great, I would like to see them myself. Does Friday at 11 work for you?',
        status: 'read',
      },
      { at: 64, author: 'contact', text: 'Friday 11 is perfect. I will send you the plans before.' },
    ],
  },
  {
    channel: 'webchat',
    contact: { name: null, address: 'v_sample_visitor_1', leadStatus: 'new' },
    status: 'active',
    handler: 'ai',
    read: true,
    lines: [
      { at: 540, author: 'contact', text: 'are you open on saturday?' },
      {
        at: 540,
        author: 'ai',
        text: 'You are chatting with our AI assistant. On Saturday we are open from 9:00 AM to 1:00 PM.',
        status: 'read',
        source: { kind: 'hours', title: 'Opening hours', quote: 'Saturday 9:00–13:00' },
      },
      { at: 539, author: 'contact', text: 'perfect thanks' },
      { at: 539, author: 'ai', text: 'You’re welcome! Write again whenever you need us.', status: 'read' },
    ],
  },
  {
    channel: 'email',
    contact: {
      name: 'Priya Nair',
      address: 'priya.nair@oakandpine.example',
      company: 'Oak & Pine Café',
      leadStatus: 'contacted',
      need: 'Grease trap service contract',
    },
    subject: 'Service contract for our café',
    status: 'active',
    handler: 'human',
    read: true,
    lines: [
      {
        at: 1560,
        author: 'contact',
        text: 'Hello,\n\nwe run a café on Court Street and look for somebody who services our grease trap and water heater twice a year. Is that something you offer, and what would it cost?\n\nBest,\nPriya',
      },
      {
        at: 1490,
        author: 'member',
        name: 'Sam',
        text: 'Dear Priya,\n\nyes, we look after several cafés nearby. I would have a look first and then write you an offer. Would Tuesday before you open suit you?\n\nSam\nHarbor Street Plumbing',
        status: 'sent',
      },
    ],
  },
  {
    channel: 'sms',
    contact: { name: 'Tom Avery', address: '+12125550114', leadStatus: 'lost', optedOut: true },
    status: 'closed',
    handler: 'ai',
    read: true,
    lines: [
      { at: 5000, author: 'contact', text: 'What does a toilet installation cost?' },
      {
        at: 4999,
        author: 'ai',
        text: 'You are chatting with our AI assistant. Toilet installation costs from $250.00 and takes about 2 hours. It takes the old toilet away and fits a new one of your choice.',
        status: 'delivered',
        source: { kind: 'service', title: 'Toilet installation', quote: 'from $250.00' },
      },
      { at: 4200, author: 'contact', text: 'STOP' },
      {
        at: 4200,
        author: 'automation',
        text: 'Harbor Street Plumbing: You are unsubscribed and will get no more messages from us. Reply START to hear from us again.',
        status: 'delivered',
      },
    ],
  },
  {
    channel: 'email',
    contact: { name: 'Greta Holm', address: 'greta.holm@mail.example', leadStatus: 'won' },
    subject: 'Invoice for the water heater',
    status: 'closed',
    handler: 'ai',
    read: true,
    lines: [
      {
        at: 8700,
        author: 'contact',
        text: 'Hi, could you send me the invoice for the new water heater again? I cannot find it.',
      },
      {
        at: 8610,
        author: 'member',
        name: 'Sam',
        text: 'Hi Greta, of course. It is on its way to you again, with the photos of the installation. Enjoy the hot showers!',
        status: 'sent',
      },
      { at: 8600, author: 'contact', text: 'Got it, thank you so much!' },
    ],
  },
]
