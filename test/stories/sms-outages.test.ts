// A text-message provider that is overloaded, falls over, and loses answers: every message arrives once all the same.
import { describe, expect, it } from 'vitest'
import { post } from '#test/fakes/twilio-server.ts'
import { until } from '#test/harness/product.ts'
import { QUESTION, startTexting } from '#test/harness/texting.ts'
import type { Message } from '#wire/api/messages.ts'

const { twilio, product, newCustomer, write, sentTo, findConversation, lastOut, arrived, reaches } =
  await startTexting()

describe('the provider', () => {
  /** One answer at the provider, and the product knows it by its id: nothing more will be sent. */
  const settledOnce = async (phone: string) => {
    const message = await until(async () => {
      const last = await lastOut(phone)
      return last && last.status !== 'queued' && last.error === null && sentTo(phone).length > 0 ? last : null
    }, `a message to ${phone} that the provider has`)
    const [only, ...others] = sentTo(phone)
    expect(others).toEqual([])
    if (!only) throw new Error('no message')
    expect((await post(twilio.signedReceipt(only, 'delivered'))).status).toBe(200)
    expect(await lastOut(phone)).toMatchObject({ id: message.id, status: 'delivered', error: null })
  }

  it('is overloaded and says so: the message goes when it asked for it', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'status', status: 429, code: 20429, retryAfter: 1 }, 1)
    twilio.plan('create', { fault: 'status', status: 503, code: 20503 }, 2)
    await write(phone, QUESTION)
    await settledOnce(phone)
  })

  it('fails half-way again and again: each time it is asked first, and then sent', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'status', status: 500, code: 20500 }, 2)
    twilio.plan('create', { fault: 'status', status: 502 }, 1)
    await write(phone, QUESTION)
    await settledOnce(phone)
  })

  it('is down: texts are taken all the same, and the answer goes when it is back', async () => {
    const phone = newCustomer()
    await twilio.goDown()
    expect((await write(phone, QUESTION)).status).toBe(200)
    const waiting = await until(async () => {
      const message = await lastOut(phone)
      return message?.error ? message : null
    }, 'a reason why it waits')
    expect(waiting).toMatchObject({ status: 'queued', error: { reason: expect.stringMatching(/reach/) } })
    await twilio.comeBack()
    await settledOnce(phone)
  })

  it('takes a message and drops the line: it is found, not sent again', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'drop_after' }, 1)
    await write(phone, QUESTION)
    await arrived(phone)
    await settledOnce(phone)
  })

  it('takes a message, drops the line, and reports before it is asked', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'drop_after' }, 1)
    twilio.plan('list', { fault: 'wait' }, 1)
    await write(phone, QUESTION)
    const [message] = await arrived(phone)
    if (!message) throw new Error('no message')
    await post(twilio.signedReceipt(message, 'delivered'))
    expect(await lastOut(phone)).toMatchObject({ status: 'delivered' })
    twilio.heal()
    await settledOnce(phone)
  })

  it('drops the line before it took anything: it is sent once', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'drop_before' }, 1)
    await write(phone, QUESTION)
    await settledOnce(phone)
  })

  it('cannot be asked either for a while: it stays unknown, and is then found', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'drop_after' }, 1)
    twilio.plan('list', { fault: 'status', status: 503, code: 20503, retryAfter: 1 }, 1)
    await write(phone, QUESTION)
    await arrived(phone)
    await settledOnce(phone)
  })

  it('has the same text from a minute ago: that one is not mistaken for the lost one', async () => {
    const phone = newCustomer()
    await write(phone, QUESTION)
    await arrived(phone)
    await reaches(phone, 'sending')
    const conversation = await findConversation(phone)
    const say = () =>
      product.api.post<Message>(`/conversations/${conversation?.id}/messages`, {
        text: 'Is this still right?',
      })
    await say()
    await arrived(phone, 2)
    twilio.plan('create', { fault: 'drop_before' }, 1)
    await say()
    await arrived(phone, 3)
    const bodies = sentTo(phone).map((m) => m.body)
    expect(bodies.filter((b) => b === 'Is this still right?')).toHaveLength(2)
  })
})
