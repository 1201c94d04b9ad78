// Every environment variable, once: its rule, what it is for, its default. The start reads this table, and so
// does the page that documents it, so that neither can be wrong about the other.
import { z } from 'zod'

export type About = {
  group: string
  about: string
  /** What happens when it is not set, in words for the table. */
  unset: string
  /** Never shown in a message; may be given as NAME_FILE, the path of a file that holds it. */
  secret?: true
}

const PASSWORD_LENGTH = 10
const API_TOKEN_LENGTH = 16
const SECRET_KEY_LENGTH = 32
/** 'aaaaaaaa…' and '12121212…' are long too. Any random key of 32 characters has far more than this. */
const SECRET_KEY_DISTINCT = 8
const MAX_AI_TIMEOUT_MS = 10 * 60 * 1000

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export const ROLES = ['all', 'web', 'worker'] as const
export const AI_PROVIDERS = ['builtin', 'openai', 'anthropic', 'google', 'openai-compatible'] as const

function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: `write one of ${words.join(', ')}` })
}

function wholeNumber(min: number, max: number, example: string) {
  const error = `write a whole number from ${min} to ${max}, for example ${example}`
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .pipe(z.number().min(min, { error }).max(max, { error }))
}

function onOff() {
  return oneOf(['on', 'off'] as const).transform((word) => word === 'on')
}

function httpUrl(example: string) {
  return z
    .string()
    .refine((text) => isHttpUrl(text), { error: `write an http or https address such as ${example}` })
}

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) && !url.search && !url.hash
}

/** A base address is joined with paths that begin with a slash, so it must not end in one itself. */
const withoutTrailingSlash = (text: string) => text.replace(/\/+$/, '')

const host = () =>
  z.string().regex(/^[A-Za-z0-9.:_-]+$/, {
    error:
      'write a host name or an IP address without port, for example 127.0.0.1, or 0.0.0.0 for every interface',
  })

/** The whole environment. Keys are in the order of the documentation. */
export const variables = z.object({
  PORT: wholeNumber(0, 65_535, 'PORT=3000')
    .optional()
    .meta(about('Server', 'Port of the app. 0 takes a free one.', '3000')),
  // Loopback, because until somebody has made the owner account the first visitor makes it: an installation
  // that listens to the world by default belongs to whoever finds it first. A server or container says
  // HOST=0.0.0.0 on purpose, best together with OWNER_EMAIL and OWNER_PASSWORD.
  HOST: host()
    .optional()
    .meta(
      about(
        'Server',
        'Interface to listen on. `0.0.0.0` lets other machines in (a server, a container); then also set `OWNER_EMAIL` and `OWNER_PASSWORD`, because the first visitor makes the owner account.',
        '127.0.0.1',
      ),
    ),
  PUBLIC_URL: httpUrl('https://desk.example.com')
    .transform(withoutTrailingSlash)
    .optional()
    .meta(
      about(
        'Server',
        'The address under which customers and providers reach the app. Needed for signed webhooks and for links in emails.',
        'made of host and port',
      ),
    ),
  ROLE: oneOf(ROLES)
    .optional()
    .meta(
      about(
        'Server',
        '`web` serves requests, `worker` runs jobs, `all` does both. Apart from `all` it needs `DATABASE_URL`.',
        'all',
      ),
    ),
  LOG_LEVEL: oneOf(LOG_LEVELS)
    .optional()
    .meta(about('Server', `How much is logged: ${LOG_LEVELS.join(', ')}.`, 'info')),
  PRIVATE_ENDPOINTS: oneOf(['allow', 'refuse'] as const)
    .optional()
    .meta(
      about(
        'Server',
        "Whether an inbox's API address or mail server may lie on a private network. Write `refuse` where members are strangers to the machine's network.",
        'allow',
      ),
    ),
  DATA_DIR: z
    .string()
    .optional()
    .meta(about('Data', 'Folder for the embedded database, files and the secret key.', './data')),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
      error: 'write an address such as postgres://user:password@host:5432/database',
    })
    .optional()
    .meta(about('Data', 'A PostgreSQL server (15 or later) to use.', 'the embedded server', true)),
  DATABASE_POOL_SIZE: wholeNumber(2, 500, 'DATABASE_POOL_SIZE=10')
    .optional()
    .meta(about('Data', 'Most connections that one process opens.', '10')),
  SECRET_KEY: z
    .string()
    .min(SECRET_KEY_LENGTH, {
      error: `write at least ${SECRET_KEY_LENGTH} random characters: openssl rand -base64 32`,
    })
    .refine((text) => text.length < SECRET_KEY_LENGTH || new Set(text).size >= SECRET_KEY_DISTINCT, {
      error: 'too few different characters: make one with openssl rand -base64 32',
    })
    .optional()
    .meta(
      about(
        'Data',
        'Encrypts the secrets of inboxes and signs sessions. Keep it: without it those secrets cannot be read. Every process needs the same one.',
        '`DATA_DIR/secret.key`, made at the first start',
        true,
      ),
    ),
  OWNER_EMAIL: z
    .email({ error: 'write an email address such as you@example.com' })
    .optional()
    .meta(about('First start', 'Makes the owner account without a browser.', 'the first visitor makes it')),
  OWNER_PASSWORD: z
    .string()
    .min(PASSWORD_LENGTH, { error: `write at least ${PASSWORD_LENGTH} characters` })
    .optional()
    .meta(
      about('First start', `Password of that account, at least ${PASSWORD_LENGTH} characters.`, '', true),
    ),
  API_TOKEN: z
    .string()
    .min(API_TOKEN_LENGTH, { error: `write at least ${API_TOKEN_LENGTH} characters: openssl rand -hex 24` })
    .regex(/^[\x21-\x7e]*$/, {
      error: 'write letters, digits and signs only, without spaces: it travels in a header',
    })
    .optional()
    .meta(
      about(
        'First start',
        `A bearer token of the owner for the API, at least ${API_TOKEN_LENGTH} characters.`,
        'tokens are made in the app',
        true,
      ),
    ),
  SAMPLE_DATA: onOff()
    .optional()
    .meta(about('First start', 'Whether an empty database is filled with a sample business.', 'on')),
  SMTP_IN_PORT: z
    .union([z.literal('off'), wholeNumber(0, 65_535, 'SMTP_IN_PORT=2525, or off')], {
      error: 'write a whole number from 0 to 65535, for example SMTP_IN_PORT=2525, or off',
    })
    .optional()
    .meta(
      about(
        'Email in',
        'Port of the built-in mail receiver. `off` disables it, 0 takes a free port.',
        '2525',
      ),
    ),
  SMTP_IN_HOST: host()
    .optional()
    .meta(about('Email in', 'Interface of the mail receiver.', 'as `HOST`')),
  AI_PROVIDER: oneOf(AI_PROVIDERS)
    .optional()
    .meta(
      about(
        'AI',
        `Who answers: ${AI_PROVIDERS.join(', ')}. The built-in answerer also steps in when a model fails.`,
        '`openai-compatible` when `AI_BASE_URL` is set, else `builtin`',
      ),
    ),
  AI_MODEL: z
    .string()
    .optional()
    .meta(about('AI', "The provider's name of the model.", '')),
  AI_API_KEY: z
    .string()
    .optional()
    .meta(about('AI', "The provider's key.", '', true)),
  AI_BASE_URL: httpUrl('http://localhost:11434/v1')
    .transform(withoutTrailingSlash)
    .optional()
    .meta(
      about(
        'AI',
        'Address of an OpenAI-compatible server (Ollama, vLLM), or of a proxy.',
        "the provider's own",
      ),
    ),
  AI_TIMEOUT_MS: wholeNumber(100, MAX_AI_TIMEOUT_MS, 'AI_TIMEOUT_MS=20000')
    .optional()
    .meta(about('AI', 'Milliseconds after which the built-in answerer takes over.', '20000')),
  EMBEDDINGS_MODEL: z
    .string()
    .optional()
    .meta(
      about(
        'AI',
        'Model for embeddings (`text-embedding-3-small`, `nomic-embed-text`): knowledge is then also found by meaning.',
        'knowledge is found by its words',
      ),
    ),
  EMBEDDINGS_BASE_URL: httpUrl('http://localhost:11434/v1')
    .transform(withoutTrailingSlash)
    .optional()
    .meta(about('AI', 'OpenAI-compatible server with `/embeddings`.', 'as `AI_BASE_URL`')),
  EMBEDDINGS_API_KEY: z
    .string()
    .optional()
    .meta(about('AI', 'Its key.', 'that of the model, at the same address', true)),
  S3_ENDPOINT: httpUrl('https://s3.example.com')
    .transform(withoutTrailingSlash)
    .optional()
    .meta(about('Files in S3', 'Address of a server other than Amazon (MinIO, R2, Garage).', 'Amazon S3')),
  S3_REGION: z
    .string()
    .optional()
    .meta(about('Files in S3', 'Region. Needed with Amazon.', '`us-east-1` with an endpoint')),
  S3_BUCKET: z
    .string()
    .optional()
    .meta(about('Files in S3', 'Bucket.', 'files lie in `DATA_DIR`')),
  S3_ACCESS_KEY_ID: z
    .string()
    .optional()
    .meta(about('Files in S3', 'Id of the access key.', '')),
  S3_SECRET_ACCESS_KEY: z
    .string()
    .optional()
    .meta(about('Files in S3', 'The access key.', '', true)),
  S3_PATH_STYLE: onOff()
    .optional()
    .meta(
      about('Files in S3', 'Bucket in the path and not in the host name.', 'on with an endpoint, else off'),
    ),
})

export type Values = z.infer<typeof variables>
export type VariableName = keyof Values

export const variableNames = variables.keyof().options

/** What is known about a variable besides its rule. */
export function aboutVariable(name: VariableName): About {
  const known = variables.shape[name].meta()
  return {
    group: String(known?.['group']),
    about: String(known?.['about']),
    unset: String(known?.['unset']),
    ...(known?.['secret'] === true && { secret: true }),
  }
}

function about(group: string, text: string, unset: string, secret?: true): About {
  return { group, about: text, unset, ...(secret && { secret }) }
}
