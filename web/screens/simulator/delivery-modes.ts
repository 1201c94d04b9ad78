// The ways in which the world can treat a message of the business. What each is here, the provider says.
import type { ReceiptMode, SimulatorInbox } from '#wire/simulator.ts'

const labels: Record<ReceiptMode, string> = {
  normal: 'All goes well',
  late: 'Receipts come late',
  out_of_order: 'Receipts out of order',
  none: 'No receipts',
  unreachable: 'Phone is off',
  unknown_address: 'Number or name does not exist',
  filtered: 'Filtered',
  opted_out: 'Blocked by the customer',
  outage: 'Provider is down',
  no_answer: 'Answer gets lost',
}
const modes = Object.keys(labels) as ReceiptMode[]

type Mode = { value: ReceiptMode; label: string; disabled: boolean }

/** All ways in one order; those that this provider does not know cannot be chosen and say so. */
export function modesOf({ ways }: Pick<SimulatorInbox, 'ways'>): Mode[] {
  return modes.map((value) => {
    const there = ways.some((way) => way.mode === value)
    return { value, label: there ? labels[value] : `${labels[value]} (not there)`, disabled: !there }
  })
}

/** What a way means at this inbox's provider. */
export function helpOf({ ways, by }: Pick<SimulatorInbox, 'ways' | 'by'>, mode: ReceiptMode): string {
  const way = ways.find((one) => one.mode === mode)
  return way?.help ?? `There is no such thing by ${by}: here all goes well.`
}
