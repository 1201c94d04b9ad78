// The composition root: the only file that knows everyone. Starts everything in one straight order and stops it in
// the reverse one.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createMeaning } from '#ai/knowledge/meaning.ts'
import { ownerExists } from '#db/members.ts'
import { migrate } from '#db/migrate.ts'
import { type Connection, openStore } from '#db/pool.ts'
import { ping } from '#db/workspaces.ts'
import { createIngest } from '#flow/2-ingest.ts'
import { respond } from '#flow/3-respond.ts'
import { deliver } from '#flow/5-deliver.ts'
import { createAccounts } from '#flow/accounts.ts'
import { fetchRecordings } from '#flow/call-recordings.ts'
import { runChores } from '#flow/chores.ts'
import { compareDraft } from '#flow/compare.ts'
import { defaultTiming, type Flow, type Timing } from '#flow/deps.ts'
import { alertPeople } from '#flow/escalations.ts'
import { deleteFiles, fetchMedia } from '#flow/files.ts'
import { ensureWorkspace } from '#flow/first-workspace.ts'
import { followCall } from '#flow/follow-call.ts'
import { handOver } from '#flow/hand-over.ts'
import { checkKnowledge } from '#flow/learning/check.ts'
import { collectQuestions } from '#flow/learning/collect.ts'
import { learnAnswer } from '#flow/learning/learn.ts'
import { matchContact } from '#flow/match-contact.ts'
import { placeCall } from '#flow/place-call.ts'
import { fetchProfile } from '#flow/profiles.ts'
import { resumeByRule } from '#flow/resume.ts'
import { reviewQuietly } from '#flow/review.ts'
import { findConflictsJob } from '#flow/sources/conflicts.ts'
import { embedPassages } from '#flow/sources/embed.ts'
import { readSource } from '#flow/sources/read-source.ts'
import { sweep } from '#flow/sweep.ts'
import { textBack } from '#flow/text-back.ts'
import { warnOfUsage } from '#flow/usage-warning.ts'
import { writeBrief } from '#flow/write-brief.ts'
import { createOwner } from '#http/api/me.ts'
import { createAuth } from '#http/auth.ts'
import { createServer } from '#http/server.ts'
import { signedPath } from '#http/urls.ts'
import { startSchedules } from '#jobs/schedules.ts'
import { createSingleFlight } from '#jobs/single-flight.ts'
import { startWorker, type Worker } from '#jobs/worker.ts'
import { type Clock, systemClock } from '#lib/clock.ts'
import { fetchOutside } from '#lib/fetch-outside.ts'
import { type Ids, randomIds } from '#lib/ids.ts'
import type { Log } from '#lib/log.ts'
import type { SafeFetch } from '#lib/safe-fetch.ts'
import { openDiskStorage } from '#lib/storage.ts'
import { openS3Storage } from '#lib/storage-s3.ts'
import { startHub } from '#realtime/hub.ts'
import { startMailboxes } from '#server/mail/mailboxes.ts'
import { startReceiver } from '#server/mail/receiver.ts'
import { findAccountBase, simulatorRoutes, startSimulatorMail } from '#simulator/index.ts'
import type { Config } from './config.ts'
import { modelOf } from './model-settings.ts'

export type Frontdesk = {
  url: string
  port: number
  smtpPort: number | null
  flow: Flow
  stop(): Promise<void>
}

/** What tests put in place of the world. */
export type World = {
  clock?: Clock
  ids?: Ids
  fetch?: typeof fetch
  fetchPage?: SafeFetch
  timing?: Partial<Timing>
  checkResponses?: boolean
  refuseNesting?: boolean
  worker?: { pollMs: number; beatMs: number; concurrency: number }
}

export const VERSION = '0.1.0'
const ROOT = new URL('../', import.meta.url).pathname

/** Starts the product on a database that is there. Resolves when it serves; throws where it cannot. */
export async function startFrontdesk(
  config: Config,
  secret: string,
  connection: Connection,
  log: Log,
  world: World = {},
): Promise<Frontdesk> {
  const serves = config.role !== 'worker'
  const works = config.role !== 'web'
  const store = openStore(connection, {
    max: config.database.poolSize,
    onError: (error) => log.debug({ error }, 'a database connection broke'),
    refuseNesting: world.refuseNesting,
  })
  await migrate(store)

  let url = config.publicUrl ?? ''
  const outsideOnly = config.privateEndpoints === 'refuse'
  const schedules = startSchedules(store, log)
  const simulatorMail = config.sampleData && works ? await startSimulatorMail(store, log) : null
  const flow: Flow = {
    store,
    clock: world.clock ?? systemClock,
    ids: world.ids ?? randomIds,
    log,
    accounts: createAccounts(store, secret),
    storage: config.s3 ? await openS3Storage(config.s3) : openDiskStorage(join(config.dataDir, 'files')),
    ai: { model: modelOf(config.ai), timeoutMs: config.ai.timeoutMs },
    meaning: config.embeddings ? createMeaning(config.embeddings, world.fetch ?? fetch) : null,
    ...(world.fetchPage ? { fetchPage: world.fetchPage } : {}),
    secret,
    fetch: outsideOnly ? fetchOutside(world.fetch ?? fetch, () => [loopback(), url]) : (world.fetch ?? fetch),
    outsideOnly,
    timing: { ...defaultTiming, ...world.timing },
    publicUrl: () => url,
    apiBase: (account, from) =>
      findAccountBase(account, {
        http: from === 'browser' ? url : loopback(),
        smtp: simulatorMail?.url ?? null,
      }),
    fileUrl: (workspaceId, fileId) => url + signedPath(secret, 'file', workspaceId, fileId, flow.clock.now()),
    wakeAt: schedules.wakeAt,
    signal: (workspaceId, signal) => hub.pass({ workspaceId, ...signal }),
  }
  const hub = await startHub(store, connection, log)
  const ingest = createIngest(flow)
  let port = 0
  const loopback = () => `http://127.0.0.1:${port || config.listen.port}`

  const first = await ensureWorkspace(flow, { sample: config.sampleData })
  if (config.owner && !(await ownerExists(store)))
    await createOwner({ store, flow }, { name: config.owner.email.split('@')[0] ?? 'Owner', ...config.owner })

  const http = {
    flow,
    store,
    ingest,
    hub,
    auth: createAuth({ store, secret, publicUrl: flow.publicUrl, apiToken: config.apiToken ?? null }),
    urls: {
      file: (workspaceId: string, id: string) =>
        signedPath(secret, 'file', workspaceId, id, flow.clock.now()),
      mail: (workspaceId: string, id: string) =>
        signedPath(secret, 'mail', workspaceId, id, flow.clock.now()),
    },
    ready: () => readiness(store),
    aiEngine: flow.ai.model
      ? { engine: 'model' as const, model: flow.ai.model.model }
      : { engine: 'builtin' as const, model: null },
    privateEndpoints: config.privateEndpoints,
    smtpPort: config.smtpIn?.port ?? null,
  }
  const server = await createServer(http, {
    dist: join(ROOT, 'dist'),
    version: VERSION,
    checkResponses: world.checkResponses ?? false,
    extend: config.sampleData
      ? (app) => simulatorRoutes(app, { http, loopback, smtpPort: () => receiver?.port ?? null })
      : undefined,
  })
  // A worker answers too, but only at its own address and only on its health.
  await server.listen({ host: config.listen.host, port: serves ? config.listen.port : 0 })
  port = (server.server.address() as AddressInfo).port
  if (!url)
    url = `http://${config.listen.host === '0.0.0.0' || config.listen.host === '::' ? 'localhost' : config.listen.host}:${port}`

  const receiver = config.smtpIn && serves ? await startReceiver(flow, ingest, config.smtpIn) : null
  const mailboxes = works ? startMailboxes(flow, ingest, connection) : null
  const once = createSingleFlight()
  const worker: Worker | null = works
    ? await startWorker({
        store,
        log,
        processId: randomUUID(),
        concurrency: 8,
        pollMs: 1_000,
        beatMs: 5_000,
        ...world.worker,
        handlers: {
          respond: (payload) => once(`respond ${payload.conversationId}`, () => respond(flow, payload)),
          deliver: (payload) => once(`deliver ${payload.conversationId}`, () => deliver(flow, payload)),
          match_contact: (payload) => matchContact(flow, payload),
          usage_warning: (payload) => warnOfUsage(flow, payload),
          fetch_media: (payload) => fetchMedia(flow, payload),
          fetch_profile: (payload) => fetchProfile(flow, payload),
          delete_files: (payload) => deleteFiles(flow, payload),
          place_call: (payload) => once(`call ${payload.callId}`, () => placeCall(flow, payload)),
          fetch_recordings: (payload) => fetchRecordings(flow, payload),
          follow_call: (payload) => followCall(flow, payload),
          text_back: (payload) => textBack(flow, payload),
          alert_people: (payload) => alertPeople(flow, payload),
          hand_over: (payload) => handOver(flow, payload),
          resume_ai: (payload) => resumeByRule(flow, payload),
          write_brief: (payload) => writeBrief(flow, payload),
          chores: async () => {
            await runChores(flow, ingest)
          },
          read_source: (payload) => once(`read ${payload.knowledgeId}`, () => readSource(flow, payload)),
          embed_passages: (payload) => embedPassages(flow, payload),
          find_conflicts: (payload) => findConflictsJob(flow, payload),
          compare_draft: (payload) => compareDraft(flow, payload),
          review: (payload) => once(`review ${payload.conversationId}`, () => reviewQuietly(flow, payload)),
          collect_questions: (payload) => collectQuestions(flow, payload),
          learn_answer: (payload) => learnAnswer(flow, payload),
          check_knowledge: (payload) => checkKnowledge(flow, payload),
          sweep: () => sweep(flow),
        },
      })
    : null
  if (first.made) log.info({ workspace: first.id }, 'made the first workspace')

  return {
    url,
    port,
    smtpPort: receiver?.port ?? null,
    flow,
    async stop() {
      // New work first, then work under way, then what it needs.
      await Promise.all([server.close(), receiver?.stop(), mailboxes?.stop()])
      await worker?.stop()
      schedules.stop()
      await simulatorMail?.stop()
      await hub.stop()
      await store.close()
    },
  }
}

async function readiness(store: Flow['store']): Promise<{ ok: boolean; problems: string[] }> {
  try {
    await ping(store)
    return { ok: true, problems: [] }
  } catch (error) {
    return {
      ok: false,
      problems: [`The database does not answer: ${error instanceof Error ? error.message : String(error)}`],
    }
  }
}
