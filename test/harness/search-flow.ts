// As much of the flow as searching knowledge needs, on a store that is there.
import type { Store } from '#db/pool.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { createAccounts } from '#flow/accounts.ts'
import { defaultTiming, type Flow } from '#flow/deps.ts'
import { randomIds } from '#lib/ids.ts'
import { silentLog } from '#lib/log.ts'

const SECRET = 'a-secret-for-measuring-and-tests-only'

/** A new workspace whose house language is `language`, and the flow around it. */
export async function bareFlow(
  store: Store,
  workspaceId: string,
  language: string,
  more: Partial<Flow> = {},
): Promise<Flow> {
  await insertWorkspace(store.db, {
    id: workspaceId,
    name: 'Harbor',
    profile: Profile.parse({ name: 'Harbor', locale: language }),
    hours: defaultHours,
    settings: defaultSettings,
    created_at: new Date(),
  })
  return {
    store,
    clock: { now: () => new Date() },
    ids: randomIds,
    log: silentLog,
    accounts: createAccounts(store, SECRET),
    storage: { put: async () => undefined, get: async () => new Uint8Array(), delete: async () => undefined },
    ai: { model: null, timeoutMs: 1_000 },
    secret: SECRET,
    fetch: () => Promise.reject(new Error('nothing is fetched here')),
    timing: defaultTiming,
    publicUrl: () => 'https://frontdesk.example',
    apiBase: () => 'http://127.0.0.1:9',
    fileUrl: () => 'http://127.0.0.1:9/file',
    wakeAt: () => undefined,
    signal: () => undefined,
    ...more,
  }
}
