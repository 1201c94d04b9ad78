// A business and its customers on WhatsApp, over a Cloud API that names files by id and loses an answer.
import { describe, expect, it } from 'vitest'
import { post } from '#test/fakes/twilio-server.ts'
import { PICTURE, QUESTION, startChatting } from '#test/harness/chatting.ts'
import { TOKEN, until } from '#test/harness/product.ts'

const { whatsapp, product, api, inbox, ...chatting } = await startChatting()
const { newCustomer, wire, seconds, wamid, said, deliver, report } = chatting
const { sentTo, arrived, findConversation, thread, lastOut, reaches } = chatting

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

  it('only a thumb, which is no message and not answered', async () => {
    const phone = newCustomer()
    await deliver(said(phone, QUESTION))
    const [answer] = await arrived(phone)
    await reaches(phone, 'sending')
    const reaction = { type: 'reaction', reaction: { message_id: answer?.id, emoji: '👍' } }
    expect((await deliver(said(phone, '', reaction))).status).toBe(200)
    expect((await thread(phone)).map((m) => m.direction)).toEqual(['in', 'out'])
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
      { code: 'template_required', text: expect.stringContaining('24 hours') },
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
