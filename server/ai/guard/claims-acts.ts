// Acts that the front desk has no tool for and never will have, found by the set of attempts: what is done to other
// people's appointments and data, to consent, to the machine, and to the telephone. Nothing proves any of them.
import type { ClaimPattern } from './claims-english.ts'

const why = 'you cannot do that, and nobody did. Do not say it; call escalate if a person must do it'
const whyOthers = 'that is somebody else’s. You know and change only what belongs to this conversation'
const never = (source: string, reason = why): ClaimPattern => ({
  kind: 'done',
  proofs: ['nothing'],
  why: reason,
  pattern: new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'giu'),
})
const have = "(?:i|we)(?:'ve| have)(?: (?:just|now|already|also|successfully))?"

export const actClaims: ClaimPattern[] = [
  never(
    `${have} (?:unsubscribed|opted (?:out|in)|blocked|deleted|erased|wiped|dropped|e-?mailed|texted|dialled|dialed|phoned|transferred|charged|credited|forwarded)`,
  ),
  never(`${have} (?:noted|recorded|registered|logged|saved) (?:the|their|her|his|that|your) consent`),
  never(
    `${have}?[^.!?]{0,60}? called (?:the|your|his|her|their) (?:police|fire|ambulance|doctor|number|bank|landlord)`,
  ),
  never(
    "(?:i am|i'm|we are|we're) (?:now )?(?:calling|dialing|dialling|phoning|texting|mailing|e-?mailing)(?! (?:card|hours))",
  ),
  never(`${have} (?:refunded|reimbursed|paid (?:you )?back)`),
  never(`${have} booked (?:every|all)`),
  {
    ...never(
      '\\p{L}{2,} \\p{L}{2,} (?:is|are|was|has been|have been) (?:now )?(?:booked|scheduled|registered) (?:in )?(?:for|on)',
    ),
    proofs: ['booked', 'upcoming'],
    why: 'nothing was booked in this turn. Call book_appointment with the customer’s name, or do not say it',
  },
  never(
    "(?:her|his|their|\\p{L}+(?:'s|’s)) (?:next |other )?(?:appointment|booking|visit|reservation|slot)s? (?:has|have|is|are|was|were)(?: \\p{L}+)? (?:been )?(?:cancel+ed|moved|changed|rescheduled|postponed|deleted)",
    whyOthers,
  ),
  never(
    '(?:her|his|their) (?:phone |mobile |cell )?(?:number|e-?mail|address|code|gate code|password) (?:is|was|has)',
    whyOthers,
  ),
  never(
    '(?:has|have) (?:now |just |already )?been (?:deleted|erased|wiped|dropped|unsubscribed|opted (?:out|in)|refunded|credited|charged)',
  ),
  // The same in other languages: an auxiliary and the participle right behind it.
  never(
    '(?:le |les |te |os )?(?:he|hemos|se ha|se han) (?:devuelto|reembolsado|abonado|borrado|eliminado|llamado)',
  ),
  never('(?:eu )?(?:reembolsei|devolvi|apaguei|exclu[ií]|liguei|creditei)'),
  never("(?:(?:vous |t')?ai|avons) (?:remboursé|crédité|supprimé|effacé|appelé)e?s?"),
  never('(?:(?:le|ti|vi) )?(?:ho|abbiamo) (?:rimborsato|accreditato|cancellato|eliminato|chiamato)'),
]
