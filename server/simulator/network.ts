// The network between the providers' doors and the phones: takes messages, fetches what is attached, moves them along,
// and has the provider report as the phone is told to. Its timers are the simulator's own; nothing of the product waits
// for them.
import { randomBytes } from 'node:crypto'
import PostalMime from 'postal-mime'
import type { InboxAccount } from '#channels/channel.ts'
import {
  findSimulatedAccounts,
  findSimulatorExternal,
  findSimulatorRow,
  insertSimulatorRow,
  patchSimulatorRow,
  type SimulatorRow,
} from '#db/simulator.ts'
import { newId } from '#lib/ids.ts'
import type { SimulatorFile } from '#wire/simulator.ts'
import { callBusiness } from './call.ts'
import { loadDeviceSettings } from './device-settings.ts'
import { deviceOf, findCustomer } from './devices.ts'
import { keepFile } from './files.ts'
import { type Failure, newText, readText } from './items.ts'
import { putMail } from './mailboxes.ts'
import { momentOf } from './moment.ts'
import { type Outside, toLoopback } from './outside.ts'
import type { Happening } from './provider.ts'
import { isForward, planReceipts, type ReceiptStep } from './receipts.ts'
import { findSimulated } from './registry.ts'
import { isSimulated } from './simulated.ts'
import type { Sending, World } from './world.ts'

const MAX_MEDIA_BYTES = 30_000_000
const FETCH_MS = 15_000
/** Until a carrier of mail says what became of it. */
const REPORT_MS = 700

export type Network = {
  world: World
  /** The customer has read this message. */
  read(account: InboxAccount, row: SimulatorRow): Promise<void>
  stop(): void
}

export function createNetwork(outside: Outside): Network {
  const timers = new Set<NodeJS.Timeout>()
  const { store, flow } = outside.http

  const later = (afterMs: number, work: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work().catch((error: unknown) => flow.log.warn({ error }, 'the simulated network stumbled'))
    }, afterMs)
    timer.unref()
    timers.add(timer)
  }

  const tell = async (account: InboxAccount, device: string, happened: Happening): Promise<void> => {
    const customer = findCustomer(device)
    const call =
      customer && (await findSimulated(account)?.webhook(happened, momentOf(outside, account, customer)))
    const answer = call && (await callBusiness(outside, call))
    if (answer && answer.status >= 400)
      flow.log.warn({ inbox: account.id, status: answer.status }, 'the product refused a simulated receipt')
  }

  const move = async (account: InboxAccount, id: string, step: ReceiptStep): Promise<void> => {
    // Looked up afresh: the device may have been emptied meanwhile.
    const row = await findSimulatorRow(store, account.workspaceId, id)
    const text = row && readText(row)
    if (!row || !text) return
    const { state, failure = null } = step
    if (isForward(text.status, state))
      await patchSimulatorRow(store.db, account.workspaceId, id, {
        status: state,
        failure,
        sentAt: text.sentAt ?? flow.clock.now().toISOString(),
      })
    if (step.told) await tell(account, row.device, { what: 'receipt', target: text, state, failure })
  }

  const carry = (account: InboxAccount, row: SimulatorRow, sending: Sending): void => {
    const { receipts, lateSeconds } = sending.behaviour
    const steps = planReceipts(receipts, lateSeconds, findSimulated(account)?.ways[receipts] ?? null)
    later(0, async () => {
      const files = await fetchAll(outside, account.workspaceId, row, sending)
      if (!files)
        return move(account, row.id, { afterMs: 0, state: 'undelivered', failure: LOST, told: true })
      if (files.length > 0) await patchSimulatorRow(store.db, account.workspaceId, row.id, { files })
      for (const step of steps) later(step.afterMs, () => move(account, row.id, step))
    })
  }

  const world: World = {
    ...outside,
    async accounts(provider, setting) {
      const rows = await findSimulatedAccounts(store, provider, setting ?? null)
      const connected = await Promise.all(rows.map((row) => flow.accounts.byId(row.workspace_id, row.id)))
      return connected.flatMap((one) => (one && isSimulated(one.account) ? [one.account] : []))
    },
    behaviour: (account, address) => loadDeviceSettings(store, account.workspaceId, deviceOf(address)),
    async take(account, sending) {
      const simulated = findSimulated(account)
      if (!simulated) throw new Error(`${account.provider} is not simulated`)
      const at = flow.clock.now()
      const { externalId, from, to, text, choices = [], quotes = null, callback = null } = sending
      const stored = newText({
        app: simulated.app,
        inboxId: account.id,
        provider: account.provider,
        account: sending.accountName,
        externalId,
        from,
        to,
        text,
        choices,
        quotes,
        callback,
        reference: sending.reference ?? null,
        extra: sending.extra ?? {},
      })
      const row: SimulatorRow = {
        id: newId('sim', at),
        device: deviceOf(sending.address),
        direction: 'to_customer',
        external_id: `message ${externalId}`,
        body: stored,
        at,
      }
      await insertSimulatorRow(store.db, account.workspaceId, row)
      carry(account, row, sending)
      return { row, text: stored }
    },
    async takeMail(account, raw, carried) {
      const mail = await PostalMime.parse(raw)
      const device = deviceOf(carried.recipient)
      const { receipts, lateSeconds } = await loadDeviceSettings(store, account.workspaceId, device)
      const way = findSimulated(account)?.ways[receipts] ?? null
      const sender = { workspace_id: account.workspaceId, id: account.id }
      if (!way?.fails) await putMail(store, sender, carried.recipient, mail, account.address)
      if (way && receipts === 'none') return
      const failure = way?.fails ?? null
      const afterMs = way && receipts === 'late' ? lateSeconds * 1_000 : REPORT_MS
      later(afterMs, async () => {
        await tell(account, device, { what: 'mail_report', mail: carried, failure })
        if (way?.complains)
          await tell(account, device, { what: 'mail_report', mail: carried, failure: null, complaint: true })
      })
    },
    async change(account, externalId, change) {
      const row = await findSimulatorExternal(store, account.workspaceId, `message ${externalId}`)
      const text = row && readText(row)
      if (!row || text?.inboxId !== account.id) return null
      await patchSimulatorRow(store.db, account.workspaceId, row.id, change)
      return { ...text, ...change }
    },
  }

  return {
    world,
    async read(account, row) {
      const text = readText(row)
      if (!text || !isForward(text.status, 'read')) return
      await patchSimulatorRow(store.db, account.workspaceId, row.id, { status: 'read' })
      await tell(account, row.device, { what: 'read', target: text })
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

/** What is said where a file of the product could not be had. Twilio has a number for it; others have words. */
const LOST: Failure = { code: '11200', words: 'its file could not be fetched' }

/** What is attached, fetched from the product as a carrier would. Null where one of them cannot be had. */
async function fetchAll(
  outside: Outside,
  workspaceId: string,
  row: SimulatorRow,
  { urls = [], files: carried = [] }: Sending,
): Promise<SimulatorFile[] | null> {
  const { store, flow } = outside.http
  const files: SimulatorFile[] = []
  const keep = async (file: { name: string; type: string; content: Uint8Array }): Promise<void> => {
    const place = { id: newFileId(), device: row.device, direction: row.direction, at: row.at }
    files.push(await keepFile(store, workspaceId, place, file))
  }
  for (const file of carried) await keep(file)
  for (const url of urls) {
    const target = toLoopback(url, flow.publicUrl(), outside.loopback())
    const response =
      target && (await fetch(target, { signal: AbortSignal.timeout(FETCH_MS) }).catch(() => null))
    if (!response || !response.ok) return null
    const content = new Uint8Array(await response.arrayBuffer())
    if (content.byteLength > MAX_MEDIA_BYTES) return null
    const type = (response.headers.get('content-type') ?? 'application/octet-stream').split(';', 1)[0] ?? ''
    await keep({ name: nameOf(response), type, content })
  }
  return files
}

/** Of a file that lies on a phone and that no provider gave a name. */
function newFileId(): string {
  return `file${randomBytes(12).toString('hex')}`
}

function nameOf(response: Response): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  try {
    return encoded ? decodeURIComponent(encoded).slice(0, 200) : 'file'
  } catch {
    return 'file'
  }
}
