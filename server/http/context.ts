// What the routes need. They are thin: check, call one function, present.
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Store } from '#db/pool.ts'
import type { Ingest } from '#flow/2-ingest.ts'
import type { Flow } from '#flow/deps.ts'
import type { FileUrls } from '#present/message.ts'
import type { Hub } from '#realtime/hub.ts'
import type { Auth } from './auth.ts'

export type Http = {
  flow: Flow
  store: Store
  ingest: Ingest
  auth: Auth
  hub: Hub
  urls: FileUrls
  /** True while the process is able to serve: database reachable, migrations done. */
  ready(): Promise<{ ok: boolean; problems: string[] }>
  /** How the AI answers here, for the settings screen. */
  aiEngine: { engine: 'builtin' | 'model'; model: string | null }
  /** May an inbox's API address or mail server lie on a private address? */
  privateEndpoints: 'allow' | 'refuse'
  /** The embedded SMTP receiver's port, if it runs: shown in the settings. */
  smtpPort: number | null
}

/** A Fastify instance whose routes are typed by their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>
