// A business with its sample data, one more SMS inbox at a fake Twilio, and its owner: what the stories of the inbox begin
// with. Customers text through the provider's signed webhooks, members look through the browser.
import type { Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { post, startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import type { FakeMessage } from '#test/fakes/twilio-wire.ts'
import { type Product, startProduct, until } from '#test/harness/product.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { makeOwner, type Owner } from './owner.ts'

const BUSINESS = '+12125550177'
/** The sample business answers this from its knowledge. */
export const QUESTION = 'How can I pay?'
export const ANSWER = /card, cash or bank transfer/

export type Customer = {
  phone: string
  /** The number as the app writes it. */
  display: string
  write(body: string): Promise<void>
  /** What the provider was given for this customer, once there is so much of it. */
  arrived(count: number): Promise<FakeMessage[]>
  conversation(): Promise<Conversation>
  thread(): Promise<Message[]>
  /** Waits for an event of this kind in the customer's conversation. */
  happened(type: string): Promise<void>
}
export type Desk = {
  product: Product
  twilio: TwilioFake
  owner: Owner
  newCustomer(): Customer
  /** A customer who has asked and was answered by the AI. */
  newTalk(): Promise<Customer>
  report(message: FakeMessage | undefined, status: string): Promise<void>
}

/** Starts all of it; it is stopped after the file's tests. */
export async function startDesk(): Promise<Desk> {
  const twilio = await startTwilioFake()
  afterAll(() => twilio.stop())
  const product = await startProduct({ config: { sampleData: true } })
  const { api } = product
  const owner = await makeOwner(product)
  const { body: inbox } = await api.post<Inbox>('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: BUSINESS,
    settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
  })
  const { cursor } = (await api.get<{ cursor: string }>('/events')).body
  let lastNumber = 5_000

  const newCustomer = (): Customer => {
    const phone = `+1212736${lastNumber++}`
    const display = displayAddress('phone', phone)
    const row = () =>
      until(async () => {
        const { items } = (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
        return items.find((one) => one.contact.display === display)
      }, `a conversation with ${display}`)
    const conversation = async () => (await api.get<Conversation>(`/conversations/${(await row()).id}`)).body
    return {
      phone,
      display,
      async write(body) {
        const answer = await post(twilio.signedInbound(inbox.webhookUrl, { from: phone, to: BUSINESS, body }))
        expect(answer.status).toBe(200)
      },
      arrived: (count) =>
        until(() => {
          const sent = twilio.messages.filter((m) => m.to === phone)
          return sent.length >= count && sent
        }, `${count} messages to ${phone}`),
      conversation,
      thread: async () =>
        (await api.get<{ items: Message[] }>(`/conversations/${(await row()).id}/messages?limit=100`)).body
          .items,
      async happened(type) {
        const { id } = await row()
        await until(async () => {
          const { items } = (
            await api.get<{ items: { type: string; conversationId: string | null }[] }>(
              `/events?after=${cursor}&limit=500`,
            )
          ).body
          return items.some((event) => event.type === type && event.conversationId === id)
        }, `${type} with ${phone}`)
      },
    }
  }
  return {
    product,
    twilio,
    owner,
    newCustomer,
    async newTalk() {
      const customer = newCustomer()
      await customer.write(QUESTION)
      await customer.arrived(1)
      return customer
    },
    async report(message, status) {
      if (!message) throw new Error('no message')
      expect((await post(twilio.signedReceipt(message, status))).status).toBe(200)
    },
  }
}

/** The parts of the inbox on a page. */
export function inboxOf(page: Page) {
  const list = page.getByRole('navigation', { name: 'List of conversations' })
  return {
    list,
    rows: list.getByRole('link'),
    row: (text: string | RegExp) => list.getByRole('link').filter({ hasText: text }),
    first: list.locator('li[aria-posinset="1"]'),
    head: page.locator('#thread header').first(),
    messages: page.getByRole('region', { name: 'Messages' }),
    said: (text: string | RegExp) => page.locator('#thread article').filter({ hasText: text }),
    composer: page.getByRole('textbox', { name: 'Message' }),
    write: page.getByRole('region', { name: 'Write' }),
    contact: page.getByRole('complementary', { name: 'Contact' }),
    search: page.getByRole('searchbox', { name: 'Search names, numbers and messages' }),
    found: page.getByRole('list', { name: 'Search results' }).getByRole('link'),
  }
}
