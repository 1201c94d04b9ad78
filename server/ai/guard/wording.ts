// The form of a reply: what models leave in it by habit is taken away, with all that nobody sees, and what is too long for the channel is cut where nothing is lost.

import { withoutInvisible } from '#ai/text/disguise.ts'
import { sentencesOf } from './sentences.ts'

/** Without thoughts in tags, marks copied from the thread, code fences and Markdown, which no channel shows. */
export function cleanText(text: string): string {
  return withoutInvisible(text)
    .replace(/<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/gi, '')
    .replace(/^\s*(?:\[[^\]\n]{1,80}\]\s*)+(?=\S)/, '')
    .replace(/^\s*(?:assistant|front desk|reply)\s*:\s*/i, '')
    .replace(/```[a-z]*\n?/gi, '')
    .replace(
      /(?<!!)\[([^\]\n]+)\]\((https?:[^)\s]+|mailto:[^)\s]+|tel:[^)\s]+)\)/g,
      (_, label: string, url: string) => {
        const bare = url.replace(/^(?:mailto|tel):/, '')
        return label === bare || label === url ? bare : `${label}: ${bare}`
      },
    )
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/__([^_\n]+)__/g, '$1')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/^\s*[*•]\s+/gm, '- ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Less than this would leave a torso. */
const MIN_KEPT = 0.4

/**
 * The text, shortened to whole sentences where it is too long. Null where that would cost a question, a number, a
 * link or most of the text.
 */
export function fitLength(text: string, max: number): string | null {
  if (text.length <= max) return text
  const end = sentencesOf(text)
    .map((s) => s.start + s.text.trimEnd().length)
    .findLast((at) => at <= max)
  if (end === undefined || end < text.length * MIN_KEPT) return null
  return /[?\d@]|https?:/.test(text.slice(end)) ? null : text.slice(0, end).trim()
}
