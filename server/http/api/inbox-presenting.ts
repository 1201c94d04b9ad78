// An inbox as the API tells it: its settings without secrets, its health, whom it is signed in as.

import type { Channel } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { listNotices, readDeliveries } from '#db/inbox-health.ts'
import { findInbox, type InboxRecord } from '#db/inboxes.ts'
import { countQuarantine } from '#db/quarantine.ts'
import { Refusal } from '#domain/errors.ts'
import { toAccount } from '#flow/accounts.ts'
import { webhookUrlOf } from '#flow/channel-io.ts'
import type { Http } from '#http/context.ts'
import { SIGN_IN_CALLBACK } from '#http/sign-in.ts'
import { type Health, presentHealth } from '#present/inbox-health.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { MASK } from './inbox-settings.ts'

const WEEK_MS = 7 * 86_400_000

/** One inbox as the API tells it; a refusal where there is none. */
export async function presentOne(http: Http, workspaceId: string, id: string): Promise<Inbox> {
  const [row, health] = await Promise.all([
    findInbox(http.store.db, workspaceId, id),
    readHealth(http, workspaceId),
  ])
  if (!row) throw new Refusal('not_found', 'There is no such inbox.')
  return presentInbox(http, row, health)
}

export async function readHealth(http: Http, workspaceId: string): Promise<Health> {
  const since = new Date(http.flow.clock.now().getTime() - WEEK_MS)
  const [quarantined, notices, deliveries] = await Promise.all([
    countQuarantine(http.store, workspaceId),
    listNotices(http.store, workspaceId),
    readDeliveries(http.store, workspaceId, since),
  ])
  return { quarantined, notices, deliveries }
}

/** Without its secrets: a mask stands where one is kept. */
export function presentInbox(http: Http, row: InboxRecord, health: Health): Inbox {
  const channel = findChannel(row.channel, row.provider)
  const secretNames = channel?.settings.filter((f) => f.type === 'secret').map((f) => f.name) ?? []
  const secrets = row.secrets ? toAccount({ ...row, settings: {} }, http.flow.secret).settings : {}
  const masked = Object.fromEntries(secretNames.filter((name) => secrets[name]).map((name) => [name, MASK]))
  return {
    id: row.id,
    key: row.key,
    channel: row.channel,
    provider: row.provider,
    name: row.name,
    address: row.address,
    status: row.status,
    aiEnabled: row.ai_enabled,
    settings: { ...row.settings, ...masked },
    webhookUrl: webhookUrlOf(http.flow, row),
    signIn: presentSignIn(http, channel, { ...row.settings, ...secrets }),
    health: presentHealth(row, health),
    agentId: row.agent_id ?? null,
    sample: row.sample,
  }
}

function presentSignIn(
  http: Http,
  channel: Channel | null,
  settings: Record<string, unknown>,
): Inbox['signIn'] {
  const described = channel?.signIn?.describe(settings)
  const as = settings['signedInAs']
  if (!described) return null
  const returnUrl = http.flow.publicUrl() + SIGN_IN_CALLBACK
  return { ...described, as: typeof as === 'string' && as !== '' ? as : null, returnUrl }
}
