// The same number is also in the app on somebody's phone: what is written there stands in the thread and stops the AI.
import { describe, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { post } from '#test/fakes/twilio-server.ts'
import { PICTURE, QUESTION, startChatting } from '#test/harness/chatting.ts'
import { until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Turn } from '#wire/api/messages.ts'

const { whatsapp, api, inbox, ...chatting } = await startChatting()
const { newCustomer, wire, seconds, wamid, said, deliver } = chatting
const { sentTo, arrived, findConversation, thread, lastOut } = chatting

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
})
