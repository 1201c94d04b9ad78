// Mailgun's API: send a finished mail, and the domain.
import type { FastifyReply, FastifyRequest } from 'fastify'
import PostalMime from 'postal-mime'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { basicOf, matches } from '#simulator/credentials.ts'
import { settingOf } from '#simulator/provider.ts'
import { formOf, hangUp, type World } from '#simulator/world.ts'

const hide = { schema: { hide: true } }
type InDomain = FastifyRequest<{ Params: { domain: string } }>

export function mailgunApi(app: App, world: World): void {
  /** The account whose key this is, and whose domain. */
  const find = async (request: FastifyRequest): Promise<InboxAccount | null> => {
    const given = basicOf(request)
    if (given?.user !== 'api') return null
    const key = given.password
    return (await world.accounts('mailgun')).find((one) => matches(one, 'apiKey', key)) ?? null
  }

  app.post('/v3/:domain/messages.mime', hide, async (request: InDomain, reply) => {
    const account = await find(request)
    if (!account) return forbidden(reply)
    if (request.params.domain !== domainOf(account))
      return say(reply, 404, `Domain not found: ${request.params.domain}`)
    const form = await formOf(request)
    const message = form?.get('message')
    const recipients = [
      ...new Set(
        form?.getAll('to').flatMap((one) => (typeof one === 'string' ? one.toLowerCase().split(',') : [])),
      ),
    ]
    const [first] = recipients
    if (!first) return say(reply, 400, "'to' parameter is missing.")
    if (!(message instanceof File)) return say(reply, 400, "'message' parameter is missing.")
    // One answer stands for all recipients.
    const { receipts } = await world.behaviour(account, first)
    if (receipts === 'outage') return say(reply, 503, 'Service Unavailable')
    const raw = Buffer.from(await message.arrayBuffer())
    const id = (await PostalMime.parse(raw)).messageId ?? ''
    const [reference = null] = [...(form ?? [])].flatMap(([name, value]) =>
      name.startsWith('v:') && typeof value === 'string' ? value : [],
    )
    const carried = { id: id.replace(/^<|>$/g, ''), reference }
    for (const recipient of recipients) await world.takeMail(account, raw, { ...carried, recipient })
    if (receipts === 'no_answer') return hangUp(request, reply)
    return reply.send({ id, message: 'Queued. Thank you.' })
  })

  app.get('/v4/domains/:domain', hide, async (request: InDomain, reply) => {
    const account = await find(request)
    if (!account) return forbidden(reply)
    const { domain: name } = request.params
    if (name !== domainOf(account)) return say(reply, 404, 'Domain not found')
    return reply.send({ domain: { name, state: 'active', is_disabled: false } })
  })
}

function domainOf(account: InboxAccount): string {
  return settingOf(account, 'domain') || account.address.slice(account.address.lastIndexOf('@') + 1)
}

const forbidden = (reply: FastifyReply) => say(reply, 401, 'Forbidden')

function say(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ message })
}
