// Which inboxes of a workspace a customer can meet in the simulator, and by which program.
import type { InboxAccount } from '#channels/channel.ts'
import { findCapabilities } from '#channels/registry.ts'
import { type InboxRecord, listInboxes } from '#db/inboxes.ts'
import { displayAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import type { SimulatorApp, SimulatorInbox } from '#wire/simulator.ts'
import { isSimulated } from './account-base.ts'
import type { Outside } from './outside.ts'

/** Null where nothing of this inbox happens in the simulator. A visitor needs no provider, so web chats always take part. */
export function appOf(inbox: Pick<InboxRecord, 'channel' | 'provider' | 'settings'>): SimulatorApp | null {
  const kind = findCapabilities(inbox.channel, inbox.provider)?.addressKind
  if (kind === 'visitor') return 'site'
  if (!isSimulated(inbox)) return null
  if (kind === 'email') return 'mail'
  return inbox.channel === 'whatsapp' ? 'whatsapp' : 'texts'
}

export async function listSimulated(outside: Outside, workspaceId: string): Promise<SimulatorInbox[]> {
  const rows = await listInboxes(outside.http.store, workspaceId)
  return rows.flatMap((row): SimulatorInbox[] => {
    const app = appOf(row)
    const capabilities = findCapabilities(row.channel, row.provider)
    if (!app || !capabilities) return []
    return [
      {
        id: row.id,
        key: row.key,
        app,
        name: row.name,
        address: row.address,
        display: displayAddress(capabilities.addressKind, row.address),
        paused: row.status === 'paused',
        readReceipts: capabilities.receipts.read,
        siteUrl: app === 'site' ? `/simulator/site/${row.key}` : null,
      },
    ]
  })
}

/** The account of a simulated inbox that is met by this program, or a refusal. */
export async function getSimulated(
  outside: Outside,
  workspaceId: string,
  inboxId: string,
  apps: SimulatorApp[],
): Promise<{ account: InboxAccount; app: SimulatorApp }> {
  const connected = await outside.http.flow.accounts.byId(workspaceId, inboxId)
  const app = connected && appOf(connected.account)
  if (!connected || !app || !apps.includes(app))
    throw new Refusal('not_found', 'No inbox of this kind is connected to the simulator.')
  return { account: connected.account, app }
}
