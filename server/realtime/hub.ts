// One reader of the event log for each process, which deals events out to whoever listens here. NOTIFY only wakes
// it; a reader that hears nothing still looks, so that a lost notification delays and never loses.
import pg from 'pg'
import { currentCursor, readAllEvents } from '#db/events.ts'
import type { Connection, Store } from '#db/pool.ts'
import type { Cursor, LogEvent } from '#domain/events.ts'
import type { Log } from '#lib/log.ts'

/** A passing signal outside the log: somebody types. */
export type Passing = {
  workspaceId: string
  conversationId: string
  who: 'contact' | 'ai' | 'member'
  name: string | null
  preview: string | null
}

export type Listener = {
  workspaceId: string
  events?(events: LogEvent[]): void
  passing?(signal: Passing): void
}

export type Hub = {
  listen(listener: Listener): () => void
  /** Everything up to here has been dealt out. */
  cursor(): Cursor
  /** Tells the other processes, and this one, of a passing signal. */
  pass(signal: Passing): void
  stop(): Promise<void>
}

/** Names of the notifications, as the statements in db/ send them. */
const EVENTS = 'frontdesk_events'
const PASSING = 'frontdesk_passing'
const IDLE_POLL_MS = 1_000
const PAGE = 500
/** A row may be settled a moment after its notification, while another transaction still runs. */
const UNSETTLED_POLL_MS = 15

export async function startHub(store: Store, connection: Connection, log: Log): Promise<Hub> {
  const listeners = new Map<string, Set<Listener>>()
  let cursor = await currentCursor(store)
  let stopped = false
  let client: pg.Client | null = null
  let wake: (() => void) | null = null
  let woken = false

  const poke = () => {
    woken = true
    wake?.()
  }
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      timer.unref()
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    }).finally(() => {
      wake = null
    })

  const deal = (events: LogEvent[]) => {
    const byWorkspace = Map.groupBy(events, (e) => e.workspaceId)
    for (const [workspaceId, own] of byWorkspace)
      for (const listener of listeners.get(workspaceId) ?? [])
        try {
          listener.events?.(own)
        } catch (error) {
          log.error({ error }, 'a listener of the event log failed')
        }
  }

  const read = async () => {
    let quietReads = 0
    while (!stopped) {
      const before = woken
      woken = false
      try {
        const events = await readAllEvents(store, cursor, PAGE)
        const last = events.at(-1)
        if (last) {
          cursor = last.cursor
          deal(events)
          quietReads = 0
          if (events.length === PAGE) continue
        } else quietReads = before ? 1 : quietReads + 1
      } catch (error) {
        log.debug({ error }, 'the event log could not be read; trying again')
        quietReads = 10
      }
      if (woken) continue
      // Notified, but nothing settled yet: look again very soon, a few times.
      await sleep(before && quietReads > 0 && quietReads < 10 ? UNSETTLED_POLL_MS : IDLE_POLL_MS)
    }
  }

  const connect = async () => {
    if (stopped) return
    const fresh = new pg.Client({ ...connection, application_name: 'frontdesk-listen', keepAlive: true })
    const again = () => {
      if (client !== fresh) return
      client = null
      fresh.end().catch(() => undefined)
      setTimeout(() => void connect(), 300).unref()
    }
    client = fresh
    fresh.on('error', again)
    fresh.on('end', again)
    fresh.on('notification', (message) => {
      if (message.channel === EVENTS) poke()
      else if (message.channel === PASSING && message.payload) hear(message.payload)
    })
    try {
      await fresh.connect()
      await fresh.query('listen frontdesk_events; listen frontdesk_passing')
      poke()
    } catch (error) {
      log.debug({ error }, 'listening failed; trying again')
      again()
    }
  }
  const hear = (payload: string) => {
    const signal = JSON.parse(payload) as Passing
    for (const listener of listeners.get(signal.workspaceId) ?? []) listener.passing?.(signal)
  }

  await connect()
  const reading = read()
  return {
    listen(listener) {
      const own = listeners.get(listener.workspaceId) ?? new Set()
      own.add(listener)
      listeners.set(listener.workspaceId, own)
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(listener.workspaceId)
      }
    },
    cursor: () => cursor,
    pass(signal) {
      const short = { ...signal, preview: signal.preview?.slice(0, 300) ?? null }
      store
        .run('pass-signal', `select pg_notify('frontdesk_passing', $1)`, [JSON.stringify(short)])
        .catch(() => undefined)
    },
    async stop() {
      stopped = true
      wake?.()
      const open = client
      client = null
      await open?.end().catch(() => undefined)
      await reading
    },
  }
}
