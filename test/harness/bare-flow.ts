// The message path on real PostgreSQL without a server around it: every step is called by the test, at the moment that
// the test means, and a channel does what the test says.
import type { Channel, IncomingMessage } from '#channels/channel.ts'
import { insertInbox, makeInboxKey } from '#db/inboxes.ts'
import { query, type Store } from '#db/pool.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import type { ChannelKind } from '#domain/channel.ts'
import { GateSettings } from '#domain/gate-settings.ts'
import { Profile } from '#domain/knowledge.ts'
import { createIngest, type Ingest } from '#flow/2-ingest.ts'
import { type Connected, createAccounts } from '#flow/accounts.ts'
import { defaultTiming, type Flow, type Timing } from '#flow/deps.ts'
import { sealSecrets } from '#lib/crypto.ts'
import { newId, newWorkspaceId, randomIds } from '#lib/ids.ts'
import { silentLog } from '#lib/log.ts'
import { SECRET } from './product.ts'

export type BareFlow = {
  store: Store
  flow: Flow
  ingest: Ingest
  workspaceId: string
  /** Moves the clock of everything forward. */
  pass(ms: number): void
  /** An inbox; what is given replaces functions of its channel. */
  addInbox(inbox: NewInbox, instead?: Partial<Channel>): Promise<Connected>
  /** Somebody writes; the conversation's id. */
  write(to: Connected, message: Partial<IncomingMessage> & { from: string }): Promise<string>
  rows<Row>(text: string, values?: unknown[]): Promise<Row[]>
}
type NewInbox = {
  channel: ChannelKind
  provider: string
  address: string
  settings?: Record<string, unknown>
}

let numbered = 0

export async function makeBareFlow(store: Store, timing: Partial<Timing> = {}): Promise<BareFlow> {
  const workspaceId = newWorkspaceId()
  let shift = 0
  const now = () => new Date(Date.now() + shift)
  await insertWorkspace(store.db, {
    id: workspaceId,
    name: 'Harbor',
    profile: Profile.parse({ name: 'Harbor', phone: '+12125550100' }),
    hours: defaultHours,
    // Stories are told at any hour; those about quiet hours switch them on.
    settings: {
      ...defaultSettings,
      smsAllowance: null,
      gate: GateSettings.parse({ quietHours: { enabled: false } }),
    },
    created_at: now(),
  })
  const accounts = createAccounts(store, SECRET)
  const replaced = new Map<string, Partial<Channel>>()
  const dress = (connected: Connected | null) =>
    connected && {
      ...connected,
      channel: { ...connected.channel, ...replaced.get(connected.account.id) },
    }
  const flow: Flow = {
    store,
    clock: { now },
    ids: randomIds,
    log: silentLog,
    accounts: {
      ...accounts,
      byId: async (workspace, inbox, tx) => dress(await accounts.byId(workspace, inbox, tx)),
      byKey: async (key) => dress(await accounts.byKey(key)),
    },
    storage: { put: async () => undefined, get: async () => new Uint8Array(), delete: async () => undefined },
    ai: { model: null, timeoutMs: 1_000 },
    secret: SECRET,
    fetch: () => Promise.reject(new Error('nothing is fetched here')),
    timing: { ...defaultTiming, burst: { quietMs: 0, maxMs: 0 }, takeoverWaitMs: 0, ...timing },
    publicUrl: () => 'https://frontdesk.example',
    apiBase: () => 'http://127.0.0.1:9',
    fileUrl: () => 'http://127.0.0.1:9/file',
    wakeAt: () => undefined,
    signal: () => undefined,
  }
  const ingest = createIngest(flow)
  return {
    store,
    flow,
    ingest,
    workspaceId,
    pass: (ms) => {
      shift += ms
    },
    async addInbox({ channel, provider, address, settings = {} }, instead = {}) {
      const id = newId('ibx')
      await insertInbox(store.db, {
        workspace_id: workspaceId,
        id,
        key: makeInboxKey(workspaceId, id),
        channel,
        provider,
        name: 'Inbox',
        address,
        settings,
        secrets: sealSecrets({}, SECRET),
      })
      replaced.set(id, instead)
      const connected = await flow.accounts.byId(workspaceId, id)
      if (!connected) throw new Error('no such channel')
      return connected
    },
    async write(to, message) {
      const [stored] = await ingest.store(to.account, to.channel, [
        {
          kind: 'message',
          externalId: `in-${numbered++}`,
          fromName: null,
          to: to.account.address,
          text: 'hello',
          subject: null,
          html: null,
          files: [],
          email: null,
          automatic: false,
          sentAt: null,
          meta: {},
          ...message,
        },
      ])
      return stored?.conversationId ?? ''
    },
    rows: (text, values = []) => query(store.db, text, values),
  }
}
