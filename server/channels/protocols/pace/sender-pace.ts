// How fast a phone number may send text messages. Carriers count by the kind of number; providers queue what comes
// faster, but what waits at a provider can no longer be taken back, and a queue that is full refuses.
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { Pace, SettingField } from '#domain/channel.ts'

const WRONG = 'Write how many messages a second the provider takes from this number, such as 1 or 10.'

/** For a schema of settings: empty means "by the kind of number". */
export const PaceSetting = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
  z.coerce.number(WRONG).min(0.01, WRONG).max(10_000, WRONG).optional(),
)

export const paceField: SettingField = {
  name: 'messagesPerSecond',
  label: 'Messages a second',
  type: 'number',
  required: false,
  placeholder: '1',
  help: 'Leave empty for what carriers allow a number of this kind: 1 for a US number, 3 for a toll-free one, 10 elsewhere. A long text counts as its segments. What is faster waits here and leaves by itself.',
}

/** So many may go at once: a minute's worth is what every provider's queue takes without a word. */
const MINUTE = 60

/** The pace of an inbox that sends from its own number. None where it has no number, or talks to an emulator. */
export function senderPace(account: InboxAccount): Pace[] {
  const named = Number(account.settings['messagesPerSecond'])
  const perSecond = named > 0 ? named : byKind(account)
  return perSecond === null
    ? []
    : [{ per: 'sender', perSecond, burst: Math.ceil(perSecond * MINUTE), unit: 'segments' }]
}

function byKind({ address, settings }: InboxAccount): number | null {
  if (!address.startsWith('+') || settings['apiBase']) return null
  if (/^\+18(00|33|44|55|66|77|88)\d{7}$/.test(address)) return 3
  return /^\+1\d{10}$/.test(address) ? 1 : 10
}
