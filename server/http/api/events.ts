// The live feed: a WebSocket that resumes by cursor, and the same cursor over long polling where sockets fail.
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { type Cursor, Cursor as CursorSchema, compareCursors, type LogEvent } from '#domain/events.ts'
import { tellTyping } from '#flow/customer-signals.ts'
import type { Principal } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { readSocket } from '#http/socket-text.ts'
import { hydrate, readFeed } from '#realtime/feed.ts'
import { EventPage, EventQuery, type StreamMessage, StreamRequest } from '#wire/events.ts'

const PING_MS = 25_000
const MAX_MISSED = 2_000
/** A browser that cannot keep up is sent away; it comes back and resumes by its cursor. */
const MAX_BUFFERED = 4_194_304

export function eventRoutes(app: App, http: Http): void {
  const { store, auth, hub } = http

  app.get(
    '/events',
    {
      schema: {
        tags: ['events'],
        summary: 'The feed after a cursor; `wait` makes it a long poll',
        querystring: EventQuery,
        response: { 200: EventPage },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { after, limit, wait } = request.query
      if (!after) return { items: [], cursor: hub.cursor() }
      const first = await readFeed(store, workspaceId, after, limit, http.urls)
      if (first.items.length > 0 || wait === 0) return first
      await somethingHappens(http, workspaceId, wait * 1_000, request.raw)
      return readFeed(store, workspaceId, after, limit, http.urls)
    },
  )

  app.get(
    '/stream',
    {
      websocket: true,
      schema: {
        hide: true,
        querystring: z.object({ after: CursorSchema.optional(), workspace: z.string().optional() }),
      },
    },
    (socket, request) => {
      auth
        .require(request)
        .then((principal) => stream(http, socket, principal, request.query.after ?? null))
        .catch(() => socket.close(1008, 'sign in'))
    },
  )
}

/** Resolves when an event of the workspace is dealt out, the time is over, or the asker is gone. */
function somethingHappens(
  http: Http,
  workspaceId: string,
  ms: number,
  raw: NodeJS.EventEmitter,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      unlisten()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const unlisten = http.hub.listen({ workspaceId, events: done })
    raw.once('close', done)
  })
}

/**
 * Every process hydrates a list of events once, whoever listens: sockets of one workspace share the text they get.
 */
const shared = new WeakMap<LogEvent[], Promise<string>>()
function hydrateOnce(http: Http, workspaceId: string, events: LogEvent[]): Promise<string> {
  const known = shared.get(events)
  if (known) return known
  const fresh = hydrate(http.store, workspaceId, events, http.urls).then((items) =>
    JSON.stringify({ kind: 'events', items, cursor: events.at(-1)?.cursor ?? '0.0' } satisfies StreamMessage),
  )
  shared.set(events, fresh)
  return fresh
}

async function stream(
  http: Http,
  socket: WebSocket,
  principal: Principal,
  after: Cursor | null,
): Promise<void> {
  const { workspaceId } = principal
  const send = (message: StreamMessage | string) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > MAX_BUFFERED) return socket.close(1013, 'too slow; come back')
    socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }
  // While what was missed is read, what happens waits here, so that order is kept and nothing falls between.
  let backlog: LogEvent[] | null = []
  let queue: Promise<void> = Promise.resolve()
  let sentUpTo: Cursor = after ?? '0.0'
  const forward = (events: LogEvent[]) => {
    queue = queue
      .then(() => hydrateOnce(http, workspaceId, events))
      .then(send)
      .catch((error: unknown) => {
        http.flow.log.error({ error }, 'the live feed failed')
        socket.close(1011, 'come back')
      })
  }
  const unlisten = http.hub.listen({
    workspaceId,
    events: (events) => (backlog ? backlog.push(...events) : forward(events)),
    passing: ({ conversationId, who, name, preview }) =>
      send({ kind: 'typing', conversationId, who, name, preview }),
  })
  const ping = setInterval(() => socket.ping(), PING_MS)
  socket.on('close', () => {
    unlisten()
    clearInterval(ping)
  })
  socket.on('error', () => socket.terminate())
  socket.on('message', (data) => {
    const parsed = StreamRequest.safeParse(readSocket(data))
    if (parsed.success && parsed.data.kind === 'typing') {
      tellTyping(http.flow, workspaceId, parsed.data.conversationId)
      http.hub.pass({
        workspaceId,
        conversationId: parsed.data.conversationId,
        who: 'member',
        name: principal.actor.name,
        preview: null,
      })
    }
  })

  send({ kind: 'hello', cursor: http.hub.cursor() })
  if (after) {
    let missed = 0
    for (;;) {
      const page = await readFeed(http.store, workspaceId, sentUpTo, 200, http.urls)
      if (page.items.length === 0) break
      missed += page.items.length
      sentUpTo = page.cursor
      if (missed > MAX_MISSED) {
        send({ kind: 'reset', cursor: http.hub.cursor(), why: 'too much was missed; load afresh' })
        sentUpTo = http.hub.cursor()
        break
      }
      send({ kind: 'events', items: page.items, cursor: page.cursor })
    }
  }
  const waiting = backlog.filter((e) => compareCursors(e.cursor, sentUpTo) > 0)
  backlog = null
  if (waiting.length > 0) forward(waiting)
}
