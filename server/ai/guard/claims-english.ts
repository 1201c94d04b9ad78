// How English claims an act. Each pattern is narrow on purpose: "we call before we come" is how a business works, "I
// will call you" is a promise. `promise` may be a quote of the knowledge or an open offer; `done` never is.
import type { Proof } from './actions.ts'

export type ClaimPattern = { pattern: RegExp; kind: 'done' | 'promise'; proofs: Proof[]; why: string }

const notBooked =
  'nothing was booked in this turn. Call book_appointment with the customer’s name, or do not say it'
const notHandedOver = 'nobody was told. Call escalate first, or do not say it'
const notDone = 'you cannot do that, and nobody did. Do not say it; call escalate if a person must do it'
const notHeld = 'no time is held. Call book_appointment first, or do not say it'
const notSaved = 'nothing was saved. Call save_lead first, or do not say it'
const notLooked = 'you have not looked. Use a tool now, or do not say it: after this reply there is no later'

const claim = (kind: ClaimPattern['kind'], proofs: Proof[], why: string, source: string): ClaimPattern => ({
  kind,
  proofs,
  why,
  // A source may begin inside a word only with the apostrophe of "we'll".
  pattern: new RegExp(`(?:(?<![\\p{L}'])|(?='))(?:${source})(?!\\p{L})`, 'giu'),
})

const now =
  '(?:\\s+(?:just|now|already|also|successfully|officially|fully|all|gone ahead and|went ahead and|happily|gladly|personally|since))*'
/** "I have", "we've", "I": who did it. */
const did = `(?:i|we)(?:'ve| have|'d| had)?${now}`
const will = `(?:i|we)(?:'ll| will|'m going to|'re going to| am going to| are going to)${now}`
const people =
  '(?:team|colleagues?|co-workers?|manager|owner|staff|someone|somebody|person|human|office|plumbers?|technicians?|specialists?|supervisor|boss|representative|rep|agent|department|crew|experts?|doctor|dentist|stylist|mechanic|coordinator|dispatch(?:er)?)'
const be = `(?:'s|'re| is| are| was| were| has been| have been| is being)${now}`
const thing =
  '(?:appointment|booking|reservation|visit|slot|spot|time|session|service|consultation|estimate|check|repair|cleaning|installation|meeting|call-?out)'
const subject = `(?:(?:your|the|this|that) (?:[\\w-]+ ){0,4}?${thing}|your (?:[\\w-]+ ){0,4}?[\\w-]+|it|that|this|everything)`
const meeting = '(?:appointment|booking|reservation|visit|session)'
const made =
  '(?:booked|scheduled|confirmed|reserved|locked in|secured|arranged|all set|set for|on the (?:schedule|calendar|books))'
const day =
  '(?:then|there|on|at|next|this|tomorrow|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|in the)'
/** Something of the customer's, near: "changed your", "sent you a", "cancelled the appointment". */
const near =
  '(?=(?:\\s+[\\w-]+){0,4}?\\s+(?:you|your|it|this|that|him|her|them|appointment|booking|visit|order|refund|confirmation|e-?mail|text|sms|link|reminder|invoice|request|payment|technician|plumber|team|discount|fee|part|parts)(?!\\p{L}))'

const booked: ClaimPattern[] = [
  claim(
    'done',
    ['booked'],
    notBooked,
    `${did}\\s+(?:booked|scheduled|reserved|pencil+ed|slotted|signed|registered|locked|secured|arranged|confirmed|fit|put|got|added)\\s+(?:you|your|the|that|this|it|an?|everything|[\\w]+day)(?!\\s+(?:question|idea|policy|team|manager))(?=[^.!?]*(?:down|in\\b|up\\b|appointment|booking|visit|slot|spot|time|session|schedul|calendar|booked|for|on\\b|at\\b|\\d|[.!]|$))`,
  ),
  claim(
    'done',
    ['booked', 'upcoming'],
    notBooked,
    `you(?:'re| are)${now}\\s+(?:booked|scheduled|confirmed|registered|down for|in for|on the (?:schedule|calendar|books|list)|good to go|set(?! up)(?=\\s*(?:[.!,]|for|on|to go|$)))`,
  ),
  claim('done', ['booked', 'upcoming'], notBooked, `${subject}${be}\\s+${made}`),
  claim(
    'done',
    ['booked', 'upcoming'],
    notBooked,
    `(?:(?:your|the|this|that|an?) (?:[\\w-]+ ){0,4}?)?${meeting}(?: [\\w-]+){0,3}?${be}(?:\\s+successfully)?\\s+(?:made|set|placed|complete|completed|finali[sz]ed|successful)`,
  ),
  claim('done', ['booked', 'upcoming'], notBooked, `you(?:'ve| have)${now}\\s+(?:booked|scheduled|reserved)`),
  claim(
    'done',
    ['booked'],
    notBooked,
    `(?:i|we)(?: was| were|'ve been| have been) able to (?:book|schedule|reserve|secure|make|fit)`,
  ),
  claim(
    'done',
    ['booked'],
    notBooked,
    `${did}\\s+(?:made|placed)\\s+(?:your|an?|the|that|this)\\s+(?:[\\w-]+\\s+){0,3}?${meeting}`,
  ),
  claim(
    'done',
    ['booked', 'upcoming'],
    notBooked,
    `(?:i|we)(?:'ve| have)? (?:got )?(?:your|the|an?|that|this) (?:[\\w-]+ ){0,3}?${meeting}(?: [\\w-]+){0,2}? (?:booked|scheduled|confirmed|set)`,
  ),
  claim(
    'done',
    ['booked', 'upcoming'],
    notBooked,
    `(?<!(?:can|could|may|might|to|would) )see you (?:all )?${day}`,
  ),
  claim(
    'done',
    ['booked', 'upcoming'],
    notBooked,
    `(?:we're|we are|we(?:'ll| will) be|i'm) (?:expecting|waiting for) you`,
  ),
  {
    kind: 'done',
    proofs: ['booked', 'upcoming'],
    why: notBooked,
    pattern:
      /^[^\p{L}]*(?:(?:great|perfect|ok|okay|alright|all right|awesome|wonderful|excellent|thanks|thank you|super|sure|yes|yep|done|good news)[^\p{L}]+)*(?:all (?:set|booked)|booked|confirmed|(?:your )?(?:[\w-]+ ){0,2}?(?:appointment|booking|reservation)(?: [\w-]+){0,3}? (?:booked|confirmed|scheduled|made|set))(?!\p{L})(?! (?:appointments|customers|online|by|guests|time))/giu,
  },
  claim(
    'promise',
    ['booked'],
    notBooked,
    `${will}\\s+(?:book|schedule|reserve|pencil|sign|register|put|get|fit)\\s+(?:you|your|it|that|this|the)(?=[^.!?]*(?:\\bin\\b|down|appointment|booking|visit|slot|for|on\\b|at\\b|schedul|booked|[.!]|$))`,
  ),
  claim(
    'done',
    ['held', 'booked'],
    notHeld,
    `(?:${did}|i'm|we're|i am|we are)\\s+(?:held|holding|set aside|setting aside|blocked(?: off)?|keeping|kept|saved|saving|reserving)\\s+(?:(?:you|your|that|this|the|it|an?)\\s+)+(?:[\\w:-]+\\s+){0,4}?(?:slot|spot|time|appointment|opening|for you|\\d)`,
  ),
  claim(
    'promise',
    ['held', 'booked'],
    notHeld,
    `${will}\\s+(?:hold|keep|save|block|set aside)\\s+(?:(?:you|your|that|this|the|it|an?)\\s+)+(?:[\\w:-]+\\s+){0,4}?(?:slot|spot|time|appointment|opening|for you)`,
  ),
]

const handedOver: ClaimPattern[] = [
  claim(
    'done',
    ['handed_over'],
    notHandedOver,
    `(?:${did}|i'm|we're|i am|we are)\\s+(?:passed|passing|forwarded|forwarding|handed|handing|escalated|escalating|flagged|flagging|notified|notifying|alerted|alerting|transferred|transferring|relayed|relaying|looped|looping)`,
  ),
  claim(
    'done',
    ['handed_over'],
    notHandedOver,
    `(?:${did}|i'm|we're|i am|we are)\\s+(?:informed|informing|connected|connecting|referred|referring|raised|raising|shared|sharing|assigned|assigning|submitted|submitting|logged|logging|let|told|asked|asking|getting|bringing|brought|putting|messaged)\\s[^.!?]{0,60}?${people}`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `${will}\\s+(?:pass|forward|hand|escalate|flag|notify|alert|transfer|relay|loop)`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `${will}\\s+(?:inform|connect|refer|raise|share|let|tell|ask|get|have|bring|put|arrange for|make sure)\\s[^.!?]{0,60}?${people}`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `(?:will|'ll|is going to|are going to|is about to)\\s+(?:\\w+\\s+){0,2}?(?:call|phone|ring|text|e-?mail|contact|message|reach out to|reach|get back to|be in touch with|follow up with|write to|write|answer|reply to|assist|take care of)\\s+(?:you|your)`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `(?:(?:an?|our|one of our|the|my|another|some) (?:[\\w-]+ ){0,3}?${people}|someone|somebody)(?: from [^.!?]{1,40}?)?\\s*(?:will|'ll|is going to)\\s+(?:\\w+\\s+)?(?:call|contact|reach|get back|be in touch|follow|reply|respond|answer|take over|help|assist|text|e-?mail|come back|confirm|review|handle|pick|join|be with)`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `(?:will|'ll)\\s+(?:\\w+\\s+)?(?:be in touch|get in touch|get back to you|reach out|follow up|take (?:over|it) from here|call back)`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `you(?:'ll| will)\\s+(?:\\w+\\s+)?(?:hear (?:back )?from|be (?:contacted|called|texted))`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `(?:confirmation|e-?mail|text|reminder|invoice|message|link|quote)s?(?: [\\w-]+){0,2}? will be (?:sent|e-?mailed|mailed|texted)`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `expect (?:to (?:receive|get|hear) )?(?:an?|the|your|our|from) (?:[\\w-]+ ){0,2}?(?:confirmation|e-?mail|text|call|message|us|someone)`,
  ),
  claim(
    'promise',
    ['handed_over'],
    notHandedOver,
    `you(?:'ll| will| should)\\s+(?:\\w+\\s+)?(?:receive|get)\\s+(?:an?|the|your|our)\\s+(?:[\\w-]+\\s+){0,3}?(?:confirmation|e-?mail|text|sms|message|call|callback|link|invoice|reminder|refund|notification|quote)`,
  ),
  claim(
    'done',
    ['handed_over'],
    notHandedOver,
    `(?:your|the|this)\\s+(?:[\\w-]+\\s+){0,3}?(?:request|message|question|complaint|case|issue|details|conversation)${be}\\s+(?:sent|passed|forwarded|escalated|handed|submitted|transferred|flagged)`,
  ),
]

const notMoved =
  'nothing was moved in this turn. Call move_appointment (confirmed, once the customer agreed), or do not say it'
const notCanceled =
  'nothing was canceled in this turn. Call cancel_appointment (confirmed, once the customer agreed), or do not say it'
const appointment = '(?:appointment|booking|reservation|visit|session)'

/** Moved and canceled: proved by a command of this turn. */
const changed: ClaimPattern[] = [
  claim(
    'done',
    ['moved'],
    notMoved,
    `${did}\\s+(?:rescheduled|moved|changed|postponed|shifted|pushed)${near}`,
  ),
  claim('done', ['canceled'], notCanceled, `${did}\\s+(?:cancell?ed|called off)${near}`),
  claim(
    'done',
    ['moved'],
    notMoved,
    `(?:your|the|an?)\\s+(?:[\\w-]+\\s+){0,4}?${appointment}${be}\\s+(?:rescheduled|moved|changed|postponed|shifted|pushed)(?!\\s+(?:if|when|unless|only|by|within|after|before|until))`,
  ),
  claim(
    'done',
    ['canceled'],
    notCanceled,
    `(?:your|the|an?)\\s+(?:[\\w-]+\\s+){0,4}?${appointment}${be}\\s+(?:cancell?ed|called off)(?!\\s+(?:if|when|unless|only|by|within|after|before|until))`,
  ),
  claim('promise', ['moved'], notMoved, `${will}\\s+(?:reschedule|move|postpone|shift)${near}`),
  claim('promise', ['canceled'], notCanceled, `${will}\\s+cancel${near}`),
  {
    kind: 'done',
    proofs: ['canceled'],
    why: notCanceled,
    pattern: /^[^\p{L}]*(?:(?:done|ok|okay|all right|alright|sure|yes)[^\p{L}]+)*cancell?ed(?!\p{L})/giu,
  },
  {
    kind: 'done',
    proofs: ['moved'],
    why: notMoved,
    pattern:
      /^[^\p{L}]*(?:(?:done|ok|okay|all right|alright|sure|yes)[^\p{L}]+)*(?:moved|rescheduled)(?!\p{L})/giu,
  },
]

const never: ClaimPattern[] = [
  claim(
    'done',
    ['nothing'],
    notDone,
    `${did}\\s+(?:e-?mailed|mailed|texted|called|phoned|rung|refunded|updated|ordered|applied|charged|dispatched|removed|deleted|processed|issued|waived|credited|extended|upgraded|activated|sent|shipped)${near}`,
  ),
  claim(
    'done',
    ['nothing'],
    notDone,
    `${did}\\s+(?:checked|spoken|spoke|talked|confirmed|verified|consulted|discussed)\\s+(?:\\w+\\s+)?(?:with|to)\\s+(?:the|our|my|an?)\\s+(?:[\\w-]+\\s+){0,2}?${people}`,
  ),
  claim(
    'done',
    ['nothing'],
    notDone,
    `(?:your|the|an?)\\s+(?:[\\w-]+\\s+){0,4}?(?:refund|order|confirmation|e-?mail|message|text|reminder|invoice|payment|cancellation|discount|credit|link)${be}\\s+(?:on (?:its|the) way|sent|e-?mailed|refunded|cancelled|canceled|changed|updated|ordered|applied|processed|issued|approved|waived|credited|placed)(?!\\s+(?:if|when|unless|only|by|within|after|before|until|the (?:day|evening)))`,
  ),
  claim(
    'done',
    ['nothing'],
    notDone,
    `(?:is|are|'s|'re)${now}\\s+(?:on (?:the|their|his|her|its|my|our) way|en route|heading (?:to|over|your)|being dispatched)`,
  ),
  claim(
    'promise',
    ['nothing'],
    notDone,
    `${will}\\s+(?:send|e-?mail|text|call|phone|refund|change|update|order|remind|process|apply|charge|waive|dispatch|credit|issue|arrange)${near}`,
  ),
]

const later: ClaimPattern[] = [
  claim(
    'promise',
    ['looked', 'handed_over'],
    notLooked,
    `(?:let me|${will})\\s+(?:quickly\\s+)?(?:check|look|see what|see if|find out|verify|search|double-check|review|get back)`,
  ),
  claim(
    'promise',
    ['looked', 'handed_over'],
    notLooked,
    `(?:one|just a|give me a|hold on a|hang on a) (?:moment|second|minute|sec)|bear with me`,
  ),
  claim(
    'done',
    ['looked'],
    notLooked,
    `${did}\\s+(?:checked|looked (?:at|in|into|through|up)|searched|reviewed)\\s+(?:\\w+\\s+){0,3}?(?:calendar|schedule|availability|diary|system|records|knowledge base|information|files)`,
  ),
  claim(
    'done',
    ['saved', 'handed_over', 'booked'],
    notSaved,
    `${did}\\s+(?:saved|recorded|stored|filed|logged|registered|taken down|noted down|written down|added)\\s+(?:\\w+\\s+){0,4}?(?:details|information|info|contact|name|number|e-?mail|address|request|preferences?)`,
  ),
]

export const englishClaims: ClaimPattern[] = [...booked, ...handedOver, ...changed, ...never, ...later]
