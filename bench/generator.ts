// The load generator in a process of its own: it makes the requests, then sends them when told.
import type { Bench } from './bench.ts'
import { answerParent, startChild } from './child.ts'
import { type LoadResult, runLoad } from './load.ts'
import { makeGet, makeWebhook, type WebhookPlan } from './webhooks.ts'

type Prepare =
  | { make: 'webhooks'; plan: WebhookPlan; count: number }
  | { make: 'gets'; port: number; paths: string[]; token: string }
type Question = Prepare | { send: { connections: number; ms: number; port?: number; everyMs?: number } }

export type Generator = {
  prepareWebhooks(plan: WebhookPlan, count: number): Promise<void>
  prepareGets(port: number, paths: string[], token: string): Promise<void>
  /** Webhooks go once each, reads again and again. Each call begins with the first request. */
  send(options: {
    connections: number
    ms: number
    /** Another server than the one that the requests name. */
    port?: number
    /** A pause on each connection before its next request. */
    everyMs?: number
  }): Promise<LoadResult>
  stop(): Promise<void>
}

export function startGenerator(bench: Bench): Generator {
  const child = startChild<Question, LoadResult>('generator.ts')
  bench.onEnd(() => child.stop())
  return {
    async prepareWebhooks(plan, count) {
      await child.ask({ make: 'webhooks', plan, count })
    },
    async prepareGets(port, paths, token) {
      await child.ask({ make: 'gets', port, paths, token })
    },
    send: (options) => child.ask({ send: options }),
    stop: () => child.stop(),
  }
}

if (process.argv[1] === import.meta.filename) {
  let requests: Buffer[] = []
  let port = 0
  let repeat = false
  answerParent<Question, LoadResult | undefined>((question) => {
    if ('send' in question) return runLoad({ port, requests, repeat, ...question.send })
    repeat = question.make === 'gets'
    if (question.make === 'gets') {
      port = question.port
      requests = question.paths.map((path) => makeGet(question.port, path, question.token))
    } else {
      port = question.plan.port
      requests = Array.from({ length: question.count }, (_, i) => makeWebhook(question.plan, i))
    }
    return undefined
  })
}
