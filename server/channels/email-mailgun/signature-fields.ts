// The three fields of Mailgun's signature, found in a form of either kind or in JSON without reading all of it: what
// nobody has verified yet is not taken apart.
import { z } from 'zod'
import type { RawRequest } from '#channels/channel.ts'

const Signature = z.object({
  timestamp: z.string().regex(/^\d{1,12}$/),
  token: z.string().regex(/^[\w-]{1,200}$/),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Signature = z.infer<typeof Signature>

const Event = z.looseObject({ signature: z.looseObject({ timestamp: z.coerce.string() }) })

export function signatureIn(raw: RawRequest): Signature | null {
  const parsed = Signature.safeParse(fieldsOf(raw))
  return parsed.success ? parsed.data : null
}

function fieldsOf({ body, headers }: RawRequest): unknown {
  const type = headers['content-type'] ?? ''
  if (/^application\/json\b/i.test(type)) {
    const event = Event.safeParse(jsonOf(body))
    return event.success ? event.data.signature : null
  }
  const names = ['timestamp', 'token', 'signature'] as const
  const find = /^multipart\/form-data\b/i.test(type) ? inMultipart : inUrlEncoded
  return Object.fromEntries(names.map((name) => [name, find(body, name)]))
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

/** The value up to the end of its line. Whoever can put a line like it into a mail cannot sign it. */
function inMultipart(body: Buffer, name: string): string | undefined {
  for (let from = 0; ; ) {
    const at = body.indexOf(`name="${name}"`, from)
    if (at < 0) return undefined
    const head = body.toString('latin1', at, at + 600)
    const value = /^name="\w+"\r?\n(?:[\w-]+:[^\n]*\r?\n)*\r?\n([\w-]{1,200})\r?\n/.exec(head)?.[1]
    if (value) return value
    from = at + 1
  }
}

function inUrlEncoded(body: Buffer, name: string): string | undefined {
  return new RegExp(`(?:^|&)${name}=([\\w-]{1,200})(?=&|$)`).exec(body.toString('latin1'))?.[1]
}
