// The product with one WhatsApp inbox at a fake Cloud API, and what a story about it asks again and again.
import { afterAll } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { post } from '#test/fakes/twilio-server.ts'
import { type FakeChat, startWhatsappFake } from '#test/fakes/whatsapp-server.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { startProduct, until } from './product.ts'

/** The front desk answers this from the knowledge: "Yes, for 25 dollars." */
export const QUESTION = 'do you serve queens?'
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Starts both; they are stopped after the file's tests. */
export async function startChatting() {
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

  return {
    whatsapp,
    product,
    api,
    inbox,
    newCustomer,
    wire,
    seconds,
    wamid,
    said,
    deliver,
    report,
    sentTo,
    arrived,
    findConversation,
    thread,
    lastOut,
    reaches,
  }
}
