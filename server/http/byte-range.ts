// Parts of a file: players ask for the part that they are to play next, and cannot go to a moment without.
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The first and last byte of a single range, `null` where the whole is wanted, `'none'` where there is no such part. */
export function readRange(
  header: string | undefined,
  size: number,
): { from: number; to: number } | null | 'none' {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  // Several ranges at once, or other units: the whole is always a right answer.
  if (!parts || (parts[1] === '' && parts[2] === '')) return null
  const [, first = '', last = ''] = parts
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from > to || from >= size ? 'none' : { from, to }
}

/** Answers with the part that was asked for, or with everything. The other headers are set already. */
export function sendRange(request: FastifyRequest, reply: FastifyReply, content: Buffer): FastifyReply {
  reply.header('accept-ranges', 'bytes')
  const range = readRange(request.headers.range, content.byteLength)
  if (range === null) return reply.send(content)
  if (range === 'none')
    return reply.code(416).header('content-range', `bytes */${content.byteLength}`).send(Buffer.alloc(0))
  return reply
    .code(206)
    .header('content-range', `bytes ${range.from}-${range.to}/${content.byteLength}`)
    .send(content.subarray(range.from, range.to + 1))
}
