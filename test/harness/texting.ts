// The product with one SMS inbox at a fake Twilio, and what a story about texting asks again and again.
import { afterAll, expect } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import type { World } from '#server/main.ts'
import { post, startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import type { FakeMessage, Inbound } from '#test/fakes/twilio-wire.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { type Product, startProduct, until } from './product.ts'

export const BUSINESS = '+12125550100'
/** The front desk answers this from the knowledge: "Yes, for 25 dollars." */
export const QUESTION = 'do you serve queens?'

export type Texting = {
  twilio: TwilioFake
  product: Product
  inbox: Inbox
  /** A customer who has not written yet. */
  newCustomer(): string
  /** The customer texts: the provider's signed request, and the product's answer to it. */
  write(from: string, body: string, more?: Partial<Inbound>): Promise<Response>
  /** What the provider has for this customer, the oldest first. */
  sentTo(phone: string): FakeMessage[]
  findConversation(phone: string): Promise<ConversationRow | null>
  thread(phone: string): Promise<Message[]>
  lastOut(phone: string): Promise<Message | undefined>
  /** Waits until the provider has so many messages for this customer. */
  arrived(phone: string, count?: number): Promise<FakeMessage[]>
  /** Waits until the last message of ours to this customer is in one of these states. */
  reaches(phone: string, ...statuses: Message['status'][]): Promise<Message>
  /** Waits until something of this kind has happened in this customer's conversation. */
  happened(phone: string, type: string): Promise<boolean>
}

/** Starts both; they are stopped after the file's tests. */
export async function startTexting(world?: World): Promise<Texting> {
  const twilio = await startTwilioFake()
  afterAll(() => twilio.stop())
  const product = await startProduct(world ? { world } : {})
  const { api } = product
  const made = await api.post<Inbox>('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: BUSINESS,
    settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
  })
  expect(made.status).toBe(201)
  const inbox = made.body
  await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
  const { cursor } = (await api.get<{ cursor: string }>('/events')).body
  let lastNumber = 5_000

  const sentTo = (phone: string) => twilio.messages.filter((m) => m.to === phone)
  const findConversation = async (phone: string) => {
    const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    return body.items.find((c) => c.contact.display === displayAddress('phone', phone)) ?? null
  }
  const thread = async (phone: string) => {
    const conversation = await findConversation(phone)
    if (!conversation) return []
    return (await api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body.items
  }
  const lastOut = async (phone: string) => (await thread(phone)).findLast((m) => m.direction === 'out')

  return {
    twilio,
    product,
    inbox,
    newCustomer: () => `+1212736${lastNumber++}`,
    write: (from, body, more = {}) =>
      post(twilio.signedInbound(inbox.webhookUrl, { from, to: BUSINESS, body, ...more })),
    sentTo,
    findConversation,
    thread,
    lastOut,
    arrived: (phone, count = 1) =>
      until(() => sentTo(phone).length >= count && sentTo(phone), `${count} messages to ${phone}`),
    reaches: (phone, ...statuses) =>
      until(
        async () => {
          const message = await lastOut(phone)
          return message && statuses.includes(message.status) ? message : null
        },
        `a message to ${phone} that is ${statuses.join(' or ')}`,
      ),
    happened: (phone, type) =>
      until(async () => {
        const conversation = await findConversation(phone)
        const answer = await api.get(`/events?after=${cursor}&limit=500`)
        if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
        const { items }: { items: { type: string; conversationId: string | null }[] } = answer.body
        return items.some((e) => e.type === type && e.conversationId === conversation?.id)
      }, `${type} with ${phone}`),
  }
}
