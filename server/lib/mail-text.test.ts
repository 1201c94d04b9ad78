import { expect, test } from 'vitest'
import { visibleText } from './mail-text.ts'

const REPLY = 'Wednesday suits me.'

test.each([
  [
    'Gmail',
    'On Tue, 17 Nov 2026 at 16:02, Harbour Dental <hello@dental.example> wrote:\n\n> Which day?\n> H.',
  ],
  [
    'Gmail, wrapped',
    'On Tue, 17 Nov 2026 at 16:02, Harbour Dental <\nhello@dental.example> wrote:\n\n> Which day?',
  ],
  ['Apple Mail', 'On 17. Nov 2026, at 16:02, Harbour Dental <hello@dental.example> wrote:\n> \n> Which day?'],
  [
    'German',
    'Am Di., 17. Nov. 2026 um 16:02 Uhr schrieb Harbour Dental <hello@dental.example>:\n\n> Welcher Tag?',
  ],
  [
    'German, the other way round',
    'Harbour Dental <hello@dental.example> schrieb am Di., 17. Nov. 2026\num 16:02 Uhr:\n\n> Welcher Tag?',
  ],
  [
    'French',
    'Le mar. 17 nov. 2026 à 16:02, Harbour Dental <hello@dental.example> a écrit :\n\n> Quel jour ?',
  ],
  [
    'Spanish',
    'El mar, 17 nov 2026 a las 16:02, Harbour Dental (<hello@dental.example>) escribió:\n\n> ¿Qué día?',
  ],
  [
    'Dutch, unquoted',
    'Op 17 nov. 2026, om 16:02 heeft Harbour Dental <hello@dental.example> het volgende geschreven:\n\nWelke dag?',
  ],
  ['Polish', '17 lis 2026 16:02 "Harbour Dental" <hello@dental.example> napisał(a):\n\n> Który dzień?'],
  ['Russian', 'вт, 17 нояб. 2026 г. в 16:02, Harbour Dental <hello@dental.example>:\n\n> Какой день?'],
  [
    'Outlook',
    '________________________________\nFrom: Harbour Dental <hello@dental.example>\nSent: Tuesday, November 17, 2026 4:02 PM\nTo: Mara\nSubject: Check-up\n\nWhich day?',
  ],
  [
    'Outlook, German, bold',
    '*Von:* Harbour Dental\n*Gesendet:* Dienstag, 17. November 2026 16:02\n*An:* Mara\n*Betreff:* Kontrolle\n\nWelcher Tag?',
  ],
  ['Outlook, old', '-----Original Message-----\nFrom: hello@dental.example\n\nWhich day?'],
  ['Outlook, Spanish', '-----Mensaje original-----\nDe: Harbour Dental\n\n¿Qué día?'],
  [
    'an iPhone',
    'Sent from my iPhone\n\n> On 17 Nov 2026, at 16:02, Harbour Dental <hello@dental.example> wrote:\n> \n> Which day?',
  ],
  ['a signature', '-- \nMara Lindqvist\n+46 8 123 456'],
])('what follows in %s is left out', (_program, rest) => {
  expect(visibleText(`${REPLY}\n\n${rest}\n`)).toBe(REPLY)
})

test('answers between the questions stay', () => {
  const mail =
    'On Tue, 17 Nov 2026 at 16:02, Harbour Dental <hello@dental.example> wrote:\n> Which day?\nWednesday.\n\n> Before noon?\nYes, at ten.'
  expect(visibleText(mail)).toBe('Wednesday.\nYes, at ten.')
})

test('a mail is never empty: what is quoted only is shown whole', () => {
  const quoted = '> Which day?\n> H.'
  expect(visibleText(quoted)).toBe(quoted)
  const forwarded = 'From: Anna <anna@x.example>\nDate: 17 Nov 2026\nSubject: Price list\n\nHere it is.'
  expect(visibleText(forwarded)).toBe(forwarded)
  expect(visibleText('  \n ')).toBe('')
})

test('what is forwarded is meant to be read', () => {
  const mail =
    'Is this you?\n\n---------- Forwarded message ---------\nFrom: Anna <anna@x.example>\nDate: 17 Nov 2026\nSubject: Offer\nTo: Mara <m@x.example>\n\nCleaning at half price.'
  expect(visibleText(mail)).toBe(mail)
})

test.each([
  'From: Grand Hotel\nTo: Airport\nDate: 3 May, 10:30\n\nCan you take us?',
  'I am writing as my lawyer wrote:\nplease cancel.\nThanks',
  'Two questions:\n- how much is it?\n- when are you open?',
  'My order from 17 Nov 2026 has not come:\nwhere is it?',
])('a text that only looks like a quote stays: %s', (text) => {
  expect(visibleText(`Hello\n\n${text}`)).toBe(`Hello\n\n${text}`)
})

test('line ends and invisible marks of mail programs are evened out', () => {
  expect(visibleText('a\u200B\r\nb\uFEFF\r\n')).toBe('a\nb')
})

test('text that would take for ever still gives its answer', () => {
  const hostile = `Yes\n${'Op schreef\n'.repeat(10_000)}`
  expect(visibleText(hostile)).toContain('Yes')
})

test.each([
  ['no colon', '2026-11-17 16:02 GMT+01:00 Harbour Dental\n\nWhich day?'],
  ['the name first', 'Harbour Dental schrieb am 17.11.2026 um 16:02:\n\nWelcher Tag?'],
  ['the address in brackets', 'Harbour Dental (hello@dental.example) wrote:\n\nWhich day?'],
  ['a mailing service', 'Harbour Dental via Desk wrote:\n\nWhich day?'],
  [
    'a link torn apart',
    'On Tue, 17 Nov 2026 at 16:02 Harbour Dental\n\n<\nmailto:Harbour <h@dental.example>\n> wrote:\n\nWhich day?',
  ],
  ['Czech', 'Dne 17. listopadu 2026 16:02 Harbour Dental <h@dental.example> napsal(a):\n\n> Který den?'],
  ['Japanese, unquoted', '2026年11月17日(火) 16:02 Harbour Dental <h@dental.example>:\n\nいつ？'],
  ['a bold separator', '*----- Original Message -----*\n\nWhich day?'],
  ['a ticket system', '##- Please type your reply above this line -##\n\nWhich day?'],
  [
    'the subject first',
    'Subject: Visit\nFrom: h@dental.example\nTo: m@x.example\nDate: Tue, 17 Nov 2026 16:02:00 +0000\n\nWhich day?',
  ],
  ['a picture of the head', '[image: Logo]\nOn Tue, Nov 17, 2026 at 16:02 Harbour wrote:\n\n> Which day?'],
  ['initials', 'HD> Which day?\nHD> Before noon?'],
  ['a line of a telephone, Swedish', 'Skickat från min iPhone'],
  ['a line of a telephone, Japanese', 'iPhoneから送信'],
  ['a line of a telephone with a link', '[Sent from Yahoo Mail on Android](https://x.example)'],
  ['a signature under a rule', '______________________\nMara Lindqvist\nHarbour Street 1'],
])('what follows in %s is left out too', (_what, rest) => {
  expect(visibleText(`${REPLY}\n\n${rest}\n`)).toBe(REPLY)
})

test('a quoted line that a program wrapped is no answer', () => {
  const quoted =
    '> We have looked for a free hour on all of these days and found that on\nwednesday and friday\n> there is one.'
  const mail = `${REPLY}\n\nOn Tue, 17 Nov 2026 at 16:02, Desk <d@x.example> wrote:\n\n${quoted}`
  expect(visibleText(mail)).toBe(REPLY)
})

test('an ornament is no quote', () => {
  const mail = 'Look here:\n>>> www.x.example <<<\nIs that you?'
  expect(visibleText(mail)).toBe(mail)
})

test.each([
  'The offer was sent from my colleague at the mobile shop.\nIs it right?',
  'We met on 2026-03-03 17:21 and liked it.\n\nMara',
  'Choose:\n______________________\nIs it red?\nOr blue?',
])('%s is all text', (mail) => {
  expect(visibleText(mail)).toBe(mail)
})
