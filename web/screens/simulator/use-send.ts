// How the next texts go out: as they are, several times at once, or forged.
import { useState } from 'react'
import type { SimulatorDevice, SimulatorInbox, SimulatorItem, SimulatorTextBody } from '#wire/simulator.ts'
import { sendText } from './data.ts'

export type HowToSend = { duplicates: boolean; forged: boolean }
/** As many copies as a provider with a bad day sends. */
export const COPIES = 3

export function useHowToSend(): [HowToSend, (change: Partial<HowToSend>) => void] {
  const [how, set] = useState<HowToSend>({ duplicates: false, forged: false })
  return [how, (change) => set((before) => ({ ...before, ...change }))]
}

/** Sends a text in the chosen way; what the text itself says about copies and signature goes first. */
export function sendTextAs(
  device: SimulatorDevice,
  inbox: SimulatorInbox,
  how: HowToSend,
  text: Omit<SimulatorTextBody, 'inboxId'>,
): Promise<SimulatorItem | undefined> {
  return sendText(device.id, {
    copies: how.duplicates ? COPIES : 1,
    signature: how.forged ? 'wrong' : 'right',
    ...text,
    inboxId: inbox.id,
  })
}
