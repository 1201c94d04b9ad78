// Who answers what: every segment of the burst goes to the booking, to a person, to small talk, or is a question.

import type { Service } from '#domain/knowledge.ts'
import { bookable } from './booking/advance.ts'
import { addToWish, emptyWish, readBareHour, readPick, type Wish } from './booking/wish.ts'
import { readKind } from './changing/read.ts'
import type { Intent } from './intents.ts'
import { findAnswer } from './replies/knowledge.ts'
import { isEmergency, wantsNoMessages } from './replies/people.ts'
import type { Segment } from './segments.ts'
import type { Session } from './session.ts'

export type Plan = {
  emergencies: Segment[]
  complaint: boolean
  person: boolean
  optOut: boolean
  /** What this turn says about a booking; null where it says nothing. */
  wish: Wish | null
  dropped: boolean
  /** What this turn says about an appointment that exists; empty where it says nothing. */
  change: Segment[]
  /** Segments that should have said something about the booking, and did not. */
  missed: number
  smallTalk: Intent[]
  asks: Segment[]
}

const smallTalk = new Set<Intent>(['greeting', 'thanks', 'bye', 'about_ai'])
/** Questions that interrupt a booking rather than answer it. */
const interrupting = new Set<Intent>([
  'hours',
  'price',
  'duration',
  'location',
  'contact',
  'my_appointment',
  'change_appointment',
  'services',
])
const SURE = 0.5
const VERY_SURE = 0.6
const CERTAIN = 0.7

export async function makePlan(session: Session, segments: Segment[]): Promise<Plan> {
  const plan: Plan = {
    emergencies: [],
    complaint: false,
    person: false,
    optOut: false,
    wish: null,
    dropped: false,
    change: [],
    missed: 0,
    smallTalk: [],
    asks: [],
  }
  const wish = emptyWish()
  const active = session.state.booking !== null
  const own = new Set<Segment>()
  for (const segment of segments) if (await isOwnQuestion(session, segment)) own.add(segment)
  const free = segments.filter((s) => !own.has(s))
  const begins = !active && beginsBooking(session, free)
  let spoke = false
  for (const segment of segments) {
    if (own.has(segment)) plan.asks.push(segment)
    else if (isEmergency(segment)) plan.emergencies.push(segment)
    else if (wantsNoMessages(segment)) plan.optOut = true
    else if (segment.intent === 'complaint' && segment.score >= SURE) plan.complaint = true
    else if (segment.intent === 'person' && segment.score >= SURE) plan.person = true
    else if (belongsToChange(session, segment, segments)) plan.change.push(segment)
    else if (active && dropsBooking(session, segment)) plan.dropped = true
    else if (
      segment.intent &&
      smallTalk.has(segment.intent) &&
      !(active && segment.when && segment.score < CERTAIN)
    )
      plan.smallTalk.push(segment.intent)
    else if ((active || begins) && belongsToBooking(session, segment)) {
      const said = addToWish(session, wish, segment) || segment.intent === 'book'
      if (!said) plan.missed++
      spoke ||= said
    } else if (!active && isBareAnswer(segment)) takeOffer(session, plan, segment)
    else plan.asks.push(segment)
  }
  if (plan.change.length > 0) return onlyChange(plan, segments)
  if (!begins && asksForOffer(session, segments)) plan.person = true
  if (begins) completeWish(session, wish, plan)
  // "No, thank you, bye" ends a booking; "no" alone asks for another time.
  const leaves =
    active &&
    wish.no &&
    !wish.when &&
    wish.pick === null &&
    plan.smallTalk.some((i) => i === 'thanks' || i === 'bye')
  if (leaves) plan.dropped = true
  if (!plan.dropped && (begins || spoke)) plan.wish = wish
  if (plan.wish || plan.asks.length > 0 || plan.person) session.state.asked = null
  return plan
}

/** A change is one thing: what else the burst says to it (a day, a reason, a greeting) belongs to it. */
function onlyChange(plan: Plan, segments: Segment[]): Plan {
  const own = new Set(plan.asks.filter((s) => s.question && s.intent !== 'change_appointment' && !s.when))
  return {
    ...plan,
    wish: null,
    dropped: false,
    smallTalk: [],
    asks: [...own],
    change: segments.filter((s) => !own.has(s)),
  }
}

/** Is it about an appointment that exists: a wish to change one, or an answer to what was asked about that? */
function belongsToChange(session: Session, segment: Segment, burst: Segment[]): boolean {
  const { booking, change } = session.state
  if (change) {
    const fact =
      segment.question &&
      segment.intent !== null &&
      interrupting.has(segment.intent) &&
      segment.intent !== 'change_appointment'
    return !fact || segment.when !== null
  }
  // In the middle of moving one: "just cancel it".
  if (booking?.moving) return readKind(segment.text) === 'cancel'
  if (booking) return false
  if (changesBooked(session, segment, burst)) return true
  return segment.intent === 'change_appointment' && segment.score >= SURE
}

const offers =
  /\b(?:quote|quotation|estimate|proposal|offer|bid|pricing|interested in|get back to me|contact me|reach out|call me)\b/i

/** Somebody who asks for a quote and leaves how to be reached is a lead: a person is told. */
function asksForOffer(session: Session, segments: Segment[]): boolean {
  const text = segments.map((s) => s.text).join(' ')
  if (session.state.booking || !segments.some((s) => s.lead.email || s.lead.phone) || !offers.test(text))
    return false
  session.lead.need = text.slice(0, 300)
  session.state.needSaved = true
  return true
}

/** Is it, word for word, a question that the business has answered? Then it is no booking, whatever it sounds like. */
async function isOwnQuestion(session: Session, segment: Segment): Promise<boolean> {
  if (!segment.question || segment.when || segment.named.length > 0) return false
  if (segment.intent !== null && interrupting.has(segment.intent) && segment.intent !== 'change_appointment')
    return false
  return (await findAnswer(session, segment.text))?.exact ?? false
}

function completeWish(session: Session, wish: Wish, plan: Plan): void {
  const offered = session.state.asked?.what === 'book' ? session.state.asked.serviceId : null
  const service = session.context.services.find((s) => s.id === offered)
  if (service && wish.services.length === 0) wish.services.push(service)
  // The service may stand in a sentence of its own: "My drain is blocked. Can you come tomorrow?"
  const [other] = plan.asks.flatMap(servicesMeant)
  if (other && wish.services.length === 0) wish.services.push(other)
  plan.asks = plan.asks.filter(
    (a) => a.question || !(a.named.length > 0 || a.likely.length > 0 || a.intent === 'need'),
  )
  wish.yes = false
}

/** Services that a segment names, or that its need calls for. */
export function servicesMeant(segment: Segment): Service[] {
  if (segment.named.length > 0) return segment.named
  const meant = segment.intent === 'need' || (segment.intent === null && !segment.question)
  return meant && !segment.tied ? segment.likely.slice(0, 1) : []
}

function beginsBooking(session: Session, segments: Segment[]): boolean {
  const offered = session.state.asked?.what === 'book'
  if (bookable(session).length === 0) return false
  const no = segments.some((s) => s.intent === 'no' && !s.when)
  if (offered && !no && segments.some((s) => s.intent === 'yes' || (s.when && !isAboutHours(s)))) return true
  return segments.some((s) => !changesBooked(session, s, segments) && asksToBook(session, s))
}

/** "Can I come Tuesday?"; but after "are you open Saturday?", "and Sunday?" is about the hours. */
function asksToBook(session: Session, segment: Segment): boolean {
  if (continuesTopic(session, segment)) return false
  if (segment.intent === 'book')
    return segment.score >= SURE || segment.foreign.length === 0 || segment.when !== null
  const open =
    segment.intent === null ||
    segment.intent === 'yes' ||
    segment.intent === 'greeting' ||
    segment.intent === 'need'
  return open && segment.second === 'book' && segment.when !== null
}

const isAboutHours = (segment: Segment): boolean =>
  segment.intent === 'hours' && /\b(?:open|close|closed|hours)\b/.test(segment.masked)

export function continuesTopic(session: Session, segment: Segment): boolean {
  if (
    session.state.booking ||
    session.before.topic !== 'hours' ||
    !segment.when ||
    segment.when.at.length > 0
  )
    return false
  return (
    /^(?:and |what about |how about |or )?(?:on )?xwhen$/.test(segment.masked) &&
    (segment.question || /^and|about/.test(segment.masked))
  )
}

function dropsBooking(session: Session, segment: Segment): boolean {
  if (segment.when) return false
  if (segment.intent === 'never_mind') return segment.score >= SURE
  // "Cancel my appointment" in the middle of making one means this one, unless there is another.
  return (
    segment.intent === 'change_appointment' &&
    /\bcancel\b/.test(segment.masked) &&
    session.context.contact.upcoming.length === 0
  )
}

/** "Actually, make it 3pm", said after it was booked. */
function changesBooked(session: Session, segment: Segment, burst: Segment[]): boolean {
  if (!session.state.booked || segment.named.length > 0 || !segment.when) return false
  if (/\b(?:another|second|one more|also|too)\b/.test(segment.masked)) return false
  const corrects =
    /\b(?:actually|instead|make it|change|move|rather|wrong|reschedule|earlier|later|should be|switch|push|how about|what about|same time|better)\b/
  return corrects.test(segment.masked) || burst[0]?.intent === 'no' || /^no\b/.test(segment.masked)
}

function belongsToBooking(session: Session, segment: Segment): boolean {
  const asked = session.state.booking?.asked ?? null
  if (segment.intent === 'services' && asked === 'service' && segment.named.length > 0) return true
  if (asked !== null && (readPick(session, segment.text) !== null || readBareHour(session, segment.text)))
    return true
  // "Change it to five", before anything was booked, changes the wish.
  const moves = segment.intent === 'change_appointment' && segment.when !== null
  const floor = segment.question ? SURE : VERY_SURE
  const interrupts = segment.intent && interrupting.has(segment.intent) && !moves && segment.score >= floor
  if (interrupts || isAboutHours(segment)) return false
  if (
    segment.intent === 'book' ||
    segment.intent === 'yes' ||
    segment.intent === 'no' ||
    segment.when ||
    segment.lead.name
  )
    return true
  // A question of its own ("do you take cards?") is answered, and the booking waits.
  if (segment.question && segment.named.length === 0) return false
  if (segment.intent === 'need' && asked !== 'service') return segment.named.length > 0
  return true
}

const isBareAnswer = (s: Segment): boolean =>
  (s.intent === 'yes' || s.intent === 'no') && s.named.length === 0 && !s.when

/** A yes or a no to what was offered outside of a booking. */
function takeOffer(session: Session, plan: Plan, segment: Segment): void {
  const { asked } = session.state
  if (asked?.what === 'person' && segment.intent === 'yes') plan.person = true
  // "Which of these is it about?" is not answered by a yes.
  else if (session.state.unclear > 0) plan.missed++
  else if (segment.intent) plan.smallTalk.push(segment.intent)
  session.state.asked = null
}
