// Who somebody is, and what was before: history that sets nothing in motion, people without a number, changed numbers.
import { describe, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { PICTURE, QUESTION, startChatting } from '#test/harness/chatting.ts'
import { until } from '#test/harness/product.ts'
import type { Contact } from '#wire/api/contacts.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Turn } from '#wire/api/messages.ts'

const { whatsapp, product, api, ...chatting } = await startChatting()
const { newCustomer, wire, seconds, wamid, said, deliver, sentTo, arrived, findConversation, thread } =
  chatting
const MINUTE = 60_000

const list = async () => (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body.items
const contactOf = async (phone: string) => {
  const conversation = await until(() => findConversation(phone), `the conversation of ${phone}`)
  return (await api.get<Contact>(`/contacts/${conversation.contact.id}`)).body
}

describe('a phone brings its past along', () => {
  const line = (from: string, text: string, agoMs: number, more: Record<string, unknown> = {}) => ({
    from: wire(from),
    id: wamid(),
    timestamp: seconds(agoMs),
    type: 'text',
    text: { body: text },
    history_context: { status: 'read', from_me: from === OURS },
    ...more,
  })
  const OURS = '+12125550100'
  const chunk = (phone: string, messages: unknown[]) =>
    deliver({ history: [{ metadata: { phase: 0 }, threads: [{ id: wire(phone), messages }] }] }, 'history')

  it('in any order of chunks and copies: in order, once, and nothing comes of it', async () => {
    const phone = newCustomer()
    const lines = [
      line(phone, 'Are you open on Monday?', 90 * MINUTE),
      line(OURS, 'From nine.', 80 * MINUTE),
      line(phone, QUESTION, 70 * MINUTE),
      line(phone, 'Thanks', 60 * MINUTE),
    ]
    const [one, two, three, four] = lines
    const answers = await Promise.all([
      chunk(phone, [four, two]),
      chunk(phone, [one]),
      chunk(phone, [three, four]),
      chunk(phone, [two]),
    ])
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200])
    const messages = await thread(phone)
    expect(messages.map((m) => [m.seq, m.author.kind, m.text, m.status])).toEqual([
      [-3, 'contact', 'Are you open on Monday?', 'received'],
      [-2, 'phone', 'From nine.', 'read'],
      [-1, 'contact', QUESTION, 'received'],
      [0, 'contact', 'Thanks', 'received'],
    ])
    const row = await findConversation(phone)
    expect(row).toMatchObject({
      unread: 0,
      handler: 'ai',
      status: 'active',
      requiresAction: false,
      preview: 'Thanks',
      lastMessageAt: messages[3]?.createdAt,
    })
    const turns = await api.get<{ items: Turn[] }>(`/conversations/${row?.id}/turns`)
    expect(turns.body.items).toEqual([])
    // "Resume AI" is a wish about the future, not about what was said years ago.
    await api.post(`/conversations/${row?.id}/resume-ai`)

    await deliver(said(phone, 'and do you serve queens?'))
    await arrived(phone)
    expect((await thread(phone)).map((m) => m.seq)).toEqual([-3, -2, -1, 0, 1, 2])
    expect(sentTo(phone)).toHaveLength(1)
    await chunk(phone, [line(phone, 'The very first', 200 * MINUTE)])
    expect((await thread(phone)).map((m) => [m.seq, m.text])[0]).toEqual([-4, 'The very first'])
  })

  it('in pages, from the newest to the oldest', async () => {
    const phone = newCustomer()
    await chunk(
      phone,
      Array.from({ length: 12 }, (_, n) => line(phone, `Line ${n}`, (100 - n) * MINUTE)),
    )
    const { id } = (await findConversation(phone)) ?? {}
    const seen: string[] = []
    let before = ''
    for (let page = 0; page < 5; page++) {
      const { body } = await api.get<{ items: { text: string }[]; next: string | null }>(
        `/conversations/${id}/messages?limit=5${before && `&before=${before}`}`,
      )
      seen.unshift(...body.items.map((m) => m.text))
      if (body.next === null) break
      before = body.next
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => `Line ${n}`))
  })

  it('with files that follow their place', async () => {
    const phone = newCustomer()
    const id = whatsapp.keepMedia(PICTURE, 'image/png')
    const late = line(phone, '', 50 * MINUTE, { type: 'media_placeholder', text: undefined })
    await chunk(phone, [late])
    await deliver(
      { messages: [{ ...late, type: 'image', image: { id, mime_type: 'image/png', caption: 'My plan' } }] },
      'history',
    )
    const file = await until(async () => {
      const [message] = await thread(phone)
      return message?.attachments[0]?.id ? message : null
    }, 'the picture')
    expect([file.text, file.seq]).toEqual(['My plan', 0])
    expect(await thread(phone)).toHaveLength(1)
  })

  it('and its address book, which names people', async () => {
    const phone = newCustomer()
    await deliver(said(phone, 'Hi'))
    await deliver(
      {
        state_sync: [
          {
            type: 'contact',
            action: 'add',
            contact: { full_name: 'Mara Lindqvist', phone_number: wire(phone) },
          },
        ],
      },
      'smb_app_state_sync',
    )
    expect((await contactOf(phone)).name).toBe('Mara Lindqvist')
  })
})

describe('somebody hides their number', () => {
  const ID = 'DE.77491208655302741918'
  const hidden = (id: string, text: string) => ({
    contacts: [{ profile: { name: 'Ola', username: 'ola.n' }, user_id: id }],
    messages: [{ from_user_id: id, id: wamid(), timestamp: seconds(), type: 'text', text: { body: text } }],
  })
  const both = (phone: string, id: string, text: string) => {
    const value = said(phone, text)
    return { ...value, messages: value.messages.map((m) => ({ ...m, from_user_id: id })) }
  }

  it('and shows it later: one contact, one thread, both ways to write', async () => {
    await deliver(hidden(ID, QUESTION))
    const [answer] = await arrived(ID)
    expect(answer?.body).toMatchObject({ recipient: ID })
    const phone = newCustomer()
    await deliver(both(phone, ID, 'This is my number'))
    const contact = await contactOf(phone)
    expect(contact.addresses.map((a) => [a.kind, a.value]).sort()).toEqual([
      ['phone', phone],
      ['whatsapp_user', ID],
    ])
    const texts = (await thread(phone)).filter((m) => m.direction === 'in').map((m) => m.text)
    expect(texts).toEqual([QUESTION, 'This is my number'])
    await deliver(hidden(ID, 'And hidden again'))
    expect((await thread(phone)).length).toBe(0)
    const mine = (await list()).filter((c) => c.contact.id === contact.id)
    expect(mine).toHaveLength(1)
    const detail = await api.get<Conversation>(`/conversations/${mine[0]?.id}`)
    expect(detail.body.routes.map((r) => [r.address, r.templatesOnly])).toEqual([
      [ID, false],
      [displayAddress('phone', phone), false],
    ])
  })

  it('after writing with it: the id joins the contact', async () => {
    const phone = newCustomer()
    const id = 'DE.55591208655302741918'
    await deliver(both(phone, id, 'Hello'))
    const contact = await contactOf(phone)
    await deliver(hidden(id, 'Now without a number'))
    const mine = (await list()).filter((c) => c.contact.id === contact.id)
    expect(mine.map((c) => c.preview)).toEqual([expect.any(String)])
    const fresh = (await api.get<Contact>(`/contacts/${contact.id}`)).body
    expect(fresh.addresses.map((a) => a.value).sort()).toEqual([phone, id].sort())
  })

  it('and two contacts exist already: nothing is merged by a machine', async () => {
    const phone = newCustomer()
    const id = 'DE.66691208655302741918'
    await deliver(hidden(id, 'Hello'))
    await deliver(said(phone, 'Hello'))
    const before = await contactOf(phone)
    await deliver(both(phone, id, 'It is me'))
    expect((await contactOf(phone)).addresses).toEqual(before.addresses)
    const pairs = await api.get('/contacts/duplicates')
    expect(JSON.stringify(pairs.body)).toContain('are one person')
  })
})

describe('somebody changes numbers', () => {
  it('and is answered at the new one, in the same thread; the old one is marked', async () => {
    const [old, fresh] = [newCustomer(), newCustomer()]
    await deliver(said(old, QUESTION))
    await arrived(old)
    const before = await findConversation(old)
    await deliver({
      messages: [
        {
          from: wire(old),
          id: wamid(),
          timestamp: seconds(),
          type: 'system',
          system: { body: 'changed', wa_id: wire(fresh), type: 'user_changed_number' },
        },
      ],
    })
    const after = await until(() => findConversation(fresh), 'the thread at the new number')
    expect([after.id, after.contact.id]).toEqual([before?.id, before?.contact.id])
    const contact = (await api.get<Contact>(`/contacts/${after.contact.id}`)).body
    expect(contact.addresses.map((a) => [a.value, a.unusable?.reason ?? null])).toEqual([
      [old, expect.stringContaining('given it up')],
      [fresh, null],
    ])
    await deliver(said(fresh, 'Hello from the new one'))
    await until(async () => (await thread(fresh)).some((m) => m.text.includes('new one')), 'the message')
    await api.post(`/conversations/${after.id}/messages`, { text: 'Got it.' })
    await until(() => sentTo(fresh).some((m) => JSON.stringify(m.body).includes('Got it')), 'the answer')
    expect((await list()).filter((c) => c.contact.id === contact.id)).toHaveLength(1)
    expect(product.url).toBeTruthy()
  })
})

describe('the customer sees', () => {
  it('that the AI is writing; and nothing for a program that marks a conversation as read', async () => {
    const phone = newCustomer()
    const value = said(phone, QUESTION)
    await deliver(value)
    await arrived(phone)
    const id = value.messages[0]?.id
    await until(() => whatsapp.marks.some((m) => m.messageId === id && m.typing), 'the typing mark')
    const conversation = await findConversation(phone)
    await api.post(`/conversations/${conversation?.id}/read`, { seq: conversation?.lastSeq ?? 0 })
    expect(whatsapp.marks.filter((m) => m.messageId === id && !m.typing)).toEqual([])
  })
})
