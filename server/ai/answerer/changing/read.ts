// What a customer says about an appointment that they have: move or cancel, why, to when, yes or no.
import { type Segment, splitText } from '#ai/answerer/segments.ts'

const words = (text: string): string => text.toLowerCase().replace(/['’]/g, '')

const cancels =
  /\b(?:cancel\w*|cancle|call(?:ing)? (?:it )?off|(?:dont|do not|no longer) need|(?:wont|will not|not) (?:be )?coming|take me off|drop (?:it|the appointment))\b/
const moves =
  /\b(?:re-?schedul\w*|resched|mov(?:e|ing)|chang(?:e|ing)|postpone|push(?:ing)?|switch|shift|(?:an)?other (?:time|day|date|slot)|different (?:time|day|date)|new (?:time|date)|earlier|later|instead|bring (?:it )?forward)\b/
const cannotCome =
  /\b(?:cant|can not|cannot|wont be able to|unable to|not able to) (?:make|come|be there|attend|keep)\b|\bsomething came up\b/
const late = /\b(?:running|be|am|im|going to be|gonna be|few minutes|minutes|bit) (?:\w+ )?late\b/

/** Move, cancel, or not said ("I can't make it"). */
export function readKind(text: string): 'move' | 'cancel' | null {
  const said = words(text)
  // "Cancel or move it": not decided. "Cancel it and find me another day" is a move.
  if (moves.test(said)) return cancels.test(said) && /\bor\b/.test(said) ? null : 'move'
  return cancels.test(said) ? 'cancel' : null
}

export const cannotMakeIt = (text: string): boolean => cannotCome.test(words(text))
export const isRunningLate = (text: string): boolean => late.test(words(text))

const because = /\b(?:because|since|due to|as i|cause|cuz|bc)\b[:,]?\s*(.{3,})/i
const reasons =
  /(?:\bi(?:'m| am|’m) (?:sick|ill|out of town|away|traveling|travelling|not feeling|busy|stuck)[^.!?]*|\b(?:something|an emergency) came up[^.!?]*|\bmy (?!appointment|booking|visit|name)[\w ]{2,40}? (?:is|has|got|was|broke|died)[^.!?]*|\bi have (?:a|to) (?!cancel|move|re-?schedul|change|call|postpone|ask)[^.!?]*)/i
const MAX_REASON = 300

/** Why, in the customer's own words; empty where they do not say. `free`: what they say beside a yes is the reason. */
export function readReason(texts: string[], free: boolean): string {
  const text = texts.join(' ').trim()
  const after = because.exec(text)
  if (after) return tidy(after[0])
  const stated = reasons.exec(text)
  if (stated) return tidy(stated[0])
  if (!free) return ''
  const rest = texts
    .flatMap(splitText)
    .filter(
      (part) =>
        !/^(?:yes|yep|yeah|yup|sure|ok|okay|please|thanks?|thank you|cancel|do|go|correct|right|confirm)\b/i.test(
          part.trim(),
        ),
    )
    .join(' ')
  return /\p{L}{3,}\s+\p{L}{2,}/u.test(rest) ? tidy(rest) : ''
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MAX_REASON)

/** "From Tuesday to Friday at 3": what is before "to" points at the appointment, what is after it is the new time. */
export function splitTarget(text: string): { which: string; target: string } {
  const at =
    / to (?=(?:the |next |this )?(?:mon|tues?|wed|thu|fri|sat|sun|tomorrow|today|week|\d|noon|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|morning|afternoon|evening))/i.exec(
      text,
    )
  if (at) return { which: text.slice(0, at.index), target: text.slice(at.index + 4) }
  const instead =
    /\b(?:can (?:i|we) (?:do|come)|could (?:i|we) (?:do|come)|how about|what about|is|would) (.+)$/i.exec(
      text,
    )
  if (instead && /instead|work|possible|free|ok/i.test(text))
    return { which: text.slice(0, instead.index), target: instead[0] }
  return { which: text, target: '' }
}

const yes =
  /^(?:yes|yep|yeah|yup|ya|sure|ok|okay|correct|right|please do|do it|go ahead|confirm\w*|cancel it|move it|that works|sounds good|perfect|fine|absolutely|definitely)\b/
const no = /^(?:no|nope|nah|dont|do not|wait|stop|keep it|leave it|never ?mind|forget it|not that)\b/

export function readAnswer(segments: Segment[]): 'yes' | 'no' | null {
  for (const segment of segments) {
    const said = words(segment.text).trim()
    if (segment.intent === 'no' || segment.intent === 'never_mind' || no.test(said)) {
      if (!/^(?:never ?mind|forget it)? ?(?:just )?cancel/.test(said)) return 'no'
    }
    if (segment.intent === 'yes' || yes.test(said)) return 'yes'
  }
  return null
}

/** "Another one", asked whether they mean the one that they have. */
export const wantsAnother = (text: string): boolean =>
  /\b(?:another|second|additional|one more|both|new one|also|extra|as well|for (?:my|our|him|her|them))\b/.test(
    words(text),
  ) && !/\banother (?:time|day|date|slot)\b/.test(words(text))
