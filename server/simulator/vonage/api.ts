// Vonage's API: send over Messages, and the numbers of the account.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { digitsOf } from '#simulator/calls.ts'
import { basicOf, opens } from '#simulator/credentials.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'

const hide = { schema: { hide: true } }
const Media = z.looseObject({ url: z.string(), caption: z.string().optional() }).optional()
const Send = z.looseObject({
  channel: z.enum(['sms', 'mms']),
  message_type: z.string(),
  from: z.string(),
  to: z.string(),
  text: z.string().optional(),
  client_ref: z.string().optional(),
  image: Media,
  audio: Media,
  video: Media,
  vcard: Media,
  file: Media,
})

export function vonageApi(app: App, world: World): void {
  app.post('/v1/messages', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    if (accounts.length === 0)
      return refuse(reply, 401, '#unauthorized', 'Unauthorized', 'You did not provide correct credentials.')
    const parsed = Send.safeParse(jsonOf(request))
    if (!parsed.success)
      return refuse(reply, 422, '/messages#1150', '1150', 'The request body did not contain valid JSON')
    const { from, to, text, client_ref: reference } = parsed.data
    if (!/^[1-9]\d{6,14}$/.test(to)) return refuse(reply, 422, '/messages#1170', '1170', 'Invalid number')
    const account = accounts.find((one) => digitsOf(one.address) === from)
    if (!account) return refuse(reply, 422, '/messages#1120', '1120', 'Illegal sender address')
    const address = `+${to}`
    const behaviour = await world.behaviour(account, address)
    if (behaviour.receipts === 'outage')
      return refuse(reply, 503, '#unavailable', 'Service Unavailable', 'Try again later.')
    const { image, audio, video, vcard, file } = parsed.data
    const media = image ?? audio ?? video ?? vcard ?? file
    const externalId = randomUUID()
    await world.take(account, {
      address,
      behaviour,
      externalId,
      accountName: basicOf(request)?.user ?? '',
      from,
      to,
      text: text ?? media?.caption ?? '',
      urls: media ? [media.url] : [],
      reference: reference ?? null,
      extra: { channel: parsed.data.channel },
    })
    if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
    return reply.code(202).send({ message_uuid: externalId })
  })

  app.get('/account/numbers', hide, async (request, reply) => {
    const accounts = await opened(world, request)
    if (accounts.length === 0)
      return reply.code(401).send({ 'error-code': '401', 'error-code-label': 'authentication failed' })
    const numbers = accounts.map((one) => ({
      country: 'US',
      msisdn: digitsOf(one.address),
      features: ['SMS', 'MMS', 'VOICE'],
    }))
    return reply.send({ count: numbers.length, numbers })
  })
}

async function opened(world: World, request: FastifyRequest): Promise<InboxAccount[]> {
  const given = basicOf(request)
  if (!given) return []
  const accounts = await world.accounts('vonage', { name: 'apiKey', value: given.user })
  return accounts.filter((account) => opens(account, given, ['apiKey', 'apiSecret']))
}

function refuse(
  reply: FastifyReply,
  status: number,
  type: string,
  title: string,
  detail: string,
): FastifyReply {
  const url = `https://developer.vonage.com/api-errors${type}`
  return reply.code(status).send({ type: url, title, detail, instance: randomUUID() })
}
