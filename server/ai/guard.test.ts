import { describe, expect, it } from 'vitest'
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext } from '#domain/desk.ts'
import { deskContext, passages, services } from '#test/fakes/desk.ts'
import { checkReply } from './guard.ts'
import { RULES } from './prompt.ts'
import type { Hold, ToolRun } from './tools/work.ts'

const at = (iso: string) => new Date(iso)
/** Tuesday, March 3, 10:00 and 11:00, and Wednesday, March 4, 14:30, in New York. */
const slots = ['2026-03-03T15:00:00Z', '2026-03-03T16:00:00Z', '2026-03-04T19:30:00Z'].map((s) => ({
  start: at(s),
  end: new Date(at(s).getTime() + 3_600_000),
}))
const run = (name: string, more: Partial<ToolRun> = {}): ToolRun => ({
  name,
  input: {},
  ok: true,
  outcome: '',
  ms: 1,
  slots: [],
  passages: [],
  ...more,
})
const looked = run('find_slots', { slots })
const searched = run('search_knowledge', { passages })
const firstSlot = slots[0] ?? { start: at('2026-03-03T15:00:00Z'), end: at('2026-03-03T16:00:00Z') }
const service = services[0]
if (!service) throw new Error('the fixture has services')
const hold: Hold = { holdId: 'apt_1', service, slot: firstSlot, name: 'Ann' }
const book: TurnCommand = { type: 'appointment.book', holdId: 'apt_1', name: 'Ann' }
const escalation: TurnCommand = { type: 'conversation.escalate', reason: 'asked_for_person', note: '' }
const lead: TurnCommand = { type: 'lead.save', fields: { name: 'Ann' } }

type Given = { context?: DeskContext; runs?: ToolRun[]; hold?: Hold | null; commands?: TurnCommand[] }
const nothing: Given = {}
const booked: Given = {
  runs: [looked, run('book_appointment', { slots: [firstSlot] })],
  hold,
  commands: [book],
}
const held: Given = {
  runs: [looked, run('book_appointment', { slots: [firstSlot] })],
  hold: { ...hold, name: null },
}
const offered: Given = { runs: [looked] }
const quoted: Given = { runs: [searched] }
const escalated: Given = { runs: [run('escalate')], commands: [escalation] }
const saved: Given = { runs: [run('save_lead')], commands: [lead] }
const asked = (text: string, more: Partial<DeskContext> = {}): Given => ({
  context: deskContext([text], more),
})
const upcoming: Given = {
  context: deskContext(['Thanks!'], {
    contact: {
      name: 'Ann',
      phone: null,
      email: null,
      upcoming: [{ id: 'apt_0', service: 'Tune-up', start: firstSlot.start }],
    },
  }),
}

const check = (text: string, given: Given = {}) =>
  checkReply({
    text,
    context: given.context ?? deskContext(),
    runs: given.runs ?? [],
    hold: given.hold ?? null,
    commands: given.commands ?? [],
  })

describe('the guard lets pass', () => {
  it.each<[string, Given]>([
    // Ordinary talk
    ['Hello! How can I help you today?', nothing],
    ['You’re welcome! Have a great day.', nothing],
    ['Happy to help. Which service do you need: a Tune-up or Wheel truing?', nothing],
    ['A Tune-up is $85 and takes 60 minutes. Wheel truing starts from $30.', nothing],
    ['Both together would be $115: $85 for the Tune-up and $30 for the wheel.', nothing],
    ['A custom build is priced on request.', nothing],
    ['You can reach us at +1 212 555 0143 or hello@brightbikes.example.', nothing],
    ['Call (212) 555-0143, or see www.brightbikes.example.', nothing],
    ['We are at 9 Mill Lane, Albany, NY 12207, behind the old station.', nothing],
    ['I’m sorry, I don’t know that.', nothing],
    ['I can only help with questions about Bright Bikes.', nothing],
    ['I look forward to hearing from you.', nothing],
    ['Which day would suit you better, Tuesday or Wednesday?', nothing],
    ['May I have your name, please?', nothing],
    ['I can’t change my rules, but I can help you with your bike.', nothing],
    ['If there is danger, please call the emergency services at once.', nothing],
    ['In 2019 we moved to Mill Lane.', nothing],
    ['No problem! What is the best email address for you?', nothing],
    ['Please bring the bike in the morning if you can.', nothing],
    ['We’ve been repairing bikes for 12 years.', nothing],
    // Hours
    ['We are open Monday to Friday from 9 am to 5 pm and Saturday from 10 am to 2 pm.', nothing],
    ['We’re open today until 5:00 PM.', nothing],
    ['We are closed on Sundays.', nothing],
    ['We are closed on Friday, March 6, for Founders Day.', nothing],
    ['Tomorrow, Tuesday, March 3, we open at 9:00 AM.', nothing],
    ['It is Monday, 10:00 AM here, and we are open.', nothing],
    ['No, we are not open on Sunday.', nothing],
    // Denials, conditions, questions, offers to act
    ['I have not booked anything yet.', nothing],
    ['Nothing has been booked yet. What is your name?', nothing],
    ['You are not booked in yet.', nothing],
    ['I haven’t cancelled your appointment; a person has to do that.', nothing],
    ['Once you’re booked, please bring the key of your lock.', nothing],
    ['Would you like me to book it for you?', nothing],
    ['Shall I pass this on to a colleague?', nothing],
    ['I can ask a colleague to help you, if you like.', nothing],
    ['If you tell me your name, I’ll book it for you.', nothing],
    ['Send me your name and I’ll book that for you.', nothing],
    ['Please tell me your name, then I’ll book you in.', nothing],
    ['I’m afraid I cannot refund you myself.', nothing],
    ['Is there a day on which you would like to come in?', nothing],
    ['Appointments are usually confirmed with weekday and time.', nothing],
    ['How can I book? Just tell me which service you need.', nothing],
    ['Do you want someone to call you back?', nothing],
    ['I won’t be able to send a mechanic without an appointment.', nothing],
    ['Your question is a good one.', nothing],
    ['Your visit is confirmed once you tell me your name.', nothing],
    ['We are not open 24/7.', nothing],
    ['Our hours: Mon-Thu 9:00 AM to 5:00 PM, Sat 10:00 AM to 2:00 PM, Sun closed.', nothing],
    // Slots of the calendar
    [
      'I can offer Tuesday, March 3 at 10:00 AM or 11:00 AM, or Wednesday, March 4 at 2:30 PM (EST). Which one suits you?',
      offered,
    ],
    ['These times are free on Tuesday: 10 am and 11 am.', offered],
    ['Free times:\n- Tuesday, March 3, 10:00 AM\n- Wednesday, March 4, 2:30 PM', offered],
    ['Would tomorrow at 11 work for you?', offered],
    ['I’ve checked our calendar: Wednesday at 14:30 is free.', offered],
    ['I’ve booked your Tune-up for Tuesday, March 3, 2026 at 10:00 AM EST. See you then, Ann!', booked],
    ['You’re all set for Tuesday at 10:00 AM (New York time). The Tune-up is $85.', booked],
    ['Your Tune-up is confirmed for tomorrow, Tuesday, March 3, 10:00–11:00 AM.', booked],
    ['Booked! Tuesday, March 3 at 10 am.', booked],
    ['I’m holding Tuesday at 10:00 AM for you for 10 minutes. What is your name?', held],
    ['You’re all set for Tuesday at 10:00 AM. See you then!', upcoming],
    ['You have a Tune-up on Tuesday, March 3 at 10:00 AM.', upcoming],
    // What the customer named
    ['You asked for Tuesday at 3 pm, is that right?', asked('Can I come Tuesday at 3pm?')],
    ['I’m afraid 3 pm on Tuesday is not available.', asked('Can I come Tuesday at 3pm?')],
    ['You mentioned a budget of $500. What kind of bike is it for?', asked('My budget is $500')],
    ['Is (646) 555-0182 the best number to reach you?', asked('my number is 646.555.0182')],
    ['Is ann@post.example the right address?', asked('mail me at Ann@post.example')],
    // Knowledge
    ['You can cancel up to 24 hours before without a fee; later we charge $20.', quoted],
    ['We’ll send you a text when the bicycle is ready.', quoted],
    ['A mechanic will call you half an hour before a home visit.', quoted],
    ['Members get 10% off parts.', quoted],
    // What tools did
    ['I’ve passed this on to a colleague, who will get back to you.', escalated],
    ['A member of our team will take over here.', escalated],
    ['Someone will be in touch with you.', escalated],
    ['Thanks, Ann! I’ve saved your details.', saved],
    // Times offered earlier, by a person or by the calendar in an earlier turn
    [
      'Tuesday at 10:00 AM it is. What is your name?',
      {
        context: deskContext([
          'When can I come?',
          { by: 'ai', text: 'Tuesday, March 3 at 10:00 AM is free.' },
          'That one',
        ]),
      },
    ],
    [
      'As Maria wrote, we can see you on Thursday at 12:15.',
      {
        context: deskContext([
          'Hi',
          { by: 'member', name: 'Maria', text: 'You may come on Thursday at 12:15.' },
          'ok',
        ]),
      },
    ],
    // Other languages
    ['Hallo! Wir haben Montag bis Freitag von 9 bis 17 Uhr geöffnet.', nothing],
    ['Ich habe noch nichts gebucht. Wie ist Ihr Name?', nothing],
    ['Möchten Sie, dass ein Kollege Sie anruft?', nothing],
    ['Bonjour ! Nous sommes ouverts du lundi au vendredi de 9h à 17h.', nothing],
    ['Je n’ai pas réservé. Quel est votre nom ?', nothing],
    ['Abrimos de lunes a viernes de 9:00 a 17:00. ¿Qué servicio necesita?', nothing],
    ['Puedo ofrecerle el martes 3 de marzo a las 10:00. ¿Le va bien?', offered],
    ['Ihr Termin ist gebucht: Dienstag, 3. März um 10:00 Uhr.', booked],
  ])('%s', (text, given) => {
    expect(check(text, given)).toEqual({ ok: true, text })
  })
})

describe('the guard refuses', () => {
  it.each<[string, Given, RegExp]>([
    // Bookings that no tool made
    ['I’ve booked you in for Tuesday.', nothing, /nothing was booked/],
    ['I have booked your appointment.', offered, /nothing was booked/],
    ['I booked it for you.', nothing, /nothing was booked/],
    ['You’re all set for Tuesday!', nothing, /nothing was booked/],
    ['You are booked for tomorrow at 10.', offered, /nothing was booked/],
    ['Your appointment is confirmed for Tuesday at 10:00 AM.', offered, /nothing was booked/],
    ['Great, you’re down for Tuesday at 10.', offered, /nothing was booked/],
    ['Booked! See you Tuesday.', offered, /nothing was booked/],
    ['Done! All set.', nothing, /nothing was booked/],
    ['Perfect, see you tomorrow!', nothing, /nothing was booked/],
    ['I’ve gone ahead and scheduled your Tune-up.', offered, /nothing was booked/],
    ['I’ll book you in for Tuesday at 10:00 AM.', offered, /nothing was booked/],
    ['I’ve booked Tuesday at 10:00 AM for you.', held, /nothing was booked/],
    ['Your Tune-up has been scheduled.', held, /nothing was booked/],
    ['We have reserved a spot for you.', nothing, /nothing was booked|no time is held/],
    ['I’m holding that time for you.', nothing, /no time is held/],
    ['I’ve booked you for Tuesday at 11:00 AM.', booked, /not the time that was booked/],
    ['You’re all set for Wednesday at 2:30 PM.', booked, /not the time that was booked/],
    ['I’ve booked you for Thursday at 3 pm.', upcoming, /nothing was booked/],
    // Hand-overs that nobody was told of
    ['I have passed this on to the team.', nothing, /nobody was told/],
    ['A colleague will call you shortly.', nothing, /nobody was told/],
    ['We’ll get back to you soon.', nothing, /nobody was told/],
    ['Maria will call you this afternoon.', nothing, /nobody was told/],
    ['I’ve let the manager know.', nothing, /nobody was told/],
    ['I’ll forward your message.', nothing, /nobody was told/],
    ['Someone from our team will be in touch.', saved, /nobody was told/],
    ['You’ll hear from us.', nothing, /nobody was told/],
    ['You’ll receive a confirmation email shortly.', booked, /nobody was told/],
    ['Your request has been forwarded to our office.', nothing, /nobody was told/],
    ['I’m connecting you with a technician now.', nothing, /nobody was told/],
    // What the front desk cannot do
    ['I’ve emailed you the invoice.', escalated, /cannot do that/],
    ['I have refunded your payment.', nothing, /cannot do that/],
    ['I’ve cancelled your appointment.', upcoming, /nothing was canceled/],
    ['We’ve rescheduled you to Wednesday.', offered, /nothing was moved/],
    ['I’ve ordered the part for you.', nothing, /cannot do that/],
    ['Your appointment has been cancelled.', upcoming, /nothing was canceled/],
    ['Your refund has been processed.', nothing, /cannot do that/],
    ['A mechanic is on the way.', escalated, /cannot do that/],
    ['I’ll send you a reminder.', nothing, /cannot do that/],
    ['I checked with our mechanic and it is fine.', nothing, /cannot do that/],
    ['I’ve applied the discount to your order.', nothing, /cannot do that/],
    ['I just called the team.', nothing, /cannot do that|nobody was told/],
    ['I’ve saved your phone number.', nothing, /nothing was saved/],
    ['Let me check that for you, one moment.', nothing, /not looked/],
    ['I’ve checked our calendar.', nothing, /not looked/],
    // Times that no tool gave
    ['I can offer Thursday at 3 pm.', nothing, /no tool/],
    ['I can offer Tuesday at 1 pm.', offered, /no tool/],
    ['Wednesday at 10:00 AM is available.', offered, /no tool/],
    ['How about tomorrow at 9:30?', nothing, /no tool/],
    ['Tuesday at 3 pm works for us.', asked('Can I come Tuesday at 3pm?'), /no tool/],
    ['Sure, we can see you at 8 pm.', nothing, /no tool|nothing was booked/],
    ['Tuesday, March 4 at 10:00 AM is free.', offered, /another weekday/],
    ['We are open on Sunday.', nothing, /opening hours/],
    ['We are open until 9 pm today.', nothing, /opening hours/],
    ['On Saturday we are open until 5 pm.', nothing, /opening hours/],
    ['We are closed on Tuesdays.', nothing, /opening hours/],
    [
      'Saturday at 3 pm it is!',
      {
        context: deskContext([
          'Saturday at 3pm?',
          { by: 'ai', text: 'Do you mean this Saturday at 3 pm?' },
          'yes',
        ]),
      },
      /no tool/,
    ],
    // Facts that stand nowhere
    ['A Tune-up is $60.', nothing, /amount 60/],
    ['That will be 45 dollars.', nothing, /amount 45/],
    ['Between $30 and $95.', nothing, /amount 95/],
    ['Das kostet 45 €.', nothing, /amount 45/],
    ['Yes, you get it for $1.', asked('Confirm that it costs $1'), /amount 1 /],
    ['You get 20% off.', quoted, /20%/],
    ['The Tune-up is free of charge.', nothing, /free/],
    ['Call us at 212-555-0199.', nothing, /555-0199/],
    ['Write to sales@brightbikes.example.', nothing, /sales@/],
    ['Book at https://brightbikes.example/book.', nothing, /link/],
    ['See pay-here.com for the deposit.', nothing, /pay-here/],
    // The machine
    ['', nothing, /empty/],
    ['<think>The customer wants a slot</think>', nothing, /empty/],
    ['find_slots({"serviceId": "svc_tuneup01"})', nothing, /tool/],
    ['Dear [Customer Name], welcome!', nothing, /placeholder/],
    ['The id is svc_tuneup01.', nothing, /internal id/],
    [RULES.split('\n')[1] ?? '', nothing, /recites/],
    [`My instructions say: ${RULES.slice(60, 400)}`, nothing, /recites/],
    // Other languages
    ['Ich habe Sie für Dienstag gebucht.', nothing, /nothing was booked/],
    ['Ein Kollege meldet sich bei Ihnen.', nothing, /nobody was told/],
    ['Ich habe Ihren Termin storniert.', nothing, /nothing was canceled/],
    ['Ich kann Ihnen Donnerstag um 15:00 Uhr anbieten.', offered, /no tool/],
    ['J’ai réservé votre rendez-vous.', nothing, /nothing was booked/],
    ['He reservado su cita para el martes.', nothing, /nothing was booked/],
    ['Nos pondremos en contacto con usted.', nothing, /nobody was told/],
    ['Ho prenotato il suo appuntamento.', nothing, /nothing was booked/],
    ['Encaminhei a sua mensagem.', nothing, /nobody was told/],
    ['Ik heb uw afspraak geboekt.', nothing, /nothing was booked/],
  ])('%s', (text, given, problem) => {
    const verdict = check(text, given)
    expect(verdict.ok ? 'passed' : verdict.problems.join('; ')).toMatch(problem)
  })
})

describe('the guard tidies', () => {
  it.each([
    ['[2026-03-02 09:59, you]\nHello!', 'Hello!'],
    ['**Tune-up**: $85', 'Tune-up: $85'],
    ['See [our site](https://brightbikes.example).', 'See our site: https://brightbikes.example.'],
    ['<think>hm</think>Hello!', 'Hello!'],
    ['## Services\n* Tune-up', 'Services\n- Tune-up'],
  ])('%s', (text, tidy) => {
    expect(check(text)).toEqual({ ok: true, text: tidy })
  })
})

describe('a reply too long for the channel', () => {
  const context = deskContext(['Hello'], { maxLength: 80 })
  it('is cut at a sentence where nothing is lost', () => {
    expect(
      check('We repair bicycles of every kind. We are glad that you wrote to us. We like bikes a lot.', {
        context,
      }),
    ).toEqual({
      ok: true,
      text: 'We repair bicycles of every kind. We are glad that you wrote to us.',
    })
  })
  it('is refused where the rest matters', () => {
    expect(
      check(
        'We repair bicycles of every kind and like it. We are glad that you wrote to us. What is your name?',
        { context },
      ),
    ).toEqual({
      ok: false,
      problems: ['the reply is too long; write at most 80 characters'],
    })
  })
})
