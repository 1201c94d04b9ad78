// Inbox rows to accounts with their secrets opened. Cached for a moment, because every webhook asks for its inbox;
// another process's change is seen when the moment has passed.
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { findInbox, findInboxByKey, type InboxRecord } from '#db/inboxes.ts'
import type { Store, Tx } from '#db/pool.ts'
import { openSecrets } from '#lib/crypto.ts'

export type Connected = {
  account: InboxAccount
  channel: Channel
  paused: boolean
  /** Taken away: its conversations can be read, nothing comes or goes. */
  removed: boolean
  sample: boolean
}
export type Accounts = {
  byKey(key: string): Promise<Connected | null>
  /** Inside a transaction, give it: waiting there for a second connection can wait for ever. */
  byId(workspaceId: string, inboxId: string, tx?: Tx): Promise<Connected | null>
  /** Forgets what was cached: after an inbox changed in this process. */
  forget(): void
}

const TTL_MS = 2_000

/** Opens the secrets of an inbox row. Throws where the row was sealed with another SECRET_KEY. */
export function toAccount(inbox: InboxRecord, secret: string): InboxAccount {
  return {
    id: inbox.id,
    workspaceId: inbox.workspace_id,
    key: inbox.key,
    channel: inbox.channel,
    provider: inbox.provider,
    name: inbox.name,
    address: inbox.address,
    ...(inbox.created_at ? { connectedAt: inbox.created_at } : {}),
    settings: { ...inbox.settings, ...(inbox.secrets ? openSecrets(inbox.secrets, secret) : {}) },
  }
}

export function createAccounts(store: Store, secret: string, now: () => number = Date.now): Accounts {
  const cache = new Map<string, { until: number; value: Promise<Connected | null> }>()
  const connect = (inbox: InboxRecord | null): Connected | null => {
    const channel = inbox && findChannel(inbox.channel, inbox.provider)
    if (!inbox || !channel) return null
    return {
      account: toAccount(inbox, secret),
      channel,
      paused: inbox.status === 'paused',
      removed: inbox.deleted_at !== null,
      sample: inbox.sample,
    }
  }
  const cached = (key: string, load: () => Promise<InboxRecord | null>) => {
    const known = cache.get(key)
    if (known && known.until > now()) return known.value
    if (cache.size > 10_000) cache.clear()
    const value = load().then(connect)
    cache.set(key, { until: now() + TTL_MS, value })
    value.catch(() => cache.delete(key))
    return value
  }
  return {
    byKey: (key) => cached(`key ${key}`, () => findInboxByKey(store, key)),
    byId: (workspaceId, inboxId, tx = store.db) =>
      cached(`id ${workspaceId} ${inboxId}`, () => findInbox(tx, workspaceId, inboxId)),
    forget: () => cache.clear(),
  }
}
