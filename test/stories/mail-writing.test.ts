// What people do with mails: answer everybody, choose who gets it, write with pictures, forward, and mails to many.
import nodemailer from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SmtpFake, startSmtpFake } from '#test/fakes/smtp-server.ts'
import { type Product, startProduct, TOKEN, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'

const BUSINESS = 'hello@harbor.example'
const ANN = 'ann@customer.example'
const BEN = 'ben@customer.example'
const COLLEAGUE = 'chris@elsewhere.example'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

let product: Product
let smtp: SmtpFake
let conversation: ConversationRow

beforeAll(async () => {
  smtp = await startSmtpFake()
  product = await startProduct({ config: { smtpIn: { host: '127.0.0.1', port: 0 } } })
  const settings = { fromName: 'Harbor', smtpHost: '127.0.0.1', smtpPort: smtp.port, smtpSecurity: 'none' }
  const made = await product.api.post('/inboxes', {
    channel: 'email',
    provider: 'smtp',
    name: 'Mail',
    address: BUSINESS,
    settings,
    aiEnabled: false,
  })
  expect(made.status).toBe(201)
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: product.smtpPort ?? 0,
    secure: false,
    ignoreTLS: true,
  })
  await transport.sendMail({
    from: `Ann <${ANN}>`,
    to: [BUSINESS, 'dora@customer.example'],
    cc: `Ben <${BEN}>`,
    subject: 'The leak',
    text: 'It drips again.',
    html: '<p>It <b>drips</b> again. <img src="cid:leak"></p>',
    attachments: [
      { filename: 'leak.png', content: PNG, cid: 'leak' },
      { filename: 'plan.txt', content: 'the plan' },
    ],
    messageId: '<leak@customer.example>',
  })
  transport.close()
  conversation = await until(
    async () =>
      (await product.api.get<{ items: ConversationRow[] }>('/conversations')).body.items.find(
        (c) => c.contact.display === ANN,
      ),
    'the mail',
  )
})
afterAll(() => smtp.stop())

const send = (body: Record<string, unknown>) =>
  product.api.post<Message>(`/conversations/${conversation.id}/messages`, body)
const thread = async () =>
  (await product.api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body.items
/** The mail with these words, and who got it. */
async function arrived(words: string): Promise<{ mail: Email; to: string[] }> {
  const found = await until(() => smtp.mails.find((m) => m.raw.includes(words)), `a mail with “${words}”`)
  return { mail: await PostalMime.parse(found.raw), to: [...found.to].sort() }
}
const addresses = (list: Email['to']) => (list ?? []).map((one) => one.address)

describe('an answer', () => {
  it('goes to everybody who was on the mail, as the composer said before', async () => {
    const { body } = await product.api.get(`/conversations/${conversation.id}/recipients`)
    expect(body).toEqual({
      to: [expect.stringContaining(ANN)],
      cc: [expect.stringContaining('dora@'), expect.stringContaining(BEN)],
      subject: 'Re: The leak',
    })
    await send({ text: 'To everybody.' })
    const { mail, to } = await arrived('To everybody.')
    expect(to).toEqual([ANN, BEN, 'dora@customer.example'])
    expect(addresses(mail.to)).toEqual([ANN])
    expect(addresses(mail.cc)).toEqual(['dora@customer.example', BEN])
    expect(mail.inReplyTo).toBe('<leak@customer.example>')
  })

  it('goes to whom a person names, blind copies unseen by the others', async () => {
    await send({ text: 'Only some.', recipients: { cc: [], bcc: [COLLEAGUE] } })
    const { mail, to } = await arrived('Only some.')
    expect(to).toEqual([ANN, COLLEAGUE])
    expect([addresses(mail.to), mail.cc ?? [], mail.bcc ?? []]).toEqual([[ANN], [], []])
    expect(smtp.mails.find((m) => m.raw.includes('Only some.'))?.raw).not.toContain(COLLEAGUE)
    expect((await thread()).find((m) => m.text === 'Only some.')?.email?.bcc).toEqual([COLLEAGUE])
  })

  it('refuses what is no address, and says which', async () => {
    const refused = await send({ text: 'x', recipients: { cc: ['ben at customer'] } })
    expect(refused.status).toBe(400)
    expect(JSON.stringify(refused.body)).toContain('ben at customer')
  })

  it('carries HTML with its pictures, cleaned', async () => {
    const form = new FormData()
    form.append('file', new File([PNG], 'photo.png', { type: 'image/png' }))
    const file = await (
      await fetch(`${product.url}/api/v1/files`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}` },
        body: form,
      })
    ).json()
    const sent = await send({
      html: `<p>Look <img src="cid:${file.id}"></p><script>alert(1)</script>`,
      attachments: [file.id],
    })
    expect(sent.status, JSON.stringify(sent.body)).toBe(201)
    expect(sent.body.text).toBe('Look')
    expect(sent.body.htmlUrl).not.toBeNull()
    const found = await until(
      () => smtp.mails.find((m) => m.raw.includes('multipart/related')),
      'the mail with a picture',
    )
    const mail = await PostalMime.parse(found.raw)
    expect(mail.html).not.toContain('script')
    const [picture] = mail.attachments
    expect(picture?.contentId).toBe(`<${file.id}@frontdesk>`)
    expect(mail.html).toContain(`cid:${file.id}@frontdesk`)
  })
})

describe('somebody who said stop', () => {
  it('is left out of an answer to everybody, and nobody can put them back', async () => {
    const before = smtp.mails.filter((m) => m.to.includes(BEN)).length
    const made = await product.api.post('/contacts', {
      name: 'Ben',
      addresses: [{ kind: 'email', value: BEN }],
    })
    const contact = made.body
    await product.api.post(`/contacts/${contact.id}/consent`, {
      addressId: contact.addresses[0].id,
      action: 'opt_out',
    })
    await send({ text: 'Without Ben.' })
    expect((await arrived('Without Ben.')).to).toEqual([ANN, 'dora@customer.example'])
    const refused = await send({ text: 'With Ben.', recipients: { bcc: [`Ben <${BEN}>`] } })
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.body)).toContain(`${BEN} opted out`)
    const forwarded = await product.api.post(`/messages/${(await thread())[0]?.id}/forward`, { to: [BEN] })
    expect(forwarded.status).toBe(422)
    expect(smtp.mails.filter((m) => m.to.includes(BEN))).toHaveLength(before)
  })
})

describe('a forwarded mail', () => {
  it('goes to somebody else with its words, its pictures and its files, beside the conversation', async () => {
    const [original] = await thread()
    const before = await product.api.get<ConversationRow>(`/conversations/${conversation.id}`)
    const { status, body } = await product.api.post<Message>(`/messages/${original?.id}/forward`, {
      to: [COLLEAGUE],
      text: 'Can you go there?',
    })
    expect([status, body.purpose, body.subject]).toEqual([201, 'forward', 'Fwd: The leak'])
    const { mail, to } = await arrived('Can you go there?')
    expect(to).toEqual([COLLEAGUE])
    expect(mail.inReplyTo).toBeUndefined()
    expect(mail.text).toContain('It drips again.')
    expect(mail.html).toContain('<b>drips</b>')
    expect(mail.attachments.map((a) => a.filename).sort()).toEqual(['leak.png', 'plan.txt'])
    const after = await product.api.get<ConversationRow>(`/conversations/${conversation.id}`)
    expect(after.body.preview).toBe(before.body.preview)
  })

  it('goes once, though it is asked for again because the answer was lost', async () => {
    const [original] = await thread()
    const ask = () =>
      product.api.post<Message>(
        `/messages/${original?.id}/forward`,
        { to: [COLLEAGUE], text: 'Only once, please.' },
        { 'idempotency-key': 'forward-1' },
      )
    const [first, again] = [await ask(), await ask()]
    expect([again.status, again.body.id]).toEqual([201, first.body.id])
    await arrived('Only once, please.')
    expect((await thread()).filter((m) => m.text.includes('Only once, please.'))).toHaveLength(1)
  })
})

describe('a mail to many', () => {
  it('has a way out that only a person’s click or a mail program takes', async () => {
    const sent = await send({ text: 'Spring offer.', bulk: true, recipients: { cc: [] } })
    expect(sent.body.purpose).toBe('automated')
    const { mail } = await arrived('Spring offer.')
    const headers = new Map(mail.headers.map((h) => [h.key, h.value]))
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const url = /<(.+)>/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? ''
    expect(mail.text).toContain(url)

    const look = await fetch(url)
    expect([look.status, await look.text()]).toEqual([200, expect.stringContaining(ANN)])
    expect((await send({ text: 'Still allowed.' })).status).toBe(201)
    expect((await fetch(`${url}x`, { method: 'POST' })).status).toBe(404)

    const obeyed = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(obeyed.status).toBe(200)
    const refused = await send({ text: 'Not any more.' })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      422,
      expect.stringContaining('opted out'),
    ])
    const { body } = await product.api.get(`/contacts/${conversation.contact.id}`)
    expect(body.consent[0]).toMatchObject({ action: 'opt_out', source: 'unsubscribe' })
  })
})
