// What variables owe to each other. Each rule says which variable to add or to take away.
import type { Values } from './variables.ts'

/** One sentence for every set of variables that does not make sense together. */
export function checkTogether(values: Partial<Values>, present: ReadonlySet<string>): string[] {
  const has = (name: keyof Values) => present.has(name)
  return [
    ...checkOwner(has),
    ...checkRole(values, has),
    ...checkPool(values, has),
    ...checkAi(values, has),
    ...checkEmbeddings(values, has),
    ...checkS3(has),
  ]
}

type Has = (name: keyof Values) => boolean

function checkOwner(has: Has): string[] {
  if (has('OWNER_EMAIL') === has('OWNER_PASSWORD')) return []
  return has('OWNER_EMAIL')
    ? ['OWNER_EMAIL is set without OWNER_PASSWORD: set both, or neither']
    : ['OWNER_PASSWORD is set without OWNER_EMAIL: set both, or neither']
}

function checkRole(values: Partial<Values>, has: Has): string[] {
  if (values.ROLE === undefined || values.ROLE === 'all' || has('DATABASE_URL')) return []
  return [
    `ROLE=${values.ROLE} needs DATABASE_URL: the embedded database belongs to one process. Set DATABASE_URL, or leave ROLE at all`,
  ]
}

/** The embedded server takes 60, of which jobs and sign-in need some besides the pool. */
const EMBEDDED_POOL = 40

function checkPool(values: Partial<Values>, has: Has): string[] {
  if (has('DATABASE_URL') || (values.DATABASE_POOL_SIZE ?? 0) <= EMBEDDED_POOL) return []
  return [
    `DATABASE_POOL_SIZE is more than the embedded database takes: write ${EMBEDDED_POOL} or less, or set DATABASE_URL`,
  ]
}

function checkEmbeddings(values: Partial<Values>, has: Has): string[] {
  if (!has('EMBEDDINGS_MODEL')) {
    const idle = (['EMBEDDINGS_BASE_URL', 'EMBEDDINGS_API_KEY'] as const).filter(has)
    return idle.map((name) => `${name} is set but EMBEDDINGS_MODEL is not: name the model as well`)
  }
  if (has('EMBEDDINGS_BASE_URL') || has('AI_BASE_URL') || values.AI_PROVIDER === 'openai') return []
  return ['EMBEDDINGS_MODEL is set without an address: set EMBEDDINGS_BASE_URL']
}

function checkAi(values: Partial<Values>, has: Has): string[] {
  if (has('AI_PROVIDER') && values.AI_PROVIDER === undefined) return [] // it is wrong itself, and already reported
  const provider = values.AI_PROVIDER ?? (has('AI_BASE_URL') ? 'openai-compatible' : undefined)
  if (provider === 'builtin') return [] // a way to switch a model off without forgetting its settings
  if (provider === undefined) {
    const idle = (['AI_API_KEY', 'AI_MODEL'] as const).filter(has)
    if (idle.length === 0) return []
    const verb = idle.length > 1 ? 'are' : 'is'
    return [
      `${idle.join(' and ')} ${verb} set but AI_PROVIDER is not: write AI_PROVIDER=openai, anthropic, google or openai-compatible`,
    ]
  }
  const needed =
    provider === 'openai-compatible'
      ? (['AI_BASE_URL', 'AI_MODEL'] as const)
      : (['AI_API_KEY', 'AI_MODEL'] as const)
  const why = has('AI_PROVIDER') ? `AI_PROVIDER=${provider}` : 'AI_BASE_URL'
  return missing(why, needed, has)
}

function checkS3(has: Has): string[] {
  const all = [
    'S3_ENDPOINT',
    'S3_REGION',
    'S3_BUCKET',
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
    'S3_PATH_STYLE',
  ] as const
  const given = all.filter(has)
  if (given.length === 0) return []
  const needed = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
  const problems = missing(given.join(', '), needed, has)
  if (!has('S3_ENDPOINT') && !has('S3_REGION'))
    problems.push(
      'S3_ENDPOINT and S3_REGION are both missing: write S3_REGION for Amazon, or S3_ENDPOINT for another server',
    )
  return problems
}

function missing(because: string, needed: readonly (keyof Values)[], has: Has): string[] {
  const absent = needed.filter((name) => !has(name)).join(' and ')
  return absent === '' ? [] : [`${absent} must be set too, because of ${because}`]
}
