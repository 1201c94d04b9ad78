// The door for web chat: the loader, the frame, and what the frame says. A visitor is a signed token; an inbox says
// which sites may show it, by frame-ancestors and again by Origin.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { originAllowed, webchatSettings } from '#channels/webchat/settings.ts'
import type { MessageRecord } from '#db/messages.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { openState } from '#domain/hours.ts'
import type { Connected } from '#flow/accounts.ts'
import { readByVisitor, readVisitorThread, receiveFromVisitor, visibleToVisitor } from '#flow/visitor.ts'
import { signToken, verifyToken } from '#lib/crypto.ts'
import { randomText } from '#lib/ids.ts'
import { presentMessage } from '#present/message.ts'
import {
  type WidgetConfig,
  type WidgetMessage,
  WidgetSendBody,
  WidgetSendResult,
  WidgetSession,
  WidgetSessionBody,
  type WidgetStreamMessage,
  WidgetStreamRequest,
} from '#wire/widget.ts'
import type { App, Http } from './context.ts'
import { readSocket } from './socket-text.ts'

const Key = z.object({ inboxKey: z.string().max(80) })
const TOKEN_DAYS = 180
const HISTORY = 100

export async function widgetRoutes(app: App, http: Http, dist: string): Promise<void> {
  const frameDir = join(dist, 'frame')
  await app.register(fastifyStatic, {
    root: join(frameDir, 'assets'),
    prefix: '/widget/assets/',
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
  })

  app.get('/widget.js', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(await readFile(join(dist, 'widget.js'))),
  )

  app.get('/widget/:inboxKey/frame', { schema: { hide: true, params: Key } }, async (request, reply) => {
    const { settings } = await webchatOf(http, request.params.inboxKey)
    const ancestors =
      settings.allowedOrigins.length > 0 ? ["'self'", ...settings.allowedOrigins].join(' ') : '*'
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header(
        'content-security-policy',
        `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
      )
      .send(await readFile(join(frameDir, 'index.html')))
  })

  app.post(
    '/widget/:inboxKey/session',
    {
      config: limited(60),
      schema: { hide: true, params: Key, body: WidgetSessionBody, response: { 200: WidgetSession } },
    },
    async (request) => {
      const { connected, settings } = await webchatOf(http, request.params.inboxKey)
      checkOrigin(request, settings.allowedOrigins, http)
      const known = request.body.token ? visitorOf(http, connected, request.body.token) : null
      const visitor = known ?? `v_${randomText(22)}`
      const token = (known && request.body.token) || newVisitorToken(http, connected, visitor)
      const thread = await readVisitorThread(http.flow, connected, visitor, 0, HISTORY)
      const messages = (thread?.messages ?? []).filter((m) => visibleToVisitor(m, connected.account.id))
      return {
        token,
        visitor,
        config: await configOf(http, connected),
        messages: messages.map((m) => presentToVisitor(http, connected, m)),
        lastSeq: messages.at(-1)?.seq ?? 0,
        readSeq: thread?.readSeq ?? 0,
        handler: thread?.handler ?? ('none' as const),
        handlerName: thread?.handlerName ?? undefined,
      }
    },
  )

  app.post(
    '/widget/:inboxKey/messages',
    {
      config: limited(30),
      schema: { hide: true, params: Key, body: WidgetSendBody, response: { 200: WidgetSendResult } },
    },
    async (request) => {
      const { connected, settings } = await webchatOf(http, request.params.inboxKey)
      checkOrigin(request, settings.allowedOrigins, http)
      const token = /^Visitor (.+)$/.exec(request.headers.authorization ?? '')?.[1]
      const visitor = token ? visitorOf(http, connected, token) : null
      if (!visitor) throw new Refusal('unauthenticated', 'The chat session has ended. Reload the page.')
      const { messageId } = await receiveFromVisitor(http.flow, http.ingest, connected, visitor, request.body)
      return { accepted: true, id: messageId }
    },
  )

  const StreamQuery = z.object({
    token: z.string().max(500),
    after: z.coerce.number().int().min(0).default(0),
  })
  app.get(
    '/widget/:inboxKey/stream',
    { websocket: true, schema: { hide: true, params: Key, querystring: StreamQuery } },
    (socket, request) => {
      webchatOf(http, request.params.inboxKey)
        .then(({ connected, settings }) => {
          checkOrigin(request, settings.allowedOrigins, http)
          const visitor = visitorOf(http, connected, request.query.token)
          if (!visitor) return socket.close(1008, 'session ended')
          return streamToVisitor(http, socket, connected, visitor, request.query.after)
        })
        .catch(() => socket.close(1008, 'refused'))
    },
  )
}

function limited(perMinute: number) {
  return { rateLimit: { max: perMinute, timeWindow: 60_000 } }
}

async function webchatOf(http: Http, inboxKey: string) {
  const connected = await http.flow.accounts.byKey(inboxKey)
  if (connected?.channel.capabilities.addressKind !== 'visitor')
    throw new Refusal('unknown_inbox', 'Copy the install line from the settings again.')
  return { connected, settings: webchatSettings(connected.account.settings) }
}

/** The frame itself lives on our origin; whatever else calls must be a listed site. */
function checkOrigin(request: FastifyRequest, allowed: string[], http: Http): void {
  const { origin, host } = request.headers
  if (!origin || origin === http.flow.publicUrl() || new URL(origin).host === host) return
  if (!originAllowed(allowed, origin))
    throw new Refusal(
      'origin_not_allowed',
      `Add ${origin} under “Web sites that may show it” in the inbox’s settings.`,
    )
}

const purposeOf = (connected: Connected) => `visitor ${connected.account.id}`
function newVisitorToken(http: Http, connected: Connected, visitor: string): string {
  const expires = new Date(http.flow.clock.now().getTime() + TOKEN_DAYS * 86_400_000)
  return signToken(http.flow.secret, purposeOf(connected), visitor, expires)
}
function visitorOf(http: Http, connected: Connected, token: string): string | null {
  return verifyToken(http.flow.secret, purposeOf(connected), token, http.flow.clock.now())
}

async function configOf(http: Http, connected: Connected): Promise<WidgetConfig> {
  const workspace = await findWorkspace(http.store, connected.account.workspaceId)
  if (!workspace) throw new Refusal('not_found', 'This business is gone.')
  const settings = webchatSettings(connected.account.settings)
  const open = openState(workspace.hours, http.flow.clock.now())
  const { locale } = workspace.profile
  const next = open.changesAt
    ? new Intl.DateTimeFormat(locale, {
        weekday: 'long',
        hour: 'numeric',
        minute: '2-digit',
        timeZone: workspace.hours.timeZone,
      }).format(open.changesAt)
    : null
  return {
    business: workspace.name,
    title: settings.title,
    greeting: settings.greeting,
    accent: settings.accent,
    position: settings.position,
    locale,
    open: open.open,
    hoursNote: open.open || !next ? '' : `We are closed now and back ${next}`,
    disclosure: workspace.settings.disclosure.enabled ? workspace.settings.disclosure.text : '',
  }
}

function presentToVisitor(http: Http, connected: Connected, m: MessageRecord): WidgetMessage {
  const wire = presentMessage(m, connected.account.workspaceId, http.urls)
  const from = {
    contact: 'visitor',
    ai: 'ai',
    member: 'person',
    api: 'person',
    phone: 'person',
    automation: 'system',
    system: 'system',
  } as const
  return {
    id: m.id,
    seq: m.seq,
    from: from[m.author],
    name: m.author === 'member' || m.author === 'api' ? m.author_name : null,
    text: m.body,
    attachments: wire.attachments.map((a) => ({ name: a.name, type: a.type, size: a.size, url: a.url })),
    clientId: m.direction === 'in' ? m.client_id : null,
    at: wire.createdAt,
  }
}

/** Messages of the visitor's own thread as they become visible, after a place, each once and in order. */
async function streamToVisitor(
  http: Http,
  socket: WebSocket,
  connected: Connected,
  visitor: string,
  after: number,
): Promise<void> {
  const { workspaceId, id: inboxId } = connected.account
  let place = after
  let conversationId: string | null = null
  let handler: string | null = null
  const send = (message: WidgetStreamMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const look = async () => {
    const thread = await readVisitorThread(http.flow, connected, visitor, place, 200)
    if (!thread) return
    conversationId = thread.conversationId
    // In order: what is not out yet holds back what comes after it.
    const held = thread.messages.findIndex(
      (m) => m.direction === 'out' && (m.status === 'queued' || m.status === 'sending'),
    )
    const ready = held === -1 ? thread.messages : thread.messages.slice(0, held)
    const items = ready.filter((m) => m.seq > place && visibleToVisitor(m, inboxId))
    place = ready.at(-1)?.seq ?? place
    if (items.length > 0)
      send({ kind: 'messages', items: items.map((m) => presentToVisitor(http, connected, m)) })
    if (thread.handler !== handler) {
      handler = thread.handler
      send({ kind: 'handler', handler: thread.handler, name: thread.handlerName ?? undefined })
    }
  }
  let looking: Promise<void> = Promise.resolve()
  const lookSoon = () => {
    looking = looking.then(look).catch((error: unknown) => {
      http.flow.log.error({ error }, 'the chat stream failed')
      socket.close(1011, 'come back')
    })
  }
  const unlisten = http.hub.listen({
    workspaceId,
    events: (events) => {
      const concerns = conversationId
        ? events.some((e) => e.conversationId === conversationId)
        : events.some((e) => e.type === 'message.received' || e.type === 'conversation.created')
      if (concerns) lookSoon()
    },
    passing: (signal) => {
      if (signal.conversationId === conversationId && signal.who !== 'contact')
        send({ kind: 'typing', who: signal.who === 'ai' ? 'ai' : 'person', name: signal.name })
    },
  })
  const ping = setInterval(() => socket.ping(), 25_000)
  socket.on('close', () => {
    unlisten()
    clearInterval(ping)
  })
  socket.on('error', () => socket.terminate())
  socket.on('message', (data) => {
    const parsed = WidgetStreamRequest.safeParse(readSocket(data))
    if (!parsed.success) return
    if (parsed.data.kind === 'typing' && conversationId)
      http.hub.pass({ workspaceId, conversationId, who: 'contact', name: null, preview: parsed.data.preview })
    if (parsed.data.kind === 'ping') send({ kind: 'hello', lastSeq: place })
    if (parsed.data.kind === 'read')
      readByVisitor(http.flow, connected, visitor, parsed.data.seq).catch(() => undefined)
  })
  send({ kind: 'hello', lastSeq: place })
  lookSoon()
}
