// Twilio's younger APIs, as far as WhatsApp needs them: contents that WhatsApp has approved, and the senders.
import type { FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { basicOf, opens } from '#simulator/credentials.ts'
import type { World } from '#simulator/world.ts'
import { providerRefusal } from './refusals.ts'

type Content = {
  sid: string
  friendly_name: string
  language: string
  variables: Record<string, string>
  types: Record<string, { body: string; actions?: { type: string; title: string; id: string }[] }>
  approval_requests: { name: string; category: string; status: string; rejection_reason: string }
}

/** Templates of the made-up business, to start or resume a conversation with. */
const contents: readonly Content[] = [
  {
    sid: 'HX00000000000000000000000000000001',
    friendly_name: 'visit_reminder',
    language: 'en',
    variables: { '1': 'Riley', '2': 'Tuesday at 9 AM' },
    types: {
      'twilio/quick-reply': {
        body: 'Hi {{1}}, this is a reminder of your visit on {{2}}. See you then!',
        actions: [
          { type: 'QUICK_REPLY', title: 'I’ll be there', id: 'there' },
          { type: 'QUICK_REPLY', title: 'Change the time', id: 'change' },
        ],
      },
    },
    approval_requests: {
      name: 'visit_reminder',
      category: 'UTILITY',
      status: 'approved',
      rejection_reason: '',
    },
  },
  {
    sid: 'HX00000000000000000000000000000002',
    friendly_name: 'still_interested',
    language: 'en',
    variables: { '1': 'Riley' },
    types: { 'twilio/text': { body: 'Hi {{1}}, are you still looking for help? Just answer here.' } },
    approval_requests: {
      name: 'still_interested',
      category: 'MARKETING',
      status: 'approved',
      rejection_reason: '',
    },
  },
]

/** What a content says with its gaps filled; null where there is none of this id, or the values are no JSON. */
export function fillContent(sid: string, variables: string): string | null {
  const found = contents.find((one) => one.sid === sid)
  const values = readValues(variables)
  if (!found || !values) return null
  const [type] = Object.values(found.types)
  return (type?.body ?? '').replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

function readValues(text: string): Record<string, string> | null {
  try {
    const values: unknown = JSON.parse(text || '{}')
    if (typeof values !== 'object' || values === null) return null
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  } catch {
    return null
  }
}

export function contentsApi(app: App, world: World): void {
  const hide = { schema: { hide: true } }
  app.get('/v1/ContentAndApprovals', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    if (accounts.length === 0) return reply.code(401).send(providerRefusal(20003).body)
    return reply.send({ contents, meta: { page: 0, page_size: 100, next_page_url: null, key: 'contents' } })
  })
  app.get('/v2/Channels/Senders', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    if (accounts.length === 0) return reply.code(401).send(providerRefusal(20003).body)
    const senders = accounts
      .filter((one) => one.channel === 'whatsapp')
      .map((one) => ({ sender_id: `whatsapp:${one.address}`, status: 'ONLINE' }))
    return reply.send({ senders, meta: { page: 0, page_size: 100, next_page_url: null, key: 'senders' } })
  })
}

/** These addresses name no account: whose it is stands in the credentials only. */
async function opened(world: World, request: FastifyRequest): Promise<InboxAccount[]> {
  const given = basicOf(request)
  if (!given) return []
  const [name, secret] = given.user.startsWith('SK')
    ? (['apiKeySid', 'apiKeySecret'] as const)
    : (['accountSid', 'authToken'] as const)
  const accounts = await world.accounts('twilio', { name, value: given.user })
  const own = accounts.filter((account) => opens(account, given, [name, secret]))
  return own.filter((account) => account.workspaceId === own[0]?.workspaceId)
}
