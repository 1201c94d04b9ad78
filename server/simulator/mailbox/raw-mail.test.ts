import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { recipientsOf, withoutBcc } from './raw-mail.ts'

const mail = (head: string[], body = 'Bcc: is only said here\r\n') =>
  Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)

test('whoever is named gets it, each once', async () => {
  const raw = mail([
    'To: Mara <Mara@a.example>, team: b@b.example;',
    'Cc: c@c.example',
    'Bcc: mara@a.example, d@d.example',
  ])
  expect(recipientsOf(await PostalMime.parse(raw))).toEqual([
    'mara@a.example',
    'b@b.example',
    'c@c.example',
    'd@d.example',
  ])
})

test.each([
  [
    'between others',
    ['To: a@a.example', 'Bcc: b@b.example', 'Subject: Hi'],
    ['To: a@a.example', 'Subject: Hi'],
  ],
  ['folded', ['bcc: b@b.example,', ' c@c.example,', '\td@d.example', 'To: a@a.example'], ['To: a@a.example']],
  ['at the end', ['To: a@a.example', 'Bcc: b@b.example'], ['To: a@a.example']],
  ['not at all', ['To: a@a.example', 'X-Bcc: no'], ['To: a@a.example', 'X-Bcc: no']],
])('nobody sees the blind ones: %s', (_where, given, left) => {
  expect(withoutBcc(mail(given)).toString()).toBe(mail(left).toString())
})

test('the bytes of the text stay what they are', () => {
  const body = Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a])
  const raw = Buffer.concat([mail(['Bcc: b@b.example', 'To: a@a.example'], ''), body])
  expect(withoutBcc(raw).subarray(-5)).toEqual(body)
})
