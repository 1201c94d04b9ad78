// From parts to one text that fits its channel.
import type { Session } from './session.ts'

/** A text message of more than three segments is a letter. */
const BRIEF_LIMIT = 459
/** Who asks three things at once gets one segment more. */
const BRIEF_LIMIT_FOR_MANY = 612

/** Joins what is to be said. The disclosure comes first; a mail gets a greeting and the business's name. */
export function compose(session: Session, parts: string[]): string {
  const { disclosure, capabilities, profile, contact } = session.context
  const said = withoutRepeats(parts)
  const letter = capabilities.formatting === 'rich'
  const first = contact.name?.split(/\s+/)[0]
  const pieces = letter
    ? [`Hi${first ? ` ${first}` : ''},`, disclosure ?? '', ...said, `Best regards\n${profile.name}`]
    : [disclosure ?? '', ...said]
  const text = pieces.filter(Boolean).join(letter ? '\n\n' : ' ')
  const limit = Math.min(
    capabilities.text.maxLength,
    session.brief
      ? (said.length > 2 ? BRIEF_LIMIT_FOR_MANY : BRIEF_LIMIT) + (disclosure?.length ?? 0)
      : capabilities.text.maxLength,
  )
  return shorten(session.brief ? toPlainSigns(text) : text, limit)
}

/** The same sentence is said once, even where two questions had the same answer. */
function withoutRepeats(parts: string[]): string[] {
  const seen = new Set<string>()
  const kept = parts.map((part) =>
    part
      .trim()
      .split(/(?<=[.!?]) +/)
      .filter((sentence) => sentence !== '' && !seen.has(sentence) && seen.add(sentence))
      .join(' '),
  )
  return kept.filter(Boolean)
}

/** Typographic signs are outside the SMS alphabet: one of them halves what fits into a segment. */
export function toPlainSigns(text: string): string {
  return text
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[–—−]/g, '-')
    .replace(/…/g, '...')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
}

/** Whole sentences that fit, or a cut at a word. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const sentences = text.split(/(?<=[.!?])\s+/)
  let kept = ''
  for (const sentence of sentences) {
    const longer = kept ? `${kept} ${sentence}` : sentence
    if (longer.length > limit) break
    kept = longer
  }
  if (kept) return kept
  const space = text.lastIndexOf(' ', limit - 3)
  return `${text.slice(0, space > 0 ? space : limit - 3)}...`
}
