// The log: one JSON object a line, made by pino. It tells what happened to which conversation, never what was
// said in it, and never a secret. Both are enforced here, once, and not at each call.
import {
  type Bindings,
  type ChildLoggerOptions,
  type DestinationStream,
  type Level,
  type Logger,
  type LoggerOptions,
  pino,
} from 'pino'

export type Log = Logger
export type LogLevel = Level | 'silent'

/** Compared without case, hyphens and underscores: `auth_token` and `set-cookie` are `authtoken` and `setcookie`. */
const SECRETS = [
  'authorization',
  'cookie',
  'setcookie',
  'password',
  'token',
  'accesstoken',
  'refreshtoken',
  'authtoken',
  'apikey',
  'apitoken',
  'secret',
  'secretkey',
  'clientsecret',
  'secretaccesskey',
  'xtwiliosignature',
]
/** What customers and members write. Ids are enough to find it again in the database. */
const CONTENT = ['body', 'text', 'html', 'subject', 'snippet', 'raw']

const HIDDEN = '[hidden]'
/** Deeper things are not worth a line, and a circle must end somewhere. */
const DEEPEST = 6

/** A log at this level, to standard output or to `destination`. */
export function createLog(options: { level?: LogLevel; destination?: DestinationStream } = {}): Log {
  const settings: LoggerOptions = {
    level: options.level ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Not pino's `redact`: with these names four levels deep it costs 52 microseconds a line, and this walk 1.
    formatters: {
      level: (label) => ({ level: label }),
      log: hide,
    },
    // Errors are described by `hide`, wherever they are.
    serializers: { err: (described: unknown) => described, req: describeRequest },
  }
  return hideBindings(options.destination ? pino(settings, options.destination) : pino(settings))
}

/** pino drops the bindings formatter in children, so what a child is bound to is hidden on its way in. */
function hideBindings(log: Log): Log {
  // oxlint-disable-next-line typescript/unbound-method -- called below with the right `this`
  const original = log.child<never>
  // On this object it is inherited by every child, and theirs.
  const child = function (this: Log, bindings: Bindings, options?: ChildLoggerOptions): Log {
    return original.call(this, hide(bindings), options)
  }
  return Object.assign(log, { child })
}

/** A log that says nothing, for tests and for parts that got none. */
export const silentLog: Log = pino({ level: 'silent' })

const names = new Set([...SECRETS, ...CONTENT])
const canonical = new Map<string, boolean>()

/** Keys repeat in every line: each is looked at once. The bound is against keys made of outside data. */
const KEYS_REMEMBERED = 1000

function mustHide(key: string): boolean {
  const known = canonical.get(key)
  if (known !== undefined) return known
  const hidden = names.has(key.toLowerCase().replace(/[-_]/g, ''))
  if (canonical.size < KEYS_REMEMBERED) canonical.set(key, hidden)
  return hidden
}

function hide(object: Record<string, unknown>): Record<string, unknown> {
  return hideIn(object, 0)
}

function hideIn(object: object, depth: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(object))
    if (mustHide(key)) shown[key] = value === undefined ? undefined : HIDDEN
    // Fastify's own objects, which it turns into a few fields afterwards.
    else if (depth === 0 && (key === 'req' || key === 'res') && !isPlain(value)) shown[key] = value
    else shown[key] = show(value, depth + 1)
  return shown
}

function show(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return describeError(value)
  if (depth > DEEPEST) return '[…]'
  if (Array.isArray(value)) return value.map((one) => show(one, depth + 1))
  if (value instanceof Date || value instanceof URL) return value
  if (isPlain(value)) return hideIn(value, depth)
  // Anything else may hold anything: bytes of a file, a client with its keys.
  return `[${value.constructor.name}]`
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Without the query: links that sign somebody in carry their token there. */
function describeRequest(request: unknown): unknown {
  if (typeof request !== 'object' || request === null) return undefined
  const url: unknown = Reflect.get(request, 'url')
  return {
    method: Reflect.get(request, 'method'),
    path: typeof url === 'string' ? url.split('?', 1)[0] : undefined,
    ip: Reflect.get(request, 'ip'),
  }
}

/**
 * Fields of an error that are safe to keep. A list of what may pass, because PostgreSQL's errors carry row
 * values in `detail` and `where`, and HTTP clients hang whole requests with their headers on theirs.
 */
const ERROR_FIELDS = [
  'code',
  'statusCode',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
  'errno',
  'path',
  'address',
  'port',
  'signal',
] as const

const CAUSES_FOLLOWED = 5

function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : { type: typeof error }
  const described: Record<string, unknown> = { type: error.name, message: error.message, stack: error.stack }
  for (const field of ERROR_FIELDS) {
    const value: unknown = Reflect.get(error, field)
    if (typeof value === 'string' || typeof value === 'number') described[field] = value
  }
  if (depth >= CAUSES_FOLLOWED) return described
  if (error.cause !== undefined) described['cause'] = describeError(error.cause, depth + 1)
  if (error instanceof AggregateError)
    described['errors'] = error.errors.slice(0, CAUSES_FOLLOWED).map((one) => describeError(one, depth + 1))
  return described
}
