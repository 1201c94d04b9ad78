import PostalMime from 'postal-mime'
import { expect, it } from 'vitest'
import type { InboxAccount } from '#channels/channel.ts'
import { mailRequest, parse } from '#channels/protocols/mail/parse.ts'
import type { StoredMail } from '#simulator/items.ts'
import { composeMail, type MailToWrite } from './compose-mail.ts'

const at = new Date('2026-11-03T14:05:00Z')
const parent: StoredMail = {
  kind: 'mail',
  inboxId: 'ibx_1',
  envelopeFrom: '',
  fromName: 'Harbor Street',
  fromAddress: 'hello@harbor.example',
  replyTo: 'hello+c.token@harbor.example',
  to: 'riley@mail.example',
  subject: 'Re: Prices – für Riley',
  text: 'It costs $149.\nShall we come?',
  html: null,
  messageId: '<msg_0123456789abcdefghi@harbor.example>',
  inReplyTo: '<a@mail.example>',
  references: ['<a@mail.example>'],
  automatic: null,
  files: [],
  answers: [],
}
const mail: MailToWrite = {
  kind: 'mail',
  messageId: '<b@mail.example>',
  at,
  from: { name: 'Riley Park', address: 'riley@mail.example' },
  to: 'hello@harbor.example',
  subject: '',
  text: 'Yes please, <b>tomorrow</b>.',
  html: true,
  parent,
  parentAt: at,
}
const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k-1',
  channel: 'email',
  provider: 'smtp',
  name: 'Mail',
  address: 'hello@harbor.example',
  settings: { smtpHost: 'simulator' },
}

it('answers into the thread, to the address that was asked for, with the quote below', async () => {
  const written = await composeMail(mail)
  const read = await PostalMime.parse(written.raw)
  expect(read).toMatchObject({
    subject: 'Re: Prices – für Riley',
    inReplyTo: parent.messageId,
    messageId: '<b@mail.example>',
  })
  expect(read.references).toBe('<a@mail.example> <msg_0123456789abcdefghi@harbor.example>')
  expect(read.to?.[0]?.address).toBe('hello+c.token@harbor.example')
  expect(read.text).toContain('> It costs $149.\n> Shall we come?')
  expect(read.html).toContain('&lt;b&gt;tomorrow&lt;/b&gt;')
  expect(written.envelopeFrom).toBe('riley@mail.example')
})

it('follows up on a mail of one’s own to the business, not to oneself', async () => {
  const own = { ...parent, fromAddress: 'riley@mail.example', replyTo: null, to: 'hello@harbor.example' }
  expect((await composeMail({ ...mail, parent: own })).to).toBe('hello@harbor.example')
})

it('is read by the product as what it is: an automatic answer, and a bounce of our mail', async () => {
  const notice = await composeMail({ ...mail, kind: 'auto_reply', text: '' })
  const asAnswer = await parse(
    mailRequest(notice.raw, { receivedAt: at, envelopeFrom: '', recipients: [account.address] }),
    account,
  )
  expect(asAnswer).toMatchObject({ ok: true, items: [{ kind: 'message', automatic: true }] })

  const report = await composeMail({ ...mail, kind: 'bounce' })
  const asBounce = await parse(
    mailRequest(report.raw, { receivedAt: at, envelopeFrom: '', recipients: [account.address] }),
    account,
  )
  expect(asBounce.ok && asBounce.items.find((item) => item.kind === 'receipt')).toMatchObject({
    status: 'failed',
    messageId: 'msg_0123456789abcdefghi',
    effect: 'address_unusable',
  })
})
