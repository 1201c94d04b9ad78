// The carrier between API and phone: fetches what is attached, moves the message along, and reports as the device is
// told to. Its timers are the simulator's own; nothing of the product waits for them.
import type { InboxAccount } from '#channels/channel.ts'
import { findSimulatorRow, patchSimulatorRow, type SimulatorRow } from '#db/simulator.ts'
import type { StoredDeviceSettings } from '#simulator/device-settings.ts'
import { keepFile } from '#simulator/files.ts'
import { readText, type StoredText } from '#simulator/items.ts'
import { type Outside, toLoopback } from '#simulator/outside.ts'
import type { SimulatorFile } from '#wire/simulator.ts'
import { callBusiness } from './call.ts'
import { newSid, receiptForm } from './form.ts'
import { isForward, planReceipts, type ReceiptStep } from './receipts.ts'

const MAX_MEDIA_BYTES = 5_000_000
const FETCH_MS = 15_000

export type Carrier = {
  /** Takes a message on its way; returns at once. */
  carry(account: InboxAccount, row: SimulatorRow, settings: StoredDeviceSettings, mediaUrls: string[]): void
  /** The customer has read this message. */
  read(account: InboxAccount, row: SimulatorRow): Promise<void>
  stop(): void
}

export function createCarrier(outside: Outside): Carrier {
  const timers = new Set<NodeJS.Timeout>()
  const { store, flow } = outside.http

  const later = (afterMs: number, work: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work().catch((error: unknown) => flow.log.warn({ error }, 'the simulated carrier stumbled'))
    }, afterMs)
    timer.unref()
    timers.add(timer)
  }

  const move = async (account: InboxAccount, id: string, step: ReceiptStep): Promise<void> => {
    // Looked up afresh: the device may have been emptied meanwhile.
    const row = await findSimulatorRow(store, account.workspaceId, id)
    const text = row && readText(row)
    if (!text) return
    const at = flow.clock.now()
    if (isForward(text.status, step.status))
      await patchSimulatorRow(store.db, account.workspaceId, id, {
        status: step.status,
        errorCode: step.errorCode ?? null,
        sentAt: text.sentAt ?? at.toISOString(),
      })
    if (step.told) await tell(account, text, step.status, step.errorCode ?? null)
  }

  const tell = async (
    account: InboxAccount,
    text: StoredText,
    status: string,
    errorCode: number | null,
  ): Promise<void> => {
    if (!text.statusCallback) return
    const form = receiptForm({ ...text, status, errorCode, at: flow.clock.now() })
    const answer = await callBusiness(outside, account, text.statusCallback, form)
    if (answer && answer.status >= 400)
      flow.log.warn({ inbox: account.id, status: answer.status }, 'the product refused a simulated receipt')
  }

  return {
    carry(account, row, settings, mediaUrls) {
      const steps = planReceipts(settings.receipts, settings.lateSeconds)
      const start = async (): Promise<void> => {
        const files = await fetchAll(outside, account.workspaceId, row, mediaUrls)
        if (!files)
          return move(account, row.id, { afterMs: 0, status: 'undelivered', errorCode: 11200, told: true })
        if (files.length > 0) await patchSimulatorRow(store.db, account.workspaceId, row.id, { files })
        for (const step of steps) later(step.afterMs, () => move(account, row.id, step))
      }
      later(0, start)
    },
    async read(account, row) {
      const text = readText(row)
      if (!text || !isForward(text.status, 'read')) return
      await patchSimulatorRow(store.db, account.workspaceId, row.id, { status: 'read' })
      await tell(account, text, 'read', null)
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

/** What is attached, fetched from the product as a carrier would. Null where one of them cannot be had. */
async function fetchAll(
  outside: Outside,
  workspaceId: string,
  row: SimulatorRow,
  urls: string[],
): Promise<SimulatorFile[] | null> {
  const files: SimulatorFile[] = []
  for (const url of urls) {
    const target = toLoopback(url, outside.http.flow.publicUrl(), outside.loopback())
    const response =
      target && (await fetch(target, { signal: AbortSignal.timeout(FETCH_MS) }).catch(() => null))
    if (!response || !response.ok) return null
    const content = new Uint8Array(await response.arrayBuffer())
    if (content.byteLength > MAX_MEDIA_BYTES) return null
    const place = { id: newSid('ME'), device: row.device, direction: row.direction, at: row.at }
    const type = (response.headers.get('content-type') ?? 'application/octet-stream').split(';', 1)[0] ?? ''
    files.push(
      await keepFile(outside.http.store, workspaceId, place, { name: nameOf(response), type, content }),
    )
  }
  return files
}

function nameOf(response: Response): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  try {
    return encoded ? decodeURIComponent(encoded).slice(0, 200) : 'file'
  } catch {
    return 'file'
  }
}
