// A load generator that costs little: plain sockets, one request under way on each, answers read just far enough to
// know where they end. Only for servers that answer with content-length.
import { connect, type Socket } from 'node:net'
import { percentile } from './figure.ts'

export type LoadResult = {
  requests: number
  /** Indexes of requests without a 2xx. */
  failed: number[]
  perSecond: number
  p50: number
  p95: number
  p99: number
  max: number
}
export type LoadPlan = {
  port: number
  connections: number
  ms: number
  requests: Buffer[]
  /** Begin again when all have been sent; otherwise that ends the run. */
  repeat: boolean
  /** A pause on each connection before its next request; none where it is left out. */
  everyMs?: number
}

/** Without an answer for so long, a connection counts as stalled. */
const STALL_MS = 10_000
const READ_BUFFER = 65_536

/** Opens all connections, then sends on all of them until the time is over; resolves when the last answer is in. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const latencies: number[] = []
  const failed: number[] = []
  let next = 0
  let until = Number.POSITIVE_INFINITY
  const take = (): number | null => {
    if (performance.now() >= until || (!plan.repeat && next >= plan.requests.length)) return null
    return next++
  }
  const record = (index: number, ms: number, ok: boolean) => {
    latencies.push(ms)
    if (!ok) failed.push(index)
  }
  const lines = await Promise.all(
    Array.from({ length: plan.connections }, () => openLine(plan, take, record)),
  )
  const began = performance.now()
  until = began + plan.ms
  await Promise.all(lines.map((line) => line.run()))
  const seconds = (performance.now() - began) / 1_000
  const sorted = Float64Array.from(latencies).sort()
  return {
    requests: latencies.length,
    failed,
    perSecond: (latencies.length - failed.length) / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
  }
}

type Line = { run(): Promise<void> }

async function openLine(
  { port, requests, everyMs }: LoadPlan,
  take: () => number | null,
  record: (index: number, ms: number, ok: boolean) => void,
): Promise<Line> {
  const answer = createAnswer()
  let current: number | null = null
  let sentAt = 0
  let socket: Socket
  let finish: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    finish = resolve
  })

  const send = () => {
    current = take()
    if (current === null) {
      socket.end()
      return finish()
    }
    sentAt = performance.now()
    const request = requests[current % requests.length]
    if (request) socket.write(request)
  }
  const lost = () => {
    if (current !== null) record(current, performance.now() - sentAt, false)
    current = null
    finish()
  }
  await new Promise<void>((resolve, reject) => {
    socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(READ_BUFFER),
        callback(length, buffer) {
          const status = answer.take(buffer as Buffer, length)
          if (status !== null && current !== null) {
            record(current, performance.now() - sentAt, status >= 200 && status < 300)
            current = null
            if (everyMs) setTimeout(send, everyMs)
            else send()
          }
          return true
        },
      },
    })
    socket.once('connect', resolve)
    socket.once('error', reject)
    socket.on('error', lost)
    socket.on('close', lost)
    socket.setTimeout(STALL_MS, () => socket.destroy())
  })
  return {
    run() {
      send()
      return ended
    },
  }
}

/** Finds the end of each answer. `take` returns the status when one is complete. */
function createAnswer(): { take(chunk: Buffer, length: number): number | null } {
  let head = ''
  let remaining = -1
  let status = 0
  return {
    take(chunk, length) {
      if (remaining > 0) {
        remaining -= length
      } else {
        head += chunk.toString('latin1', 0, length)
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return null
        const size = /\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end + 2))?.[1]
        if (size === undefined && !head.startsWith('HTTP/1.1 204'))
          throw new Error(`an answer without content-length: ${head.slice(0, end)}`)
        status = Number(head.slice(9, 12))
        remaining = Number(size ?? 0) - (head.length - end - 4)
        head = ''
      }
      if (remaining > 0) return null
      remaining = -1
      return status
    },
  }
}
