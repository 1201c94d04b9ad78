// Claims that something was done or will be done. What the front desk can do, a command of this turn proves; what it
// cannot do (refund, send mail, call) nobody may claim for it.

import { actClaims } from './claims-acts.ts'
import { type ClaimPattern, englishClaims } from './claims-english.ts'
import { otherClaims } from './claims-other.ts'
import type { Checked, Evidence } from './evidence.ts'
import { isQuoted } from './evidence.ts'
import { isConditional, isDenied, isOpen, type Sentence } from './sentences.ts'

/** What may prove a claim. `nothing` is proved by nothing. */
export type Proof =
  | 'booked'
  | 'upcoming'
  | 'held'
  | 'moved'
  | 'canceled'
  | 'handed_over'
  | 'saved'
  | 'looked'
  | 'nothing'

const claims: ClaimPattern[] = [...englishClaims, ...otherClaims, ...actClaims]

/** What is claimed in this sentence without a tool having done it, in words for the model. */
export function checkActions(sentence: Sentence, proofs: ReadonlySet<Proof>, evidence: Evidence): string[] {
  const problems = claims.flatMap((claim) => {
    if (claim.proofs.some((proof) => proofs.has(proof))) return []
    const found = occurrences(sentence, claim)[0]
    if (!found) return []
    if (claim.kind === 'promise' && isQuoted(sentence.text, evidence.business)) return []
    return [`“${found}”: ${claim.why}`]
  })
  // One sentence, one complaint of a kind: patterns overlap.
  return problems.slice(0, 2)
}

/** Where a claim is really made: not denied, not under a condition, and, for a promise, not an open offer. */
function occurrences(sentence: Sentence, claim: ClaimPattern): string[] {
  if (claim.kind === 'promise' && isOpen(sentence)) return []
  return [...sentence.text.matchAll(claim.pattern)]
    .filter(
      (m) =>
        !isDenied(sentence.text, m.index + 1) &&
        !isConditional(sentence.text, m.index + 1, m.index + m[0].length),
    )
    .map((m) => m[0].trim())
}

/** Does a sentence say that an appointment is made? */
export function claimsBooking(text: string): boolean {
  const sentence: Sentence = { text, start: 0, question: text.trimEnd().endsWith('?') }
  return claims.some(
    (c) =>
      c.proofs.includes('booked') &&
      !c.proofs.includes('held') &&
      !c.proofs.includes('saved') &&
      occurrences(sentence, c).length > 0,
  )
}

const lookups = new Set([
  'search_knowledge',
  'find_slots',
  'book_appointment',
  'move_appointment',
  'cancel_appointment',
])

/** What this turn can prove. */
export function proofsOf({ commands, runs, hold, move, context }: Checked): Set<Proof> {
  const proofs = new Set<Proof>()
  const has = (type: string) => commands.some((c) => c.type === type)
  if (has('appointment.book')) proofs.add('booked')
  if (has('appointment.move')) proofs.add('moved').add('booked')
  if (has('appointment.cancel')) proofs.add('canceled')
  if (hold || move) proofs.add('held')
  if (has('conversation.escalate')) proofs.add('handed_over')
  if (has('lead.save')) proofs.add('saved')
  if (context.contact.upcoming.length > 0) proofs.add('upcoming')
  if (runs.some((run) => run.ok && lookups.has(run.name))) proofs.add('looked')
  return proofs
}
