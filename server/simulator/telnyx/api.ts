// Telnyx's API: send, and the account's own profile.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { matches, tokenOf } from '#simulator/credentials.ts'
import { settingOf } from '#simulator/provider.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'
import { toResource } from './resource.ts'

const hide = { schema: { hide: true } }
const Send = z.looseObject({
  from: z.string().optional(),
  messaging_profile_id: z.string().optional(),
  to: z.string(),
  text: z.string().default(''),
  media_urls: z.array(z.string()).default([]),
  webhook_url: z.string().nullish(),
})

export function telnyxApi(app: App, world: World): void {
  app.post('/v2/messages', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    if (accounts.length === 0) return refuse(reply, 401, '10009', 'Authentication failed')
    const parsed = Send.safeParse(jsonOf(request))
    if (!parsed.success) return refuse(reply, 422, '10004', 'Missing required parameter')
    const { from, messaging_profile_id: profile, to, text, media_urls: urls } = parsed.data
    if (text === '' && urls.length === 0) return refuse(reply, 422, '40316', 'No content provided')
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(reply, 400, '40310', "Invalid 'to' address")
    const account = accounts.find((one) =>
      from ? one.address === from : settingOf(one, 'messagingProfileId') === profile,
    )
    if (!account) return refuse(reply, 400, '40305', "Invalid 'from' address")
    const behaviour = await world.behaviour(account, to)
    if (behaviour.receipts === 'outage') return refuse(reply, 503, '10007', 'Service unavailable')
    if (behaviour.receipts === 'opted_out' || behaviour.refuses.includes(account.address))
      return refuse(reply, 400, '40300', 'Blocked due to STOP message')
    const taken = await world.take(account, {
      address: to,
      behaviour,
      externalId: randomUUID(),
      accountName: settingOf(account, 'messagingProfileId'),
      from: from ?? account.address,
      to,
      text,
      urls,
      callback: parsed.data.webhook_url ?? null,
      extra: urls.length > 0 ? { type: 'MMS' } : {},
    })
    if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
    return reply.send({ data: toResource(taken.text, { state: 'queued', at: taken.row.at, media: [] }) })
  })

  app.get('/v2/phone_numbers', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    if (accounts.length === 0) return refuse(reply, 401, '10009', 'Authentication failed')
    const data = accounts.map((account) => ({
      id: account.id,
      record_type: 'phone_number',
      phone_number: account.address,
      messaging_profile_id: settingOf(account, 'messagingProfileId') || account.id,
      status: 'active',
    }))
    return reply.send({ data, meta: { total_results: data.length, page_number: 1, total_pages: 1 } })
  })

  app.get<{ Params: { id: string } }>('/v2/messaging_profiles/:id', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    const { id } = request.params
    const account = accounts.find((one) => [settingOf(one, 'messagingProfileId'), one.id].includes(id))
    if (!account) return refuse(reply, 404, '10005', 'Resource not found')
    const url = `${world.http.flow.publicUrl()}/webhooks/telnyx/${account.key}`
    return reply.send({ data: { id, record_type: 'messaging_profile', enabled: true, webhook_url: url } })
  })
}

/** The inboxes that this key opens; of one business, as an account is. */
async function opened(world: World, request: FastifyRequest): Promise<InboxAccount[]> {
  const key = tokenOf(request, 'Bearer')
  return (await world.accounts('telnyx')).filter((account) => matches(account, 'apiKey', key))
}

function refuse(reply: FastifyReply, status: number, code: string, title: string): FastifyReply {
  return reply.code(status).send({ errors: [{ code, title, detail: title }] })
}
