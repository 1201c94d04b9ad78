// Twilio's REST API for calls: placing one, and the recordings behind the credentials.
import { setTimeout as pause } from 'node:timers/promises'
import type { ChannelKind } from '#domain/channel.ts'
import type { App } from '#http/context.ts'
import { openAccount } from '#simulator/twilio/accounts.ts'
import { providerRefusal } from '#simulator/twilio/refusals.ts'
import { API_VERSION } from '#simulator/twilio/resource.ts'
import { textOf, type World } from '#simulator/world.ts'
import { newCallSid, playPlaced } from './line.ts'
import { recordingOf } from './tone.ts'

/** The member and the customer take their time to pick up, and speak so long. */
const PICK_UP_MS = 1_500
const SPOKEN_SECONDS = 12

const VOICE: ChannelKind = 'voice'
const hide = { schema: { hide: true } }
type Named = { sid: string; recording: string }

export function voiceApi(app: App, world: World): void {
  const base = `/${API_VERSION}/Accounts/:sid`
  const stopped = new AbortController()
  app.addHook('onClose', () => stopped.abort())

  app.post<{ Params: Pick<Named, 'sid'> }>(`${base}/Calls.json`, hide, async (request, reply) => {
    const accounts = await openAccount(world, request.params.sid, request)
    if (accounts.length === 0) return reply.code(401).send(providerRefusal(20003).body)
    const form = new URLSearchParams(textOf(request))
    const account = accounts.find((one) => one.address === form.get('From') && one.channel === VOICE)
    if (!account) return reply.code(400).send({ code: 21210, message: 'not a number of yours', status: 400 })
    const sid = newCallSid()
    const line = { outside: world, account, customer: '' }
    pause(PICK_UP_MS, null, { signal: stopped.signal, ref: false })
      .then(() => playPlaced(line, sid, form, SPOKEN_SECONDS))
      .catch((error: unknown) => world.http.flow.log.debug({ error }, 'a simulated call broke off'))
    return reply.code(201).send({ sid, status: 'queued', to: form.get('To'), from: form.get('From') })
  })

  // Nothing is kept of calls: a list is empty, as it would be for somebody who has never called.
  app.get<{ Params: Pick<Named, 'sid'> }>(`${base}/Calls.json`, hide, async (request, reply) => {
    const [account] = await openAccount(world, request.params.sid, request)
    return account ? reply.send({ calls: [] }) : reply.code(401).send(providerRefusal(20003).body)
  })

  app.get<{ Params: Named }>(`${base}/Recordings/:recording`, hide, async (request, reply) => {
    const [account] = await openAccount(world, request.params.sid, request)
    if (!account) return reply.code(401).send(providerRefusal(20003).body)
    const audio = recordingOf(request.params.recording.replace(/\.(mp3|wav)$/, ''))
    return audio
      ? reply.header('content-type', 'audio/wav').send(audio)
      : reply.code(404).send(providerRefusal(20404).body)
  })
}
