// The live line: one WebSocket that comes back by itself and goes on after the last message held. Written here because
// the usual library for it is three times the size (3.0 KB gzip measured) and would still need the resuming.
import type { WidgetStreamMessage, WidgetStreamRequest } from '#wire/widget.ts'

export type Line = {
  /** Keeps a connection from now on. */
  open(): void
  /** Somebody began to look: does not wait out the pause before the next try. */
  hurry(): void
  /** Hangs up and stays down. */
  close(): void
  /** Hangs up and dials at once: after sleep, after being offline, or when the line seems dead. */
  redial(): void
  /** False when nothing could be sent; nothing is kept for later. */
  say(request: WidgetStreamRequest): boolean
}

/** What the line needs of a WebSocket. */
export type Socket = {
  readonly readyState: number
  send(data: string): void
  close(): void
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
}

export type LineOptions = {
  dial: () => Socket
  hear: (message: WidgetStreamMessage) => void
  /** After each lost or failed connection, with how many there were in a row. */
  lost: (failures: number) => void
  /** Somebody is looking: come back sooner. */
  urgent: () => boolean
  random?: () => number
}

const helloWithin = 10_000
const pingEvery = 25_000
const answerWithin = 10_000
const steady = 10_000
const isOpen = 1

/** A line that is down until opened. */
export function createLine(options: LineOptions): Line {
  const { random = Math.random } = options
  let socket: Socket | undefined
  let wanted = false
  let failures = 0
  let liveSince = 0
  let pinging = false
  let answersPings = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function later(task: () => void, delay: number) {
    clearTimeout(timer)
    timer = setTimeout(task, delay)
  }

  function dial() {
    clearTimeout(timer)
    if (!wanted || socket) return
    liveSince = 0
    pinging = false
    const dialled = options.dial()
    socket = dialled
    later(fail, helloWithin)
    dialled.onmessage = ({ data }) => {
      if (socket === dialled) heard(String(data))
    }
    dialled.onclose = () => {
      if (socket === dialled) fail()
    }
  }

  function heard(data: string) {
    const message = JSON.parse(data) as WidgetStreamMessage
    if (message.kind === 'hello') {
      if (pinging) answersPings = true
      liveSince ||= Date.now()
    }
    pinging = false
    later(ping, pingEvery)
    options.hear(message)
  }

  // A quiet line and a dead one look the same from here. The deadline only counts for a server that has answered
  // a ping before, so that one which does not know them is not hung up on for ever.
  function ping() {
    pinging = true
    say({ kind: 'ping' })
    later(answersPings ? fail : ping, answersPings ? answerWithin : pingEvery)
  }

  function say(request: WidgetStreamRequest): boolean {
    if (socket?.readyState !== isOpen || !liveSince) return false
    socket.send(JSON.stringify(request))
    return true
  }

  function hangUp() {
    clearTimeout(timer)
    const old = socket
    socket = undefined
    old?.close()
  }

  function fail() {
    const wasSteady = liveSince > 0 && Date.now() - liveSince >= steady
    hangUp()
    failures = wasSteady ? 1 : failures + 1
    const longest = options.urgent() ? 5_000 : 60_000
    const delay = Math.min(longest, 1_000 * 2 ** Math.min(failures - 1, 6))
    // Half fixed, half random: a restarted server is not met by every visitor in the same instant.
    if (wanted) later(dial, delay / 2 + (delay / 2) * random())
    options.lost(failures)
  }

  return {
    open() {
      // Not again: a pause after a failure is not cut short by who only wants to be sure.
      if (wanted) return
      wanted = true
      dial()
    },
    hurry: dial,
    close() {
      wanted = false
      hangUp()
    },
    redial() {
      hangUp()
      dial()
    },
    say,
  }
}
