// The public keys with which Google signs its tokens. They change every few days: kept for an hour, and asked for anew
// where a token names one that is not among them.
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import type { ChannelIo } from '#channels/channel.ts'
import { apiBaseOf, callOnce } from '#channels/protocols/http-call/call.ts'

const GOOGLE = 'https://www.googleapis.com'
const KEPT_MS = 3_600_000
/** Whoever makes up names of keys must not make us ask Google at every call. */
const ASK_AGAIN_MS = 60_000
const CALL_MS = 8_000

const Keys = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA'), n: z.string(), e: z.string() })),
})

type Kept = { keys: Map<string, KeyObject>; askedAt: number }
const kept = new Map<string, Kept>()
const asking = new Map<string, Promise<Kept | null>>()

type Io = Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>

/** Was `signed` signed (RS256) with Google's key of this name? `no_keys`: nobody can tell just now. */
export async function checkSignature(
  io: Io,
  keyId: string,
  signed: string,
  signature: Uint8Array,
): Promise<'right' | 'wrong' | 'no_keys'> {
  const found = await findKey(io, keyId)
  if (found === 'no_keys') return 'no_keys'
  return found !== null && verify('RSA-SHA256', Buffer.from(signed), found, signature) ? 'right' : 'wrong'
}

async function findKey(io: Io, keyId: string): Promise<KeyObject | null | 'no_keys'> {
  const url = `${apiBaseOf(io.apiBase, GOOGLE)}/oauth2/v3/certs`
  const now = io.now().getTime()
  const known = kept.get(url)
  const key = known?.keys.get(keyId)
  const age = known ? Math.abs(now - known.askedAt) : Number.POSITIVE_INFINITY
  if (key && age < KEPT_MS) return key
  if (known && age < ASK_AGAIN_MS) return null
  const fresh = await askOnce(io, url)
  // Keys that are a little old are better than refusing everything while Google does not answer.
  return fresh ? (fresh.keys.get(keyId) ?? null) : (key ?? 'no_keys')
}

function askOnce(io: Io, url: string): Promise<Kept | null> {
  const running = asking.get(url)
  if (running) return running
  const question = ask(io, url).finally(() => asking.delete(url))
  asking.set(url, question)
  return question
}

async function ask(io: Io, url: string): Promise<Kept | null> {
  const answer = await callOnce(io, { url, body: null }, CALL_MS)
  const read = Keys.safeParse(answer.outcome === 'answered' && answer.status === 200 ? answer.json : null)
  if (!read.success) return null
  const keys = new Map(
    read.data.keys.flatMap(({ kid, kty, n, e }) => {
      try {
        return [[kid, createPublicKey({ key: { kty, n, e }, format: 'jwk' })] as const]
      } catch {
        return []
      }
    }),
  )
  const fresh = { keys, askedAt: io.now().getTime() }
  kept.set(url, fresh)
  return fresh
}
