// Bird's API: send, the list of messages of a channel, the channel itself, and files.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import { listSimulatorTexts } from '#db/simulator.ts'
import type { App } from '#http/context.ts'
import { matches, tokenOf } from '#simulator/credentials.ts'
import { readText } from '#simulator/items.ts'
import { settingOf } from '#simulator/provider.ts'
import { storageUrl } from '#simulator/storage.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'
import { toResource } from './resource.ts'

const hide = { schema: { hide: true } }
const MAX_PAGE = 100
const Send = z.looseObject({
  receiver: z.looseObject({
    contacts: z.array(z.looseObject({ identifierKey: z.string(), identifierValue: z.string() })).length(1),
  }),
  body: z.looseObject({
    type: z.string(),
    text: z.looseObject({ text: z.string() }).optional(),
    image: z
      .looseObject({
        text: z.string().optional(),
        images: z.array(z.looseObject({ mediaUrl: z.string() })),
      })
      .optional(),
  }),
  reference: z.string().optional(),
})
type Channel = { Params: { workspace: string; channel: string } }

export function birdApi(app: App, world: World): void {
  const opened = async (request: FastifyRequest, workspace: string): Promise<InboxAccount[]> => {
    const accounts = await world.accounts('bird', { name: 'workspaceId', value: workspace })
    const key = tokenOf(request, 'AccessKey')
    return accounts.filter((account) => matches(account, 'accessKey', key))
  }
  const find = async (request: FastifyRequest<Channel>): Promise<InboxAccount | Refused> => {
    const accounts = await opened(request, request.params.workspace)
    if (accounts.length === 0) return [401, 'Unauthorized', 'The access key is not valid.']
    const account = accounts.find((one) => settingOf(one, 'channelId') === request.params.channel)
    return account ?? [404, 'NotFound', 'There is no such channel.']
  }
  const messages = '/workspaces/:workspace/channels/:channel/messages'

  app.post<Channel>(messages, hide, async (request, reply) => {
    const account = await find(request)
    if (!('id' in account)) return refuse(reply, account)
    const parsed = Send.safeParse(jsonOf(request))
    const to = parsed.data?.receiver.contacts[0]?.identifierValue
    if (!parsed.success || !to) return refuse(reply, [422, 'InvalidPayload', 'The message is not valid.'])
    if (!/^\+[1-9]\d{6,14}$/.test(to))
      return refuse(reply, [422, 'incorrect_number', 'The number is not valid.'])
    const { body, reference = null } = parsed.data
    const behaviour = await world.behaviour(account, to)
    if (behaviour.receipts === 'outage') return refuse(reply, [503, 'Unavailable', 'Try again later.'])
    const taken = await world.take(account, {
      address: to,
      behaviour,
      externalId: randomUUID(),
      accountName: request.params.workspace,
      from: account.address,
      to,
      text: body.text?.text ?? body.image?.text ?? '',
      urls: body.image?.images.map((one) => one.mediaUrl) ?? [],
      reference,
    })
    if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
    const shown = { status: 'queued', at: taken.row.at, files: [], customer: null }
    return reply.code(202).send(toResource(account, taken.text, shown))
  })

  app.get<Channel & { Querystring: Record<string, string> }>(messages, hide, async (request, reply) => {
    const account = await find(request)
    if (!('id' in account)) return refuse(reply, account)
    const offset = Math.max(0, Number(request.query['pageToken']) || 0)
    const limit = Math.min(MAX_PAGE, Math.max(1, Number(request.query['limit']) || MAX_PAGE))
    const rows = await listSimulatorTexts(world.http.store, account.workspaceId, {
      account: request.params.workspace,
      to: null,
      from: account.address,
      after: null,
      before: null,
      limit,
      offset,
    })
    const results = rows.flatMap((row) => {
      const text = readText(row)
      return text
        ? [toResource(account, text, { status: text.status, at: row.at, files: [], customer: null })]
        : []
    })
    return reply.send({ results, nextPageToken: rows.length === limit ? String(offset + limit) : null })
  })

  app.get<Channel>('/workspaces/:workspace/channels/:channel', hide, async (request, reply) => {
    const account = await find(request)
    if (!('id' in account)) return refuse(reply, account)
    const { channel } = request.params
    return reply.send({
      id: channel,
      status: 'active',
      platformId: 'sms-messagebird',
      identifier: account.address,
    })
  })

  // Behind the access key, and then elsewhere: whoever follows must not take the key along.
  app.get<{ Params: { workspace: string; file: string } }>(
    '/workspaces/:workspace/messages/:message/media/:file',
    hide,
    async (request, reply) => {
      const [account] = await opened(request, request.params.workspace)
      if (!account) return refuse(reply, [401, 'Unauthorized', 'The access key is not valid.'])
      return reply.redirect(storageUrl(world, account.workspaceId, request.params.file), 302)
    },
  )
}

type Refused = [status: number, code: string, message: string]

function refuse(reply: FastifyReply, [status, code, message]: Refused): FastifyReply {
  return reply.code(status).send({ code, message })
}
