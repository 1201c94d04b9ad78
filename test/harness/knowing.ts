// A visitor of the web chat who asks, and what the front desk said to it and by which sources.
import type { SourceRef } from '#domain/knowledge.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import { type Product, until } from './product.ts'

let count = 0

/** A new visitor; an inbox is made for each. */
export async function openChat(product: Product) {
  const { api, url } = product
  const { body: inbox } = await api.post('/inboxes', {
    channel: 'webchat',
    provider: 'widget',
    name: `Chat ${count++}`,
  })
  const session = (await (
    await fetch(`${url}/widget/${inbox.key}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
  ).json()) as { token: string }
  return {
    async ask(text: string): Promise<{ text: string; sources: SourceRef[] }> {
      await fetch(`${url}/widget/${inbox.key}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Visitor ${session.token}` },
        body: JSON.stringify({ clientId: `visitor-asked-${count++}`, text }),
      })
      const conversation = await until(async () => {
        const { items } = (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
        return items.find((c) => c.inboxId === inbox.id)
      }, 'the conversation')
      const answer = await until(async () => {
        const { items } = (await api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`))
          .body
        const asked = items.findLast((m) => m.direction === 'in' && m.text === text)
        return asked && items.find((m) => m.direction === 'out' && m.seq > asked.seq)
      }, `an answer to “${text}”`)
      const turns = (await api.get(`/conversations/${conversation.id}/turns`)).body.items as {
        id: string
        trace: { sources: SourceRef[] } | null
      }[]
      return { text: answer.text, sources: turns.find((t) => t.id === answer.turnId)?.trace?.sources ?? [] }
    },
  }
}
