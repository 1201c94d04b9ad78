// A business whose mail Postmark carries: what comes in, what leaves, and what is told about it afterwards.
import { afterAll, describe, expect, it } from 'vitest'
import { startPostmarkFake } from '#test/fakes/postmark-server.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const CREDENTIALS = 'frontdesk:a-password-of-the-story'
const [webhookUser, webhookPassword] = CREDENTIALS.split(':')
const BUSINESS = 'hello@harbor.example'
const postmark = await startPostmarkFake()
afterAll(() => postmark.stop())
const { api } = await startProduct()
const made = await api.post<Inbox>('/inboxes', {
  channel: 'email',
  provider: 'postmark',
  name: 'Mail',
  address: BUSINESS,
  settings: { serverToken: postmark.token, webhookUser, webhookPassword, apiBase: postmark.url },
})
const { webhookUrl } = made.body
if (!webhookUrl) throw new Error(`the inbox has no webhook address: ${JSON.stringify(made.body)}`)
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })

let count = 0
const newCustomer = () => `mara${++count}@customer.example`
/** A mail of a customer, as Postmark hands it over. */
const mailFrom = (
  address: string,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) => ({
  FromFull: { Email: address, Name: '' },
  ToFull: [{ Email: BUSINESS, Name: '' }],
  CcFull: [],
  OriginalRecipient: BUSINESS,
  Subject: 'Do you serve Queens?',
  Date: 'Fri, 20 Nov 2026 13:59:01 +0000',
  TextBody: 'Do you serve Queens?',
  HtmlBody: '',
  Headers: Object.entries({ 'Message-ID': `<q${++count}@customer.example>`, ...headers }).map(
    ([Name, Value]) => ({
      Name,
      Value,
    }),
  ),
  Attachments: [],
  ...more,
})
const deliver = (body: unknown, credentials = CREDENTIALS) => postmark.deliver(webhookUrl, credentials, body)
const sentTo = (address: string) => postmark.mails.filter((mail) => mail.To === address)
const conversationOf = async (address: string) =>
  (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body.items.find(
    (c) => c.contact.display === address,
  )
const thread = async (address: string): Promise<Message[]> => {
  const conversation = await conversationOf(address)
  if (!conversation) return []
  return (await api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body.items
}
const ours = (address: string, is: (message: Message) => boolean) =>
  until(async () => (await thread(address)).findLast((m) => m.direction === 'out' && is(m)), 'our message')
const addressOf = async (address: string) => {
  const conversation = await conversationOf(address)
  const { body } = await api.get<ContactDetail>(`/contacts/${conversation?.contact.id}`)
  return body.addresses.find((one) => one.value === address)
}
/** A customer who asked and was answered; what Postmark tells about that answer carries `Metadata`. */
async function answered(): Promise<{ address: string; answer: Message; about: Record<string, unknown> }> {
  const address = newCustomer()
  expect((await deliver(mailFrom(address))).status).toBe(200)
  const answer = await ours(address, (m) => m.status === 'sent')
  const about = { MessageID: '1', Metadata: sentTo(address)[0]?.Metadata, Email: address, Recipient: address }
  return { address, answer, about }
}

it('can be connected', () => expect(made.status).toBe(201))

describe('a customer writes a mail', () => {
  it('and is answered in the thread, once, whatever Postmark brings twice', async () => {
    const address = newCustomer()
    const mail = mailFrom(address)
    const all = await Promise.all(Array.from({ length: 10 }, () => deliver(mail)))
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const answer = await ours(address, (m) => m.status === 'sent')
    expect(answer.text).toContain('25 dollars')
    const [sent] = sentTo(address)
    expect(sentTo(address)).toHaveLength(1)
    const headers = new Map(sent?.Headers.map(({ Name, Value }) => [Name, Value]))
    expect(headers.get('In-Reply-To')).toBe(mail.Headers[0]?.Value)
    expect(headers.get('Auto-Submitted')).toBe('auto-replied')
    expect(headers.get('X-PM-KeepID')).toBe('true')
    // The answer to our mail finds its thread by our Message-ID.
    const ourId = headers.get('Message-ID') ?? ''
    await deliver(mailFrom(address, { Subject: 'something else' }, { 'In-Reply-To': ourId }))
    await until(async () => (await thread(address)).length >= 3, 'the answer in the same thread')
  })

  it('automatically, and nobody answers', async () => {
    const address = newCustomer()
    await deliver(mailFrom(address, {}, { 'Auto-Submitted': 'auto-replied' }))
    const { address: other } = await answered()
    expect(sentTo(other)).toHaveLength(1)
    expect(sentTo(address)).toHaveLength(0)
    expect((await thread(address)).map((m) => m.automatic)).toEqual([true])
  })

  it('more than five times within a day, and a machine could be behind it: then people answer', async () => {
    const address = newCustomer()
    for (let nth = 1; nth <= 5; nth++) {
      await deliver(mailFrom(address, { Subject: `Queens ${nth}, do you go there?` }))
      await until(() => sentTo(address).length === nth, `answer ${nth}`)
    }
    await deliver(mailFrom(address, { Subject: 'Queens again, do you go there?' }))
    const { address: other } = await answered()
    expect(sentTo(other)).toHaveLength(1)
    expect(sentTo(address)).toHaveLength(5)
  })

  it('with a wrong password, and Postmark is asked to come again', async () => {
    const address = newCustomer()
    expect((await deliver(mailFrom(address), 'frontdesk:another-password')).status).toBe(503)
    expect(await conversationOf(address)).toBeUndefined()
  })

  it('larger than other providers may send, and it is taken', async () => {
    const address = newCustomer()
    const content = Buffer.alloc(5 * 1024 * 1024, 'x').toString('base64')
    const file = { Name: 'plan.pdf', Content: content, ContentType: 'application/pdf' }
    expect((await deliver(mailFrom(address, { Attachments: [file] }))).status).toBe(200)
    const [message] = await thread(address)
    expect(message?.attachments).toMatchObject([{ name: 'plan.pdf', size: 5 * 1024 * 1024 }])
  })
})

describe('our mail', () => {
  it('arrives', async () => {
    const { address, about } = await answered()
    await deliver({ RecordType: 'Delivery', ...about, DeliveredAt: '2026-11-20T14:00:00Z' })
    await ours(address, (m) => m.status === 'delivered')
  })

  it('is late, which fails nothing, and arrives after all', async () => {
    const { address, about } = await answered()
    const bounce = { RecordType: 'Bounce', ...about, BouncedAt: '2026-11-20T14:00:00Z' }
    await deliver({ ...bounce, Type: 'Transient', Details: 'smtp;451 4.7.1 Greylisted' })
    const late = await ours(address, (m) => m.error !== null)
    expect(late).toMatchObject({ status: 'sent', error: { code: '4.7.1' } })
    await deliver({ RecordType: 'Delivery', ...about, DeliveredAt: '2026-11-20T14:10:00Z' })
    expect(await ours(address, (m) => m.status === 'delivered')).toMatchObject({ error: null })
  })

  it('comes back: the message failed, says why, and the address is marked, also after it counted as delivered', async () => {
    const { address, about } = await answered()
    await deliver({ RecordType: 'Delivery', ...about, DeliveredAt: '2026-11-20T14:00:00Z' })
    await ours(address, (m) => m.status === 'delivered')
    const hard = {
      RecordType: 'Bounce',
      ...about,
      Type: 'HardBounce',
      Details: 'smtp;550 5.1.1 No such user',
      BouncedAt: '2026-11-20T14:00:00Z',
    }
    await deliver(hard)
    const failed = await ours(address, (m) => m.status === 'failed')
    expect(failed.error).toMatchObject({ code: '5.1.1', action: 'Ask the customer for the right address.' })
    expect((await addressOf(address))?.unusable?.reason).toContain('does not exist')
    await deliver(hard)
    expect((await thread(address)).at(-1)?.status).toBe('failed')
  })

  it('does not fit into a full mailbox: it failed, and the address stays good', async () => {
    const { address, about } = await answered()
    await deliver({
      RecordType: 'Bounce',
      ...about,
      Type: 'SoftBounce',
      Details: 'smtp;552 5.2.2 over quota',
    })
    await ours(address, (m) => m.status === 'failed')
    expect((await addressOf(address))?.unusable).toBeNull()
  })

  it('is marked as spam: the customer is opted out and it says so at the message', async () => {
    const { address, about } = await answered()
    await deliver({ RecordType: 'SpamComplaint', ...about, BouncedAt: '2026-11-20T14:00:00Z' })
    const message = await ours(address, (m) => m.error?.code === 'complaint')
    expect(message.status).toBe('sent')
    expect((await addressOf(address))?.optedOutAt).not.toBeNull()
    const conversation = await conversationOf(address)
    const answer = await api.post(`/conversations/${conversation?.id}/messages`, { text: 'Are you sure?' })
    expect(answer.status).toBe(422)
  })

  it('is refused because the address bounced before', async () => {
    const address = newCustomer()
    postmark.plan('inactive')
    await deliver(mailFrom(address))
    const failed = await ours(address, (m) => m.status === 'failed')
    expect(failed.error?.code).toBe('406')
    expect((await addressOf(address))?.unusable).not.toBeNull()
  })

  it('was taken and the answer lost: it is not sent again, and the webhook settles it', async () => {
    const address = newCustomer()
    postmark.plan('drop_after')
    await deliver(mailFrom(address))
    const [mail] = await until(() => (sentTo(address).length > 0 ? sentTo(address) : null), 'the mail')
    await deliver({ RecordType: 'Delivery', Metadata: mail?.Metadata, Recipient: address })
    await ours(address, (m) => m.status === 'delivered')
    expect(sentTo(address)).toHaveLength(1)
  })
})

describe('who knows no key of an inbox', () => {
  it('is sent away before a large body is read', async () => {
    const url = webhookUrl.replace(/[^/]+$/, 'nobodys-key')
    const body = new ReadableStream({
      // Never ends: whoever waits for the whole of it waits for ever.
      start: (stream) => stream.enqueue(new Uint8Array(65_536)),
    })
    const sent = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } }
    expect((await fetch(url, sent)).status).toBe(404)
  })
})

it('one inbox takes so many requests a minute, and then asks the provider to come again', async () => {
  const knock = async () => {
    const answer = await fetch(webhookUrl, { method: 'POST', body: '{}' })
    return answer.status === 503 && /More than 600 requests/.test(await answer.text())
  }
  let refused = 0
  for (let round = 0; round < 65; round += 1)
    refused += (await Promise.all(Array.from({ length: 10 }, knock))).filter(Boolean).length
  expect(refused).toBeGreaterThanOrEqual(50)
})
