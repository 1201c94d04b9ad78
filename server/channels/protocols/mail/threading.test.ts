import { expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { account, CONVERSATION, SECRET } from './fixtures/account.ts'
import { parseMail } from './parse.ts'
import { conversationOf, replyAddress } from './reply-address.ts'
import { answerHeaders, answerRecipients, subjectKey, threadHints, trimReferences } from './threading.ts'

async function hintsOf(headers: string[], recipients: string[] = []) {
  const raw = Buffer.from(['From: mara@customer.example', ...headers, '', 'Hello'].join('\r\n'))
  const parsed = await parseMail(raw, account(), { receivedAt: new Date(0), recipients })
  if (!parsed.ok) throw new Error(parsed.reason)
  return threadHints(parsed.message, account(), SECRET)
}

test('ids from the closest to the farthest', async () => {
  expect(
    await hintsOf(['In-Reply-To: <c@x>', 'References: <a@x> <b@x> <c@x>', 'Subject: Re: Fwd: My  new crown']),
  ).toEqual({ conversationId: null, ids: ['<c@x>', '<b@x>', '<a@x>'], subjectKey: 'my new crown' })
})

test('the signed address is found wherever the mail names it', async () => {
  const address = replyAddress(account(), CONVERSATION, SECRET)
  expect(address).toMatch(/^hello\+c\.[0-9a-z]{36}@harbourdental\.example$/)
  for (const headers of [
    [`To: Harbour <${address}>`],
    [`Cc: x@y.example, ${address.toUpperCase()}`],
    [`Delivered-To: ${address}`],
  ])
    expect((await hintsOf(headers)).conversationId).toBe(CONVERSATION)
  expect((await hintsOf([], [address])).conversationId).toBe(CONVERSATION)
})

test('a token is worth nothing when it is changed, at another inbox, or with another secret', () => {
  const address = replyAddress(account(), CONVERSATION, SECRET)
  const token = /\+c\.(\w+)@/.exec(address)?.[1] ?? ''
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === '7' ? '8' : '7'
    const changed = address.replace(token, `${token.slice(0, at)}${other}${token.slice(at + 1)}`)
    expect(conversationOf(changed, account(), SECRET)).toBeNull()
  }
  expect(conversationOf(address, account({}, { id: 'ibx_2' }), SECRET)).toBeNull()
  expect(conversationOf(address, account(), 'other secret')).toBeNull()
  expect(conversationOf(address.replace(token, `${token}0`), account(), SECRET)).toBeNull()
  expect(conversationOf('hello@harbourdental.example', account(), SECRET)).toBeNull()
})

test('every conversation comes back from its address', () => {
  for (let i = 0; i < 200; i++) {
    const id = newId('conv', new Date(i * 10_000_000_000))
    expect(conversationOf(replyAddress(account(), id, SECRET), account(), SECRET)).toBe(id)
  }
})

test('an address has no more than 64 characters before the @', () => {
  const withName = (name: string) => account({}, { address: `${name}@harbourdental.example` })
  const fits = replyAddress(withName('a'.repeat(25)), CONVERSATION, SECRET)
  expect(fits.indexOf('@')).toBe(64)
  expect(replyAddress(withName('a'.repeat(26)), CONVERSATION, SECRET)).toBe(
    `${'a'.repeat(26)}@harbourdental.example`,
  )
})

test('without plus-addressing, and for ids that are none of ours, the address stays plain', () => {
  expect(replyAddress(account({ plusAddressing: false }), CONVERSATION, SECRET)).toBe(
    'hello@harbourdental.example',
  )
  expect(replyAddress(account(), 'conv_1', SECRET)).toBe('hello@harbourdental.example')
})

test.each([
  ['Re: AW: [EXTERNAL] SV[2]: Root canal on  Friday!', 'root canal on friday!'],
  ['回复：关于下周三的预约', '关于下周三的预约'],
  ['RE: Question', null],
  ['hello', null],
  ['(no subject)', null],
  ['Re:', null],
  ['', null],
  ['Fwd: Hi!!', null],
  ['Crown', null],
])('the subject "%s"', (subject, key) => {
  expect(subjectKey(subject)).toBe(key)
})

test('an answer goes on with the chain, its first and its last twenty', () => {
  expect(answerHeaders({ messageId: '<b@x>', references: ['<a@x>'], to: [], cc: [] })).toEqual({
    inReplyTo: '<b@x>',
    references: ['<a@x>', '<b@x>'],
  })
  const long = Array.from({ length: 40 }, (_, i) => `<${i}@x>`)
  expect(trimReferences(long)).toEqual(['<0@x>', ...long.slice(20)])
})

test('an answer to all reaches everybody but us', () => {
  const parent = {
    from: 'mara@work.example',
    replyTo: 'mara@customer.example',
    references: [],
    to: ['hello+c.x@harbourdental.example', 'jon@customer.example'],
    cc: ['info@dental.example', 'jon@customer.example', 'mara@customer.example', 'lab@x.example'],
  }
  expect(answerRecipients(parent, account({ aliases: 'info@dental.example' }))).toEqual({
    to: ['mara@customer.example'],
    cc: ['jon@customer.example', 'lab@x.example'],
  })
})
