// Plivo's API: send, the list of messages, and the account.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import { listSimulatorTexts, type SimulatorRow } from '#db/simulator.ts'
import type { App } from '#http/context.ts'
import { digitsOf } from '#simulator/calls.ts'
import { basicOf, opens } from '#simulator/credentials.ts'
import { readText } from '#simulator/items.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'

const hide = { schema: { hide: true } }
const MAX_PAGE = 20
const Send = z.looseObject({
  src: z.string(),
  dst: z.string(),
  type: z.enum(['sms', 'mms']).default('sms'),
  text: z.string().default(''),
  media_urls: z.array(z.string()).default([]),
  url: z.string().nullish(),
})
type Named = { Params: { id: string } }

export function plivoApi(app: App, world: World): void {
  const opened = async (request: FastifyRequest<Named>): Promise<InboxAccount[]> => {
    const given = basicOf(request)
    if (given?.user !== request.params.id) return []
    const accounts = await world.accounts('plivo', { name: 'authId', value: given.user })
    return accounts.filter((account) => opens(account, given, ['authId', 'authToken']))
  }

  app.post<Named>('/v1/Account/:id/Message/', hide, async (request, reply) => {
    const accounts = await opened(request)
    if (accounts.length === 0) return refuse(reply, 401, UNKNOWN)
    const parsed = Send.safeParse(jsonOf(request))
    if (!parsed.success) return refuse(reply, 400, 'src and dst are required')
    const { src, dst, type, text, media_urls: urls, url } = parsed.data
    if (text === '' && urls.length === 0) return refuse(reply, 400, 'text is required')
    if (!/^[1-9]\d{6,14}$/.test(dst)) return refuse(reply, 400, `dst ${dst} is not a valid phone number`)
    const account = accounts.find((one) => digitsOf(one.address) === src)
    if (!account) return refuse(reply, 400, `src ${src} is not a number of this account`)
    const address = `+${dst}`
    const behaviour = await world.behaviour(account, address)
    if (behaviour.receipts === 'outage') return refuse(reply, 503, 'Service unavailable')
    const externalId = randomUUID()
    await world.take(account, {
      address,
      behaviour,
      externalId,
      accountName: request.params.id,
      from: src,
      to: dst,
      text,
      urls,
      callback: url ?? null,
      extra: { type },
    })
    if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
    const body = { message: 'message(s) queued', message_uuid: [externalId], api_id: randomUUID() }
    return reply.code(202).send(body)
  })

  app.get<Named & { Querystring: Record<string, string> }>(
    '/v1/Account/:id/Message/',
    hide,
    async (request, reply) => {
      const [account] = await opened(request)
      if (!account) return refuse(reply, 401, UNKNOWN)
      const { to_number: to, from_number: from, message_time__gte: since, limit, offset } = request.query
      const rows = await listSimulatorTexts(world.http.store, account.workspaceId, {
        account: request.params.id,
        to: to ? digitsOf(to) : null,
        from: from ? digitsOf(from) : null,
        after: since ? new Date(`${since.replace(' ', 'T')}Z`) : null,
        before: null,
        limit: Math.min(MAX_PAGE, Math.max(1, Number(limit) || MAX_PAGE)),
        offset: Math.max(0, Number(offset) || 0),
      })
      const objects = rows.flatMap(recordOf)
      const direction = request.query['message_direction']
      return reply.send({
        api_id: randomUUID(),
        meta: { limit: MAX_PAGE, offset: 0, total_count: objects.length },
        objects: objects.filter((one) => !direction || one['message_direction'] === direction),
      })
    },
  )

  app.get<Named>('/v1/Account/:id/', hide, async (request, reply) => {
    const [account] = await opened(request)
    if (!account) return refuse(reply, 401, UNKNOWN)
    return reply.send({ api_id: randomUUID(), auth_id: request.params.id, account_type: 'standard' })
  })

  app.get<{ Params: { id: string; number: string } }>(
    '/v1/Account/:id/Number/:number/',
    hide,
    async (request, reply) => {
      const accounts = await opened(request)
      if (accounts.length === 0) return refuse(reply, 401, UNKNOWN)
      const { number } = request.params
      const own = accounts.some((one) => digitsOf(one.address) === digitsOf(number))
      if (!own) return refuse(reply, 404, 'not found')
      return reply.send({ api_id: randomUUID(), number, sms_enabled: true, mms_enabled: true, active: true })
    },
  )
}

const UNKNOWN = 'authentication credentials were not provided or invalid'

function recordOf(row: SimulatorRow): Record<string, unknown>[] {
  const text = readText(row)
  if (!text) return []
  const state = text.status === 'undelivered' ? 'failed' : text.status
  return [
    {
      message_uuid: text.externalId,
      message_direction: row.direction === 'to_customer' ? 'outbound' : 'inbound',
      message_state: state,
      message_type: text.extra['type'] ?? 'sms',
      message_time: row.at.toISOString(),
      from_number: text.from,
      to_number: text.to,
      units: text.segments,
      error_code: text.failure?.code ?? '000',
    },
  ]
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ api_id: randomUUID(), error })
}
