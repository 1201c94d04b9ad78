// Twilio's younger products, which know an account by its credentials alone: WhatsApp senders, and contents for templates.
import type { FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { basicOf } from '#simulator/credentials.ts'
import { settingOf } from '#simulator/provider.ts'
import type { World } from '#simulator/world.ts'
import { openAccount } from './accounts.ts'
import { providerRefusal } from './refusals.ts'

const hide = { schema: { hide: true } }

export function sendersApi(app: App, world: World): void {
  app.get('/v2/Channels/Senders', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    if (accounts.length === 0) return reply.code(401).send(providerRefusal(20003).body)
    const senders = accounts.filter((one) => one.channel === 'whatsapp')
    return reply.send({
      senders: senders.map((one) => ({
        sid: `XE${one.id}`,
        sender_id: `whatsapp:${one.address}`,
        status: 'ONLINE',
      })),
      meta: { next_page_url: null },
    })
  })

  // Nobody has made a template at a made-up account.
  app.get('/v1/ContentAndApprovals', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    return accounts.length > 0
      ? reply.send({ contents: [], meta: { next_page_url: null } })
      : reply.code(401).send(providerRefusal(20003).body)
  })
}

/** The inboxes of the account whose token this is, or of which this is a key. */
async function opened(world: World, request: FastifyRequest): Promise<InboxAccount[]> {
  const user = basicOf(request)?.user
  const owner = (await world.accounts('twilio')).find((one) =>
    ['accountSid', 'apiKeySid'].some((name) => user !== undefined && settingOf(one, name) === user),
  )
  return owner ? openAccount(world, settingOf(owner, 'accountSid'), request) : []
}
