// What must hold, judged without the product's rules: from what happened and in which order.
import type { MessageStatus } from '#domain/message.ts'
import type { Message, Setup, Thinking } from './world.ts'

export type Oracle = ReturnType<typeof createOracle>

const HOUR_MS = 3_600_000
const arrival: Partial<Record<MessageStatus, number>> = { sent: 1, delivered: 2, read: 3 }

export function createOracle(setup: Setup) {
  const problems: string[] = []
  let order = 0
  const writtenAt = new Map<number, number>()
  const personAt = new Map<number, number>()
  const lastInbound = new Map<number, number>()
  const customer = new Set<string>()
  const copies = new Map<number, number>()
  const reached = new Map<number, number>()
  let optedOutAt: number | null = null
  let aiOn = true

  return {
    problems,
    written(m: Message) {
      writtenAt.set(m.id, ++order)
    },
    /** A turn begins to think. */
    moment: () => ++order,
    turnWrote({ conversation, since }: Thinking) {
      if ((personAt.get(conversation) ?? 0) > since)
        problems.push(
          `a turn wrote in conversation ${conversation} although a person had acted since it began`,
        )
    },
    personActed(conversation: number) {
      personAt.set(conversation, ++order)
    },
    aiSwitched(on: boolean) {
      aiOn = on
    },
    customerWrote(conversation: number, external: string, keyword: 'opt_out' | 'opt_in' | null, at: number) {
      if (customer.has(external)) problems.push(`${external} of the customer was stored twice`)
      customer.add(external)
      lastInbound.set(conversation, at)
      if (keyword === 'opt_out') optedOutAt ??= at
      if (keyword === 'opt_in') optedOutAt = null
    },
    /** It is taken for sending: the moment that counts. */
    claimed(m: Message, at: number) {
      const what = `message ${m.id} (${m.author}, ${m.purpose})`
      if (optedOutAt !== null && m.purpose !== 'opt_out_confirmation')
        problems.push(`${what} left after the opt-out`)
      if (m.purpose === 'opt_out_confirmation' && (optedOutAt === null || at - optedOutAt > 5 * 60_000))
        if (optedOutAt !== null) problems.push(`${what} confirmed an opt-out too late`)
      const since = lastInbound.get(m.conversation)
      if (setup.windowHours !== null && (since === undefined || at - since >= setup.windowHours * HOUR_MS))
        problems.push(`${what} left outside of the reply window`)
      if (m.author !== 'ai') return
      if ((personAt.get(m.conversation) ?? 0) > (writtenAt.get(m.id) ?? 0))
        problems.push(`${what} left after a person had acted`)
      if (!aiOn) problems.push(`${what} left while the AI was off`)
    },
    taken(m: Message) {
      const count = (copies.get(m.id) ?? 0) + 1
      copies.set(m.id, count)
      if (count > 1) problems.push(`message ${m.id} reached the provider ${count} times`)
    },
    moved(m: Message, to: MessageStatus) {
      const rank = arrival[to]
      const before = reached.get(m.id) ?? 0
      if (rank !== undefined && rank < before) problems.push(`message ${m.id} went back to ${to}`)
      if (to === 'failed' && before >= 2) problems.push(`message ${m.id} failed after it had arrived`)
      reached.set(m.id, Math.max(before, rank ?? 0))
    },
    /** At the very end, when everything has come to rest. */
    end(messages: Message[], wrote: Iterable<string>) {
      for (const external of wrote)
        if (!customer.has(external)) problems.push(`${external} of the customer was lost`)
      for (const m of messages) {
        if (m.direction !== 'out') continue
        const what = `message ${m.id} (${m.author}, ${m.purpose})`
        if (m.status === 'queued' || (m.status === 'sending' && m.external === null))
          problems.push(`${what} was never dealt with: ${m.status}`)
        if (
          (m.status === 'failed' || m.status === 'canceled') &&
          m.external === null &&
          (copies.get(m.id) ?? 0) > 0 &&
          setup.looksUp
        )
          problems.push(`${what} is ${m.status}, and the customer has it`)
        if (arrival[m.status] && !copies.get(m.id))
          problems.push(`${what} counts as ${m.status}, and never left`)
      }
    },
  }
}
