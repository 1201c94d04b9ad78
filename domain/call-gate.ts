// May this call be made? A call by a person is that person's decision: an opt-out of messages does not forbid it, and is
// said. No machine of ours calls anybody: an artificial voice needs a consent of its own (FCC 24-17).
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { ANONYMOUS } from './call.ts'
import type { AuthorKind } from './message.ts'
import type { GateReason, Verdict } from './send-gate.ts'

export type CallGateFacts = {
  now: Date
  author: AuthorKind
  address: { value: string; optedOutAt: Date | null }
  inbox: { name: string; paused: boolean }
}

/** Blocks with reasons, or allows; reasons of an allowance are warnings to be shown before the call. */
export function decideCall(facts: CallGateFacts): Verdict {
  const blocks: GateReason[] = []
  const warnings: GateReason[] = []
  if (facts.author !== 'member' && facts.author !== 'api')
    blocks.push({
      code: 'ai_off',
      text: 'Only people call customers',
      action: 'Call from the conversation yourself.',
    })
  if (isHidden(facts.address.value))
    blocks.push({
      code: 'address_unusable',
      text: 'The caller hid the number, so nobody can call back',
      action: 'Wait until they call again.',
    })
  if (facts.inbox.paused)
    blocks.push({
      code: 'inbox_paused',
      text: `The inbox ${facts.inbox.name} is paused`,
      action: 'Make it active again in the settings.',
    })
  if (facts.address.optedOutAt)
    warnings.push({
      code: 'opted_out',
      text: 'The customer opted out of messages at this number',
      action: 'A call by you is still allowed. Call only if they would expect it.',
    })
  const decidedAt = facts.now.toISOString()
  return blocks.length > 0
    ? { decision: 'block', reasons: blocks, decidedAt }
    : { decision: 'allow', reasons: warnings, decidedAt }
}

/** What networks put in place of a number that the caller hides. */
const HIDDEN = new Set([
  ANONYMOUS,
  'restricted',
  'private',
  'unknown',
  'unavailable',
  'blocked',
  '+266696687',
  '266696687',
  '+86282452253',
  '+7378742833',
  '+2562533',
  '+8656696',
])

export function isHidden(number: string): boolean {
  return HIDDEN.has(number.trim().toLowerCase())
}

/** Could a text reach this number? In North America mobiles cannot be told from landlines by the number. */
export function mayBeMobile(number: string): boolean {
  if (isHidden(number)) return false
  const parsed = parsePhoneNumberFromString(number)
  // Numbers of test accounts and emulators have no kind; only what is surely no mobile is left out.
  const kind = parsed?.getType()
  return parsed !== undefined && (kind === undefined || kind === 'MOBILE' || kind === 'FIXED_LINE_OR_MOBILE')
}
