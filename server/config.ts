// Environment -> typed configuration. The only reader of process.env.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkTogether } from '#server/config/cross-checks.ts'
import { findTypos } from '#server/config/typos.ts'
import {
  type AI_PROVIDERS,
  aboutVariable,
  type LOG_LEVELS,
  type ROLES,
  type Values,
  type VariableName,
  variableNames,
  variables,
} from '#server/config/variables.ts'

export { describeConfig } from '#server/config/describe.ts'
export { ensureSecretKey, SecretKeyProblem } from '#server/config/secret-key.ts'

export type Config = {
  role: (typeof ROLES)[number]
  listen: { host: string; port: number }
  /** Without trailing slash. Absent: main makes it of host and the port that was really taken. */
  publicUrl?: string
  logLevel: (typeof LOG_LEVELS)[number]
  privateEndpoints: 'allow' | 'refuse'
  dataDir: string
  database: { /** Absent: the embedded server. */ url?: string; poolSize: number }
  /** Absent: ensureSecretKey makes and keeps one. */
  secretKey?: string
  owner?: { email: string; password: string }
  apiToken?: string
  sampleData: boolean
  /** Absent: switched off. */
  smtpIn?: { host: string; port: number }
  ai: {
    provider: (typeof AI_PROVIDERS)[number]
    model?: string
    apiKey?: string
    baseUrl?: string
    timeoutMs: number
  }
  /** Absent: knowledge is found by its words alone. */
  embeddings?: { baseUrl: string; model: string; apiKey: string | null }
  /** Absent: files lie in dataDir. `endpoint` absent: Amazon. */
  s3?: {
    endpoint?: string
    region: string
    bucket: string
    accessKeyId: string
    secretAccessKey: string
    pathStyle: boolean
  }
}

export type Environment = Record<string, string | undefined>
export type ParsedConfig = { ok: true; config: Config } | { ok: false; problems: string[] }

/** Reads a file named by a NAME_FILE variable; throws when it cannot. */
export type ReadFile = (path: string) => string

/**
 * The configuration, or every mistake at once: each names the variable, says what is wrong and what to write,
 * and shows no secret. An empty value counts as not set, because that is how compose files write "none".
 */
export function parseConfig(env: Environment, readFile: ReadFile = refuseToRead): ParsedConfig {
  const problems: string[] = []
  const given = collect(env, readFile, problems)
  const parsed = variables.safeParse(Object.fromEntries(given))
  const wrong = new Set<string>()
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const name = variableNames.find((one) => one === issue.path[0])
      if (!name || wrong.has(name)) continue
      wrong.add(name)
      problems.push(`${name}${shown(name, given.get(name))}: ${issue.message}`)
    }
  // Relations are checked on what is right by itself, so that one mistake is reported once.
  const sound = variables
    .partial()
    .safeParse(Object.fromEntries([...given].filter(([name]) => !wrong.has(name))))
  problems.push(
    ...checkTogether(sound.success ? sound.data : {}, new Set([...given.keys(), ...filesGiven(env)])),
  )
  problems.push(...findTypos(env))
  if (problems.length > 0 || !parsed.success) return { ok: false, problems }
  return { ok: true, config: toConfig(parsed.data) }
}

/** The configuration of this process. Relative paths are taken from the folder it was started in. */
export function loadConfig(): ParsedConfig {
  const parsed = parseConfig(process.env, (path) => readFileSync(path, 'utf8'))
  if (!parsed.ok) return parsed
  return { ok: true, config: { ...parsed.config, dataDir: resolve(parsed.config.dataDir) } }
}

function collect(env: Environment, readFile: ReadFile, problems: string[]): Map<VariableName, string> {
  const given = new Map<VariableName, string>()
  for (const name of variableNames) {
    const { secret } = aboutVariable(name)
    // A secret may begin or end with a space on purpose; anything else does by accident.
    const value = secret ? env[name] : env[name]?.trim()
    const path = secret ? env[`${name}_FILE`]?.trim() : undefined
    if (value) given.set(name, value)
    if (!path) continue
    if (value) {
      problems.push(`${name} and ${name}_FILE are both set: keep one of them`)
      continue
    }
    try {
      // Editors and `echo` end a file with a line break that is not part of the secret.
      const text = readFile(path).replace(/\r?\n$/, '')
      if (text) given.set(name, text)
      else problems.push(`${name}_FILE names ${path}, which is empty: write the secret into it`)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
      problems.push(`${name}_FILE names ${path}, which cannot be read (${code}): check path and permissions`)
    }
  }
  return given
}

/** Named through a file, readable or not: it counts as present, so that a wrong path is not reported twice. */
function filesGiven(env: Environment): string[] {
  return variableNames.filter((name) => aboutVariable(name).secret && env[`${name}_FILE`]?.trim())
}

const LONGEST_SHOWN = 60

function shown(name: VariableName, value: string | undefined): string {
  if (value === undefined || aboutVariable(name).secret) return ''
  // An address may carry a password even where none belongs.
  const safe = value.replace(/\/\/[^/]*@/, '//…@')
  return ` is '${safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN)}…` : safe}'`
}

function refuseToRead(): string {
  throw Object.assign(new Error('no files here'), { code: 'not allowed here' })
}

function toConfig(v: Values): Config {
  const host = v.HOST ?? '127.0.0.1'
  return {
    role: v.ROLE ?? 'all',
    listen: { host, port: v.PORT ?? 3000 },
    publicUrl: v.PUBLIC_URL,
    logLevel: v.LOG_LEVEL ?? 'info',
    privateEndpoints: v.PRIVATE_ENDPOINTS ?? 'allow',
    dataDir: v.DATA_DIR ?? './data',
    database: { url: v.DATABASE_URL, poolSize: v.DATABASE_POOL_SIZE ?? 10 },
    secretKey: v.SECRET_KEY,
    owner:
      v.OWNER_EMAIL && v.OWNER_PASSWORD ? { email: v.OWNER_EMAIL, password: v.OWNER_PASSWORD } : undefined,
    apiToken: v.API_TOKEN,
    sampleData: v.SAMPLE_DATA ?? true,
    smtpIn:
      v.SMTP_IN_PORT === 'off' ? undefined : { host: v.SMTP_IN_HOST ?? host, port: v.SMTP_IN_PORT ?? 2525 },
    ai: {
      provider: v.AI_PROVIDER ?? (v.AI_BASE_URL ? 'openai-compatible' : 'builtin'),
      model: v.AI_MODEL,
      apiKey: v.AI_API_KEY,
      baseUrl: v.AI_BASE_URL,
      timeoutMs: v.AI_TIMEOUT_MS ?? 20_000,
    },
    embeddings: embeddingsOf(v),
    s3:
      v.S3_BUCKET && v.S3_ACCESS_KEY_ID && v.S3_SECRET_ACCESS_KEY
        ? {
            endpoint: v.S3_ENDPOINT,
            region: v.S3_REGION ?? 'us-east-1',
            bucket: v.S3_BUCKET,
            accessKeyId: v.S3_ACCESS_KEY_ID,
            secretAccessKey: v.S3_SECRET_ACCESS_KEY,
            pathStyle: v.S3_PATH_STYLE ?? v.S3_ENDPOINT !== undefined,
          }
        : undefined,
  }
}

/** Where the model's own server is one that gives embeddings too, its address and key need not be written twice. */
function embeddingsOf(v: Values): Config['embeddings'] {
  const own = v.AI_BASE_URL ?? (v.AI_PROVIDER === 'openai' ? 'https://api.openai.com/v1' : undefined)
  const baseUrl = v.EMBEDDINGS_BASE_URL ?? own
  if (!v.EMBEDDINGS_MODEL || !baseUrl) return undefined
  const shared = v.EMBEDDINGS_BASE_URL === undefined || v.EMBEDDINGS_BASE_URL === own
  return {
    baseUrl,
    model: v.EMBEDDINGS_MODEL,
    apiKey: v.EMBEDDINGS_API_KEY ?? (shared ? v.AI_API_KEY : null) ?? null,
  }
}
