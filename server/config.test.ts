import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Config, describeConfig, type Environment, ensureSecretKey, parseConfig } from './config.ts'

function config(env: Environment, files: Record<string, string> = {}): Config {
  const parsed = parse(env, files)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.config
}

function problems(env: Environment, files: Record<string, string> = {}): string[] {
  const parsed = parse(env, files)
  return parsed.ok ? [] : parsed.problems
}

function parse(env: Environment, files: Record<string, string>) {
  return parseConfig(env, (path) => {
    const text = files[path]
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
    return text
  })
}

describe('an empty environment', () => {
  test('is a complete configuration', () => {
    expect(config({})).toEqual({
      role: 'all',
      listen: { host: '127.0.0.1', port: 3000 },
      logLevel: 'info',
      privateEndpoints: 'allow',
      dataDir: './data',
      database: { poolSize: 10 },
      sampleData: true,
      smtpIn: { host: '127.0.0.1', port: 2525 },
      ai: { provider: 'builtin', timeoutMs: 20_000 },
    })
  })

  test('empty and blank values count as not set', () => {
    expect(config({ PORT: '', HOST: ' ', SECRET_KEY: '', AI_API_KEY: '', AI_API_KEY_FILE: '' })).toEqual(
      config({}),
    )
  })
})

describe('single values', () => {
  test.each<[Environment, (c: Config) => unknown, unknown]>([
    [{ PORT: '0' }, (c) => c.listen.port, 0],
    [{ PORT: ' 8080 ' }, (c) => c.listen.port, 8080],
    [{ HOST: '0.0.0.0' }, (c) => c.listen.host, '0.0.0.0'],
    [{ HOST: '0.0.0.0' }, (c) => c.smtpIn?.host, '0.0.0.0'],
    [{ HOST: '0.0.0.0', SMTP_IN_HOST: '::1' }, (c) => c.smtpIn?.host, '::1'],
    [{ PUBLIC_URL: 'https://desk.example.com/' }, (c) => c.publicUrl, 'https://desk.example.com'],
    [{ SMTP_IN_PORT: 'off' }, (c) => c.smtpIn, undefined],
    [{ SAMPLE_DATA: 'off' }, (c) => c.sampleData, false],
    [{ PRIVATE_ENDPOINTS: 'refuse' }, (c) => c.privateEndpoints, 'refuse'],
    [{ ROLE: 'worker', DATABASE_URL: 'postgres://u:p@db/x' }, (c) => c.role, 'worker'],
    [{ DATABASE_URL: 'postgresql://db/x', DATABASE_POOL_SIZE: '40' }, (c) => c.database.poolSize, 40],
    [{ AI_BASE_URL: 'http://localhost:11434/v1/', AI_MODEL: 'm' }, (c) => c.ai.provider, 'openai-compatible'],
    [
      { AI_BASE_URL: 'http://localhost:11434/v1/', AI_MODEL: 'm' },
      (c) => c.ai.baseUrl,
      'http://localhost:11434/v1',
    ],
    [{ AI_PROVIDER: 'builtin', AI_API_KEY: 'k', AI_MODEL: 'm' }, (c) => c.ai.provider, 'builtin'],
  ])('%o', (env, pick, expected) => {
    expect(pick(config(env))).toEqual(expected)
  })

  test.each<[Environment, RegExp]>([
    [{ PORT: 'abc' }, /^PORT is 'abc': write a whole number from 0 to 65535/],
    [{ PORT: '-1' }, /^PORT is '-1'/],
    [{ PORT: '65536' }, /^PORT is '65536'/],
    [{ PORT: '3e3' }, /^PORT is '3e3'/],
    [{ HOST: 'http://x' }, /^HOST is 'http:\/\/x': write a host name/],
    [{ PUBLIC_URL: 'desk.example.com' }, /^PUBLIC_URL .* such as https:/],
    [{ PUBLIC_URL: 'ftp://x' }, /^PUBLIC_URL/],
    [{ PUBLIC_URL: 'https://x/?a=1' }, /^PUBLIC_URL/],
    [{ ROLE: 'both', DATABASE_URL: 'postgres://db/x' }, /^ROLE is 'both': write one of all, web, worker$/],
    [{ SMTP_IN_PORT: '99999' }, /^SMTP_IN_PORT is '99999': .* or off$/],
    [{ SAMPLE_DATA: 'yes' }, /^SAMPLE_DATA is 'yes': write one of on, off$/],
    [{ AI_TIMEOUT_MS: '5' }, /^AI_TIMEOUT_MS/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is 'loud'/],
    [{ DATABASE_POOL_SIZE: '1' }, /^DATABASE_POOL_SIZE/],
  ])('%o is one problem', (env, expected) => {
    expect(problems(env)).toEqual([expect.stringMatching(expected)])
  })
})

describe('secrets', () => {
  test.each<[string, string]>([
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['SECRET_KEY', 'hunter2'],
    ['SECRET_KEY', 'hunter2hunter2hunter2hunter2hunter2'],
    ['API_TOKEN', 'hunter2'],
    ['API_TOKEN', 'hunter2 hunter2 hunter2'],
  ])('%s is refused without being shown', (name, value) => {
    const found = problems({ [name]: value })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(new RegExp(`^${name}: `))
    expect(found.join()).not.toContain('hunter2')
  })

  test('a password inside another address is not shown either', () => {
    expect(problems({ PUBLIC_URL: 'ftp://me:hunter2@x' }).join()).not.toContain('hunter2')
  })

  test('each can come from a file, whose last line break is dropped', () => {
    const key = 'k8Zb0bq2r9mYw5tQx1cVn4sLh7dPj3fA'
    expect(config({ SECRET_KEY_FILE: '/run/key' }, { '/run/key': `${key}\n` }).secretKey).toBe(key)
    expect(config({ API_TOKEN_FILE: '/t' }, { '/t': 'abcdefghijklmnop\r\n' }).apiToken).toBe(
      'abcdefghijklmnop',
    )
  })

  test('a file that is missing, empty or doubled is reported once', () => {
    expect(problems({ SECRET_KEY_FILE: '/nope' })).toEqual([
      expect.stringMatching(/^SECRET_KEY_FILE names \/nope, which cannot be read \(ENOENT\)/),
    ])
    expect(problems({ SECRET_KEY_FILE: '/e' }, { '/e': '\n' })).toEqual([expect.stringMatching(/is empty/)])
    expect(problems({ API_TOKEN: 'abcdefghijklmnop', API_TOKEN_FILE: '/t' }, { '/t': 'x' })).toEqual([
      'API_TOKEN and API_TOKEN_FILE are both set: keep one of them',
    ])
    expect(problems({ OWNER_EMAIL: 'a@example.com', OWNER_PASSWORD_FILE: '/nope' })).toHaveLength(1)
  })

  test('only secrets have a file variant', () => {
    expect(problems({ AI_MODEL_FILE: '/m' })).toEqual([expect.stringMatching(/^AI_MODEL_FILE is not read/)])
  })
})

describe('variables that belong together', () => {
  test.each<[Environment, RegExp]>([
    [{ OWNER_EMAIL: 'a@example.com' }, /^OWNER_EMAIL is set without OWNER_PASSWORD/],
    [{ OWNER_PASSWORD: 'long enough' }, /^OWNER_PASSWORD is set without OWNER_EMAIL/],
    [{ ROLE: 'worker' }, /^ROLE=worker needs DATABASE_URL/],
    [{ DATABASE_POOL_SIZE: '41' }, /^DATABASE_POOL_SIZE is more than the embedded database takes/],
    [{ AI_PROVIDER: 'openai' }, /^AI_API_KEY and AI_MODEL must be set too, because of AI_PROVIDER=openai$/],
    [{ AI_PROVIDER: 'anthropic', AI_API_KEY: 'k' }, /^AI_MODEL must be set too/],
    [{ AI_PROVIDER: 'openai-compatible', AI_MODEL: 'm' }, /^AI_BASE_URL must be set too/],
    [{ AI_BASE_URL: 'http://x' }, /^AI_MODEL must be set too, because of AI_BASE_URL$/],
    [{ AI_API_KEY: 'k' }, /^AI_API_KEY is set but AI_PROVIDER is not/],
    [
      { S3_BUCKET: 'b', S3_REGION: 'eu-west-1' },
      /^S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set too/,
    ],
    [
      { S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'i', S3_SECRET_ACCESS_KEY: 's' },
      /^S3_ENDPOINT and S3_REGION are both missing/,
    ],
  ])('%o is one problem', (env, expected) => {
    expect(problems(env)).toEqual([expect.stringMatching(expected)])
  })

  test('S3 is complete with an endpoint or with a region', () => {
    const keys = { S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'i', S3_SECRET_ACCESS_KEY: 's' }
    expect(config({ ...keys, S3_ENDPOINT: 'http://minio:9000/' }).s3).toEqual({
      endpoint: 'http://minio:9000',
      region: 'us-east-1',
      bucket: 'b',
      accessKeyId: 'i',
      secretAccessKey: 's',
      pathStyle: true,
    })
    expect(config({ ...keys, S3_REGION: 'eu-west-1' }).s3).toMatchObject({
      region: 'eu-west-1',
      pathStyle: false,
    })
  })

  test('a variable that is wrong itself does not also fail its relations', () => {
    expect(problems({ OWNER_EMAIL: 'x', OWNER_PASSWORD: 'long enough' })).toHaveLength(1)
    expect(problems({ AI_PROVIDER: 'opena', AI_API_KEY: 'k' })).toHaveLength(1)
  })
})

test('all mistakes come at once', () => {
  const found = problems({
    PORT: 'x',
    HOST: '/',
    API_TOKEN: 'short',
    S3_BUCKET: 'b',
    AI_MODLE: 'x',
    ROLE: 'web',
  })
  for (const name of ['PORT', 'HOST', 'API_TOKEN', 'S3_ACCESS_KEY_ID', 'S3_REGION', 'AI_MODLE', 'ROLE'])
    expect(found.filter((one) => one.includes(name))).not.toHaveLength(0)
})

test.each<[string, string]>([
  ['AI_MODLE', 'AI_MODEL'],
  ['AI_APIKEY', 'AI_API_KEY'],
  ['S3_ACCESS_KEY', 'S3_ACCESS_KEY_ID'],
  ['SMTP_IN_PROT', 'SMTP_IN_PORT'],
])('%s looks like a slip of %s', (typed, meant) => {
  expect(problems({ [typed]: 'x' })).toEqual([
    `${typed} is not a variable of this program: did you mean ${meant}?`,
  ])
})

test("other programs' variables are left alone", () => {
  expect(
    problems({ AI_GATEWAY_API_KEY: 'x', S3_FORCE_HTTP_DOWNLOAD: '1', PATH: '/bin', DATABASE_HOST: 'x' }),
  ).toEqual([])
})

test('the description names every variable in both texts and shows no sentence as a value', () => {
  const { markdown, envExample } = describeConfig()
  for (const name of [
    'PORT',
    'DATABASE_URL',
    'SMTP_IN_PORT',
    'AI_TIMEOUT_MS',
    'S3_PATH_STYLE',
    'PRIVATE_ENDPOINTS',
  ]) {
    expect(markdown).toContain(`| \`${name}\``)
    expect(envExample).toMatch(new RegExp(`^#${name}=`, 'm'))
  }
  expect(markdown).toContain('| `SECRET_KEY` * |')
  // Uncommenting every line that shows a value must give a working configuration: the defaults.
  const shown = [...envExample.matchAll(/^#([A-Z0-9_]+)=(.+)$/gm)].map(([, name, value]) => [name, value])
  expect(shown.length).toBeGreaterThan(8)
  expect(config(Object.fromEntries(shown))).toEqual(config({}))
})

describe('the secret key', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })
  async function folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'frontdesk-key-'))
    folders.push(made)
    return made
  }

  test('is made once, private, and the same afterwards', async () => {
    const dir = join(await folder(), 'data')
    const key = await ensureSecretKey(dir, undefined)
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
    expect((await stat(join(dir, 'secret.key'))).mode & 0o777).toBe(0o600)
    expect(await ensureSecretKey(dir, undefined)).toBe(key)
    expect(await readdir(dir)).toEqual(['secret.key'])
  })

  test('starts at the same moment agree on one', async () => {
    const dir = await folder()
    const keys = await Promise.all(Array.from({ length: 8 }, () => ensureSecretKey(dir, undefined)))
    expect(new Set(keys).size).toBe(1)
    expect(await readdir(dir)).toEqual(['secret.key'])
  })

  test('given by the environment, touches no file', async () => {
    const dir = await folder()
    expect(await ensureSecretKey(dir, 'given')).toBe('given')
    expect(await readdir(dir)).toEqual([])
  })

  test('damaged, it is refused and kept', async () => {
    const dir = await folder()
    await writeFile(join(dir, 'secret.key'), 'short\n')
    await expect(ensureSecretKey(dir, undefined)).rejects.toThrow(/is damaged: .* Put it back from a backup/)
    expect(await readFile(join(dir, 'secret.key'), 'utf8')).toBe('short\n')
  })

  test('readable for others, it is made private again', async () => {
    const dir = await folder()
    const key = await ensureSecretKey(dir, undefined)
    await chmod(join(dir, 'secret.key'), 0o644)
    expect(await ensureSecretKey(dir, undefined)).toBe(key)
    expect((await stat(join(dir, 'secret.key'))).mode & 0o777).toBe(0o600)
  })
})
