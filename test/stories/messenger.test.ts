// A page and its customers on Messenger: the handshake, an answer, an answer that only its echo proves, and the end of
// the 24 hours as Meta sees it.
import { afterAll, describe, expect, it } from 'vitest'
import { startMetaFake } from '#test/fakes/meta-server.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const QUESTION = 'do you serve queens?'
const meta = await startMetaFake('page')
afterAll(() => meta.stop())
const { api } = await startProduct()
const made = await api.post<Inbox>('/inboxes', {
  channel: 'messenger',
  provider: 'meta',
  name: 'Page',
  address: '',
  settings: {
    pageId: meta.accountId,
    accessToken: meta.accessToken,
    appSecret: meta.appSecret,
    verifyToken: 'a-verify-token',
    apiBase: meta.url,
  },
})
const { webhookUrl } = made.body
if (!webhookUrl) throw new Error('the inbox has no webhook address')
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })

let last = 7_700_000_000_000
let lastMid = 1
const newCustomer = () => String(last++)
const event = (who: string, content: Record<string, unknown>) => ({
  sender: { id: who },
  recipient: { id: meta.accountId },
  timestamp: Date.UTC(2026, 10, 21, 12),
  ...content,
})
/** Writes, and tells the conversation apart by what was said in it: these people have no names. */
const write = async (who: string, text: string) => {
  const message = { mid: `m_in_${lastMid++}`, text: `${text} (${who})` }
  expect((await meta.deliver(webhookUrl, [event(who, { message })])).status).toBe(200)
}
const sentTo = (who: string) => meta.sent.filter((one) => one.to === who)
const thread = async (who: string): Promise<Message[]> => {
  const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
  for (const { id } of body.items) {
    const messages = (await api.get<{ items: Message[] }>(`/conversations/${id}/messages`)).body.items
    if (messages.some((m) => m.text.includes(`(${who})`))) return messages
  }
  return []
}
const reaches = (who: string, status: Message['status']) =>
  until(
    async () => (await thread(who)).findLast((m) => m.direction === 'out' && m.status === status),
    `a message to ${who} that is ${status}`,
  )

describe('the webhook address', () => {
  const ask = (token: string) =>
    fetch(`${webhookUrl}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`)

  it('proves itself to Meta, and to nobody else', async () => {
    const answer = await ask('a-verify-token')
    expect([answer.status, await answer.text()]).toEqual([200, '1158201444'])
    expect((await ask('another-token')).status).toBe(403)
  })

  it('takes nothing that another app has signed', async () => {
    const who = newCustomer()
    const message = { mid: 'm_in_forged', text: `${QUESTION} (${who})` }
    expect((await meta.deliver(webhookUrl, [event(who, { message })], 'another secret')).status).toBe(403)
    expect(await thread(who)).toEqual([])
  })
})

describe('a customer writes', () => {
  it('and gets an answer, as an answer and without a tag, whose delivery is told', async () => {
    const who = newCustomer()
    await write(who, QUESTION)
    const ours = await reaches(who, 'sent')
    const [theirs] = sentTo(who)
    expect(theirs).toMatchObject({ type: 'RESPONSE', message: { text: ours.text, metadata: ours.id } })
    expect(theirs).not.toHaveProperty('tag')
    // While it was being written they saw so; that nobody of the business has read theirs is true as well.
    expect(meta.actions.filter((one) => one.to === who)).toEqual([{ to: who, action: 'typing_on' }])
    await meta.deliver(webhookUrl, [event(who, { delivery: { mids: [theirs?.mid], watermark: 1 } })])
    await reaches(who, 'delivered')
  })

  it('and is one customer however often the same message is delivered', async () => {
    const who = newCustomer()
    const one = event(who, { message: { mid: `m_in_${lastMid++}`, text: `${QUESTION} (${who})` } })
    await Promise.all(Array.from({ length: 10 }, () => meta.deliver(webhookUrl, [one, one])))
    await reaches(who, 'sent')
    expect((await thread(who)).map((m) => m.direction)).toEqual(['in', 'out'])
    expect(sentTo(who)).toHaveLength(1)
  })
})

it('an answer that was lost on the line is proved by its echo, and not sent twice', async () => {
  const who = newCustomer()
  meta.loseNextAnswer()
  await write(who, QUESTION)
  const theirs = await until(() => sentTo(who)[0], 'the message at Meta')
  await reaches(who, 'sending')
  await meta.deliver(webhookUrl, [
    {
      sender: { id: meta.accountId },
      recipient: { id: who },
      timestamp: Date.UTC(2026, 10, 21, 12),
      message: { mid: theirs.mid, ...theirs.message, is_echo: true, app_id: 1 },
    },
  ])
  await reaches(who, 'sent')
  // The next one goes out after it, and finds nothing left to do for the first.
  await write(who, QUESTION)
  await until(() => sentTo(who).length === 2, 'the second answer')
  expect((await thread(who)).filter((m) => m.direction === 'out').map((m) => m.status)).not.toContain(
    'failed',
  )
})

it('after the 24 hours, Meta’s refusal is told in words that help', async () => {
  const who = newCustomer()
  meta.late.add(who)
  await write(who, QUESTION)
  const failed = await reaches(who, 'failed')
  expect(failed.error).toMatchObject({ code: '10/2018278', reason: expect.stringContaining('24 hours') })
})
