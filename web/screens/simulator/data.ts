// The simulator's world as the page reads and changes it. Asked for every second while the page is open: what happens
// there is outside the product, so the live feed knows nothing of it.
import { useQuery } from '@tanstack/react-query'
import { apiUrl, currentWorkspace, get, post, put, remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { toast } from '#web/ui/toast.ts'
import type {
  DeviceSettings,
  SimulatorAgentCall,
  SimulatorAgentCallBody,
  SimulatorCall,
  SimulatorCallBody,
  SimulatorGestureBody,
  SimulatorItem,
  SimulatorMailBody,
  SimulatorOffer,
  SimulatorOverview,
  SimulatorReviewBody,
  SimulatorTextBody,
  SimulatorThread,
} from '#wire/simulator.ts'

const OVERVIEW_MS = 4_000
const THREAD_MS = 1_000
const overviewKey = ['simulator', 'overview'] as const
const threadKey = (device: string) => ['simulator', 'thread', device] as const
const devicePath = (device: string, rest: string) =>
  `/simulator/devices/${encodeURIComponent(device)}/${rest}`

export function useOverview() {
  return useQuery({
    queryKey: overviewKey,
    queryFn: ({ signal }) => get<SimulatorOverview>('/simulator', undefined, signal),
    refetchInterval: OVERVIEW_MS,
  })
}

export function useDeviceThread(device: string) {
  return useQuery({
    queryKey: threadKey(device),
    queryFn: ({ signal }) => get<SimulatorThread>(devicePath(device, 'items'), undefined, signal),
    refetchInterval: THREAD_MS,
  })
}

/** Where a picture or attachment of a device is shown from. */
export function fileUrl(id: string): string {
  return apiUrl(`/simulator/files/${encodeURIComponent(id)}`, { workspace: currentWorkspace() })
}

/** Resolves with the item as it went out; undefined where it did not, which a toast has then said. */
export function sendText(device: string, body: SimulatorTextBody): Promise<SimulatorItem | undefined> {
  return attempt(device, () => post<SimulatorItem>(devicePath(device, 'texts'), body))
}
export function sendMail(device: string, body: SimulatorMailBody): Promise<SimulatorItem | undefined> {
  return attempt(device, () => post<SimulatorItem>(devicePath(device, 'mails'), body))
}

/** What a customer does to a message; undefined where it could not be done, which a toast has then said. */
export function gesture(
  device: string,
  body: SimulatorGestureBody,
): Promise<{ item: SimulatorItem; answers: SimulatorItem['answers'] } | undefined> {
  return attempt(device, () => post(devicePath(device, 'gestures'), body))
}

/** Connects a made-up inbox of a channel; its id, or undefined where that failed, which a toast has then said. */
export async function addChannel({ channel, provider }: SimulatorOffer): Promise<string | undefined> {
  try {
    const { id } = await post<{ id: string }>('/simulator/inboxes', { channel, provider })
    await client.invalidateQueries({ queryKey: overviewKey })
    return id
  } catch (error) {
    toast.fail(explainBriefly(error))
    return undefined
  }
}

/** One step of a call; undefined where it did not work, which a toast has then said. */
export function callStep(device: string, body: SimulatorCallBody): Promise<SimulatorCall | undefined> {
  return attempt(device, () => post<SimulatorCall>(devicePath(device, 'calls'), body))
}

/** Writes the customer's review, or changes it; undefined where it did not work, which a toast has then said. */
export function writeReview(device: string, body: SimulatorReviewBody): Promise<SimulatorItem | undefined> {
  return attempt(device, () => post<SimulatorItem>(devicePath(device, 'reviews'), body))
}

/** Takes it down; false where that did not work, which a toast has then said. */
export async function removeReview(device: string, inboxId: string): Promise<boolean> {
  const done = await attempt(device, async () => {
    await remove(devicePath(device, `reviews/${encodeURIComponent(inboxId)}`))
    return true
  })
  return done === true
}

/** An AI agent has had a call; undefined where it could not be reported, which a toast has then said. */
export function reportAgentCall(
  device: string,
  body: SimulatorAgentCallBody,
): Promise<SimulatorAgentCall | undefined> {
  return attempt(device, () => post<SimulatorAgentCall>(devicePath(device, 'agent-calls'), body))
}

/** Tells the provider that the customer has seen the texts of this inbox. */
export async function reportRead(device: string, inboxId: string): Promise<void> {
  // A receipt that is not sent now is sent at the next look.
  await post(devicePath(device, 'read'), { inboxId }).catch(() => undefined)
  await client.invalidateQueries({ queryKey: threadKey(device) })
}

export async function saveDeviceSettings(device: string, settings: DeviceSettings): Promise<void> {
  client.setQueryData<SimulatorOverview>(
    overviewKey,
    (overview) =>
      overview && {
        ...overview,
        devices: overview.devices.map((one) => (one.id === device ? { ...one, settings } : one)),
      },
  )
  await attempt(device, () => put(devicePath(device, 'settings'), settings))
}

export async function emptyDevice(device: string): Promise<boolean> {
  const done = await attempt(device, async () => {
    await remove(devicePath(device, 'items'))
    return true
  })
  return done === true
}

async function attempt<T>(device: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await work()
    await client.invalidateQueries({ queryKey: threadKey(device) })
    void client.invalidateQueries({ queryKey: overviewKey })
    return result
  } catch (error) {
    toast.fail(explainBriefly(error))
    return undefined
  }
}
