// Short answers: yes, no, the second one, later, never mind.

const YES =
  /^(?:y|yes|yea|yeah|yep|yup|ya|yess+|sure|ok|okay|k|kk|alright|all right|fine|perfect|great|good|excellent|cool|correct|right|exactly|absolutely|definitely|certainly|of course|indeed|please(?=[.!]*$)|confirm|confirmed|agreed|deal|sounds (?:good|great|perfect|fine)|that(?:'s| is|'ll be| will be| would be) (?:fine|all right|alright|good|great|right|correct|perfect|ok|okay|it)|go ahead|do it|book it|please do|let'?s do (?:it|that)|i do|i would|i confirm|yes please|👍|👌|✅)\b/iu
const YES_INSIDE =
  /\b(?:(?:that|it|this|which|time|date|day) (?:works|suits|(?:is|would be|will be|'ll be) (?:fine|all right|alright|ok|okay|lovely|good|great|perfect|right|correct))|works (?:for me|great|well|fine|perfectly)|sounds (?:really |very |so |pretty )?(?:good|great|perfect|fine)|go ahead|book (?:it|that|me)|please do|(?:will|would|'ll) work|seems (?:fine|good|great)|i'?ll take (?:it|that)|please confirm|looks good|is perfect)\b|👍|✅/iu
const NO =
  /^(?:n|no|nope|nah|not? really|not yet|negative|i don'?t think so|no thanks?|no thank you|wrong|incorrect)\b/i
const NO_INSIDE =
  /\b(?:does ?n[o']?t work|won'?t work|can'?t (?:do|make)|isn'?t (?:good|possible|right|what)|that'?s (?:wrong|not)|is (?:wrong|not right)|is not (?:good|possible|right)|too (?:late|early)|none of (?:these|those|them))\b/i
const DROP =
  /\b(?:never ?mind|forget (?:it|that|about it)|cancel (?:that|it|this|the booking|please)|don'?t book|do not book|stop the booking|changed my mind|not any ?more|leave it|i'?ll (?:call|think about it|get back|come back)|no longer (?:need|want)|drop (?:it|that)|scratch that)\b|^cancel\W*$/i

const plain = (text: string) =>
  text
    .trim()
    .replace(/[’‘]/g, "'")
    .replace(/^(?:oh|um+|uh+|well|hmm+|ah|so|hi|hello|hey|thanks|thank you)[\s,.!]+/i, '')

/** Does a text agree or refuse? Null where it does neither. */
export function readYesNo(text: string): 'yes' | 'no' | null {
  const t = plain(text)
  if (/^no (?:problem|worries|preference)\b/i.test(t)) return null
  if (/n'?t (?:think|know|believe)\b|\bnot sure\b/i.test(t)) return null
  if (NO.test(t) || NO_INSIDE.test(t)) return 'no'
  if (YES.test(t) || YES_INSIDE.test(t)) return 'yes'
  return null
}

/** "never mind", "cancel that": what is under way shall end. */
export function readDrop(text: string): boolean {
  return DROP.test(plain(text))
}

const ORDINALS: [RegExp, number][] = [
  [/\b(?:first|1st|number one|#1|option (?:1|one)|option a)\b/i, 0],
  [/\b(?:second|2nd|number two|#2|option (?:2|two)|option b)\b/i, 1],
  [/\b(?:third|3rd|number three|#3|option (?:3|three)|option c)\b/i, 2],
  [/\b(?:fourth|4th|#4|option (?:4|four))\b/i, 3],
  [/\b(?:last|latest|latter|later) (?:one|time|option|slot)\b|^(?:the )?(?:last|latest|latter)\b/i, -1],
  [/\b(?:middle|one in the middle)\b/i, -2],
  [/\b(?:earliest|soonest|earlier one)\b/i, 0],
]

/** Which of `count` offered things is chosen by its place; null where none is named. */
export function readOrdinal(text: string, count: number): number | null {
  const t = plain(text)
  if (/\bon the \d|\bfirst (?:thing|available|free|of all|time)\b/i.test(t)) return null
  for (const [pattern, place] of ORDINALS)
    if (pattern.test(t)) {
      const index = place === -1 ? count - 1 : place === -2 ? Math.floor((count - 1) / 2) : place
      return index >= 0 && index < count ? index : null
    }
  const bare = /^#?(\d)[.)]?$/.exec(t)
  if (bare) return Number(bare[1]) >= 1 && Number(bare[1]) <= count ? Number(bare[1]) - 1 : null
  return null
}

/** "any of them": the customer leaves the choice to us. */
export function readAny(text: string): boolean {
  return /\b(?:any(?: of (?:them|those|these))?(?: (?:is|are|works?|will do))|any of (?:them|those|these)|either(?: one| of them| is| works)?|whichever|whatever|you (?:choose|pick|decide)|no preference|doesn'?t matter|don'?t (?:care|mind)|all (?:of them )?(?:are fine|work))\b/i.test(
    plain(text),
  )
}

/** Which way to look on: later or earlier on the same days, other times, another day. */
export function readMore(text: string): 'later' | 'earlier' | 'other' | 'other_day' | null {
  const t = plain(text)
  if (/\b(?:another|different|other) days?\b|\bnext day\b|\bday after\b/i.test(t)) return 'other_day'
  if (/\b(?:later|afterwards)\b(?! one)/i.test(t) && !/\blater today\b/i.test(t)) return 'later'
  if (/\b(?:earlier|sooner)\b/i.test(t)) return 'earlier'
  if (
    /\b(?:other|else|more|different|another|alternative)\b/i.test(t) &&
    /\b(?:times?|slots?|options?|openings?|anything|something|what|ones?)\b/i.test(t)
  )
    return 'other'
  return null
}
