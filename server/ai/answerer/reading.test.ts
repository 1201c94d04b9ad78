// What is read out of a text before anything is answered: its parts, intents, services, and who writes.
import { describe, expect, it } from 'vitest'
import { readBareName, readLeadFacts } from './lead-facts.ts'
import { scoreIntents } from './scorer.ts'
import { splitText } from './segments.ts'
import { findServices } from './services-named.ts'
import { services } from './testing/business.ts'

describe('splitText', () => {
  it.each([
    [
      'how much is a check-up and are you open saturday?',
      ['how much is a check-up', 'are you open saturday?'],
    ],
    ['Hi, where are you? And when do you open?', ['Hi', 'where are you?', 'And when do you open?']],
    ['yes please, something monday', ['yes please,', 'something monday']],
    ['no, wednesday instead', ['no,', 'wednesday instead']],
    ['no problem', ['no problem']],
    ['no one showed up', ['no one showed up']],
    ['thanks for the info', ['thanks for the info']],
    ['I want Dr. Chen at 3 p.m. tomorrow', ['I want Dr Chen at 3 pm tomorrow']],
    ['great choice', ['great choice']],
    ['please', []],
    ['', []],
    ['???', []],
  ])('%s', (text, parts) => expect(splitText(text)).toEqual(parts))
})

describe('scoreIntents, on phrases that are no examples', () => {
  it.each([
    ['until what time are you guys there today', 'hours'],
    ['would you tell me the price of the xservice please', 'price'],
    ['how mutch does xservice cost', 'price'],
    ['which services are on offer', 'services'],
    ['how much time should I plan for xservice', 'duration'],
    ['what street is your shop in', 'location'],
    ['what number can i reach you at', 'contact'],
    ['could I get an appointmnet xwhen', 'book'],
    ['can somebody come over xwhen', 'book'],
    ['just forget about the appointment', 'never_mind'],
    ['i have to move my appointment', 'change_appointment'],
    ['what time was my appointment', 'my_appointment'],
    ['let me speak with a real human being', 'person'],
    ['your people never showed up', 'complaint'],
    ['am i chatting with a robot', 'about_ai'],
    ['thank you so very much', 'thanks'],
    ['sounds good to me', 'yes'],
    ['that time does not work for me', 'no'],
    ['good evening', 'greeting'],
  ])('%s', (text, intent) => expect(scoreIntents(text)[0]?.intent).toBe(intent))

  it.each(['asdf qwer zxcv', 'the mitochondria is the powerhouse of the cell', 'lorem ipsum dolor sit amet'])(
    'out of scope: %s',
    (text) => {
      expect(scoreIntents(text)[0]?.score ?? 0).toBeLessThan(0.36)
    },
  )
})

describe('findServices', () => {
  it.each([
    ['how much is a teeth cleaning', ['Teeth cleaning']],
    ['teeth cleening', ['Teeth cleaning']],
    ['a filling and a check-up', ['Filling', 'Check-up']],
    ['can I come tomorrow', []],
  ])('%s', (text, expected) =>
    expect(findServices(text, services).named.map((s) => s.name)).toEqual(expected),
  )

  it('takes half a name as a likely service', () => {
    expect(findServices('whitening', services).likely[0]?.name).toBe('Tooth whitening')
  })

  it('knows a service by what it says about itself', () => {
    expect(findServices('I have a cavity', services).likely[0]?.name).toBe('Filling')
  })

  it('masks names, and keeps what is left', () => {
    const found = findServices('how much is a teeth cleaning on monday', services)
    expect(found.masked).toBe('how much is a xservice on monday')
    expect(found.left).not.toContain('cleaning')
  })
})

describe('readLeadFacts', () => {
  it.each([
    ['my name is dana whitfield', { name: 'Dana Whitfield' }],
    ["I'm Dana, can you help?", { name: 'Dana' }],
    ['This is Dana Whitfield from Oak & Pine', { name: 'Dana Whitfield' }],
    ['Dana Whitfield here', { name: 'Dana Whitfield' }],
    ['book it under the name of O’Neil', { name: 'O’Neil' }],
    ['reach me at dana.w+home@whitfield.example.', { email: 'dana.w+home@whitfield.example' }],
    ['call (212) 555-0123', { phone: '+12125550123' }],
    ['+44 20 7946 0018', { phone: '+442079460018' }],
    ["I'm looking for a dentist", {}],
    ['I am not sure', {}],
    ["I'm free on Monday", {}],
    ['order 12345678', {}],
    ['I want to see Dr. Edward Lee', {}],
  ])('%s', (text, fields) => expect(readLeadFacts(text, 'US').fields).toEqual(fields))

  it('reads numbers of the business’s country', () => {
    expect(readLeadFacts('020 7946 0018', 'GB').fields.phone).toBe('+442079460018')
  })
})

describe('readBareName', () => {
  it.each([
    ['dana whitfield', true, 'Dana Whitfield'],
    ['Dana', true, 'Dana'],
    ['dana whitfield', false, null],
    ['Dana Whitfield', false, 'Dana Whitfield'],
    ['Dana', false, null],
    ['monday works', true, null],
    ['what do you mean by that', true, null],
    ['Dr. Edward Lee', false, null],
    ['no', true, null],
    ['12', true, null],
  ])('%s (asked: %s)', (text, asked, name) => expect(readBareName(text, asked)).toBe(name))
})
