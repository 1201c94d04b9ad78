// A form as a provider posts it, with the bytes of each part as they came: what character set a text is in stands in
// another part, and a whole mail may be one.
import { Busboy } from '@fastify/busboy'
import type { z } from 'zod'
import type { RawRequest } from '#channels/channel.ts'

/** Headers of a mail as fields of their own, and its files: far fewer than this. */
const MAX_PARTS = 500

export type FormPart = { name: string; filename: string | null; type: string; content: Buffer }

/** The parts of a form in their order; null where the body is none, or broken off. */
export async function readForm(raw: RawRequest): Promise<FormPart[] | null> {
  const type = raw.headers['content-type'] ?? ''
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return urlEncoded(raw.body)
  return /^multipart\/form-data\b/i.test(type) ? multipart(raw.body, type) : null
}

function urlEncoded(body: Buffer): FormPart[] {
  const pairs = body.toString('latin1').split('&').slice(0, MAX_PARTS)
  return pairs.map((pair) => {
    const [name = '', ...value] = pair.split('=')
    const content = bytesOf(value.join('='))
    return { name: bytesOf(name).toString('utf8'), filename: null, type: 'text/plain', content }
  })
}

function bytesOf(escaped: string): Buffer {
  const characters = escaped
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(characters, 'latin1')
}

function multipart(body: Buffer, type: string): Promise<FormPart[] | null> {
  const parts: FormPart[] = []
  return new Promise((resolve) => {
    const give = (found: FormPart[] | null): void => resolve(found)
    try {
      const form = new Busboy({
        headers: { 'content-type': type },
        // Fields would be read as UTF-8, and what is not would be lost.
        isPartAFile: () => true,
        limits: { parts: MAX_PARTS },
      })
      form.on('file', (name, stream, filename, _encoding, partType) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('error', () => give(null))
        stream.on('end', () => {
          // Types say that it is always there; it is not.
          const named: unknown = filename
          const known = typeof named === 'string' && named !== '' ? named : null
          parts.push({ name, filename: known, type: partType, content: Buffer.concat(chunks) })
        })
      })
      form.on('error', () => give(null))
      form.on('finish', () => give(parts))
      form.end(body)
    } catch {
      // A boundary is missing.
      give(null)
    }
  })
}

/** The text of the first part of this name; null where there is none. */
export function textOf(parts: FormPart[], name: string, charset = 'utf-8'): string | null {
  const part = parts.find((one) => one.name === name)
  return part ? decode(part.content, charset) : null
}

/** The JSON in the first part of this name; null where there is none, or another than was expected. */
export function jsonOf<T>(schema: z.ZodType<T>, parts: FormPart[], name: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(textOf(parts, name) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}
