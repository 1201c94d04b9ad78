// A business that is texted and mailed by the same people: SMS at a fake Twilio, mail over real SMTP on loopback.
import nodemailer from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, expect } from 'vitest'
import { startSmtpFake } from '#test/fakes/smtp-server.ts'
import { post, startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import type { Contact, ContactDetail } from '#wire/api/contacts.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { type Product, startProduct, until } from './product.ts'

export const TEXTS = '+12125550100'
export const MAIL = 'hello@harbor.example'

export type TwoChannels = {
  product: Product
  twilio: TwilioFake
  sms: Inbox
  mail: Inbox
  newPhone(): string
  text(from: string, body: string): Promise<void>
  /** A mail as a customer's program sends it; `to` is the address that our mail asked for. */
  mailIn(mail: { from: string; to?: string; subject: string; text: string }): Promise<void>
  /** The nth mail of ours to an address, read. */
  mailTo(address: string, nth?: number): Promise<Email>
  textTo(phone: string, nth: number): Promise<string>
  /** The contact who has an address. */
  contactOf(address: string): Promise<ContactDetail>
  conversationsOf(contactId: string): Promise<ConversationRow[]>
  conversation(id: string): Promise<Conversation>
  messages(conversationId: string): Promise<Message[]>
  /** Waits until a message with this text is in a conversation. */
  said(conversationId: string, text: string): Promise<Message>
}

export async function startTwoChannels(): Promise<TwoChannels> {
  const [twilio, smtp] = await Promise.all([startTwilioFake(), startSmtpFake()])
  afterAll(() => Promise.all([twilio.stop(), smtp.stop()]))
  const product = await startProduct({ config: { smtpIn: { host: '127.0.0.1', port: 0 } } })
  const { api } = product
  const add = async (body: object): Promise<Inbox> => {
    const made = await api.post<Inbox>('/inboxes', body)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body
  }
  const sms = await add({
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: TEXTS,
    settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
  })
  const mail = await add({
    channel: 'email',
    provider: 'smtp',
    name: 'Mail',
    address: MAIL,
    settings: { fromName: 'Harbor', smtpHost: '127.0.0.1', smtpPort: smtp.port, smtpSecurity: 'none' },
  })
  let lastNumber = 5_000
  const messages = async (id: string) =>
    (await api.get<{ items: Message[] }>(`/conversations/${id}/messages?limit=100`)).body.items
  return {
    product,
    twilio,
    sms,
    mail,
    newPhone: () => `+1212736${lastNumber++}`,
    async text(from, body) {
      const answer = await post(twilio.signedInbound(sms.webhookUrl, { from, to: TEXTS, body }))
      expect(answer.status).toBe(200)
    },
    async mailIn(message) {
      const transport = nodemailer.createTransport({
        host: '127.0.0.1',
        port: product.smtpPort ?? 0,
        secure: false,
        ignoreTLS: true,
      })
      await transport.sendMail({ to: MAIL, ...message })
      transport.close()
    },
    async mailTo(address, nth = 1) {
      const found = await until(
        () => smtp.mails.filter((m) => m.to.includes(address))[nth - 1],
        `mail ${nth} to ${address}`,
      )
      return PostalMime.parse(found.raw)
    },
    textTo: (phone, nth) =>
      until(() => twilio.messages.filter((m) => m.to === phone)[nth - 1]?.body, `text ${nth} to ${phone}`),
    async contactOf(address) {
      const found = await until(async () => {
        const { items } = (await api.get<{ items: Contact[] }>(`/contacts?q=${encodeURIComponent(address)}`))
          .body
        return items[0]
      }, `a contact with ${address}`)
      return (await api.get<ContactDetail>(`/contacts/${found.id}`)).body
    },
    conversationsOf: async (contactId) =>
      (await api.get<{ items: ConversationRow[] }>(`/conversations?contactId=${contactId}`)).body.items,
    conversation: async (id) => (await api.get<Conversation>(`/conversations/${id}`)).body,
    messages,
    said: (id, text) =>
      until(async () => (await messages(id)).find((m) => m.text === text), `“${text}” in ${id}`),
  }
}
