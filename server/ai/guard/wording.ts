// The form of a reply: what models leave in it by habit is taken away, what gives the machine away is refused, and
// what is too long for the channel is cut where nothing is lost.

import { RULES } from '#ai/prompt.ts'
import type { DeskContext } from '#domain/desk.ts'
import { sentencesOf } from './sentences.ts'

/** Without thoughts in tags, marks copied from the thread, code fences and Markdown, which no channel shows. */
export function cleanText(text: string): string {
  return text
    .replace(/<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/gi, '')
    .replace(/^\s*(?:\[[^\]\n]{1,80}\]\s*)+(?=\S)/, '')
    .replace(/^\s*(?:assistant|front desk|reply)\s*:\s*/i, '')
    .replace(/```[a-z]*\n?/gi, '')
    .replace(
      /\[([^\]\n]+)\]\((https?:[^)\s]+|mailto:[^)\s]+|tel:[^)\s]+)\)/g,
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

/** So many words of the rules in a row are no accident. */
const RECITED = 9
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []

const shingles = new Set(runsOf(wordsOf(RULES)))

function runsOf(words: string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - RECITED + 1))
    .map((_, i) => words.slice(i, i + RECITED).join(' '))
}

const placeholder =
  /\[(?:your|insert|customer|client|name|phone|number|date|time|business|company|address|link|email)[^\]\n]*\]|\{\{[^}]*\}\}|<(?:name|date|time|insert)[^>]*>/i
const machinery =
  /\b(?:search_knowledge|find_slots|book_appointment|move_appointment|cancel_appointment|save_lead|tool_calls?|function_call)\b|<\/?tool_call>|"(?:name|arguments|parameters)"\s*:/i

/** What in the reply belongs to the machine and not to the customer. */
export function checkLeaks(text: string, context: DeskContext): string[] {
  const problems: string[] = []
  if (runsOf(wordsOf(text)).some((run) => shingles.has(run))) problems.push('it recites your rules')
  if (machinery.test(text))
    problems.push('it shows tools or tool calls as text; call tools, do not write them')
  if (placeholder.test(text)) problems.push('it contains a placeholder; write the real thing or leave it out')
  if (context.services.some((s) => s.id.length > 6 && text.includes(s.id)))
    problems.push('it shows an internal id')
  return problems
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
