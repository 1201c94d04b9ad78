// A business and its customers on WhatsApp, over a Cloud API that names files by id and loses an answer.
import { afterAll, describe, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { post } from '#test/fakes/twilio-server.ts'
import { type FakeChat, startWhatsappFake } from '#test/fakes/whatsapp-server.ts'
import { startProduct, TOKEN, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const QUESTION = 'do you serve queens?'
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const whatsapp = await startWhatsappFake()
afterAll(() => whatsapp.stop())
const product = await startProduct()
const { api } = product
const made = await api.post<Inbox>('/inboxes', {
  channel: 'whatsapp',
  provider: 'meta',
  name: 'WhatsApp',
  address: '+12125550100',
  settings: whatsapp.settings,
})
const inbox = made.body
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })

let numbered = 0
const newCustomer = () => `+1212736${7000 + numbered++}`
const wire = (phone: string) => phone.slice(1)
/** Now, or so long ago, as WhatsApp writes it. */
const seconds = (agoMs = 0) => String(Math.floor((Date.now() - agoMs) / 1000))
let counted = 0
const wamid = () => `wamid.story${counted++}`
const said = (from: string, text: string, more: Record<string, unknown> = {}) => ({
  contacts: [{ profile: { name: 'Mara' }, wa_id: wire(from) }],
  messages: [
    { from: wire(from), id: wamid(), timestamp: seconds(), type: 'text', text: { body: text }, ...more },
  ],
})
const deliver = (value: Record<string, unknown>, field = 'messages') =>
  post(whatsapp.signed(inbox.webhookUrl, value, { field }))
/** A status of a message of ours; our own id comes back with it. */
const report = (message: FakeChat | undefined, status: string) =>
  deliver({
    statuses: [
      {
        id: message?.id,
        status,
        timestamp: seconds(),
        biz_opaque_callback_data: message?.body.biz_opaque_callback_data,
      },
    ],
  })
const sentTo = (phone: string) => whatsapp.messages.filter((m) => m.to === phone)
const arrived = (phone: string, count = 1) =>
  until(() => sentTo(phone).length >= count && sentTo(phone), `${count} messages to ${phone}`)

async function findConversation(phone: string): Promise<ConversationRow | null> {
  const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
  return body.items.find((c) => c.contact.display === displayAddress('phone', phone)) ?? null
}
async function thread(phone: string): Promise<Message[]> {
  const conversation = await findConversation(phone)
  if (!conversation) return []
  return (await api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body.items
}
const lastOut = async (phone: string) => (await thread(phone)).findLast((m) => m.direction === 'out')
const reaches = (phone: string, ...statuses: Message['status'][]) =>
  until(
    async () => {
      const message = await lastOut(phone)
      return message && statuses.includes(message.status) ? message : null
    },
    `a message to ${phone} that is ${statuses.join(' or ')}`,
  )

describe('the address of the inbox', () => {
  const ask = (token: string) =>
    fetch(`${inbox.webhookUrl}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`)

  it('is confirmed to Meta, and to nobody else', async () => {
    const answer = await ask('harbour-dental')
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      expect.stringContaining('text/plain'),
      '1158201444',
    ])
    expect((await ask('another')).status).toBe(403)
  })

  it('takes nothing that another app signed', async () => {
    const phone = newCustomer()
    const foreign = whatsapp.signed(inbox.webhookUrl, said(phone, QUESTION), { secret: 'another app' })
    expect((await post(foreign)).status).toBe(403)
    expect(await findConversation(phone)).toBeNull()
  })
})

describe('a customer writes on WhatsApp', () => {
  it('and is answered there; the reading is seen', async () => {
    const phone = newCustomer()
    expect((await deliver(said(phone, QUESTION))).status).toBe(200)
    const [answer] = await arrived(phone)
    const ours = await reaches(phone, 'sending')
    expect(ours.text).toContain('25 dollars')
    expect(answer?.body).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: phone,
      type: 'text',
      text: { body: ours.text, preview_url: false },
      biz_opaque_callback_data: ours.id,
    })
    expect((await findConversation(phone))?.contact.name).toBe('Mara')
    for (const status of ['read', 'delivered', 'sent']) await report(answer, status)
    expect(await lastOut(phone)).toMatchObject({ status: 'read' })
  })

  it('in twenty copies at once, and is one message with one answer', async () => {
    const phone = newCustomer()
    const copy = whatsapp.signed(inbox.webhookUrl, said(phone, QUESTION))
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(copy)))
    expect(answers.map((a) => a.status)).toEqual(Array(20).fill(200))
    await arrived(phone)
    await deliver(said(phone, 'and on sundays, do you serve queens?'))
    await arrived(phone, 2)
    expect((await thread(phone)).map((m) => m.direction)).toEqual(['in', 'out', 'in', 'out'])
  })

  it('without a visible number, and is answered at the id that WhatsApp gave', async () => {
    const id = 'DE.77491208655302741918'
    await deliver({
      contacts: [{ profile: { name: 'Ola', username: 'ola.n' }, user_id: id }],
      messages: [
        { from_user_id: id, id: wamid(), timestamp: seconds(), type: 'text', text: { body: QUESTION } },
      ],
    })
    const [answer] = await arrived(id)
    expect(answer?.body).toMatchObject({ recipient: id })
    expect(answer?.body).not.toHaveProperty('to')
  })

  it('and stops the business in WhatsApp’s own settings: opted out, without a word from us', async () => {
    const phone = newCustomer()
    await deliver(said(phone, QUESTION))
    await arrived(phone)
    const decided = (value: string) =>
      deliver(
        {
          user_preferences: [
            { wa_id: wire(phone), category: 'marketing_messages', value, timestamp: seconds() },
          ],
        },
        'user_preferences',
      )
    await decided('stop')
    const conversation = await until(async () => {
      const found = await findConversation(phone)
      return found?.contact.optedOut ? found : null
    }, 'the opt-out')
    const say = () => api.post(`/conversations/${conversation.id}/messages`, { text: 'Hello?' })
    expect((await say()).status).toBe(422)
    await decided('resume')
    expect((await say()).status).toBe(201)
    await arrived(phone, 2)
    expect(sentTo(phone)).toHaveLength(2)
  })

  it('only a thumb, which is shown and not answered', async () => {
    const phone = newCustomer()
    const reaction = { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } }
    await deliver(said(phone, '', reaction))
    const conversation = await until(() => findConversation(phone), 'the conversation')
    await until(async () => {
      const { body } = await api.get<{ items: Turn[] }>(`/conversations/${conversation.id}/turns`)
      return body.items[0]?.reasons.some((r) => r.text === 'It is a reaction, and no question.')
    }, 'the reason of the silence')
    await deliver(said(phone, QUESTION))
    await arrived(phone)
    await reaches(phone, 'sending')
    expect((await thread(phone)).map((m) => m.text.slice(0, 14))).toEqual([
      'Reacted with 👍'.slice(0, 14),
      QUESTION.slice(0, 14),
      expect.any(String),
    ])
    expect(sentTo(phone)).toHaveLength(1)
  })
})

describe('files', () => {
  it('of a customer are asked for by id and fetched with the token', async () => {
    const phone = newCustomer()
    const id = whatsapp.keepMedia(PICTURE, 'image/png')
    await deliver(said(phone, '', { type: 'image', image: { id, mime_type: 'image/png' } }))
    const file = await until(async () => {
      const attachment = (await thread(phone))[0]?.attachments[0]
      return attachment?.id ? attachment : null
    }, 'the picture in the thread')
    expect(file).toMatchObject({
      name: 'picture.png',
      type: 'image/png',
      size: PICTURE.byteLength,
      problem: null,
    })
    const stored = await fetch(new URL(file.url ?? '', product.url))
    expect(Buffer.from(await stored.arrayBuffer()).equals(PICTURE)).toBe(true)
    expect(whatsapp.fetches).toEqual([{ token: whatsapp.settings.accessToken, status: 200 }])
  })

  it('that WhatsApp no longer has say so in the thread', async () => {
    const phone = newCustomer()
    await deliver(said(phone, '', { type: 'document', document: { id: '404404', filename: 'a.pdf' } }))
    const file = await until(async () => {
      const attachment = (await thread(phone))[0]?.attachments[0]
      return attachment?.problem ? attachment : null
    }, 'the problem in the thread')
    expect(file).toMatchObject({ id: null, name: 'a.pdf', problem: expect.stringMatching(/no longer has/) })
  })

  it('of ours are uploaded and sent with their words', async () => {
    const phone = newCustomer()
    await deliver(said(phone, QUESTION))
    await arrived(phone)
    const form = new FormData()
    form.set('file', new Blob([PICTURE], { type: 'image/png' }), 'plan.png')
    const uploaded = await fetch(`${product.url}/api/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: form,
    })
    const { id }: { id: string } = await uploaded.json()
    const conversation = await findConversation(phone)
    await api.post(`/conversations/${conversation?.id}/messages`, { text: 'Our plan', attachments: [id] })
    const [, sent] = await arrived(phone, 2)
    const image = sent?.body['image'] as { id: string; caption: string }
    expect([sent?.body.type, image.caption]).toEqual(['image', 'Our plan'])
    const kept = whatsapp.uploads.get(image.id)
    expect([kept?.name, kept?.type, Buffer.from(kept?.content ?? []).equals(PICTURE)]).toEqual([
      'plan.png',
      'image/png',
      true,
    ])
  })
})

describe('WhatsApp', () => {
  it('takes a message and drops the line: the receipt with our id links it, and nothing is sent twice', async () => {
    const phone = newCustomer()
    whatsapp.plan(phone, { fault: 'drop_after' })
    await deliver(said(phone, QUESTION))
    const [message] = await arrived(phone)
    await until(async () => (await lastOut(phone))?.error, 'nobody to know')
    await report(message, 'delivered')
    expect(await lastOut(phone)).toMatchObject({ status: 'delivered', error: null })
    await deliver(said(phone, 'and on sundays, do you serve queens?'))
    await arrived(phone, 2)
    expect(sentTo(phone)).toHaveLength(2)
  })

  it('may see the window closed where we do not, and the reason is told', async () => {
    const phone = newCustomer()
    whatsapp.plan(phone, { fault: 'refuse', status: 400, code: 131047 })
    await deliver(said(phone, QUESTION))
    expect((await reaches(phone, 'failed')).error).toMatchObject({
      code: '131047',
      reason: expect.stringContaining('24 hours'),
    })
    expect(sentTo(phone)).toHaveLength(0)
  })

  it('lets us write for 24 hours: later nothing is offered to it, and the reason is told', async () => {
    const phone = newCustomer()
    await deliver(said(phone, QUESTION, { timestamp: seconds(25 * 3_600_000) }))
    const dropped = await reaches(phone, 'canceled')
    expect(dropped.verdict?.reasons).toMatchObject([
      { code: 'window_closed', text: expect.stringContaining('24 hours') },
    ])
    const conversation = await findConversation(phone)
    const say = () => api.post(`/conversations/${conversation?.id}/messages`, { text: 'Hello?' })
    const blocked = await say()
    expect([blocked.status, blocked.body.code]).toEqual([422, 'blocked_by_gate'])
    await deliver(said(phone, 'Still there?'))
    expect((await say()).status).toBe(201)
    await arrived(phone)
    expect(sentTo(phone)).toHaveLength(1)
  })

  it('asks for patience: the message goes later, once', async () => {
    const phone = newCustomer()
    whatsapp.plan(phone, { fault: 'refuse', status: 503, code: 131016 })
    await deliver(said(phone, QUESTION))
    await arrived(phone)
    await reaches(phone, 'sending')
    expect(sentTo(phone)).toHaveLength(1)
  })
})

describe('somebody answers on the phone', () => {
  const echo = (to: string, text: string, more: Record<string, unknown> = {}) => ({
    message_echoes: [
      {
        from: '12125550100',
        to: wire(to),
        id: wamid(),
        timestamp: seconds(),
        type: 'text',
        text: { body: text },
        ...more,
      },
    ],
  })
  const echoed = (value: Record<string, unknown>) => deliver(value, 'smb_message_echoes')

  it('and it stands in the thread as theirs, once; the AI stays out until somebody resumes it', async () => {
    const phone = newCustomer()
    await deliver(said(phone, QUESTION))
    await arrived(phone)
    const copy = whatsapp.signed(inbox.webhookUrl, echo(phone, 'Sam here, I will call you.'), {
      field: 'smb_message_echoes',
    })
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(copy)))
    expect(answers.map((a) => a.status)).toEqual(Array(8).fill(200))
    const conversation = await findConversation(phone)
    expect(conversation).toMatchObject({
      handler: 'human',
      handledBy: 'Somebody on the phone',
      preview: 'Sam here, I will call you.',
      lastAuthor: 'phone',
    })
    await deliver(said(phone, 'thanks! do you serve queens on sundays?'))
    await until(async () => {
      const { body } = await api.get<{ items: Turn[] }>(`/conversations/${conversation?.id}/turns`)
      return body.items.some((t) => t.outcome === 'silent' && t.reasons[0]?.code === 'human_managed')
    }, 'the AI’s silence')
    expect((await thread(phone)).map((m) => m.author.kind)).toEqual(['contact', 'ai', 'phone', 'contact'])
    expect(sentTo(phone)).toHaveLength(1)
    await api.post(`/conversations/${conversation?.id}/resume-ai`)
    await arrived(phone, 2)
  })

  it('while the AI’s text waits: that text never leaves', async () => {
    const phone = newCustomer()
    whatsapp.plan(phone, { fault: 'refuse', status: 400, code: 131056 })
    await deliver(said(phone, QUESTION))
    await until(async () => (await lastOut(phone))?.error?.code === '131056', 'the AI’s text to wait')
    await echoed(echo(phone, 'I have this.'))
    expect((await thread(phone)).map((m) => [m.author.kind, m.status])).toEqual([
      ['contact', 'received'],
      ['ai', 'canceled'],
      ['phone', 'sent'],
    ])
    expect(sentTo(phone)).toHaveLength(0)
  })

  it('to somebody new, with a picture: contact, thread and file are there, and the answer comes back to it', async () => {
    const phone = newCustomer()
    const id = whatsapp.keepMedia(PICTURE, 'image/png')
    const picture = echo(phone, '', {
      type: 'image',
      image: { id, mime_type: 'image/png', caption: 'As promised' },
    })
    expect((await echoed(picture)).status).toBe(200)
    await until(async () => (await thread(phone))[0]?.attachments[0]?.id, 'the picture')
    await deliver(said(phone, 'Thank you!'))
    const messages = await thread(phone)
    expect(messages.map((m) => [m.author.kind, m.text])).toEqual([
      ['phone', 'As promised'],
      ['contact', 'Thank you!'],
    ])
  })

  it('at the moment when somebody new writes: one contact and one thread, whoever comes first', async () => {
    const phones = Array.from({ length: 12 }, newCustomer)
    const answers = await Promise.all(
      phones.flatMap((phone, n) => {
        const both = [() => deliver(said(phone, 'Hello?')), () => echoed(echo(phone, 'Hello!'))]
        return (n % 2 === 0 ? both : both.reverse()).map((go) => go())
      }),
    )
    expect(answers.map((a) => a.status)).toEqual(Array(24).fill(200))
    const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    for (const phone of phones) {
      const display = displayAddress('phone', phone)
      expect(body.items.filter((c) => c.contact.display === display)).toHaveLength(1)
      const found = (await thread(phone)).filter((m) => m.author.kind !== 'ai')
      expect(found.map((m) => m.author.kind).sort()).toEqual(['contact', 'phone'])
    }
  })

  it('reads, and its receipts are seen', async () => {
    const phone = newCustomer()
    const value = echo(phone, 'Hello')
    await echoed(value)
    await deliver({
      statuses: [{ id: value.message_echoes[0]?.id, status: 'read', timestamp: seconds() }],
    })
    expect(await lastOut(phone)).toMatchObject({ status: 'read', author: { kind: 'phone' } })
  })

  it('or brings along old messages: nothing comes of them', async () => {
    const phone = newCustomer()
    const old = {
      history: [
        { metadata: { phase: 0 }, threads: [{ id: wire(phone), messages: said(phone, QUESTION).messages }] },
      ],
    }
    expect((await deliver(old, 'history')).status).toBe(200)
    expect(await findConversation(phone)).toBeNull()
  })
})
