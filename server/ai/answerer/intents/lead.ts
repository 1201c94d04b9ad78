// People who want a quote or a call: what is needed to come back to them, asked for only where it is missing.
import type { Desk, Part } from '#ai/answerer/desk.ts'
import { isClosed, nextOpening, noteFor, whatHappensNext } from '#ai/answerer/handover.ts'
import { hoursSource } from '#ai/answerer/lookup.ts'
import { readDrop, readYesNo } from '#ai/answerer/read/choice.ts'
import { readEmail, readName, readPhone } from '#ai/answerer/read/person.ts'
import { chooseService } from '#ai/answerer/read/service.ts'
import { say } from '#ai/answerer/sentences.ts'
import type { LeadUnderWay } from '#ai/answerer/state.ts'
import { termsOf } from '#ai/knowledge/relevance.ts'
import { displayAddress } from '#domain/address.ts'
import type { LeadFields } from '#domain/commands.ts'
import { priceOf } from './price.ts'

/** A wish for a quote: a known price is the quote, else it becomes a lead for the team. */
export function quoteWanted(desk: Desk, clause: string): Part {
  const { one, byName } = chooseService(clause, desk.context.services)
  if (one && byName && one.priceKind !== 'on_request' && one.priceMinor !== null) return priceOf(desk, one)
  // "I'd like a quote" says nothing of what for.
  const need = termsOf(clause).some(
    (t) => t.weight === 1 && !/^(?:pric|quot|estimat|interest|offer|project|gett)/.test(t.group),
  )
    ? clause
    : null
  return advanceLead(desk, { why: 'quote', asks: 'need', need, name: null, reach: null })
}

export function callbackWanted(desk: Desk, clause: string): Part {
  return advanceLead(desk, {
    why: 'callback',
    asks: 'reach',
    need: clause,
    name: null,
    reach: readPhone(clause, desk.context.profile.country),
  })
}

/** The answer to what the lead under way asked for; null where the text is about something else. */
export function continueLead(desk: Desk, text: string): Part | null {
  const { lead } = desk.state
  if (!lead) return null
  if (readDrop(text) || (readYesNo(text) === 'no' && text.length < 20)) {
    desk.state.lead = null
    return { text: say.writeAgain, sources: [] }
  }
  const reach = readPhone(text, desk.context.profile.country) ?? readEmail(text)
  const name = readName(text, lead.asks === 'name')
  const need = lead.asks === 'need' && termsOf(text).length > 0 ? text : null
  if (!reach && !name && !need) return null
  return advanceLead(desk, {
    ...lead,
    reach: reach ?? lead.reach,
    name: name ?? lead.name,
    need: need ?? lead.need,
  })
}

/** A number as the customer wrote it just now, else as people read it. */
function written(desk: Desk, phone: string): string {
  const text = desk.context.pending.map((line) => line.text).join(' ')
  const digits = phone.replace(/\D/g, '').slice(-7)
  const said = [...text.matchAll(/\+?\(?\d[\d\s().-]{5,18}\d/g)].find((m) =>
    m[0].replace(/\D/g, '').endsWith(digits),
  )
  return said?.[0] ?? displayAddress('phone', phone)
}

function advanceLead(desk: Desk, lead: LeadUnderWay): Part {
  const { contact } = desk.context
  const name = lead.name ?? desk.heard.name ?? contact.name
  const reach =
    lead.reach ??
    desk.heard.phone ??
    (lead.why === 'callback' ? null : desk.heard.email) ??
    (lead.why === 'callback' ? contact.phone : (contact.phone ?? contact.email))
  const ask = (asks: LeadUnderWay['asks'], question: string): Part => {
    desk.state.lead = { ...lead, asks }
    return { text: '', sources: [], ask: question }
  }
  if (lead.why === 'quote' && !lead.need) return ask('need', say.leadNeed)
  if (lead.why === 'quote' && !name) return ask('name', say.leadName)
  if (!reach) return ask('reach', say.leadReach)
  desk.state.lead = null
  if (lead.why === 'appointment')
    return {
      text: say.noted(name),
      sources: [],
      commands: [{ type: 'lead.save', fields: { [reach.includes('@') ? 'email' : 'phone']: reach } }],
    }
  const fields: LeadFields = lead.need ? { need: lead.need.slice(0, 1000) } : {}
  if (name && name !== contact.name) fields.name = name
  if (reach !== contact.phone && reach !== contact.email)
    fields[reach.includes('@') ? 'email' : 'phone'] = reach
  const next = whatHappensNext(desk)
  const opens = isClosed(desk) ? nextOpening(desk) : null
  const called = lead.why === 'callback' && !reach.includes('@')
  return {
    text: called ? say.callDone(written(desk, reach), opens) : `${say.leadDone(name)} ${next.text}`,
    sources: called && opens ? [hoursSource(`Open again ${opens}`)] : next.sources,
    commands: [
      { type: 'lead.save', fields },
      {
        type: 'conversation.escalate',
        reason: 'asked_for_person',
        note: noteFor(
          desk,
          lead.why === 'callback'
            ? `Please call back at ${reach}`
            : `Wants a quote: ${lead.need}. Reach: ${reach}`,
        ),
      },
    ],
  }
}
