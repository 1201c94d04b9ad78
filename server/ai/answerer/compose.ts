// From parts to one text: facts in order, one question at the end, and no longer than the channel bears.
import { cutAtWord } from '#ai/knowledge/relevance.ts'
import type { Desk, Part } from './desk.ts'

/** Three segments: what somebody reads at a glance, and what a business likes to pay for. */
const BRIEF_LIMIT = 459

/** Joins the parts. Only the last question is kept: two at once get half an answer. */
export function compose(desk: Desk, parts: Part[]): string {
  const { capabilities, contact } = desk.context
  const texts = [...new Set(parts.map((p) => p.text.trim()).filter(Boolean))]
  const ask = parts.findLast((p) => p.ask)?.ask ?? ''
  const letter = capabilities.formatting === 'rich'
  const first = contact.name?.split(/\s+/)[0]
  const opening = letter && !/^Hi\b/.test(texts[0] ?? '') ? `Hi${first ? ` ${first}` : ''},` : ''
  const gap = letter ? '\n\n' : desk.brief ? ' ' : texts.length > 1 ? '\n' : ' '
  const limit = Math.min(capabilities.text.maxLength, desk.brief ? BRIEF_LIMIT : capabilities.text.maxLength)
  const body = shorten(
    [opening, ...texts].filter(Boolean).join(gap),
    ask ? limit - ask.length - gap.length : limit,
  )
  const text = [body, ask].filter(Boolean).join(letter ? '\n\n' : ' ')
  return desk.brief ? toPlainSigns(text) : text
}

/** Typographic signs are outside the SMS alphabet: one of them more than halves what fits into a segment. */
export function toPlainSigns(text: string): string {
  return text
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[–—−]/g, '-')
    .replace(/…/g, '...')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
}

/** Whole sentences as far as they fit; a single endless one is cut at a word. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const piece of text.split(/(?<=[.!?])(?=\s)/)) {
    if (kept.length + piece.length > limit) break
    kept += piece
  }
  return kept.trim() || cutAtWord(text, limit)
}
