import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { readFailures } from './failures.ts'

async function failuresIn(text: string, headers = 'From: MAILER-DAEMON@mx.example') {
  return readFailures(await PostalMime.parse(`${headers}\r\nSubject: Returned mail\r\n\r\n${text}`))
}
const addresses = async (text: string, headers?: string) =>
  (await failuresIn(text, headers)).map(({ address }) => address)

test.each([
  ['a line of its own', 'Your mail could not be delivered to:\n\n   ann@x.example\n\nBye'],
  ['its reason behind it', '<ann@x.example>: host mx.x.example said: 550 5.1.1 unknown user'],
  ['its reason in the next line', '<ann@x.example>:\nSorry, no mailbox here by that name. (#5.1.1)'],
  ['brackets behind it', 'These addresses had errors\n\nann@x.example [User unknown]'],
  ['quotes around it', 'Delivery to this address has been postponed\n\n"ann@x.example"\n'],
  ['a sentence', 'There was an error delivering your mail to <ann@x.example>.'],
  ['a conversation of servers', 'Sent <<< RCPT TO:<ann@x.example>\nReceived >>> 550 5.1.1 unknown user.'],
  ['a word before it', 'Invalid final delivery userid: ann@x.example'],
  [
    'the address that it was made from',
    'This address failed:\n\n an undisclosed address\n (generated from ann@x.example)',
  ],
  ['fields of a report in the text', 'Final-Recipient: RFC822; ann@x.example\nAction: failed\nStatus: 5.1.1'],
])('the address is found: %s', async (_how, text) => {
  expect(await addresses(text)).toEqual(['ann@x.example'])
})

test('nobody in the mail that came back is taken for somebody who was not reached', async () => {
  const text =
    'Your message could not be delivered to one or more recipients.\n\n--- Below this line is a copy of the message.\n\nReceived: from a.example\nTo: bob@y.example\n\nbob@y.example\n'
  expect(await addresses(text)).toEqual([])
})

test('the header that names them counts', async () => {
  const found = await addresses(
    'It failed.',
    'From: x@y.example\r\nX-Failed-Recipients: ann@x.example, bob@x.example',
  )
  expect(found).toEqual(['ann@x.example', 'bob@x.example'])
})

test.each<[string, boolean]>([
  ['We will continue to try to deliver your message to\n<ann@x.example>\nfor five days.', true],
  ['Delivery has been delayed. You do not need to resend it.\n<ann@x.example>: timed out', true],
  ['We tried for five days and are giving up.\n<ann@x.example>: temporarily unavailable', false],
  ['<ann@x.example>: user unknown', false],
])('temporary or not: %s', async (text, temporary) => {
  expect(await failuresIn(text)).toMatchObject([{ address: 'ann@x.example', temporary }])
})

test('a hostile report ends in time', async () => {
  const began = performance.now()
  await failuresIn(`failed ${'a.'.repeat(40_000)}@${'<"'.repeat(10_000)}`)
  expect(performance.now() - began).toBeLessThan(2_000)
})
