// Google's APIs, as far as reviews need them: tokens, the keys it signs with, the reviews of a location and their answers.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import {
  findSimulatorExternal,
  listSimulatorNamed,
  patchSimulatorRow,
  type SimulatorRow,
} from '#db/simulator.ts'
import type { App } from '#http/context.ts'
import { constantTimeEqual } from '#lib/crypto.ts'
import { matches, tokenOf } from '#simulator/credentials.ts'
import { readReview, type StoredReview } from '#simulator/items.ts'
import { derivedFrom } from '#simulator/moment.ts'
import { settingOf } from '#simulator/provider.ts'
import { hangUp, jsonOf, textOf, type World } from '#simulator/world.ts'
import { addressOf, toResource } from './review.ts'
import { publishedKeys } from './token.ts'

const hide = { schema: { hide: true } }
const LIFE_S = 3_599
const PAGE = 50
type Place = { Params: { owner: string; location: string; id: string } }
type Asked = { Querystring: Record<string, string | undefined> }
type Refusal = readonly [status: number, name: string, message: string]

const NO_TOKEN: Refusal = [401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.']
const NOT_THERE: Refusal = [404, 'NOT_FOUND', 'Requested entity was not found.']
const INVALID: Refusal = [400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.']
const DOWN: Refusal = [503, 'UNAVAILABLE', 'The service is currently unavailable.']

export function googleApi(app: App, world: World): void {
  const derived = derivedFrom(world.http.flow.secret)

  app.get('/oauth2/v3/certs', hide, (_request, reply) => reply.send(publishedKeys({ derived })))

  app.post('/token', hide, async (request, reply) => {
    const form = new URLSearchParams(textOf(request))
    const accounts = await world.accounts('google', { name: 'clientId', value: form.get('client_id') ?? '' })
    const ours = accounts.filter((account) =>
      matches(account, 'clientSecret', form.get('client_secret') ?? ''),
    )
    if (ours.length === 0) return reply.code(401).send({ error: 'invalid_client' })
    const account = ours.find((one) => matches(one, 'refreshToken', form.get('refresh_token') ?? ''))
    if (!account)
      return reply.code(400).send({ error: 'invalid_grant', error_description: 'Token has been revoked.' })
    return reply.send({
      access_token: accessTokenOf(world, account),
      expires_in: LIFE_S,
      token_type: 'Bearer',
    })
  })

  const reviews = '/v4/accounts/:owner/locations/:location/reviews'
  app.get<Place & Asked>(reviews, hide, async (request, reply) => {
    const account = await opened(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    const found = await listSimulatorNamed(world.http.store, account.workspaceId, addressOf(account, ''))
    const all = found.flatMap((row) => readReview(row) ?? [])
    const sorted = all.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))
    const from = Number(request.query['pageToken'] ?? 0) || 0
    const size = Math.min(PAGE, Number(request.query['pageSize'] ?? PAGE) || PAGE)
    const next = from + size < sorted.length ? { nextPageToken: String(from + size) } : {}
    const stars = all.reduce((sum, review) => sum + review.stars, 0)
    return reply.send({
      ...(all.length > 0
        ? { reviews: sorted.slice(from, from + size).map((review) => toResource(account, review)) }
        : {}),
      ...(all.length > 0 ? { averageRating: stars / all.length } : {}),
      totalReviewCount: all.length,
      ...next,
    })
  })

  app.get<Place>(`${reviews}/:id`, hide, async (request, reply) => {
    const account = await opened(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    const found = await findReview(world, account, request.params.id)
    return found ? reply.send(toResource(account, found.review)) : refuse(reply, NOT_THERE)
  })

  app.put<Place>(`${reviews}/:id/reply`, hide, (request, reply) => answer(world, request, reply))

  app.delete<Place>(`${reviews}/:id/reply`, hide, async (request, reply) => {
    const account = await opened(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    const found = await findReview(world, account, request.params.id)
    if (!found?.review.reply) return refuse(reply, NOT_THERE)
    await patchSimulatorRow(world.http.store.db, account.workspaceId, found.row.id, { reply: null })
    return reply.send({})
  })

  app.patch<Place>('/v1/accounts/:owner/notificationSetting', hide, async (request, reply) => {
    const account = await opened(world, request)
    return account ? reply.send(jsonOf(request)) : refuse(reply, NO_TOKEN)
  })
}

const Reply = z.object({ comment: z.string().min(1) })
const MAX_BYTES = 4_096

async function answer(
  world: World,
  request: FastifyRequest<Place>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = await opened(world, request)
  if (!account) return refuse(reply, NO_TOKEN)
  const given = Reply.safeParse(jsonOf(request))
  if (!given.success || Buffer.byteLength(given.data.comment) > MAX_BYTES) return refuse(reply, INVALID)
  const found = await findReview(world, account, request.params.id)
  if (!found) return refuse(reply, NOT_THERE)
  const { receipts } = await world.behaviour(account, found.row.device)
  if (receipts === 'outage') return refuse(reply, DOWN)
  if (receipts === 'unknown_address') return refuse(reply, NOT_THERE)
  if (receipts === 'filtered') return refuse(reply, INVALID)
  const said = { text: given.data.comment, at: world.http.flow.clock.now().toISOString() }
  await patchSimulatorRow(world.http.store.db, account.workspaceId, found.row.id, { reply: said })
  if (receipts === 'no_answer') return hangUp(request, reply)
  return reply.send({ comment: said.text, updateTime: said.at })
}

async function findReview(
  world: World,
  account: InboxAccount,
  id: string,
): Promise<{ row: SimulatorRow; review: StoredReview } | null> {
  const name = `message ${addressOf(account, id)}`
  const row = await findSimulatorExternal(world.http.store, account.workspaceId, name)
  const review = row && readReview(row)
  return row && review ? { row, review } : null
}

/** Of one account, and always the same: nothing has to be kept. */
function accessTokenOf(world: World, account: InboxAccount): string {
  const secret = derivedFrom(world.http.flow.secret)(`access to ${account.id} at Google`)
  return `ya29.${secret.toString('base64url')}`
}

/** The account whose token comes along, where the path names what is its own; else null. */
async function opened(world: World, request: FastifyRequest): Promise<InboxAccount | null> {
  const token = tokenOf(request, 'Bearer') ?? ''
  const accounts = token === '' ? [] : await world.accounts('google')
  const path = request.url.slice(request.url.indexOf('/accounts/') + 1)
  return (
    accounts.find(
      (account) =>
        constantTimeEqual(token, accessTokenOf(world, account)) &&
        (path.startsWith(`${settingOf(account, 'location')}/`) || path.includes('/notificationSetting')),
    ) ?? null
  )
}

function refuse(reply: FastifyReply, [code, status, message]: Refusal): FastifyReply {
  return reply.code(code).send({ error: { code, message, status } })
}
