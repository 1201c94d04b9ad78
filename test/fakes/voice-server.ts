// Twilio's side of telephone calls on loopback: places calls, keeps recordings behind the credentials, tells quality, and
// signs what it tells. It follows the TwiML that it is given only as far as a test asks for it.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { formText, readBody, sendJson } from './http-wire.ts'
import { signTwilio } from './signers.ts'
import { newSid } from './twilio-wire.ts'

export type FakeCall = {
  sid: string
  to: string
  from: string
  status: string
  parent: string | null
  seconds: number
  createdAt: Date
  form: Record<string, string>
}

export type VoiceFake = {
  url: string
  accountSid: string
  authToken: string
  /** Calls that exist at the provider, the oldest first. */
  calls: FakeCall[]
  /** What the next placing does instead of answering. */
  fail(how: 'drop_before' | 'drop_after' | { status: number; code: number } | null): void
  /** A recording behind the credentials: its address without the ending, as callbacks name it. */
  keepRecording(content: Uint8Array): { sid: string; url: string }
  removed: string[]
  /** Answers of Voice Insights, by the call; without one the account has no Insights. */
  quality: Map<string, unknown>
  /** Sends a signed form to an address, and gives back the TwiML. */
  tell(url: string, fields: Record<string, string>): Promise<{ status: number; twiml: string }>
  /** A customer calls; resolves with the CallSid and the TwiML. */
  ring(webhookUrl: string, from: string, to: string): Promise<{ sid: string; twiml: string }>
  stop(): Promise<void>
}

/** The address in an attribute of a piece of TwiML. */
export function attributeOf(twiml: string, element: string, attribute: string): string {
  const tag = new RegExp(`<${element}\\b[^>]*>`).exec(twiml)?.[0] ?? ''
  const value = new RegExp(`\\b${attribute}="([^"]*)"`).exec(tag)?.[1]
  if (value === undefined) throw new Error(`no ${attribute} at ${element} in ${twiml}`)
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&apos;', "'")
}

export async function startVoiceFake(): Promise<VoiceFake> {
  const accountSid = newSid('AC')
  const authToken = randomBytes(16).toString('hex')
  const calls: FakeCall[] = []
  const recordings = new Map<string, Uint8Array>()
  const removed: string[] = []
  const quality = new Map<string, unknown>()
  const base = `/2010-04-01/Accounts/${accountSid}`
  let failure: Parameters<VoiceFake['fail']>[0] = null

  const resource = (call: FakeCall) => ({
    sid: call.sid,
    parent_call_sid: call.parent,
    to: call.to,
    from: call.from,
    status: call.status,
    direction: call.parent ? 'outbound-dial' : 'outbound-api',
    date_created: call.createdAt.toUTCString().replace('GMT', '+0000'),
    start_time: call.status === 'queued' ? null : call.createdAt.toUTCString(),
    end_time: call.status === 'completed' ? new Date(call.createdAt.getTime() + 60_000).toUTCString() : null,
    duration: call.status === 'completed' ? String(call.seconds) : null,
  })

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const body = new URLSearchParams(await readBody(request))
    const given = Buffer.from(/^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', 'base64')
    if (given.toString('utf8') !== `${accountSid}:${authToken}`)
      return sendJson(response, 401, { code: 20003, message: 'Authenticate', status: 401 })
    const path = url.pathname
    if (request.method === 'POST' && path === `${base}/Calls.json`) {
      const how = failure
      failure = null
      if (how === 'drop_before') return void request.socket.destroy()
      if (how !== null && typeof how === 'object')
        return sendJson(response, how.status, {
          code: how.code,
          message: `error ${how.code}`,
          status: how.status,
        })
      const call: FakeCall = {
        sid: newSid('CA'),
        to: body.get('To') ?? '',
        from: body.get('From') ?? '',
        status: 'queued',
        parent: null,
        seconds: 0,
        createdAt: new Date(),
        form: Object.fromEntries(body),
      }
      calls.push(call)
      if (how === 'drop_after') return void request.socket.destroy()
      return sendJson(response, 201, resource(call))
    }
    if (path === `${base}/Calls.json`) {
      const parent = url.searchParams.get('ParentCallSid')
      const [to, from] = [url.searchParams.get('To'), url.searchParams.get('From')]
      const found = calls.filter((c) => (parent ? c.parent === parent : c.to === to && c.from === from))
      return sendJson(response, 200, { calls: found.toReversed().map(resource) })
    }
    const one = calls.find((c) => path === `${base}/Calls/${c.sid}.json`)
    if (one) return sendJson(response, 200, resource(one))
    const recording = new RegExp(`^${base}/Recordings/(RE\\w+)\\.(mp3|json)$`).exec(path)
    if (recording?.[1] && request.method === 'DELETE') {
      removed.push(recording[1])
      return void response.writeHead(204).end()
    }
    const content = recordings.get(recording?.[1] ?? '')
    if (content) return void response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(content)
    const insight = /^\/v1\/Voice\/(CA\w+)\/Summary$/.exec(path)?.[1]
    if (insight) {
      const figures = quality.get(insight)
      return figures === undefined
        ? sendJson(response, 403, { code: 20403, message: 'Forbidden', status: 403 })
        : sendJson(response, 200, figures)
    }
    return sendJson(response, 404, { code: 20404, message: 'not found', status: 404 })
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const tell: VoiceFake['tell'] = async (url, fields) => {
    const all = { AccountSid: accountSid, ApiVersion: '2010-04-01', ...fields }
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'x-twilio-signature': signTwilio(url, Object.entries(all), authToken),
      },
      body: formText(all),
    })
    return { status: answer.status, twiml: await answer.text() }
  }

  return {
    url: origin,
    accountSid,
    authToken,
    calls,
    fail: (how) => {
      failure = how
    },
    keepRecording(content) {
      const sid = newSid('RE')
      recordings.set(sid, content)
      return { sid, url: `${origin}${base}/Recordings/${sid}` }
    },
    removed,
    quality,
    tell,
    async ring(webhookUrl, from, to) {
      const sid = newSid('CA')
      const { twiml } = await tell(webhookUrl, {
        CallSid: sid,
        From: from,
        To: to,
        CallStatus: 'ringing',
        Direction: 'inbound',
      })
      return { sid, twiml }
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A tone as a WAV file: real audio, so that a player has something to play. */
export function makeTone(seconds: number): Buffer {
  const rate = 8_000
  const samples = Math.round(rate * seconds)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let n = 0; n < samples; n++)
    wav.writeInt16LE(Math.round(Math.sin((2 * Math.PI * 440 * n) / rate) * 8_000), 44 + n * 2)
  return wav
}
