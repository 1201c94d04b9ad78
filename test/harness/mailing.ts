// What stories about mail services share: mails as customers and colleagues write them, and the threads that they make.

import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import { type Api, until } from './product.ts'

export type Written = {
  from: string
  to: string
  subject: string
  text: string
  id: string
  inReplyTo?: string
  headers?: string[]
}

/** A plain mail as it travels. */
export function mailOf({ from, to, subject, text, id, inReplyTo, headers = [] }: Written): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: ${id}`,
    ...(inReplyTo ? [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`] : []),
    ...headers,
    'Date: Sat, 21 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ].join('\r\n')
}

/** The threads of an installation, by the address of the customer. */
export function mailThreads(api: Api) {
  const conversations = async (address: string): Promise<ConversationRow[]> => {
    const { body } = await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    return body.items.filter((c) => c.contact.display === address)
  }
  const thread = async (address: string): Promise<Message[]> => {
    const found = await conversations(address)
    const pages = await Promise.all(
      found.map((c) => api.get<{ items: Message[] }>(`/conversations/${c.id}/messages`)),
    )
    return pages.flatMap(({ body }) => body.items)
  }
  return {
    conversations,
    thread,
    /** Waits until the thread with an address is so. */
    becomes: (address: string, what: string, is: (messages: Message[]) => boolean) =>
      until(async () => {
        const messages = await thread(address)
        return is(messages) && messages
      }, what),
  }
}
