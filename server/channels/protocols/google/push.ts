// What Pub/Sub pushes: the message lies in base64 within the body. The token that comes along (push-token.ts) does not cover
// the body, so what it says is taken as a hint only: whatever matters is then asked of Google with our own credentials.
import { z } from 'zod'

const Push = z.object({
  message: z.object({
    data: z.string().nullish(),
    attributes: z.record(z.string(), z.unknown()).nullish().catch(null),
  }),
})

/** What was published: its data as JSON (null where it is none) and its attributes; null where this is no push. */
export function readPush(body: unknown): { data: unknown; attributes: Record<string, unknown> } | null {
  const push = Push.safeParse(body)
  if (!push.success) return null
  const { data, attributes } = push.data.message
  let json: unknown = null
  try {
    json = JSON.parse(Buffer.from(data ?? '', 'base64').toString('utf8'))
  } catch {
    // The attributes may say enough.
  }
  return { data: json, attributes: attributes ?? {} }
}
