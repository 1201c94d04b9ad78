// What must hold, judged without the product's rules: from what happened and in which order, and by plain arithmetic on
// local time (clocks.ts).
import type { AutonomyMode } from '#domain/autonomy.ts'
import type { MessageStatus, Purpose } from '#domain/message.ts'
import type { PurposeClass } from '#domain/purpose-class.ts'
import { isDisturbing, isNight } from './clocks.ts'
import { places } from './places.ts'
import type { Draft, Message, Setup, Thinking } from './world.ts'

export type Oracle = ReturnType<typeof createOracle>

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const arrival: Partial<Record<MessageStatus, number>> = { sent: 1, delivered: 2, read: 3 }
/** What answers their own word. */
const owed: Purpose[] = ['opt_out_confirmation', 'opt_in_confirmation', 'help']

export function createOracle(setup: Setup) {
  const problems: string[] = []
  let order = 0
  let optedOutAt: number | null = null
  let wroteSinceStop = false
  let aiOn = true
  let mode: AutonomyMode = setup.mode
  const writtenAt = new Map<number, number>()
  const personAt = new Map<number, number>()
  const wroteAt = new Map<number, number>()
  const inboundAt = new Map<number, number>()
  const customer = new Set<string>()
  const copies = new Map<number, number>()
  const reached = new Map<number, number>()
  const purposes = new Map<PurposeClass, 'in' | 'out'>()
  const stopped = new Set<number>()
  const draftedAt = new Map<number, number>()
  const approvedDrafts = new Set<number>()
  const approvedMessages = new Set<number>()
  /** Taken for sending without having been asked for: when last; and which of them the customer has. */
  const unaskedAt = new Map<number, { at: number; marketing: boolean }>()
  const clocks = setup.place ? places[setup.place].clocks : []

  const claims = (m: Message, at: number) => {
    const what = `message ${m.id} (${m.author}, ${m.purpose})`
    const wrong = (how: string) => problems.push(`${what} ${how}`)
    const person = m.author === 'member'
    const allowedByThem = person && m.sending?.override !== undefined
    const since = inboundAt.get(m.conversation)
    const last = Math.max(...inboundAt.values())
    const answersNobody = since === undefined || at - since > HOUR_MS
    const marketing = m.purpose === 'marketing'
    const unasked =
      marketing ||
      m.purpose === 'automated' ||
      (!person && m.author !== 'api' && !owed.includes(m.purpose) && answersNobody)

    if (optedOutAt !== null && m.purpose !== 'opt_out_confirmation')
      if (!(setup.answerAfterStop && allowedByThem && wroteSinceStop && !marketing))
        wrong('left after the opt-out')
    if (m.purpose === 'opt_out_confirmation' && optedOutAt !== null && at - optedOutAt > 5 * MINUTE_MS)
      wrong('confirmed an opt-out too late')
    if (marketing && purposes.get('marketing') !== 'in') wrong('is an offer that they did not agree to')
    if (unasked && !marketing && purposes.get('service') === 'out')
      wrong('is of a kind that they wanted no more of')
    if (setup.windowHours !== null && at - last >= setup.windowHours * HOUR_MS)
      wrong('left outside of the reply window')
    if (m.sending?.unlessTheyWrite && (wroteAt.get(m.conversation) ?? 0) > (writtenAt.get(m.id) ?? 0))
      wrong('left although they had written first')
    if (m.send_at && m.send_at.getTime() > at) wrong('left before its time')

    if (unasked && clocks.some((clock) => isNight(clock, at))) wrong('left in their night')
    if (person && !unasked && setup.people === 'ask' && !allowedByThem)
      if (clocks.some((clock) => isNight(clock, at)) && (since === undefined || at - since >= 2 * HOUR_MS))
        wrong('left in their night, and nobody said why')
    if (unasked && !allowedByThem && setup.dnd && clocks[0] && isDisturbing(setup.dnd, clocks[0], at))
      wrong('left although they are not to be disturbed')
    if (unasked) {
      const lately = (ms: number, offers: boolean) =>
        [...unaskedAt].filter(
          ([id, one]) => id !== m.id && copies.has(id) && one.at > at - ms && (!offers || one.marketing),
        ).length
      const { marketingPerDay, marketingPerWeek, automatedPerDay } = setup.caps
      if (!allowedByThem) {
        if (automatedPerDay !== null && lately(DAY_MS, false) >= automatedPerDay)
          wrong('is one too many a day')
        if (marketing && marketingPerDay !== null && lately(DAY_MS, true) >= marketingPerDay)
          wrong('is one offer too many a day')
        if (marketing && marketingPerWeek !== null && lately(7 * DAY_MS, true) >= marketingPerWeek)
          wrong('is one offer too many a week')
      }
      unaskedAt.set(m.id, { at, marketing })
    } else unaskedAt.delete(m.id)

    if (stopped.has(m.id)) wrong('left although it had been queued when the AI was stopped')
    if (m.author !== 'ai') return
    if ((personAt.get(m.conversation) ?? 0) > (writtenAt.get(m.id) ?? 0))
      wrong('left after a person had acted')
    if (!aiOn) wrong('left while the AI was off')
    if (mode !== 'full' && !(mode === 'controlled' && m.risk === 'low') && !approvedMessages.has(m.id))
      wrong('left without approval')
  }

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
    /** What was queued then never leaves, whatever is switched on again. */
    aiSwitched(on: boolean, automations: boolean, messages: Message[]) {
      aiOn = on
      if (on) return
      for (const m of messages)
        if (m.direction === 'out' && m.status === 'queued')
          if (m.author === 'ai' || (automations && m.author === 'automation' && !owed.includes(m.purpose)))
            stopped.add(m.id)
    },
    modeIs(now: AutonomyMode) {
      mode = now
    },
    drafted(draft: Draft) {
      draftedAt.set(draft.id, ++order)
    },
    approved(draft: Draft, m: Message) {
      const at = draftedAt.get(draft.id) ?? 0
      if (approvedDrafts.has(draft.id)) problems.push(`draft ${draft.id} was sent twice`)
      if ((wroteAt.get(draft.conversation) ?? 0) > at || (personAt.get(draft.conversation) ?? 0) > at)
        problems.push(`draft ${draft.id} was sent although it was overtaken`)
      approvedDrafts.add(draft.id)
      approvedMessages.add(m.id)
    },
    purposeSaid(purpose: PurposeClass, state: 'in' | 'out') {
      purposes.set(purpose, state)
    },
    customerWrote(conversation: number, external: string, keyword: 'opt_out' | 'opt_in' | null, at: number) {
      if (customer.has(external)) problems.push(`${external} of the customer was stored twice`)
      customer.add(external)
      inboundAt.set(conversation, at)
      wroteAt.set(conversation, ++order)
      wroteSinceStop = optedOutAt !== null
      if (keyword === 'opt_out') optedOutAt ??= at
      if (keyword === 'opt_in') optedOutAt = null
    },
    /** It is taken for sending: the moment that counts. */
    claimed: claims,
    taken(m: Message) {
      const count = (copies.get(m.id) ?? 0) + 1
      copies.set(m.id, count)
      if (count > 1) problems.push(`message ${m.id} reached the provider ${count} times`)
    },
    /** An outbox has nothing to do for now: then nobody's words are behind what a machine is kept from saying. */
    waits(outgoing: Message[], at: number) {
      const queued = outgoing.filter((m) => m.status === 'queued')
      const busy =
        outgoing.some((m) => m.status === 'sending' && m.external === null) ||
        queued.some((m) => m.attempts > 0 && m.verdict.decision === 'allow')
      if (busy) return
      for (const m of queued)
        if (m.author === 'member' && (m.next_attempt_at === null || m.next_attempt_at.getTime() <= at))
          if (!queued.some((e) => e.author === 'member' && e.send_at === null && e.seq < m.seq))
            problems.push(`message ${m.id} of a person is held up by what is not its own`)
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
