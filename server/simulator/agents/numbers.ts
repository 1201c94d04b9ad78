// What a telephone agent's provider has to ask for: the numbers of the account.
import type { FastifyRequest } from 'fastify'
import type { App } from '#http/context.ts'
import { matches } from '#simulator/credentials.ts'
import { toneOf } from '#simulator/tone.ts'
import type { World } from '#simulator/world.ts'

const hide = { schema: { hide: true } }

/** Lists the numbers that the key in this request opens, each under the provider's name of the field. */
export function listNumbers(
  app: App,
  world: World,
  { provider, path, field }: { provider: string; path: string; field: string },
  keyOf: (request: FastifyRequest) => string | undefined,
): void {
  app.get(path, hide, async (request, reply) => {
    const accounts = await world.accounts(provider)
    const ours = accounts.filter((account) => matches(account, 'apiKey', keyOf(request)))
    if (ours.length === 0) return reply.code(401).send({ message: 'Invalid API key' })
    return reply.send(ours.map((account) => ({ [field]: account.address, nickname: account.name })))
  })
}

/** Recordings under addresses that need no key; how long one is stands in its name. */
export function serveRecordings(app: App): void {
  app.get<{ Params: { file: string } }>('/recordings/:file', hide, async (request, reply) => {
    const seconds = /^[0-9a-f-]{36}-(\d{1,3})\.wav$/.exec(request.params.file)?.[1]
    if (seconds === undefined) return reply.code(404).send()
    return reply.header('content-type', 'audio/wav').send(toneOf(Number(seconds)))
  })
}

/** Where the recording of a call lies. */
export function recordingUrl(apiUrl: string, { key, seconds }: { key: string; seconds: number }): string {
  return `${apiUrl}/recordings/${key}-${seconds}.wav`
}
