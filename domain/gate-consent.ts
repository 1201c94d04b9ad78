// The gate's rules on consent: what each address allowed and forbade, for each purpose.
import type { GateFacts } from './gate-facts.ts'
import { classOf, isUnasked } from './purpose-class.ts'
import type { GateReason } from './verdict.ts'

/** One confirmation of an opt-out may follow within this time (47 CFR 64.1200(a)(12)). */
export const CONFIRMATION_WINDOW_MS = 5 * 60_000

/** Blocks, in the order in which they are told; `notes` says what passed and why. */
export function consentReasons(facts: GateFacts): { blocks: GateReason[]; notes: GateReason[] } {
  const blocks: GateReason[] = []
  const notes: GateReason[] = []
  const kind = classOf(facts.purpose, facts.template)
  const { consent } = facts
  if (facts.address.optedOutAt && facts.purpose !== 'forward') {
    const age = facts.now.getTime() - facts.address.optedOutAt.getTime()
    const confirms = facts.purpose === 'opt_out_confirmation'
    if (confirms && age > CONFIRMATION_WINDOW_MS)
      blocks.push({
        code: 'confirmation_late',
        text: 'The opt-out is older than five minutes, so its confirmation may no longer be sent',
        action: 'Nothing to do: the opt-out itself is in force.',
      })
    else if (mayStillSend(facts))
      notes.push({
        code: 'opted_out',
        text: 'They opted out; what they need is still sent, as your settings say',
        action: 'Settings, Sending: after STOP, send nothing.',
      })
    else if (!confirms) blocks.push(optedOut(facts))
  }
  if (facts.purpose === 'forward') return { blocks, notes }
  const said = consent?.purposes[kind]
  // What answers them is no message that they had forbidden; offers are never an answer.
  const bound = kind === 'marketing' || isUnasked({ ...facts, lastInboundAt: facts.lastInboundAt ?? null })
  if (said === 'out' && bound)
    blocks.push({
      code: 'purpose_opted_out',
      text:
        kind === 'marketing'
          ? 'They asked for no more offers at this address'
          : `They asked for no ${kind} messages at this address`,
      action:
        'Answers to what they write are still allowed. A new yes of theirs can be recorded in the contact.',
    })
  if (kind === 'marketing' && consent?.marketingNeedsOptIn && said !== 'in' && said !== 'out')
    blocks.push({
      code: 'consent_missing',
      text: 'There is no record that they agreed to offers at this address',
      action: 'Record their written yes in the contact, with the words they used, and send again.',
    })
  if (kind === 'marketing' && facts.wish?.dnd.noMarketing)
    blocks.push({
      code: 'do_not_disturb',
      text: 'This contact is to get no offers',
      action: 'Change it under “Do not disturb” in the contact, if they changed their mind.',
    })
  return { blocks, notes }
}

/** What people need may follow a STOP where the business decided so, by a machine that was told what it is. */
function mayStillSend(facts: GateFacts): boolean {
  return (
    facts.consent?.afterStop === 'transactional' &&
    facts.purpose === 'transactional' &&
    classOf(facts.purpose, facts.template) === 'transactional'
  )
}

function optedOut(facts: GateFacts): GateReason {
  const { consent } = facts
  const text = 'The customer opted out of messages at this address'
  const byPerson = facts.author === 'member' && classOf(facts.purpose, facts.template) !== 'marketing'
  if (byPerson && consent?.answerAfterStop && consent.wroteSince)
    return {
      code: 'opted_out',
      text: `${text}, and wrote again since`,
      action: 'You may answer what they wrote, and say why. The carrier may still refuse it.',
      overridable: true,
      overridableBy: 'member',
    }
  return { code: 'opted_out', text, action: 'Nothing can be sent here until the customer writes START.' }
}
