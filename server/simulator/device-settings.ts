// How a device treats what it gets, kept in the database: the process that sends may be another than the one that asks.
import { z } from 'zod'
import type { Store } from '#db/pool.ts'
import { findDeviceBody, patchDeviceBody } from '#db/simulator.ts'
import { newId } from '#lib/ids.ts'
import { DeviceSettings } from '#wire/simulator.ts'

const Stored = DeviceSettings.extend({
  /** Senders whose messages the carrier refuses, because the holder texted STOP to them. */
  refuses: z.array(z.string()),
})
export type StoredDeviceSettings = z.infer<typeof Stored>

const DEFAULTS: StoredDeviceSettings = {
  receipts: 'normal',
  lateSeconds: 10,
  carrierKeywords: false,
  refuses: [],
}

export function readDeviceSettings(body: Record<string, unknown> | null): StoredDeviceSettings {
  const parsed = Stored.safeParse({ ...DEFAULTS, ...body })
  return parsed.success ? parsed.data : DEFAULTS
}

export async function loadDeviceSettings(
  store: Store,
  workspaceId: string,
  device: string,
): Promise<StoredDeviceSettings> {
  return readDeviceSettings(await findDeviceBody(store, workspaceId, device))
}

export function saveDeviceSettings(
  store: Store,
  workspaceId: string,
  device: string,
  at: Date,
  change: Partial<StoredDeviceSettings>,
): Promise<void> {
  return patchDeviceBody(store.db, workspaceId, { id: newId('sim', at), device, at }, change)
}

/** What the page may see and set of a device. */
export function publicSettings(stored: StoredDeviceSettings): DeviceSettings {
  const { receipts, lateSeconds, carrierKeywords } = stored
  return { receipts, lateSeconds, carrierKeywords }
}
