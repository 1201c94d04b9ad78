// A business and its customers in a Telegram that refuses, loses answers, and hands out files to its bot only.
import { afterAll, describe, expect, it } from 'vitest'
import { startTelegramFake } from '#test/fakes/telegram-server.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const SECRET = 'a-secret-of-the-webhook'
const QUESTION = 'do you serve queens?'
const telegram = await startTelegramFake()
afterAll(() => telegram.stop())
const { api, url } = await startProduct()
const made = await api.post<Inbox>('/inboxes', {
  channel: 'telegram',
  provider: 'bot',
  name: 'Bot',
  address: '',
  settings: { botToken: telegram.token, webhookSecret: SECRET, apiBase: telegram.url },
})
const { webhookUrl } = made.body
if (!webhookUrl) throw new Error('the inbox has no webhook address')
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })

let last = 5_550_001_000
/** Somebody who has not written yet, with a name that nobody else has. */
const newCustomer = () => ({ id: last++, name: `Mara ${last}` })
type Customer = ReturnType<typeof newCustomer>
let count = 900_000
const update = (who: Customer, content: Record<string, unknown>) => ({
  update_id: count++,
  message: {
    message_id: count,
    date: 1_795_183_200,
    chat: { id: who.id, type: 'private' },
    from: { id: who.id, is_bot: false, first_name: who.name },
    ...content,
  },
})
const write = (who: Customer, content: Record<string, unknown>, secret = SECRET) =>
  telegram.deliver(webhookUrl, update(who, content), secret)
const sentTo = (who: Customer) => telegram.sent.filter((one) => one.chat === who.id)
const conversationOf = async (who: Customer) =>
  (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body.items.find(
    (c) => c.contact.name === who.name,
  )
const thread = async (who: Customer): Promise<Message[]> => {
  const conversation = await conversationOf(who)
  if (!conversation) return []
  return (await api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body.items
}
const reaches = (who: Customer, status: Message['status']) =>
  until(
    async () => (await thread(who)).findLast((m) => m.direction === 'out' && m.status === status),
    `a message that is ${status}`,
  )

it('can be connected', () => expect(made.status).toBe(201))

describe('a customer writes', () => {
  it('and the front desk answers in the same chat, once, whatever is delivered twice', async () => {
    const who = newCustomer()
    const one = update(who, { text: QUESTION })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => telegram.deliver(webhookUrl, one, SECRET)),
    )
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(200))
    const ours = await reaches(who, 'sent')
    expect(ours.text).toContain('25 dollars')
    expect(sentTo(who)).toMatchObject([{ method: 'sendMessage', text: ours.text }])
    expect((await thread(who)).map((m) => m.author.kind)).toEqual(['contact', 'ai'])
    const conversation = await conversationOf(who)
    expect(JSON.stringify(conversation?.contact)).toContain('Telegram user')
    expect(JSON.stringify(conversation)).not.toContain(`telegram:${who.id}`)
  })

  it('a picture, which is found, fetched and kept', async () => {
    const who = newCustomer()
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await write(who, { photo: [{ file_id: telegram.keepFile(picture), width: 1, height: 1 }] })
    const file = await until(async () => {
      const attachment = (await thread(who))[0]?.attachments[0]
      return attachment?.id ? attachment : null
    }, 'the picture in the thread')
    expect(file).toMatchObject({ type: 'image/png', size: picture.byteLength, problem: null })
    const stored = await fetch(new URL(file.url ?? '', url))
    expect(Buffer.from(await stored.arrayBuffer()).equals(picture)).toBe(true)
    expect(JSON.stringify(await thread(who))).not.toContain(telegram.token)
  })

  it('a file that Telegram has no more, and its place says so', async () => {
    const who = newCustomer()
    await write(who, {
      document: { file_id: 'BQACgone', file_name: 'plan.pdf', mime_type: 'application/pdf' },
    })
    const problem = await until(
      async () => (await thread(who))[0]?.attachments[0]?.problem,
      'the reason why there is no file',
    )
    expect(problem).toContain('Telegram does not give out this file')
  })
})

describe('a request that is not Telegram’s', () => {
  it('is refused and leaves nothing', async () => {
    const who = newCustomer()
    expect((await write(who, { text: QUESTION }, 'another secret')).status).toBe(403)
    expect(await conversationOf(who)).toBeUndefined()
  })
})

describe('the answer', () => {
  it('waits where Telegram says so, and then goes', async () => {
    const who = newCustomer()
    telegram.plan('too_many', 1)
    await write(who, { text: QUESTION })
    await reaches(who, 'sent')
    expect(sentTo(who)).toHaveLength(1)
  })

  it('that was lost on the line is not sent twice: a person is told', async () => {
    const who = newCustomer()
    telegram.plan('drop_after', 1)
    await write(who, { text: QUESTION })
    const failed = await reaches(who, 'failed')
    expect(failed.error?.reason).toContain('may or may not have been sent')
    expect(sentTo(who)).toHaveLength(1)
  })

  it('to somebody who has blocked the bot marks the address', async () => {
    const who = newCustomer()
    telegram.blockers.add(who.id)
    await write(who, { text: QUESTION })
    const failed = await reaches(who, 'failed')
    expect(failed.error).toMatchObject({ code: 'blocked', reason: 'The customer has blocked the bot' })
    const contactId = (await conversationOf(who))?.contact.id
    const { body } = await api.get<{ addresses: { unusable: unknown }[] }>(`/contacts/${contactId}`)
    expect(body.addresses[0]?.unusable).toMatchObject({ reason: 'The customer has blocked the bot' })
  })
})
