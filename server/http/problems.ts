// The one table from refusals to HTTP, and RFC 9457 bodies.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isDatabaseAway } from '#db/pool.ts'
import { Refusal, type RefusalCategory, refusals } from '#domain/errors.ts'
import type { Log } from '#lib/log.ts'
import type { Problem } from '#wire/api/common.ts'

const statusOf: Record<RefusalCategory, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
  accepted: 202,
}

export function toProblem(refusal: Refusal, requestId: string): Problem {
  const { category, title } = refusals[refusal.code]
  return {
    type: `https://frontdesk.dev/errors/${refusal.code}`,
    title,
    status: statusOf[category],
    detail: refusal.detail,
    code: refusal.code,
    ...(refusal.fields.length > 0 ? { errors: refusal.fields } : {}),
    ...(Object.keys(refusal.facts).length > 0 ? { facts: refusal.facts } : {}),
    requestId,
  }
}

/** Every error leaves as problem+json; what we did not foresee is logged and told without its inside. */
export function createErrorHandler(log: Log) {
  return (error: FastifyError | Refusal | Error, request: FastifyRequest, reply: FastifyReply) => {
    const away = isDatabaseAway(error)
    const refusal = away
      ? new Refusal(
          'unavailable',
          'The database is not reachable at this moment. Try again in a few seconds.',
        )
      : toRefusal(error)
    if (away) {
      log.warn({ route: request.routeOptions.url }, 'the database is away; a request was refused')
      void reply.header('retry-after', '2')
    }
    if (!refusal)
      log.error({ error, requestId: request.id, route: request.routeOptions.url }, 'a request failed')
    const problem = toProblem(
      refusal ?? new Refusal('unavailable', 'Something went wrong on our side. It was logged; try again.'),
      request.id,
    )
    if (!refusal) problem.status = 500
    void reply
      .code(problem.status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify(problem))
  }
}

function toRefusal(error: FastifyError | Refusal | Error): Refusal | null {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((v) => ({
      path: v.instancePath.replace(/^\//, '').replaceAll('/', '.') || '(body)',
      message: v.message ?? 'is not valid',
    }))
    return new Refusal('invalid_input', fields.map((f) => `${f.path}: ${f.message}`).join('; '), { fields })
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return new Refusal('too_large', 'Send less at once.')
  if (status === 429) return new Refusal('rate_limited', error.message)
  if (status !== undefined && status >= 400 && status < 500)
    return new Refusal('invalid_input', error.message)
  return null
}
