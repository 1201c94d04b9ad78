// Which inboxes of a workspace a customer can meet in the simulator, and by which program.
import type { InboxAccount } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { type InboxRecord, listInboxes } from '#db/inboxes.ts'
import { displayAddress } from '#domain/address.ts'
import { Refusal } from '#domain/errors.ts'
import { ReceiptMode, type SimulatorApp, type SimulatorInbox } from '#wire/simulator.ts'
import { outcomes } from './agents/outcomes.ts'
import type { Outside } from './outside.ts'
import type { SimulatedChannel } from './provider.ts'
import { findApp, findSimulated } from './registry.ts'
import { isSimulated } from './simulated.ts'
import { mailWays } from './ways.ts'

/** Null where nothing of this inbox happens in the simulator. A visitor needs no provider, so web chats always take part. */
export function appOf(inbox: Pick<InboxRecord, 'channel' | 'provider' | 'settings'>): SimulatorApp | null {
  const app = findApp(inbox)
  return app === 'site' || isSimulated(inbox) ? app : null
}

export async function listSimulated(outside: Outside, workspaceId: string): Promise<SimulatorInbox[]> {
  const rows = await listInboxes(outside.http.store, workspaceId)
  return rows.flatMap((row): SimulatorInbox[] => {
    const app = appOf(row)
    const channel = findChannel(row.channel, row.provider)
    const simulated = findSimulated(row)
    if (!app || !channel) return []
    const ways = simulated?.ways ?? mailWays
    return [
      {
        id: row.id,
        key: row.key,
        app,
        name: row.name,
        address: row.address,
        display: row.address && displayAddress(channel.capabilities.addressKind, row.address),
        paused: row.status === 'paused',
        by: channel.providerName,
        readReceipts: simulated?.tellsRead ?? false,
        gestures: [...(simulated?.gestures ?? [])],
        keywords: channel.capabilities.keywords,
        obeysKeywords: (simulated?.obeysKeywords.length ?? 0) > 0,
        ways: ReceiptMode.options.flatMap((mode) => {
          const way = ways[mode]
          return way ? [{ mode, help: way.help }] : []
        }),
        takesMail: app === 'mail' && (simulated !== null || outside.smtpPort() !== null),
        outcomes: simulated?.agent ? outcomes.map(({ id, label, hint }) => ({ id, label, hint })) : [],
        siteUrl: app === 'site' ? `/simulator/site/${row.key}` : null,
      },
    ]
  })
}

/** The account of a simulated inbox that is met by this program, or a refusal. */
export async function getMet(
  outside: Outside,
  workspaceId: string,
  inboxId: string,
  apps: SimulatorApp[],
): Promise<InboxAccount> {
  const connected = await outside.http.flow.accounts.byId(workspaceId, inboxId)
  const app = connected && appOf(connected.account)
  if (!connected || !app || !apps.includes(app)) throw notThere()
  return connected.account
}

/** The account of an inbox whose provider is simulated, and how it is, or a refusal. */
export async function getSimulated(
  outside: Outside,
  workspaceId: string,
  inboxId: string,
): Promise<{ account: InboxAccount; simulated: SimulatedChannel }> {
  const connected = await outside.http.flow.accounts.byId(workspaceId, inboxId)
  const simulated = connected && isSimulated(connected.account) ? findSimulated(connected.account) : null
  if (!connected || !simulated) throw notThere()
  return { account: connected.account, simulated }
}

function notThere(): Refusal {
  return new Refusal('not_found', 'No inbox of this kind is connected to the simulator.')
}
