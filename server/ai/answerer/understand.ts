// From a clause to what it wants: the scorer's word, checked against words without which an intent makes no sense.
import { termsOf } from '#ai/knowledge/relevance.ts'
import { splitWords, stem } from '#ai/knowledge/words.ts'
import type { Desk } from './desk.ts'
import type { IntentName } from './examples.ts'
import { chooseService } from './read/service.ts'
import { features, scoreIntents } from './scorer.ts'

export type Understood = { intent: IntentName; score: number } | null

/** Every intent's own words. A clause that holds none of them needs a far closer likeness. */
const CUES: Partial<Record<IntentName, RegExp>> = {
  hours:
    /\b(?:open|opens|opening|close[sd]?|closing|hours?|hrs|schedule|until|till|late|work on|work weekends|around|shut)\b/i,
  price:
    /\b(?:price[sd]?|pricing|costs?|charge|fees?|rates?|how much|expensive|ballpark|cheap|set me back)\b/i,
  services:
    /\b(?:services?|offer|do you (?:also )?(?:do|provide|fix|repair|install|have)|can you (?:do|help|fix|repair|install)|help with|what do you do|kinds?|menu|list|about|included?|how long|treatments?|jobs?)\b/i,
  location:
    /\b(?:where|address|located|location|directions?|get (?:there|to)|find you|street|park(?:ing)?|near|part of town)\b/i,
  contact: /\b(?:phone|number|e-?mail|mail|web ?site|contact|reach|touch|online|photos?|call)\b/i,
  booking:
    /\b(?:book|booking|booked|appointments?|appts?|schedul\w*|slots?|availab\w*|free|openings?|come|visit|reserv\w*|fit me|squeeze|set (?:up|a time)|put me|sign me|get in|earliest|soonest|(?:what|any|which|have|other) times?|time for|times (?:do|are)|a time|need|like|looking|want|have (?:anything|something)|see someone)\b/i,
  appointment: /\b(?:appointment|appt|booked|booking|coming|visit)\b/i,
  change:
    /\b(?:cancel\w*|reschedul\w*|postpone|push|make it(?! for)|make my|(?:am|be|running) late|(?:move|change) (?:\w+ ){0,3}(?:appointment|appt|booking|visit|time|day|date|slot)|another day|another time)\b/i,
  lead: /\b(?:quote|quotation|estimate|offer|interested|project|planning|bigger job|customer|work with you|information)\b/i,
  callback: /\b(?:call|ring|phone|callback|call-back)\b/i,
  person:
    /\b(?:human|person|someone|somebody|agent|representative|operator|manager|owner|boss|staff|people|team|talk|speak|transfer|connect)\b/i,
  complaint:
    /\b(?:complain\w*|complaint|unacceptable|un?happy|not happy|terrible|worst|never showed|no ?(?:body|one) (?:showed|came|turned)|did ?n.?t show|not show|disappoint\w*|broke again|still (?:broken|leaking|not)|damaged|overcharged|charged me twice|money back|refund|ridiculous|furious|bad review|rude|(?:is|such) a joke|awful|horrible|ruined|fed up|waiting for hours|sue|lawyer|scam|useless|disgust\w*|angry|poor service|ripped)\b/i,
  emergency:
    /\b(?:emergency|burst|flood\w*|water (?:is )?(?:everywhere|coming|pouring|gushing)|pouring|gushing|gas|fire|burning|smoke|bleeding|hurt|injur\w*|breath\w*|chest pain|sparks?|freezing|locked out|urgent\w*|sewage|knocked out|severe|immediately|carbon monoxide|right now|asap)\b/i,
  opt_out:
    /\b(?:stop|unsubscribe|remove|take me off|do not|don.?t|no more|quit|leave me alone|delete|lose my)\b/i,
  bot: /\b(?:bot|robot|human|real|ai|automated|machine|computer|who am i|person)\b/i,
  bye: /\b(?:bye|goodbye|see (?:you|ya)|later|take care|night|have a|nice (?:talking|chatting|speaking)|until|so long|cya|farewell)\b/i,
  thanks:
    /\b(?:thank\w*|thx|ty|appreciate\w*|cheers|great|perfect|awesome|cool|got it|sounds good|nice|wonderful|helpful|that(?:'s| is| will be) all|that'?ll be all|nothing else|i'?m good|all set)\b/i,
}
const WITH_CUE = 0.42
const WITHOUT_CUE = 0.72
/** Wrongly calling for help costs trust and sleep: these need more than a likeness. */
const GRAVE = new Set<IntentName>(['complaint', 'emergency', 'opt_out'])
const GRAVE_SCORE = 0.45
/** Words that are grave by themselves, however the sentence is built. */
const ALWAYS: [IntentName, RegExp][] = [
  [
    'emergency',
    /\b(?:pipe (?:has |just )?burst|burst(?:ing)? pipe|(?:smell|smells like|smelling|leaking) gas|gas (?:leak|smell)|(?:is|are|'s) (?:flooding|flooded|on fire|gushing|bleeding|unconscious)|water (?:is )?(?:everywhere|gushing|pouring|coming (?:through|in|out|down))|not breathing|can.?t breathe|chest pains?|carbon monoxide|(?:stop|stops|keeps?) bleeding|bleeding (?:a lot|badly|heavily)|(?:this|it) ?(?:'s|is) an emergency|flooding (?:my|the|our|everywhere)|sewage (?:is )?(?:coming|backing))\b/i,
  ],
  [
    'complaint',
    /\b(?:i (?:want|would like|need) to (?:complain|make a complaint)|file a complaint|(?:want|demand|need) (?:a refund|my money back)|never showed up|no ?(?:body|one) (?:showed up|came|turned up)|worst (?:service|experience|company)|(?:this|that|it) is (?:totally |completely |absolutely )?unacceptable)\b/i,
  ],
  [
    'booking',
    /^(?!.*\b(?:cancel|reschedule|change|move|my|when|already)\b).*\b(?:book|schedule|reserve|make|set up|get|need|want|like) (?:me |us |him |her )?(?:an?|another|the)? ?(?:[\w:']+ ){0,4}(?:appointment|appt|visit|slot|session|reservation)\b/i,
  ],
  [
    'person',
    /\b(?:(?:talk|speak|chat|connect(?: me)?) (?:to|with) (?:a |an |the |your |some ?)?(?:real |actual |live )?(?:human|person|one|body|agent|manager|owner|boss|representative|operator|people|staff|team)|\b(?:talk|speak) (?:to|with) (?!you\b|about\b|me\b)\w+|(?:real|actual|live) (?:human|person) please|(?:human|agent|representative|operator)(?: please)?[.!?]*$)/i,
  ],
  [
    'opt_out',
    /\b(?:stop (?:texting|messaging|contacting|emailing|writing)|(?:do not|don.?t) (?:text|message|contact|email|write) me|take me off (?:your|the|this) list|remove me from|unsubscribe)\b/i,
  ],
]

/** What a clause wants, or null where nothing is close enough. */
export function understand(desk: Desk, clause: string): Understood {
  // "Do you do emergency visits?" asks about emergencies, it is none.
  const asksAbout =
    /\b(?:do|does|can|could|is|are|will|would) (?:you|there|your)\b|\bhow much\b|\bprice|\bcosts?\b|\bwhat (?:if|should|happens)\b/i.test(
      clause,
    )
  for (const [intent, pattern] of ALWAYS)
    if (
      pattern.test(clause) &&
      !(intent === 'emergency' && asksAbout && !/!|\bnow\b|\bmy\b|\bour\b/i.test(clause))
    )
      return { intent, score: 1 }
  for (const { intent, score } of scoreIntents(clause, desk.serviceWords)) {
    const cue = CUES[intent]
    if (GRAVE.has(intent)) {
      if (score >= GRAVE_SCORE && cue?.test(clause) && !(asksAbout && intent === 'emergency'))
        return { intent, score }
      continue
    }
    if (isAboutOthers(desk, clause, intent)) continue
    if (score >= (!cue || cue.test(clause) ? WITH_CUE : WITHOUT_CUE)) return { intent, score }
    if (score < WITH_CUE) break
  }
  return null
}

/** A question about opening or whereabouts that names something which is not ours ("when does the museum open?"). */
function isAboutOthers(desk: Desk, clause: string, intent: IntentName): boolean {
  if (intent !== 'hours' && intent !== 'location' && intent !== 'contact') return false
  if (/\b(?:you|your|u|ur|yours|we|us|our|there|guys)\b/i.test(clause)) return false
  const own = new Set(
    [
      ...splitWords(desk.context.profile.name),
      ...splitWords(
        'hour open close address location direction park parking phone number email mail website contact holiday christmas thanksgiving year easter weekend saturday sunday store shop office clinic salon practice studio restaurant',
      ),
    ].map(stem),
  )
  return termsOf(clause).some(
    (t) =>
      t.weight === 1 &&
      !own.has(t.word) &&
      !/\d/.test(t.word) &&
      features(t.word, desk.serviceWords)[0]?.startsWith('x') !== true,
  )
}

/** A statement of what is wrong or needed that one of the services is for ("my sink is clogged"). */
export function namesProblem(desk: Desk, clause: string): boolean {
  const { one, several } = chooseService(clause, desk.context.services)
  return (
    (one !== null || several.length > 0) &&
    /\b(?:my|our|the|a|is|are|need|needs|want|have|got|has|won.?t|doesn.?t|does not|not working|broken|stopped|problem|issue|trouble|wrong|help)\b/i.test(
      clause,
    )
  )
}
