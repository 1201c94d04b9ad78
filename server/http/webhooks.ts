// The door for providers: raw bytes in, the provider's own answer out. Everything else is in flow/1-receive.ts.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#domain/errors.ts'
import { receive } from '#flow/1-receive.ts'
import { reachAnswer } from '#flow/test-inbox.ts'
import { largeRequests } from '#flow/webhook-limits.ts'
import type { App, Http } from './context.ts'
import { createRoom, perInbox, type Room } from './large-requests.ts'

/** Meta sends up to 3 MB. */
const MAX_BODY = 4_194_304

export function webhookRoutes(app: App, http: Http): void {
  door(app, http, { path: '/webhooks/:provider/:inboxKey', provider: null, maxBody: MAX_BODY })
  const room = createRoom()
  for (const { provider, maxBytes } of largeRequests())
    door(app, http, { path: `/webhooks/${provider}/:inboxKey`, provider, maxBody: maxBytes, room })
}

type Door = { path: string; provider: string | null; maxBody: number; room?: Room }
type Params = { provider?: string; inboxKey: string }

function door(app: App, http: Http, { path, provider, maxBody, room }: Door): void {
  // In a scope of its own: here bodies are bytes, whatever they say they are, because signatures are over bytes.
  void app.register((scope: FastifyInstance, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBody }, (_request, body, parsed) =>
      parsed(null, body),
    )
    const schema = {
      tags: ['webhooks'],
      summary: 'Where providers deliver messages and receipts',
      params: z.object({ provider: z.string().max(40).optional(), inboxKey: z.string().max(80) }),
    }
    for (const method of ['GET', 'POST'] as const)
      scope.route<{ Params: Params }>({
        method,
        url: path,
        schema,
        // Before the body is read: strangers, who know no key of an inbox, fill no memory.
        onRequest: async (request, reply) => {
          const connected = await http.flow.accounts.byKey(request.params.inboxKey)
          if (connected?.account.provider !== (provider ?? request.params.provider)) refuseUnknown()
          if (room) reply.raw.once('close', room.take(request.headers['content-length'], maxBody))
        },
        ...(room ? { config: perInbox } : {}),
        handler: async (request, reply) => {
          const body = request.body
          const outcome = await receive(
            http.flow,
            http.ingest,
            provider ?? request.params.provider ?? '',
            request.params.inboxKey,
            {
              method,
              url: http.flow.publicUrl() + request.raw.url,
              headers: request.headers as Record<string, string | undefined>,
              body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
              receivedAt: http.flow.clock.now(),
            },
          )
          switch (outcome.outcome) {
            case 'accepted':
            case 'handshake':
              return answer(reply, outcome.reply)
            // Kept raw: the provider must not send it again and again.
            case 'quarantined':
              return answer(reply, { status: 200, contentType: 'text/plain; charset=utf-8', body: '' })
            case 'bad_signature':
              if (outcome.again)
                throw new Refusal('unavailable', `${outcome.reason} Check the settings of the inbox.`)
              throw new Refusal(
                'bad_signature',
                `${outcome.reason} Check the secret of the inbox and PUBLIC_URL.`,
              )
            case 'not_now':
              throw new Refusal('unavailable', outcome.reason)
            case 'unknown_inbox':
              return refuseUnknown()
          }
        },
      })
    scope.get<{ Params: Params }>(
      `${path}/reach`,
      { schema: { ...schema, summary: 'Answers with what only this installation knows: calls arrive here' } },
      (request, reply) =>
        answer(reply, {
          status: 200,
          contentType: 'text/plain; charset=utf-8',
          body: reachAnswer(http.flow, request.params.inboxKey),
        }),
    )
    done()
  })
}

function refuseUnknown(): never {
  throw new Refusal('unknown_inbox', 'Copy the webhook address from the settings of the inbox.')
}

function answer(reply: FastifyReply, r: { status: number; contentType: string; body: string }): FastifyReply {
  return reply.code(r.status).header('content-type', r.contentType).send(r.body)
}
