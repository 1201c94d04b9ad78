// Channels to try without an account anywhere: one click makes an inbox whose provider is simulated, with settings that
// the provider would have given out. It is a sample: taking the sample away takes it along.
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { channels, findChannel } from '#channels/registry.ts'
import { appendEvents } from '#db/events.ts'
import { insertInbox, listInboxes, makeInboxKey } from '#db/inboxes.ts'
import { hasBegunWork } from '#db/simulator-mailbox.ts'
import { markSample } from '#db/workspaces.ts'
import type { ChannelKind } from '#domain/channel.ts'
import { Refusal } from '#domain/errors.ts'
import { splitSettings } from '#http/api/inbox-settings.ts'
import { wakeAll } from '#http/api/inboxes.ts'
import { sealSecrets } from '#lib/crypto.ts'
import { randomText } from '#lib/ids.ts'
import type { SimulatorOffer } from '#wire/simulator.ts'
import { derivedFrom } from './moment.ts'
import type { Outside } from './outside.ts'
import type { Maker } from './provider.ts'
import { findSimulated } from './registry.ts'
import { isSimulated, SIMULATOR } from './simulated.ts'

/** Every channel of which there can be a simulated inbox, in the order of the channels. */
export async function listOffers(outside: Outside, workspaceId: string): Promise<SimulatorOffer[]> {
  const rows = (await listInboxes(outside.http.store, workspaceId)).filter(isSimulated)
  return channels.flatMap(({ provider, providerName, capabilities: { channel, label } }) => {
    const simulated = findSimulated({ channel, provider })
    if (!simulated) return []
    const added = rows.some((row) => row.channel === channel && row.provider === provider)
    return [{ channel, provider, app: simulated.app, label, by: providerName, added }]
  })
}

/** Connects one; its id. */
export async function addInbox(
  outside: Outside,
  workspaceId: string,
  actor: string,
  kind: { channel: ChannelKind; provider: string },
): Promise<string> {
  const { store, flow } = outside.http
  const simulated = findSimulated(kind)
  const channel = findChannel(kind.channel, kind.provider)
  if (!simulated || !channel) throw new Refusal('not_found', 'This channel has no place in the simulator.')
  const sample = simulated.sample({ ...maker, derived: derivedFrom(flow.secret) })
  const checked = channel.checkSettings({ ...sample.settings, apiBase: SIMULATOR })
  if (!checked.ok)
    throw new Error(`made-up settings were refused: ${checked.problems.map((p) => p.path).join(', ')}`)
  const { open, secret } = splitSettings(channel, checked.settings)
  const id = flow.ids.next('ibx')
  await store.transaction(async (tx) => {
    await insertInbox(tx, {
      workspace_id: workspaceId,
      id,
      key: makeInboxKey(workspaceId, randomText(16)),
      ...kind,
      name: `${channel.capabilities.label} by ${channel.providerName} (sample)`,
      address: sample.address,
      settings: open,
      secrets: sealSecrets(secret, flow.secret),
      sample: true,
    })
    await markSample(tx, workspaceId)
    await appendEvents(tx, workspaceId, [{ type: 'inbox.created', actor, data: { inboxId: id } }])
  })
  await wakeAll(outside.http, workspaceId, id, channel)
  await untilBegun(outside, workspaceId, id)
  return id
}

const BEGIN_MS = 5_000
const LOOK_MS = 50

/** What customers write before the inbox has begun to look would not be taken in: so one click is done after that. */
async function untilBegun(outside: Outside, workspaceId: string, inboxId: string): Promise<void> {
  const { store } = outside.http
  for (let waited = 0; waited < BEGIN_MS; waited += LOOK_MS) {
    if (await hasBegunWork(store, workspaceId, inboxId)) return
    await pause(LOOK_MS)
  }
}

const FIGURES = '0123456789abcdefghijklmnopqrstuvwxyz'

const maker: Omit<Maker, 'derived'> = {
  // The first is none of the nought: as numbers they keep their length.
  digits: (length) => Array.from({ length }, (_, n) => randomInt(n === 0 ? 1 : 0, 10)).join(''),
  hex: (length) => randomBytes(length).toString('hex').slice(0, length),
  uuid: () => randomUUID(),
  word: (length) => Array.from({ length }, () => FIGURES[randomInt(FIGURES.length)]).join(''),
}
