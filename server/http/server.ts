// The web server: doors in one place, policies around them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import fastifySwagger from '@fastify/swagger'
import fastifyWebsocket from '@fastify/websocket'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Refusal } from '#domain/errors.ts'
import { agentRoutes } from './api/agents.ts'
import { appointmentRoutes } from './api/appointments.ts'
import { autonomyRoutes } from './api/autonomy.ts'
import { calendarRoutes } from './api/calendars.ts'
import { callRoutes } from './api/calls.ts'
import { consentRoutes } from './api/consents.ts'
import { contactRoutes } from './api/contacts.ts'
import { conversationRoutes } from './api/conversations.ts'
import { draftRoutes } from './api/drafts.ts'
import { eventRoutes } from './api/events.ts'
import { fileRoutes } from './api/files.ts'
import { handoverRoutes } from './api/handover.ts'
import { inboxRoutes } from './api/inboxes.ts'
import { knowledgeRoutes } from './api/knowledge.ts'
import { knowledgeCheckRoutes } from './api/knowledge-check.ts'
import { knowledgeLearningRoutes } from './api/knowledge-learning.ts'
import { knowledgeSearchRoutes } from './api/knowledge-search.ts'
import { knowledgeSourceRoutes } from './api/knowledge-sources.ts'
import { logRoutes } from './api/log.ts'
import { meRoutes } from './api/me.ts'
import { memberRoutes } from './api/members.ts'
import { mergeRoutes } from './api/merges.ts'
import { messageRoutes } from './api/messages.ts'
import { modelRoutes } from './api/models.ts'
import { providerRoutes } from './api/provider.ts'
import { reviewRoutes } from './api/reviews.ts'
import { sendingRoutes } from './api/sending.ts'
import { taskRoutes } from './api/tasks.ts'
import { templateRoutes } from './api/templates.ts'
import { understandingRoutes } from './api/understanding.ts'
import { workspaceRoutes } from './api/workspace.ts'
import { refuseCrossSite, toHeaders } from './auth.ts'
import { loadAuth } from './better-auth.ts'
import type { App, Http } from './context.ts'
import { createErrorHandler, toProblem } from './problems.ts'
import { signInCallback, signInRoutes } from './sign-in.ts'
import { takeRoutes } from './take.ts'
import { unsubscribeRoutes } from './unsubscribe.ts'
import { webhookRoutes } from './webhooks.ts'
import { widgetRoutes } from './widget.ts'

export type ServerOptions = {
  /** Built web app and widget: `web/` and `widget/` below it. */
  dist: string
  version: string
  /** Tests check every answer against its declared schema; in use that would be done for nothing. */
  checkResponses: boolean
  /** Routes of the simulator, when it is part of this installation. */
  extend?(app: App): void | Promise<void>
}

/** Builds the server with all routes; `listen` is the caller's. */
export async function createServer(http: Http, options: ServerOptions): Promise<App> {
  const logger: FastifyBaseLogger = http.flow.log
  const app: App = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: true,
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 300 },
    genReqId: () => crypto.randomUUID(),
    requestIdHeader: 'x-request-id',
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(({ schema, url }) => (data) => {
    if (options.checkResponses && schema instanceof z.ZodType) {
      const checked = schema.safeParse(data)
      if (!checked.success)
        throw new Error(`The answer of ${url} is not what it declares: ${checked.error.message}`)
    }
    return JSON.stringify(data)
  })
  app.setErrorHandler(createErrorHandler(http.flow.log))
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'strict-origin-when-cross-origin')
    done(null, payload)
  })

  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Frontdesk',
        version: options.version,
        description: 'One inbox for every customer conversation, with an AI front desk.',
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(fastifyWebsocket, { options: { maxPayload: 65_536 } })
  await app.register(fastifyRateLimit, { global: false, keyGenerator: (request) => request.ip })
  healthRoutes(app, http)
  webhookRoutes(app, http)
  unsubscribeRoutes(app, http)
  takeRoutes(app, http)
  await widgetRoutes(app, http, join(options.dist, 'widget'))
  authRoutes(app, http)
  signInCallback(app, http)
  await app.register(
    async (instance) => {
      const api: App = instance
      eventRoutes(api, http)
      meRoutes(api, http)
      conversationRoutes(api, http)
      handoverRoutes(api, http)
      messageRoutes(api, http)
      draftRoutes(api, http)
      reviewRoutes(api, http)
      taskRoutes(api, http)
      autonomyRoutes(api, http)
      callRoutes(api, http)
      templateRoutes(api, http)
      mergeRoutes(api, http)
      logRoutes(api, http)
      providerRoutes(api, http)
      contactRoutes(api, http)
      consentRoutes(api, http)
      sendingRoutes(api, http)
      inboxRoutes(api, http)
      agentRoutes(api, http)
      modelRoutes(api, http)
      signInRoutes(api, http)
      knowledgeRoutes(api, http)
      knowledgeSearchRoutes(api, http)
      knowledgeLearningRoutes(api, http)
      knowledgeCheckRoutes(api, http)
      knowledgeSourceRoutes(api, http)
      understandingRoutes(api, http)
      appointmentRoutes(api, http)
      calendarRoutes(api, http)
      workspaceRoutes(api, http)
      memberRoutes(api, http)
      await fileRoutes(api, http)
    },
    { prefix: '/api/v1' },
  )
  await options.extend?.(app)
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await webApp(app, join(options.dist, 'web'))
  await app.ready()
  return app
}

function healthRoutes(app: App, http: Http): void {
  const tags = ['operation']
  app.get(
    '/healthz',
    {
      schema: {
        tags,
        summary: 'The process lives',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  )
  const Ready = z.object({ status: z.enum(['ready', 'not_ready']), problems: z.array(z.string()) })
  app.get(
    '/readyz',
    {
      schema: {
        tags,
        summary: 'The process can serve: database, migrations',
        response: { 200: Ready, 503: Ready },
      },
    },
    async (_request, reply) => {
      const { ok, problems } = await http.ready()
      return reply
        .code(ok ? 200 : 503)
        .send({ status: ok ? ('ready' as const) : ('not_ready' as const), problems })
    },
  )
}

/** better-auth's own routes: sign-in and sign-out. Making accounts is ours (setup, members). */
function authRoutes(app: App, http: Http): void {
  for (const path of ['sign-in/email', 'sign-out', 'get-session'])
    app.route({
      method: ['GET', 'POST'],
      url: `/api/auth/${path}`,
      schema: { hide: true },
      handler: async (request, reply) => {
        refuseCrossSite(request, http.flow.publicUrl())
        const auth = await loadAuth({
          store: http.store,
          secret: http.flow.secret,
          publicUrl: http.flow.publicUrl,
        })
        const answer = await auth.handler(
          new Request(new URL(request.raw.url ?? '/', http.flow.publicUrl()), {
            method: request.method,
            headers: toHeaders(request),
            ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
          }),
        )
        reply.code(answer.status)
        for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
        for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
        return reply.send(await answer.text())
      },
    })
}

const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

/** The inbox. Every path that is no file and no API is a screen of the app. */
async function webApp(app: App, root: string): Promise<void> {
  const built = existsSync(join(root, 'index.html'))
  if (built)
    await app.register(fastifyStatic, { root, wildcard: false, index: false, setHeaders: cacheByName })
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !/^\/(api|webhooks|widget|simulator)\//.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html')
    if (isPage && built)
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', PAGE_POLICY)
        .header('cache-control', 'no-cache')
        .sendFile('index.html')
    const problem = toProblem(
      new Refusal(
        'not_found',
        built || !isPage ? 'There is nothing here.' : 'The web app is not built: run `npm run build`.',
      ),
      request.id,
    )
    return reply.code(404).header('content-type', 'application/problem+json').send(JSON.stringify(problem))
  })
}

function cacheByName(reply: { header(name: string, value: string): unknown }, path: string): void {
  // Names of built files carry a hash of what is in them.
  reply.header(
    'cache-control',
    path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  )
}
