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
