// A business and its customers by text message, over a Twilio that repeats itself, and beside strangers who claim to be it.
import { describe, expect, it } from 'vitest'
import { post } from '#test/fakes/twilio-server.ts'
import type { FakeMessage } from '#test/fakes/twilio-wire.ts'
import { until } from '#test/harness/product.ts'
import { BUSINESS, QUESTION, startTexting } from '#test/harness/texting.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const texting = await startTexting()
const { twilio, product, inbox, newCustomer, write, sentTo } = texting
const { findConversation, thread, lastOut, arrived, reaches, happened } = texting

describe('a customer texts', () => {
  it('and the front desk answers from the knowledge, over the provider', async () => {
    const phone = newCustomer()
    const answer = await write(phone, QUESTION)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      expect.stringContaining('text/xml'),
      '<Response/>',
    ])
    const [message] = await arrived(phone)
    const ours = await reaches(phone, 'sending')
    expect(message?.form).toEqual({
      To: phone,
      From: BUSINESS,
      Body: ours.text,
      StatusCallback: `${inbox.webhookUrl}?m=${ours.id}`,
    })
    expect(ours.text).toContain('25 dollars')
    expect((await thread(phone)).map((m) => m.author.kind)).toEqual(['contact', 'ai'])
  })

  it('in twenty copies at once, and is one message with one answer', async () => {
    const phone = newCustomer()
    const copy = twilio.signedInbound(inbox.webhookUrl, { from: phone, to: BUSINESS, body: QUESTION })
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(copy)))
    expect(answers.map((a) => a.status)).toEqual(Array(20).fill(200))
    await arrived(phone)
    expect((await post(copy)).status).toBe(200)
    // The next question's answer comes after whatever a copy may have set off.
    await write(phone, 'and on sundays, do you serve queens?')
    await arrived(phone, 2)
    expect((await thread(phone)).map((m) => m.direction)).toEqual(['in', 'out', 'in', 'out'])
    expect(sentTo(phone)).toHaveLength(2)
  })

  it('a picture, which is fetched with the credentials and kept', async () => {
    const phone = newCustomer()
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const url = twilio.keepMedia(picture, 'image/png')
    await write(phone, '', { media: [{ url, type: 'image/png' }] })
    const file = await until(async () => {
      const attachment = (await thread(phone))[0]?.attachments[0]
      return attachment?.id ? attachment : null
    }, 'the picture in the thread')
    expect(file).toMatchObject({ type: 'image/png', size: picture.byteLength, problem: null })
    const stored = await fetch(new URL(file.url ?? '', product.url))
    expect(Buffer.from(await stored.arrayBuffer()).equals(picture)).toBe(true)
    expect(twilio.fetches.find((f) => f.path === new URL(url).pathname)?.user).toBe(twilio.accountSid)
  })
})

describe('a request that is not the provider’s', () => {
  const failures = async () =>
    (await product.api.get<Inbox>(`/inboxes/${inbox.id}`)).body.health.signatureFailures

  it('is refused, leaves nothing, and shows in the health of the inbox', async () => {
    const phone = newCustomer()
    const before = await failures()
    const message = { from: phone, to: BUSINESS, body: QUESTION }
    const good = twilio.signedInbound(inbox.webhookUrl, message)
    const bad = [
      twilio.signedInbound(inbox.webhookUrl, message, 'another token'),
      { ...good, body: good.body.replace('queens', 'quEens') },
      { ...good, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { ...good, url: `${good.url}?x=1` },
    ]
    for (const request of bad) expect((await post(request)).status).toBe(403)
    expect(await findConversation(phone)).toBeNull()
    expect(await failures()).toBe(before + bad.length)
  })

  it('for another inbox is refused, without a word on which inboxes there are', async () => {
    const url = inbox.webhookUrl.replace(/.{4}$/, 'zzzz')
    expect((await post(twilio.signedInbound(url, { from: newCustomer(), to: BUSINESS }))).status).toBe(404)
  })

  it('signed, but not understood, is kept and shown', async () => {
    const strange = twilio.signedInbound(inbox.webhookUrl, { from: 'whatever:this is?', to: BUSINESS })
    expect((await post(strange)).status).toBe(200)
    const { body } = await product.api.get<{ items: { reason: string }[] }>(`/inboxes/${inbox.id}/quarantine`)
    expect(body.items).toHaveLength(1)
  })
})

describe('receipts', () => {
  const answered = async () => {
    const phone = newCustomer()
    await write(phone, QUESTION)
    const [message] = await arrived(phone)
    await reaches(phone, 'sending')
    if (!message) throw new Error('no message')
    return { phone, message }
  }
  const report = async (message: FakeMessage, status: string, fields: Record<string, string> = {}) =>
    expect((await post(twilio.signedReceipt(message, status, fields))).status).toBe(200)

  it('in any order and twice, move the state forward only', async () => {
    const { phone, message } = await answered()
    for (const status of ['delivered', 'sent', 'delivered', 'queued', 'sending'])
      await report(message, status)
    expect(await lastOut(phone)).toMatchObject({ status: 'delivered', deliveredAt: expect.any(String) })
    await report(message, 'undelivered', { ErrorCode: '30003' })
    expect(await lastOut(phone)).toMatchObject({ status: 'delivered', error: null })
  })

  it('all at once, end in the same', async () => {
    const { phone, message } = await answered()
    await Promise.all(['sent', 'delivered', 'queued', 'sent', 'delivered'].map((s) => report(message, s)))
    expect(await lastOut(phone)).toMatchObject({ status: 'delivered' })
  })

  it('of a failure say why, and a dead number is not written to again', async () => {
    const { phone, message } = await answered()
    await report(message, 'sent')
    await report(message, 'undelivered', { ErrorCode: '30005' })
    const failed = await lastOut(phone)
    expect(failed).toMatchObject({ status: 'failed', error: { code: '30005' } })
    expect(failed?.error?.reason).toMatch(/does not exist|unknown|out of service/i)
    const conversation = await findConversation(phone)
    const sent = await product.api.post(`/conversations/${conversation?.id}/messages`, { text: 'Hello?' })
    expect([sent.status, sent.body.code]).toEqual([422, 'blocked_by_gate'])
    expect(sentTo(phone)).toHaveLength(1)
    // Until somebody writes from it: then it is not dead.
    await product.api.post(`/conversations/${conversation?.id}/resume-ai`)
    await write(phone, 'do you serve queens?')
    await arrived(phone, 2)
  })

  it('with a wrong signature change nothing', async () => {
    const { phone, message } = await answered()
    const good = twilio.signedReceipt(message, 'undelivered', { ErrorCode: '30005' })
    expect((await post({ ...good, body: good.body.replace('30005', '30006') })).status).toBe(403)
    expect(await lastOut(phone)).toMatchObject({ status: 'sending' })
  })
})

describe('STOP', () => {
  const blockedSend = async (phone: string) => {
    const conversation = await findConversation(phone)
    return product.api.post(`/conversations/${conversation?.id}/messages`, { text: 'One last offer' })
  }

  it('is obeyed, confirmed once and shown; nothing follows until START', async () => {
    const phone = newCustomer()
    await write(phone, QUESTION)
    await arrived(phone)
    await write(phone, 'Stop.')
    const [, confirmation] = await arrived(phone, 2)
    expect(confirmation?.body).toContain('unsubscribed')
    expect((await findConversation(phone))?.contact.optedOut).toBe(true)

    await write(phone, 'stop')
    await write(phone, QUESTION)
    await happened(phone, 'ai.silent')
    const sent = await blockedSend(phone)
    expect([sent.status, sent.body.code]).toEqual([422, 'blocked_by_gate'])
    expect(sentTo(phone)).toHaveLength(2)

    await write(phone, 'START')
    const [, , welcome] = await arrived(phone, 3)
    expect(welcome?.body).toContain('subscribed again')
    expect((await findConversation(phone))?.contact.optedOut).toBe(false)
  })

  it('in plain words is obeyed in the same way, and the ledger has the words', async () => {
    const phone = newCustomer()
    await write(phone, QUESTION)
    await arrived(phone)
    // The same words in an ordinary sentence are a message like any other.
    await write(phone, 'Please stop by at five')
    await arrived(phone, 2)
    const asked = 'I sold the house. Please stop texting me!'
    await write(phone, asked)
    const [, , confirmation] = await arrived(phone, 3)
    expect(confirmation?.body).toContain('unsubscribed')
    await write(phone, 'no more messages')
    await write(phone, QUESTION)
    await happened(phone, 'ai.silent')
    expect((await blockedSend(phone)).status).toBe(422)
    expect(sentTo(phone)).toHaveLength(3)

    const conversation = await findConversation(phone)
    const { body } = await product.api.get(`/contacts/${conversation?.contact.id}`)
    const message = (await thread(phone)).find((m) => m.text === asked)
    expect(body.consent).toEqual([
      expect.objectContaining({
        action: 'opt_out',
        source: 'words',
        text: asked,
        message: { id: message?.id, conversationId: conversation?.id, seq: message?.seq },
      }),
    ])
  })

  it('that the provider has obeyed itself is recorded and not confirmed twice', async () => {
    const phone = newCustomer()
    await write(phone, 'STOP', { fields: { OptOutType: 'STOP' } })
    await until(async () => (await findConversation(phone))?.contact.optedOut, 'the opt-out')
    await write(phone, QUESTION)
    await happened(phone, 'ai.silent')
    expect(sentTo(phone)).toHaveLength(0)
  })

  it('at the carrier alone is learned from its refusal', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'status', status: 400, code: 21610 }, 1)
    await write(phone, QUESTION)
    const failed = await reaches(phone, 'failed')
    expect(failed.error?.code).toBe('21610')
    expect((await findConversation(phone))?.contact.optedOut).toBe(true)
    expect((await blockedSend(phone)).status).toBe(422)
    expect(sentTo(phone)).toHaveLength(0)
  })
})

describe('on WhatsApp', () => {
  it('a customer is known by their number and name, is answered there, and their reading is seen', async () => {
    const phone = newCustomer()
    const made = await product.api.post<Inbox>('/inboxes', {
      channel: 'whatsapp',
      provider: 'twilio',
      name: 'WhatsApp',
      address: BUSINESS,
      settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
    })
    const { webhookUrl } = made.body
    const fields = { ProfileName: 'Mara Lindqvist', WaId: phone.slice(1) }
    const from = `whatsapp:${phone}`
    const to = `whatsapp:${BUSINESS}`
    const answer = await post(twilio.signedInbound(webhookUrl, { from, to, body: QUESTION, fields }))
    expect(answer.status).toBe(200)
    const [message] = await arrived(from)
    expect(message?.form).toMatchObject({ To: from, From: to, Body: expect.stringContaining('25 dollars') })
    const conversation = await until(async () => {
      const { body } = await product.api.get<{ items: ConversationRow[] }>('/conversations?channel=whatsapp')
      return body.items.find((c) => c.lastStatus === 'sending')
    }, 'the answer on its way')
    expect(conversation).toMatchObject({ channel: 'whatsapp', contact: { name: 'Mara Lindqvist' } })
    if (!message) return
    for (const status of ['read', 'delivered', 'sent'])
      await post(twilio.signedReceipt(message, status, { ChannelPrefix: 'whatsapp' }))
    const { body } = await product.api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)
    expect(body.items.at(-1)).toMatchObject({ status: 'read', readAt: expect.any(String) })
  })
})
