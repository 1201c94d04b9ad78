// The ways in which the world can treat a message of the business, in words for the list.
import type { ReceiptMode } from '#wire/simulator.ts'

type Mode = { value: ReceiptMode; label: string; help: string }

export const modes: readonly Mode[] = [
  { value: 'normal', label: 'All goes well', help: 'Sent, then delivered.' },
  {
    value: 'late',
    label: 'Receipts come late',
    help: 'The message arrives; the carrier says so much later.',
  },
  {
    value: 'out_of_order',
    label: 'Receipts out of order',
    help: '“Delivered” comes before “sent”. The state only moves forward.',
  },
  { value: 'none', label: 'No receipts', help: 'The message arrives and nobody ever says so.' },
  {
    value: 'unreachable',
    label: 'Phone is off',
    help: 'Fails after a moment (30003). A mailbox is full instead.',
  },
  {
    value: 'unknown_address',
    label: 'Number does not exist',
    help: 'Fails for good (30005) and marks the address. A mailbox is unknown instead.',
  },
  { value: 'filtered', label: 'Filtered', help: 'The carrier or a spam filter drops it (30007).' },
  {
    value: 'opted_out',
    label: 'Blocked by the carrier',
    help: 'Refused because the person opted out there (21610).',
  },
  {
    value: 'outage',
    label: 'Provider is down',
    help: 'Every attempt fails until you change this back; then it is sent once.',
  },
  {
    value: 'no_answer',
    label: 'Answer gets lost',
    help: 'The text is taken, but the line breaks. It must be looked up, not sent twice.',
  },
]

export function modeOf(value: ReceiptMode): Mode {
  return modes.find((mode) => mode.value === value) ?? { value, label: value, help: '' }
}
