// TikTok's API for Business, as far as direct messages need it. It answers with HTTP 200 also where it refuses: what
// counts is the code in the answer.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { matches } from '#simulator/credentials.ts'
import { findOnNetwork } from '#simulator/devices.ts'
import { findDeviceFile } from '#simulator/files.ts'
import { derivedFrom } from '#simulator/moment.ts'
import { newNumber } from '#simulator/numbers.ts'
import { settingOf } from '#simulator/provider.ts'
import { createUploads, type Uploads } from '#simulator/uploads.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'
import { listMessages } from './list.ts'
import { GOOD_SECONDS, isGood, newAccessToken, newRefreshToken } from './tokens.ts'

const BASE = '/open_api/v1.3'
const hide = { schema: { hide: true } }
type Asked = { Querystring: Record<string, string | undefined> }

const NO_TOKEN = [40105, 'Access token is incorrect or has been revoked'] as const
const INVALID = [40002, 'Invalid parameter'] as const
const NOT_FOUND = [40007, 'The conversation or the file does not exist'] as const
const FAULT = [51065, 'System error'] as const

const Renewal = z.object({ client_id: z.string(), client_secret: z.string(), refresh_token: z.string() })
const Hook = z.object({ app_id: z.string(), secret: z.string(), callback_url: z.url() })
const Download = z.looseObject({ conversation_id: z.string(), media_id: z.string() })
const Send = z.looseObject({
  business_id: z.string(),
  recipient: z.string(),
  message_type: z.enum(['TEXT', 'IMAGE']),
  text: z.object({ body: z.string().min(1).max(6_000) }).optional(),
  image: z.object({ media_id: z.string() }).optional(),
})

export function tiktokApi(app: App, world: World): void {
  const uploads = createUploads()

  app.post(`${BASE}/tt_user/oauth2/refresh_token/`, hide, async (request, reply) => {
    const given = Renewal.safeParse(jsonOf(request))
    if (!given.success) return refuse(reply, INVALID)
    const { client_id: value, client_secret: secret, refresh_token: token } = given.data
    const account = (await world.accounts('tiktok', { name: 'appId', value })).find(
      (one) => matches(one, 'appSecret', secret) && matches(one, 'refreshToken', token),
    )
    if (!account) return refuse(reply, [40110, 'The refresh token is invalid or has been used'])
    return ok(reply, {
      access_token: newAccessToken(secretOf(world), account, world.http.flow.clock.now()),
      expires_in: GOOD_SECONDS,
      refresh_token: newRefreshToken(),
      refresh_token_expires_in: 365 * GOOD_SECONDS,
      open_id: settingOf(account, 'businessId'),
      token_type: 'Bearer',
    })
  })

  app.post(`${BASE}/business/webhook/update/`, hide, async (request, reply) => {
    const given = Hook.safeParse(jsonOf(request))
    if (!given.success) return refuse(reply, INVALID)
    const { app_id: value, secret } = given.data
    const accounts = await world.accounts('tiktok', { name: 'appId', value })
    const known = accounts.some((account) => matches(account, 'appSecret', secret))
    return known ? ok(reply, {}) : refuse(reply, [40001, 'The app or its secret is not known'])
  })

  app.get<Asked>(`${BASE}/business/get/`, hide, async (request, reply) => {
    const account = await opened(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    if (request.query['business_id'] !== settingOf(account, 'businessId')) return refuse(reply, INVALID)
    return ok(reply, { username: 'the.business', display_name: account.name })
  })

  app.get<Asked>(`${BASE}/business/message/capabilities/get/`, hide, async (request, reply) => {
    const account = await opened(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    return ok(reply, { capability_infos: [{ capability_type: 'IMAGE_SEND', capability_result: true }] })
  })

  app.get<Asked>(`${BASE}/business/message/content/list/`, hide, async (request, reply) => {
    const account = await opened(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    const conversation = request.query['conversation_id'] ?? ''
    if (!findOnNetwork('tiktok', conversation)) return refuse(reply, NOT_FOUND)
    return ok(reply, { messages: await listMessages(world, account, conversation) })
  })

  app.post(`${BASE}/business/message/media/upload/`, hide, async (request, reply) => {
    if (!(await opened(world, request))) return refuse(reply, NO_TOKEN)
    const id = await uploads.take(request)
    return id ? ok(reply, { media_id: id }) : refuse(reply, INVALID)
  })

  app.post(`${BASE}/business/message/media/download/`, hide, async (request, reply) => {
    const account = await opened(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    const given = Download.safeParse(jsonOf(request))
    const id = given.data?.media_id ?? ''
    const file = await findDeviceFile(world.http.store, account.workspaceId, id)
    if (!file) return refuse(reply, NOT_FOUND)
    return ok(reply, { download_url: `${world.loopback()}/simulator/tiktok/files/${id}` })
  })

  // A file opens for whoever has the token of the account.
  app.get<{ Params: { id: string } }>('/files/:id', hide, async (request, reply) => {
    const account = await openedBy(world, String(request.headers['x-user'] ?? ''))
    const file = account && (await findDeviceFile(world.http.store, account.workspaceId, request.params.id))
    return file ? reply.header('content-type', file.type).send(file.content) : reply.code(403).send()
  })

  app.post(`${BASE}/business/message/send/`, hide, (request, reply) => send(world, uploads, request, reply))
}

async function send(
  world: World,
  uploads: Uploads,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = await opened(world, request)
  if (!account) return refuse(reply, NO_TOKEN)
  const parsed = Send.safeParse(jsonOf(request))
  if (!parsed.success) return refuse(reply, INVALID)
  const { business_id: own, recipient, message_type: type, text, image } = parsed.data
  if (own !== settingOf(account, 'businessId') || !findOnNetwork('tiktok', recipient))
    return refuse(reply, NOT_FOUND)
  const file = type === 'IMAGE' ? uploads.find(image?.media_id ?? '') : null
  // One of them, never both.
  if (type === 'IMAGE' ? !file || text : !text || image) return refuse(reply, INVALID)
  const address = `tiktok:${recipient}`
  const behaviour = await world.behaviour(account, address)
  if (behaviour.receipts === 'outage') return refuse(reply, FAULT)
  if (behaviour.receipts === 'unknown_address') return refuse(reply, NOT_FOUND)
  if (behaviour.receipts === 'filtered') return refuse(reply, INVALID)
  const externalId = newNumber(19)
  await world.take(account, {
    address,
    behaviour,
    externalId,
    accountName: own,
    from: own,
    to: recipient,
    text: text?.body ?? '',
    files: file ? [file] : [],
    extra: { type },
  })
  if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
  return ok(reply, { message: { message_id: externalId } })
}

const secretOf = (world: World): Uint8Array => derivedFrom(world.http.flow.secret)('tokens of TikTok')

/** The account whose token comes along; null where it is nobody's, or too old. */
const opened = (world: World, request: FastifyRequest): Promise<InboxAccount | null> =>
  openedBy(world, String(request.headers['access-token'] ?? ''))

async function openedBy(world: World, token: string): Promise<InboxAccount | null> {
  const now = world.http.flow.clock.now()
  const accounts = token === '' ? [] : await world.accounts('tiktok')
  return accounts.find((account) => isGood(secretOf(world), account, token, now)) ?? null
}

function ok(reply: FastifyReply, data: unknown): FastifyReply {
  return reply.send({ code: 0, message: 'OK', request_id: newNumber(20), data })
}

function refuse(reply: FastifyReply, [code, message]: readonly [number, string]): FastifyReply {
  return reply.send({ code, message, request_id: newNumber(20), data: {} })
}
