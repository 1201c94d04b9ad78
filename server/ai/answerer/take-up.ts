// What is under way goes first: an offer that waits for its yes, a booking, a lead, a question of ours.
import { beginBooking, continueBooking } from './booking/answers.ts'
import { type Clause, isBeside } from './clause.ts'
import { type Desk, type Part, whenOf } from './desk.ts'
import { callbackWanted, continueLead } from './intents/lead.ts'
import { price } from './intents/price.ts'
import { answerFrom } from './intents/question.ts'
import { about } from './intents/services.ts'
import { cannotAnswer } from './intents/unsure.ts'
import { readYesNo } from './read/choice.ts'
import { chooseService } from './read/service.ts'
import { saysWhen } from './read/when.ts'
import { say } from './sentences.ts'

/** Goes on with what is under way: an offer, a booking, a lead, a question of ours. `rest` is what else was said. */
export async function takeUp(
  desk: Desk,
  text: string,
  clauses: Clause[],
): Promise<{ parts: Part[]; intent: string; rest: Clause[] } | null> {
  const { state } = desk
  const besides = clauses.filter((c) => isBeside(desk, c))
  const own = clauses.filter(
    (c) => !besides.includes(c) && !(c.understood && c.understood.intent === 'greeting'),
  )
  const ownText = own.map((c) => c.text).join('. ')
  const { offer } = state
  state.offer = null
  if (state.booking) {
    if (own.length === 0) return null
    const part = await continueBooking(desk, ownText)
    return part ? { parts: [part], intent: 'booking', rest: besides } : null
  }
  if (state.lead) {
    const part = continueLead(desk, text)
    if (part) return { parts: [part], intent: 'lead', rest: besides }
    state.lead = null
  }
  if (state.asked) {
    const { asked } = state
    state.asked = null
    const { one } = chooseService(ownText, desk.context.services)
    if (one && own.length > 0) {
      const part = await (asked === 'price' ? price(desk, one.name) : about(desk, one))
      return part ? { parts: [part], intent: asked, rest: besides } : null
    }
  }
  if (offer && own.length > 0) {
    const yesNo = readYesNo(ownText)
    const when = whenOf(desk, ownText)
    if (offer.kind === 'passage' && yesNo === 'yes') {
      state.unsure = 0
      const found = {
        passage: { ...offer, kind: offer.sourceKind, score: 0 },
        relevance: { coverage: 1, titleMatch: 1, hits: 1 },
        fit: 1,
      }
      return { parts: [answerFrom(desk, offer.title, found)], intent: 'question', rest: besides }
    }
    if (offer.kind === 'passage' && yesNo === 'no')
      return { parts: [cannotAnswer(desk, true)], intent: 'unknown', rest: besides }
    if (offer.kind === 'person' && yesNo === 'yes')
      return { parts: [callbackWanted(desk, offer.about)], intent: 'callback', rest: besides }
    if (yesNo === 'no' && !saysWhen(when) && ownText.length < 30)
      return { parts: [{ text: say.whatElse, sources: [] }], intent: 'no', rest: besides }
    // "Tuesday at 3" after "Would you like to book a time?" is a yes.
    if (
      offer.kind === 'book' &&
      (yesNo === 'yes' ||
        (saysWhen(when) && !own.some((c) => c.understood && c.understood.intent !== 'booking')))
    )
      return { parts: [await beginBooking(desk, ownText, offer.serviceId)], intent: 'booking', rest: besides }
  }
  return null
}
