// Many members' live feeds in a process of its own: it notes when each of them hears of a message.
import WebSocket from 'ws'
import type { Bench } from './bench.ts'
import { answerParent, startChild } from './child.ts'

type Question =
  | { open: { url: string; token: string; count: number } }
  | { watch: string }
  | { collect: true }

/** When each socket heard of it: on the machine's even clock, and on the wall's. */
export type Heard = { even: number[]; wall: number[] }

export type Sockets = {
  open(url: string, token: string, count: number): Promise<void>
  /** From now on, waits for a message with these letters in it. */
  watch(letters: string): Promise<void>
  /** Resolves when every socket has heard of it, or five seconds are over; in the order of time. */
  collect(): Promise<Heard>
  stop(): Promise<void>
}

/** Milliseconds on a clock that all processes of the machine share and that never jumps. */
export function evenClock(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

const WAIT_MS = 5_000
/** As many connections under way at once as browsers after a restart, and no more than the backlog holds. */
const OPEN_AT_ONCE = 50

export function startSockets(bench: Bench): Sockets {
  const child = startChild<Question, Heard>('sockets.ts')
  bench.onEnd(() => child.stop())
  return {
    async open(url, token, count) {
      await child.ask({ open: { url, token, count } })
    },
    async watch(letters) {
      await child.ask({ watch: letters })
    },
    collect: () => child.ask({ collect: true }),
    stop: () => child.stop(),
  }
}

if (process.argv[1] === import.meta.filename) {
  const sockets: WebSocket[] = []
  let letters = Buffer.from('nothing yet')
  let heard: Heard = { even: [], wall: [] }
  let complete: () => void = () => undefined

  const openOne = (url: string, token: string) =>
    new Promise<void>((resolve, reject) => {
      const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
      let waiting = letters
      // The server says hello when it has begun to listen for us.
      socket.once('message', () => resolve())
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('a live feed was closed')))
      socket.on('message', (data: Buffer) => {
        if (letters === waiting || !data.includes(letters)) return
        waiting = letters
        heard.even.push(evenClock())
        heard.wall.push(Date.now())
        if (heard.even.length === sockets.length) complete()
      })
      sockets.push(socket)
    })

  answerParent<Question, Heard | undefined>(async (question) => {
    if ('open' in question) {
      const { url, token, count } = question.open
      for (let left = count; left > 0; left -= OPEN_AT_ONCE)
        await Promise.all(Array.from({ length: Math.min(OPEN_AT_ONCE, left) }, () => openOne(url, token)))
      return undefined
    }
    if ('watch' in question) {
      letters = Buffer.from(question.watch)
      heard = { even: [], wall: [] }
      return undefined
    }
    if (heard.even.length < sockets.length)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, WAIT_MS)
        complete = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    return heard
  })
}
