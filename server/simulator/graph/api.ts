// Microsoft Graph, as far as mail goes: who one is, two folders with their changes, the mails themselves, subscriptions
// and sending.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { mailboxOf } from '#simulator/mailbox/mailbox.ts'
import { findSignedIn, oauthRoutes } from '#simulator/mailbox/sign-in.ts'
import { takeRawMail } from '#simulator/mailbox/take.ts'
import { queryOf } from '#simulator/queries.ts'
import { hangUp, jsonOf, textOf, type World } from '#simulator/world.ts'
import { filtered, folders, mailIdOf, messageOf } from './resource.ts'
import { findSubscription, Subscription, subscribe } from './subscriptions.ts'

const hide = { schema: { hide: true } }
const PAGE = 50
const Asked = Subscription.omit({ id: true })
const Renewal = Subscription.pick({ expirationDateTime: true })

type Named = { Params: { id: string; folder: string } }
type Handler = (
  account: InboxAccount,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
) => Promise<unknown>

export function graphApi(app: App, world: World): void {
  const { store, flow } = world.http
  oauthRoutes(app, world, {
    provider: 'graph',
    authorizePath: '/:tenant/oauth2/v2.0/authorize',
    tokenPath: '/:tenant/oauth2/v2.0/token',
    rotates: true,
  })

  /** Only in the name of somebody who signed in. */
  const mine = (handler: Handler) => async (request: FastifyRequest<Named>, reply: FastifyReply) => {
    const account = await findSignedIn(world, 'graph', request)
    return account
      ? handler(account, request, reply)
      : refuse(reply, 401, 'InvalidAuthenticationToken', 'Access token is missing or has expired.')
  }

  app.get<Named>(
    '/v1.0/me',
    hide,
    mine(async ({ address, name }) => ({ displayName: name, mail: address, userPrincipalName: address })),
  )

  app.get<Named>(
    '/v1.0/me/mailFolders/:folder/messages/delta',
    hide,
    mine(async (account, request, reply) => {
      const { folder: name } = request.params
      const folder = folders[name]
      if (!folder) return notFound(reply)
      const query = queryOf(request)
      const filter = query.get('$filter') ?? ''
      const token = query.get('$deltatoken') ?? query.get('$skiptoken') ?? '0'
      if (!/^\d{1,9}$/.test(token)) return refuse(reply, 410, 'syncStateNotFound', 'Start again.')
      const all = await mailboxOf(store, account).list(Number(token))
      const found = filtered(all, filter).filter((mail) => mail.folder === folder)
      const page = found.slice(0, PAGE)
      const more = page.length < found.length
      const reached = (more ? page.at(-1) : all.at(-1))?.n ?? Number(token)
      const next = new URL(`${world.loopback()}/simulator/graph/v1.0/me/mailFolders/${name}/messages/delta`)
      next.searchParams.set(more ? '$skiptoken' : '$deltatoken', String(reached))
      // Microsoft remembers the question in the link.
      next.searchParams.set('$filter', filter)
      return {
        value: page.map(messageOf),
        ...(more ? { '@odata.nextLink': next.href } : { '@odata.deltaLink': next.href }),
      }
    }),
  )

  app.get<Named>(
    '/v1.0/me/mailFolders/:folder/messages',
    hide,
    mine(async (account, request, reply) => {
      const folder = folders[request.params.folder]
      if (!folder) return notFound(reply)
      const query = queryOf(request)
      const all = (await mailboxOf(store, account).list()).filter((mail) => mail.folder === folder)
      const found = filtered(all, query.get('$filter') ?? '').toReversed()
      return { value: found.slice(0, Number(query.get('$top') ?? 10)).map(messageOf) }
    }),
  )

  app.get<Named>(
    '/v1.0/me/messages/:id/$value',
    hide,
    mine(async (account, request, reply) => {
      const found = await mailboxOf(store, account).read(mailIdOf(request.params.id))
      return found ? reply.header('content-type', 'text/plain').send(found.raw) : notFound(reply)
    }),
  )

  app.post<Named>(
    '/v1.0/me/sendMail',
    hide,
    mine(async (account, request, reply) => {
      const taken = await takeRawMail(world, account, Buffer.from(textOf(request), 'base64'))
      if (taken.outcome === 'nobody')
        return refuse(reply, 400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.')
      if (taken.outcome === 'down')
        return refuse(reply, 503, 'ServiceUnavailable', 'The service is temporarily unavailable.')
      return taken.answerLost ? hangUp(request, reply) : reply.code(202).send()
    }),
  )

  app.post<Named>(
    '/v1.0/subscriptions',
    hide,
    mine(async (account, request, reply) => {
      const asked = Asked.safeParse(jsonOf(request))
      if (!asked.success) return refuse(reply, 400, 'ExtensionError', 'The subscription is not complete.')
      const made = await subscribe(world, mailboxOf(store, account), asked.data)
      return made
        ? reply.code(201).send(shown(made))
        : refuse(reply, 400, 'ValidationError', 'Subscription validation request failed.')
    }),
  )

  app.patch<Named>(
    '/v1.0/subscriptions/:id',
    hide,
    mine(async (account, request, reply) => {
      const mailbox = mailboxOf(store, account)
      const known = await findSubscription(mailbox, flow.clock.now())
      if (known?.id !== request.params.id) return notFound(reply)
      const asked = Renewal.safeParse(jsonOf(request))
      if (!asked.success) return refuse(reply, 400, 'ExtensionError', 'The time is missing.')
      const subscription = { ...known, ...asked.data }
      await mailbox.keep({ subscription })
      return shown(subscription)
    }),
  )
}

/** The secret is never told again. */
function shown({ clientState: _secret, ...subscription }: Subscription) {
  return { ...subscription, clientState: null }
}

const notFound = (reply: FastifyReply) =>
  refuse(reply, 404, 'ErrorItemNotFound', 'The specified object was not found in the store.')

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message } })
}
