// Gmail's API: who one is, what is new, the mails themselves, the subscription, and sending.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { mailboxOf } from '#simulator/mailbox/mailbox.ts'
import { findSignedIn, oauthRoutes } from '#simulator/mailbox/sign-in.ts'
import { takeRawMail } from '#simulator/mailbox/take.ts'
import { queryOf } from '#simulator/queries.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'
import { publishedKeys } from './key.ts'
import { headersOf, historyId, messageOf, numberOf, search, uploadOf } from './resource.ts'

const hide = { schema: { hide: true } }
const ME = '/gmail/v1/users/me'
const WATCH_MS = 7 * 86_400_000
const Watch = z.looseObject({ topicName: z.string() })

type Handler = (account: InboxAccount, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

export function gmailApi(app: App, world: World): void {
  const { store, flow } = world.http
  oauthRoutes(app, world, {
    provider: 'gmail',
    authorizePath: '/o/oauth2/v2/auth',
    tokenPath: '/token',
    rotates: false,
  })
  app.get('/oauth2/v3/certs', hide, () => publishedKeys())

  /** Only in the name of somebody who signed in. */
  const mine = (handler: Handler) => async (request: FastifyRequest, reply: FastifyReply) => {
    const account = await findSignedIn(world, 'gmail', request)
    return account
      ? handler(account, request, reply)
      : refuse(reply, 401, 'UNAUTHENTICATED', 'authError', 'Invalid Credentials')
  }
  const lastOf = async (account: InboxAccount) =>
    historyId((await mailboxOf(store, account).list()).at(-1)?.n ?? 0)

  app.get(
    `${ME}/profile`,
    hide,
    mine(async (account) => {
      const mails = await mailboxOf(store, account).list()
      const last = historyId(mails.at(-1)?.n ?? 0)
      return { emailAddress: account.address, messagesTotal: mails.length, historyId: last }
    }),
  )

  app.post(
    `${ME}/watch`,
    hide,
    mine(async (account, request, reply) => {
      const asked = Watch.safeParse(jsonOf(request))
      if (!asked.success) return badRequest(reply, 'topicName required')
      const until = flow.clock.now().getTime() + WATCH_MS
      await mailboxOf(store, account).keep({ topic: asked.data.topicName, until })
      return { historyId: await lastOf(account), expiration: String(until) }
    }),
  )

  app.get(
    `${ME}/history`,
    hide,
    mine(async (account, request, reply) => {
      const query = queryOf(request)
      const start = numberOf(query.get('startHistoryId'))
      if (start === null) return notFound(reply)
      const since = Math.max(start, numberOf(query.get('pageToken')) ?? 0)
      const all = await mailboxOf(store, account).list(since)
      const page = all.slice(0, limitOf(query))
      const last = page.at(-1)
      return {
        history: page.map((mail) => ({
          id: historyId(mail.n),
          messagesAdded: [{ message: messageOf(mail) }],
        })),
        ...(last && page.length < all.length ? { nextPageToken: historyId(last.n) } : {}),
        historyId: historyId(all.at(-1)?.n ?? since),
      }
    }),
  )

  app.get(
    `${ME}/messages`,
    hide,
    mine(async (account, request) => {
      const query = queryOf(request)
      const found = search(await mailboxOf(store, account).list(), query.get('q') ?? '')
      const from = Number(query.get('pageToken') ?? 0)
      const to = from + limitOf(query)
      return {
        messages: found.slice(from, to).map(({ id, thread }) => ({ id, threadId: thread })),
        ...(to < found.length ? { nextPageToken: String(to) } : {}),
        resultSizeEstimate: found.length,
      }
    }),
  )

  app.get<{ Params: { id: string } }>(`${ME}/messages/:id`, hide, async (request, reply) => {
    const account = await findSignedIn(world, 'gmail', request)
    if (!account) return refuse(reply, 401, 'UNAUTHENTICATED', 'authError', 'Invalid Credentials')
    const found = await mailboxOf(store, account).read(request.params.id)
    if (!found) return notFound(reply)
    const { mail, raw } = found
    const query = queryOf(request)
    const common = {
      ...messageOf(mail),
      internalDate: String(mail.at.getTime()),
      historyId: historyId(mail.n),
    }
    if (query.get('format') === 'raw') return { ...common, raw: raw.toString('base64url') }
    return { ...common, payload: { headers: await headersOf(raw, query.getAll('metadataHeaders')) } }
  })

  app.post(
    `/upload${ME}/messages/send`,
    hide,
    mine(async (account, request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const upload = uploadOf(request.headers['content-type'] ?? '', body)
      if (!upload) return badRequest(reply, 'Media type is not supported')
      const taken = await takeRawMail(world, account, upload.raw, upload.threadId)
      if (taken.outcome === 'nobody') return badRequest(reply, 'Recipient address required')
      if (taken.outcome === 'down')
        return refuse(reply, 503, 'UNAVAILABLE', 'backendError', 'The service is currently unavailable.')
      return taken.answerLost ? hangUp(request, reply) : messageOf(taken.mail)
    }),
  )
}

function limitOf(query: URLSearchParams): number {
  return Math.min(500, Math.max(1, Number(query.get('maxResults') ?? 100)))
}

const notFound = (reply: FastifyReply) =>
  refuse(reply, 404, 'NOT_FOUND', 'notFound', 'Requested entity was not found.')
const badRequest = (reply: FastifyReply, message: string) =>
  refuse(reply, 400, 'INVALID_ARGUMENT', 'invalidArgument', message)

function refuse(
  reply: FastifyReply,
  code: number,
  status: string,
  reason: string,
  message: string,
): FastifyReply {
  const errors = [{ message, domain: 'global', reason }]
  return reply.code(code).send({ error: { code, message, errors, status } })
}
