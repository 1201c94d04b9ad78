// Who answers what: every segment of the burst goes to the booking, to a person, to small talk, or is a question.
import type { Intent } from './intents.ts'
import { addToWish, emptyWish, type Wish } from './booking/wish.ts'
import { isEmergency } from './replies/people.ts'
import type { Segment } from './segments.ts'
import type { Session } from './session.ts'
import { bookable } from './booking/advance.ts'

export type Plan = {
  emergencies: Segment[]
  complaint: boolean
  person: boolean
  /** What this turn says about a booking; null where it says nothing. */
  wish: Wish | null
  dropped: boolean
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

export function makePlan(session: Session, segments: Segment[]): Plan {
  const plan: Plan = {
    emergencies: [],
    complaint: false,
    person: false,
    wish: null,
    dropped: false,
    smallTalk: [],
    asks: [],
  }
  const wish = emptyWish()
  const active = session.state.booking !== null
  const begins = !active && beginsBooking(session, segments)
  let spoke = false
  for (const segment of segments) {
    if (isEmergency(segment)) plan.emergencies.push(segment)
    else if (segment.intent === 'complaint' && segment.score >= SURE) plan.complaint = true
    else if (segment.intent === 'person' && segment.score >= SURE) plan.person = true
    else if (active && dropsBooking(session, segment)) plan.dropped = true
    else if (segment.intent && smallTalk.has(segment.intent) && !(active && segment.when))
      plan.smallTalk.push(segment.intent)
    else if ((active || begins) && belongsToBooking(session, segment))
      spoke = addToWish(session, wish, segment) || segment.intent === 'book' || spoke
    else if (
      !active &&
      (segment.intent === 'yes' || segment.intent === 'no') &&
      segment.named.length === 0 &&
      !segment.when
    )
      takeOffer(session, plan, segment)
    else plan.asks.push(segment)
  }
  if (begins) {
    const offered = session.state.asked?.what === 'book' ? session.state.asked.serviceId : null
    const service = session.context.services.find((s) => s.id === offered)
    if (service && wish.services.length === 0) wish.services.push(service)
    // The service may stand in a sentence of its own: "My drain is blocked. Can you come tomorrow?"
    const [other] = plan.asks.flatMap((a) =>
      a.named.length > 0 ? a.named : a.intent === 'need' || a.intent === null ? a.likely.slice(0, 1) : [],
    )
    if (other && wish.services.length === 0) wish.services.push(other)
    plan.asks = plan.asks.filter(
      (a) => a.question || !(a.named.length > 0 || a.likely.length > 0 || a.intent === 'need'),
    )
    wish.yes = false
  }
  if (!plan.dropped && (begins || spoke)) plan.wish = wish
  session.state.asked = plan.wish || plan.asks.length > 0 || plan.person ? null : session.state.asked
  return plan
}

function beginsBooking(session: Session, segments: Segment[]): boolean {
  const offered = session.state.asked?.what === 'book'
  const yes = segments.some((s) => s.intent === 'yes')
  const no = segments.some((s) => s.intent === 'no')
  if (bookable(session).length === 0) return false
  if (offered && !no && (yes || segments.some((s) => s.when && !s.question))) return true
  return segments.some((s) => asksToBook(session, s))
}

/** "Can I come Tuesday?"; but after "are you open Saturday?", "and Sunday?" is about the hours. */
function asksToBook(session: Session, segment: Segment): boolean {
  if (continuesTopic(session, segment)) return false
  if (segment.intent === 'book') return segment.score >= SURE || segment.foreign.length === 0
  return segment.second === 'book' && segment.when !== null && segment.intent !== 'hours' && !segment.question
}

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

function belongsToBooking(session: Session, segment: Segment): boolean {
  const asked = session.state.booking?.asked ?? null
  if (segment.intent === 'services' && asked === 'service' && segment.named.length > 0) return true
  if (
    segment.intent &&
    interrupting.has(segment.intent) &&
    segment.score >= (segment.question ? SURE : VERY_SURE)
  )
    return false
  if (segment.intent === 'hours' && /\bopen|close|hours\b/.test(segment.masked)) return false
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

/** A yes or a no to what was offered outside of a booking. */
function takeOffer(session: Session, plan: Plan, segment: Segment): void {
  const { asked } = session.state
  if (asked?.what === 'person' && segment.intent === 'yes') plan.person = true
  else if (segment.intent) plan.smallTalk.push(segment.intent)
  session.state.asked = null
}
