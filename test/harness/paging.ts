// The product with one page (or Instagram account) at a fake Meta, and what a story about it asks again and again.
import { afterAll, expect } from 'vitest'
import { type MetaFake, type SentByPage, startMetaFake } from '#test/fakes/meta-server.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { type Product, startProduct, until } from './product.ts'

/** The front desk answers this from the knowledge: "Yes, for 25 dollars." */
export const QUESTION = 'do you serve queens?'

const networks = {
  messenger: { object: 'page', field: 'pageId' },
  instagram: { object: 'instagram', field: 'accountId' },
} as const

export type Paging = {
  meta: MetaFake
  product: Product
  inbox: Inbox & { webhookUrl: string }
  newCustomer(): string
  newMid(): string
  /** An event from the customer to the account. */
  event(who: string, content: Record<string, unknown>): Record<string, unknown>
  /** What left the account for the customer, whoever wrote it. */
  echo(who: string, message: Record<string, unknown>): Record<string, unknown>
  /** Delivers events, and expects that they are taken. */
  tell(...events: unknown[]): Promise<void>
  /** The customer writes, under a provider's id. */
  write(who: string, text: string, mid?: string): Promise<string>
  sentTo(who: string): SentByPage[]
  conversation(who: string): Promise<ConversationRow | undefined>
  detail(who: string): Promise<Conversation>
  thread(who: string): Promise<Message[]>
  /** Waits until a message of ours to the customer is in this state. */
  reaches(who: string, status: Message['status']): Promise<Message>
  /** A person of the business writes. */
  answer(who: string, text: string): Promise<Message>
}

export async function startPaging(
  network: keyof typeof networks,
  options: Parameters<typeof startProduct>[0] = {},
): Promise<Paging> {
  const { object, field } = networks[network]
  const meta = await startMetaFake(object)
  afterAll(() => meta.stop())
  const product = await startProduct(options)
  const { api } = product
  const made = await api.post<Inbox>('/inboxes', {
    channel: network,
    provider: 'meta',
    name: 'Page',
    address: '',
    settings: {
      [field]: meta.accountId,
      accessToken: meta.accessToken,
      appSecret: meta.appSecret,
      verifyToken: 'a-verify-token',
      apiBase: meta.url,
    },
  })
  const { webhookUrl } = made.body
  if (!webhookUrl) throw new Error(`the inbox has no webhook address: ${JSON.stringify(made.body)}`)
  await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })

  let last = 7_700_000_000_000
  let mids = 1
  const conversations = new Map<string, string>()
  const tell = async (...events: unknown[]) => {
    expect((await meta.deliver(webhookUrl, events)).status).toBe(200)
  }
  const event = (who: string, content: Record<string, unknown>) => ({
    sender: { id: who },
    recipient: { id: meta.accountId },
    timestamp: Date.now(),
    ...content,
  })
  const newMid = () => `m_in_${mids++}`
  const conversation = async (who: string) => {
    const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    for (const row of body.items) {
      if (!conversations.has(row.id)) {
        const { items } = (await api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)).body
        // People here have no names: they say who they are.
        const said = items.map((m) => /\((\d{13})\)/.exec(m.text)?.[1]).find(Boolean)
        if (said) conversations.set(row.id, said)
      }
      if (conversations.get(row.id) === who) return row
    }
    return undefined
  }
  const thread = async (who: string) => {
    const row = await conversation(who)
    if (!row) return []
    return (await api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)).body.items
  }
  const mustFind = async (who: string) => {
    const row = await conversation(who)
    if (!row) throw new Error(`there is no conversation with ${who}`)
    return row
  }
  return {
    meta,
    product,
    inbox: { ...made.body, webhookUrl },
    newCustomer: () => String(last++),
    newMid,
    event,
    echo: (who, message) => ({
      sender: { id: meta.accountId },
      recipient: { id: who },
      timestamp: Date.now(),
      message: { is_echo: true, ...message },
    }),
    tell,
    write: async (who, text, mid = newMid()) => {
      await tell(event(who, { message: { mid, text: `${text} (${who})` } }))
      return mid
    },
    sentTo: (who) => meta.sent.filter((one) => one.to === who),
    conversation,
    detail: async (who) => (await api.get<Conversation>(`/conversations/${(await mustFind(who)).id}`)).body,
    thread,
    reaches: (who, status) =>
      until(
        async () => (await thread(who)).findLast((m) => m.direction === 'out' && m.status === status),
        `a message to ${who} that is ${status}`,
      ),
    answer: async (who, text) => {
      const sent = await api.post<Message>(`/conversations/${(await mustFind(who)).id}/messages`, { text })
      expect(sent.status, JSON.stringify(sent.body)).toBe(201)
      return sent.body
    },
  }
}
