// `npm run openapi`: writes openapi.json, generated from the schemas in use, next to the README.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '#lib/log.ts'
import { startThrowawayPostgres } from '#postgres/throwaway.ts'
import { startFrontdesk } from '#server/main.ts'

const postgres = await startThrowawayPostgres()
const dataDir = await mkdtemp(join(tmpdir(), 'frontdesk-openapi-'))
const frontdesk = await startFrontdesk(
  {
    role: 'web',
    listen: { host: '127.0.0.1', port: 0 },
    logLevel: 'silent',
    privateEndpoints: 'allow',
    dataDir,
    database: { poolSize: 2 },
    sampleData: false,
    ai: { provider: 'builtin', timeoutMs: 1_000 },
  },
  'x'.repeat(44),
  postgres.connection,
  silentLog,
)
const document: unknown = await (await fetch(`${frontdesk.url}/openapi.json`)).json()
await writeFile(new URL('../openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`)
await frontdesk.stop()
await postgres.stop()
await rm(dataDir, { recursive: true, force: true })
console.log('wrote openapi.json')
