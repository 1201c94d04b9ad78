// ElevenLabs: one report after the call, and the recording behind the key.
import type { FastifyRequest } from 'fastify'
import { agentChannel, DISCLOSURE } from '#simulator/agents/channel.ts'
import { listNumbers } from '#simulator/agents/numbers.ts'
import { matches } from '#simulator/credentials.ts'
import type { SimulatedProvider } from '#simulator/provider.ts'
import { toneOf } from '#simulator/tone.ts'
import { reports, secondsIn } from './reports.ts'

export const elevenlabs: SimulatedProvider = {
  provider: 'elevenlabs',
  channels: [
    agentChannel({
      reports,
      sample: (make) => ({
        address: '+12125550112',
        settings: {
          webhookSecret: `wsec_${make.hex(64)}`,
          apiKey: `sk_${make.hex(48)}`,
          disclosure: DISCLOSURE,
        },
      }),
    }),
  ],
  routes(app, world) {
    const keyOf = ({ headers }: FastifyRequest): string | undefined => {
      const key = headers['xi-api-key']
      return typeof key === 'string' ? key : undefined
    }
    const list = { provider: 'elevenlabs', path: '/v1/convai/phone-numbers', field: 'phone_number' }
    listNumbers(app, world, list, keyOf)

    const audio = '/v1/convai/conversations/:id/audio'
    app.get<{ Params: { id: string } }>(audio, { schema: { hide: true } }, async (request, reply) => {
      const accounts = await world.accounts('elevenlabs')
      if (!accounts.some((account) => matches(account, 'apiKey', keyOf(request))))
        return reply.code(401).send({ detail: { status: 'invalid_api_key', message: 'Invalid API key' } })
      const seconds = secondsIn(request.params.id)
      if (seconds === null) return reply.code(404).send({ detail: { status: 'conversation_not_found' } })
      return reply.header('content-type', 'audio/wav').send(toneOf(seconds))
    })
  },
}
