import type { FastifyRequest } from 'fastify'

/** The query of a request; a field may come several times. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://simulator').searchParams
}
