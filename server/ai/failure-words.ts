// Why a model did not answer, in words for the owner of the installation. Never with the key, and never with what the
// server wrote back: that may hold either.
import type { ModelSettings } from './model.ts'

/** One sentence for the trace. */
export function sayFailure(error: unknown, settings: ModelSettings, timeoutMs: number): string {
  const model = `The model ${settings.model}`
  if (isAbort(error)) return `${model} took longer than ${timeoutMs} ms`
  const cause = innermost(error)
  const status = numberOf(cause, 'statusCode')
  if (status !== null) return `${model} failed: ${sayStatus(status, settings)}`
  const code = codeOf(cause)
  if (code) return `${model} could not be reached (${code})`
  const name = cause instanceof Error ? cause.name : typeof cause
  return `${model} failed: ${known[name] ?? name}`
}

const known: Record<string, string> = {
  AI_InvalidResponseDataError: 'its server answered in a form that is not understood',
  AI_TypeValidationError: 'its server answered in a form that is not understood',
  AI_JSONParseError: 'its server answered with something that is not JSON',
  AI_EmptyResponseBodyError: 'its server answered with nothing',
  AI_NoContentGeneratedError: 'it wrote nothing',
}

function sayStatus(status: number, { model, apiKey }: ModelSettings): string {
  if (status === 401 || status === 403)
    return `its server refused ${apiKey ? 'the key' : 'a request without a key'} (HTTP ${status})`
  if (status === 404) return `its server knows no model “${model}”, or the address is wrong (HTTP 404)`
  if (status === 429) return 'its server says that too much was asked, or the quota is used up (HTTP 429)'
  if (status >= 500) return `its server is in trouble (HTTP ${status})`
  // The request was answered with success, and then could not be read.
  if (status < 300) return 'its server answered in a form that is not understood'
  return `its server refused the request (HTTP ${status})`
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
}

const MAX_DEPTH = 5

/** Through retries and causes to the error that says most: one with a status, else the last. */
function innermost(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > MAX_DEPTH || numberOf(error, 'statusCode') !== null) return error
  const next: unknown = Reflect.get(error, 'lastError') ?? error.cause
  return next === undefined ? error : innermost(next, depth + 1)
}

function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null
  return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : null
}

function numberOf(error: unknown, field: string): number | null {
  const value: unknown = error instanceof Error ? Reflect.get(error, field) : null
  return typeof value === 'number' ? value : null
}
