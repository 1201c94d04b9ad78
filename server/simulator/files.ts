// Pictures and attachments of the simulated devices. They live in the simulator's own table, so that emptying a
// device, or taking the sample away, takes them along.
import { z } from 'zod'
import type { Store } from '#db/pool.ts'
import { findSimulatorExternal, insertSimulatorRow, type SimulatorDirection } from '#db/simulator.ts'
import { newId } from '#lib/ids.ts'
import type { SimulatorFile } from '#wire/simulator.ts'

const Stored = z.object({ name: z.string(), type: z.string(), data: z.string() })
export type DeviceFile = { name: string; type: string; content: Buffer }

/** Keeps a file on a device. `id` is the name under which it is found again. */
export async function keepFile(
  store: Store,
  workspaceId: string,
  place: { id: string; device: string; direction: SimulatorDirection; at: Date },
  file: { name: string; type: string; content: Uint8Array },
): Promise<SimulatorFile> {
  const { id, device, direction, at } = place
  const { name, type, content } = file
  await insertSimulatorRow(store.db, workspaceId, {
    id: newId('sim', at),
    device,
    direction,
    external_id: `file ${id}`,
    body: { name, type, data: Buffer.from(content).toString('base64') },
    at,
  })
  return { id, name, type, size: content.byteLength }
}

export async function findDeviceFile(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<DeviceFile | null> {
  const parsed = Stored.safeParse((await findSimulatorExternal(store, workspaceId, `file ${id}`))?.body)
  if (!parsed.success) return null
  const { name, type, data } = parsed.data
  return { name, type, content: Buffer.from(data, 'base64') }
}
