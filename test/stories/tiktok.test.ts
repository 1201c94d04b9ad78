// A business and its customers on TikTok, which renews tokens, echoes everything, loses answers and counts messages.
import { afterAll, describe, expect, it } from 'vitest'
import { startTikTokFake } from '#test/fakes/tiktok-server.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const QUESTION = 'do you serve queens?'
const tiktok = await startTikTokFake()
afterAll(() => tiktok.stop())
const { api, url } = await startProduct()
const made = await api.post<Inbox>('/inboxes', {
  channel: 'tiktok',
  provider: 'tiktok',
  name: 'TikTok',
  address: '',
  settings: { ...tiktok.settings, apiBase: tiktok.url },
})
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
const connected = await api.post(`/inboxes/${made.body.id}/connect`)

let count = 0
type Customer = { name: string; conversation: string; id: string }
const newCustomer = (): Customer => ({
  name: `mara.${++count}`,
  conversation: `conv+${count}/x==`,
  id: `user-${count}`,
})
const said = (who: Customer, content: Record<string, unknown>, at = Date.now()) => ({
  type: 'text',
  message_id: `in-${++count}`,
  timestamp: at,
  conversation_id: who.conversation,
  from: who.name,
  from_user: { id: who.id },
  to_user: { id: tiktok.settings.businessId },
  ...content,
})
const write = (who: Customer, text: string, at?: number) =>
  tiktok.deliver('im_receive_msg', said(who, { text: { body: text } }, at))
const sentTo = (who: Customer) => tiktok.sent.filter((line) => line.conversation_id === who.conversation)
const find = async (who: Customer) =>
  (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body.items.find(
    (c) => c.contact.name === who.name,
  )
const idOf = async (who: Customer) => (await until(() => find(who), `a conversation of ${who.name}`)).id
const thread = async (who: Customer): Promise<Message[]> => {
  const conversation = await find(who)
  if (!conversation) return []
  return (await api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body.items
}
const reaches = (who: Customer, status: Message['status']) =>
  until(
    async () => (await thread(who)).findLast((m) => m.direction === 'out' && m.status === status),
    `a message that is ${status}`,
  )
const answer = async (who: Customer, body: Record<string, unknown>) =>
  api.post(`/conversations/${await idOf(who)}/messages`, body)

it('is connected, tested, and told where to deliver', async () => {
  expect(made.status).toBe(201)
  expect(connected.body).toMatchObject({ ok: true })
  expect(tiktok.webhook()).toBe(made.body.webhookUrl)
  const { body } = await api.post(`/inboxes/${made.body.id}/test`)
  expect(body.steps).toContainEqual(
    expect.objectContaining({ step: 'sender', ok: true, detail: 'It writes as harbour.dental.' }),
  )
})

describe('a customer writes', () => {
  it('and is answered once, whatever is delivered twice; the token was renewed once and both are kept', async () => {
    const who = newCustomer()
    const one = said(who, { text: { body: QUESTION } })
    const answers = await Promise.all(Array.from({ length: 10 }, () => tiktok.deliver('im_receive_msg', one)))
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(200))
    expect((await reaches(who, 'sent')).text).toContain('25 dollars')
    expect((await thread(who)).map((m) => m.author.kind)).toEqual(['contact', 'ai'])
    expect(sentTo(who)).toHaveLength(1)
    expect(tiktok.renewals()).toBe(1)
    const { body } = await api.get<Inbox>(`/inboxes/${made.body.id}`)
    expect(JSON.stringify(body)).not.toMatch(/access-1|refresh-\d/)
    expect((await find(who))?.contact.display).toBe('TikTok user')
  })

  it('and reads the answer, which is told up to a moment', async () => {
    const who = newCustomer()
    await write(who, QUESTION)
    const ours = await reaches(who, 'sent')
    const mark = (at: number) => ({
      conversation_id: who.conversation,
      from_user: { id: who.id },
      read: { last_read_timestamp: at },
    })
    // They had read to before it: that says nothing about it.
    await tiktok.deliver('im_mark_read_msg', mark(Date.parse(ours.createdAt) - 60_000))
    expect((await thread(who)).at(-1)?.status).toBe('sent')
    expect((await tiktok.deliver('im_mark_read_msg', mark(Date.now()))).status).toBe(200)
    expect((await reaches(who, 'read')).id).toBe(ours.id)
  })

  it('a picture, which is located, fetched with the token and kept', async () => {
    const who = newCustomer()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await tiktok.deliver(
      'im_receive_msg',
      said(who, { type: 'image', image: { media_id: tiktok.keepFile(png) } }),
    )
    const file = await until(async () => {
      const attachment = (await thread(who))[0]?.attachments[0]
      return attachment?.id ? attachment : null
    }, 'the picture in the thread')
    expect(file).toMatchObject({ type: 'image/png', problem: null })
    expect(Buffer.from(await (await fetch(new URL(file.url ?? '', url))).arrayBuffer()).equals(png)).toBe(
      true,
    )
  })

  it('from Europe, where TikTok tells nothing but that: the inbox notes it', async () => {
    expect((await tiktok.deliver('im_receive_msg_eu', { timestamp: Date.now() })).status).toBe(200)
    const { body } = await api.get(`/inboxes/${made.body.id}`)
    expect(JSON.stringify(body.health)).toContain('read and answer it in TikTok itself')
  })

  it('or somebody who does not know the secret, who leaves nothing', async () => {
    const who = newCustomer()
    const refused = await tiktok.deliver(
      'im_receive_msg',
      said(who, { text: { body: QUESTION } }),
      'another secret',
    )
    expect(refused.status).toBe(403)
    expect(await find(who)).toBeUndefined()
  })
})

describe('what the account sends comes back', () => {
  it('before the call was answered: it is one message, and the AI is not overtaken by itself', async () => {
    const who = newCustomer()
    tiktok.plan('echo_first')
    await write(who, QUESTION)
    const ours = await reaches(who, 'sent')
    // And once more, later, as TikTok repeats.
    const [line] = sentTo(who)
    if (line) await tiktok.echo(line)
    expect((await thread(who)).map((m) => [m.author.kind, m.status])).toEqual([
      ['contact', 'received'],
      ['ai', 'sent'],
    ])
    expect(ours.author.kind).toBe('ai')
    expect((await find(who))?.handler).toBe('ai')
  })

  it('after it, and where nobody heard the answer: the echo settles it', async () => {
    const who = newCustomer()
    await write(who, QUESTION)
    await reaches(who, 'sent')
    tiktok.plan('drop_after')
    const body = 'Ben here: yes.'
    await answer(who, { text: body })
    const line = await until(() => sentTo(who).find((l) => l.body === body), 'the message at TikTok')
    await tiktok.echo(line)
    await until(
      async () => (await thread(who)).find((m) => m.text === body && m.status === 'sent'),
      'the message that is sent',
    )
    expect(sentTo(who).filter((l) => l.body === body)).toHaveLength(1)
    expect((await thread(who)).filter((m) => m.text === body)).toHaveLength(1)
  })

  it('also what somebody wrote in the app: then people are at it, and the AI stays out', async () => {
    const who = newCustomer()
    await write(who, QUESTION)
    await reaches(who, 'sent')
    await tiktok.echo(
      {
        message_id: `app-${who.id}`,
        conversation_id: who.conversation,
        timestamp: Date.now(),
        body: 'Hi, Ben here',
        media: null,
      },
      'APP',
    )
    expect((await thread(who)).at(-1)).toMatchObject({ text: 'Hi, Ben here', author: { kind: 'phone' } })
    expect((await find(who))?.handler).toBe('human')
  })
})

it('a lost answer without an echo is looked up, and nothing is sent twice', async () => {
  const who = newCustomer()
  tiktok.plan('drop_after')
  await write(who, QUESTION)
  await reaches(who, 'sent')
  expect(sentTo(who)).toHaveLength(1)
})

it('a refusal with HTTP 200 is one, and is tried again where it passes', async () => {
  const who = newCustomer()
  tiktok.plan(40100)
  await write(who, QUESTION)
  await reaches(who, 'sent')
  expect(sentTo(who)).toHaveLength(1)
})

describe('a text beside a picture', () => {
  const upload = async () => {
    const form = new FormData()
    form.set(
      'file',
      new Blob(
        [
          Buffer.from(
            'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
            'base64',
          ),
        ],
        { type: 'image/png' },
      ),
      'door.png',
    )
    const response = await fetch(`${url}/api/v1/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-token-0123456789abcdef' },
      body: form,
    })
    return ((await response.json()) as { id: string }).id
  }

  it('leaves as two messages, the picture first, each once', async () => {
    const who = newCustomer()
    await write(who, QUESTION)
    await reaches(who, 'sent')
    const { status, body } = await answer(who, {
      text: 'This is our door',
      attachments: [await upload()],
      clientId: 'c-1',
    })
    expect([status, body.text, body.clientId]).toEqual([201, 'This is our door', 'c-1'])
    await until(() => sentTo(who).length === 3, 'both messages at TikTok')
    expect(sentTo(who).slice(1)).toMatchObject([
      { media: expect.stringMatching(/^up-/) },
      { body: 'This is our door' },
    ])
  })

  it('where pictures do not pass the border, says so', async () => {
    const who = newCustomer()
    await write(who, QUESTION)
    await reaches(who, 'sent')
    tiktok.refusePictures(true)
    await answer(who, { text: '', attachments: [await upload()] })
    const failed = await reaches(who, 'failed')
    tiktok.refusePictures(false)
    expect(failed.error).toMatchObject({ code: 'no_pictures', action: expect.stringContaining('link') })
  })
})

describe('the window', () => {
  it('takes ten messages after each of the customer’s, then says why not, until they write again', async () => {
    const who = newCustomer()
    await write(who, QUESTION)
    await reaches(who, 'sent')
    for (let n = 2; n <= 10; n++) expect((await answer(who, { text: `Message ${n}` })).status).toBe(201)
    const refused = await answer(who, { text: 'Message 11' })
    expect([refused.status, refused.body.code]).toEqual([422, 'blocked_by_gate'])
    expect(JSON.stringify(refused.body)).toContain('10 messages of ours')
    await until(() => sentTo(who).length === 10, 'ten messages at TikTok')
    await write(who, 'And now?')
    expect((await answer(who, { text: 'Message 12' })).status).toBe(201)
    await until(() => sentTo(who).length === 11, 'the next one at TikTok')
    expect(sentTo(who).map((l) => l.body)).not.toContain('Message 11')
  })

  it('closes after 48 hours of TikTok’s clock, also where its delivery was late', async () => {
    const who = newCustomer()
    await write(who, QUESTION, Date.now() - 49 * 3_600_000)
    const { status, body } = await answer(who, { text: 'Too late' })
    expect([status, body.code]).toEqual([422, 'blocked_by_gate'])
    expect(JSON.stringify(body)).toContain('48 hours')
    expect(sentTo(who)).toEqual([])
  })

  it('nobody can be written to first', async () => {
    const { body } = await api.post('/contacts', {
      name: 'New',
      addresses: [{ kind: 'tiktok_user', value: 'tiktok:conv-9' }],
    })
    const refused = await api.post('/conversations', {
      contactId: body.id,
      inboxId: made.body.id,
      text: 'Hello',
    })
    expect([refused.status, refused.body.code]).toEqual([422, 'no_address'])
    const { body: whole } = await api.get<Conversation>(
      `/conversations/${(await api.get('/conversations')).body.items[0].id}`,
    )
    // Its customer wrote too long ago, and the way says so before anybody writes.
    expect(whole.routes[0]).toMatchObject({ usable: false, why: expect.stringContaining('48 hours') })
  })
})
