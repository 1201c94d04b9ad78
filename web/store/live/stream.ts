// Hears the server: a socket that resumes where it stopped, and asking over HTTP while the socket will not open.
// The cursor is the only state; the event log on the server is the truth.
import ReconnectingSocket from 'partysocket/ws'
import { apiUrl, currentWorkspace, get } from '#web/store/api.ts'
import type { FeedEvent, StreamMessage } from '#wire/events.ts'
import { connection, LOST_AFTER_MS } from './connection.ts'

export type StreamHandlers = {
  events(items: FeedEvent[]): void
  typing(signal: Extract<StreamMessage, { kind: 'typing' }>): void
  /** Events were missed for good: everything on the screen is to be read again. */
  reset(): void
}

export type Stream = { say(message: { kind: 'typing'; conversationId: string }): void; stop(): void }

/** A closed socket gets this long before HTTP takes over. */
const POLL_AFTER_MS = 4_000
const POLL_WAIT_SECONDS = 20
const POLL_PAUSE_MS = 3_000

/** Listens from `cursor` on until stopped. */
export function openStream(cursor: string, handlers: StreamHandlers): Stream {
  let after = cursor
  let stopped = false
  let polling: AbortController | null = null
  let lostTimer: ReturnType<typeof setTimeout> | undefined
  let pollTimer: ReturnType<typeof setTimeout> | undefined

  const address = (): string => {
    const url = new URL(apiUrl('/stream', { after, workspace: currentWorkspace() }), location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    return url.href
  }
  const socket = new ReconnectingSocket(address, [], {
    minReconnectionDelay: 300,
    maxReconnectionDelay: 10_000,
    reconnectionDelayGrowFactor: 1.6,
    connectionTimeout: 6_000,
    // What we would say while offline is only "typing": stale by the time it could leave.
    maxEnqueuedMessages: 0,
  })

  const take = (items: FeedEvent[], next: string): void => {
    after = next
    if (items.length > 0) handlers.events(items)
  }
  const alive = (state: 'live' | 'polling'): void => {
    clearTimeout(lostTimer)
    lostTimer = undefined
    connection.set(state)
  }
  const missing = (): void => {
    lostTimer ??= setTimeout(() => connection.set('lost'), LOST_AFTER_MS)
  }

  socket.addEventListener('open', () => {
    clearTimeout(pollTimer)
    polling?.abort()
    polling = null
    alive('live')
  })
  socket.addEventListener('close', () => {
    if (stopped) return
    missing()
    pollTimer ??= setTimeout(() => void poll(), POLL_AFTER_MS)
  })
  socket.addEventListener('message', (event: MessageEvent) => {
    const message = JSON.parse(String(event.data)) as StreamMessage
    if (message.kind === 'events') take(message.items, message.cursor)
    else if (message.kind === 'typing') handlers.typing(message)
    else if (message.kind === 'reset') {
      after = message.cursor
      handlers.reset()
    }
  })

  async function poll(): Promise<void> {
    pollTimer = undefined
    if (polling || stopped || socket.readyState === socket.OPEN) return
    const mine = new AbortController()
    polling = mine
    let wait = 0
    while (!mine.signal.aborted) {
      try {
        const page = await get<{ items: FeedEvent[]; cursor: string }>(
          '/events',
          { after, wait },
          mine.signal,
        )
        take(page.items, page.cursor)
        alive('polling')
        wait = POLL_WAIT_SECONDS
      } catch {
        if (mine.signal.aborted) return
        missing()
        wait = 0
        await new Promise((resolve) => setTimeout(resolve, POLL_PAUSE_MS))
      }
    }
  }

  // A laptop that wakes, or a phone that comes back, must not sit out a long back-off.
  const wake = (): void => {
    if (document.visibilityState === 'visible' && socket.readyState !== socket.OPEN) socket.reconnect()
  }
  // A cable that is pulled leaves the socket looking open for minutes: the browser's own word comes first.
  const offline = (): void => {
    missing()
    window.addEventListener('online', () => socket.reconnect(), { once: true })
  }
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  window.addEventListener('offline', offline)

  return {
    say: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    stop() {
      stopped = true
      polling?.abort()
      clearTimeout(lostTimer)
      clearTimeout(pollTimer)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', offline)
      socket.close()
    },
  }
}
