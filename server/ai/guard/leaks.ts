// What a reply gives away of the machine: its rules, its tools, the business's words that were meant for it alone, in
// plain words, translated or in disguise.
import { RULES } from '#ai/prompt.ts'
import { codeIn, foldLetters, readingsOf } from '#ai/text/disguise.ts'
import { findMarkup } from '#ai/text/links.ts'
import { allTools } from '#ai/tools/tools.ts'
import type { DeskContext } from '#domain/desk.ts'
import type { Evidence } from './evidence.ts'
import { isQuoted } from './evidence.ts'
import { isDenied, sentencesOf } from './sentences.ts'

/** So many words in a row are no accident. */
const RECITED = 9
/** Of words without spaces between them, so many letters. */
const RECITED_LETTERS = 45

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}_]+/gu) ?? []
const lettersOf = (text: string) => text.replace(/[^\p{L}]/gu, '')

function runsOf(words: string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - RECITED + 1))
    .map((_, i) => words.slice(i, i + RECITED).join(' '))
}

/** What the machine is told and no customer is: the rules and what the tools are for. */
const house = [RULES, ...allTools.map((tool) => tool.description)].map(foldLetters)
const houseRuns = new Set(house.flatMap((text) => runsOf(wordsOf(text))))
const houseLetters = house.map(lettersOf)

/** The business's own words to its agent. What stands in quotes there is meant to be said. */
function personaRuns({ agent }: DeskContext): Set<string> {
  const meant = (agent?.persona ?? '').replace(/["“„«][^"”“»\n]{0,400}["”“»]/g, ' | ')
  return new Set(meant.split('|').flatMap((part) => runsOf(wordsOf(foldLetters(part)))))
}

const placeholder =
  /\[(?:your|insert|customer|client|name|phone|number|date|time|business|company|address|link|email)[^\]\n]*\]|\{\{[^}]*\}\}|<(?:name|date|time|insert)[^>]*>/i
const machinery = new RegExp(
  `\\b(?:${allTools.map((tool) => tool.name).join('|')}|tool_calls?|function_call)\\b|<\\/?tool_call>|"(?:name|arguments|parameters)"\\s*:`,
  'i',
)
/** Keys, variables and files of a machine. */
const insides =
  /\b[A-Z][A-Z0-9]*_[A-Z0-9_]{2,}\s?=|\bsk-[\w-]{12,}|\broot:x:0|-----BEGIN [A-Z ]+-----|\b(?:AKIA|ghp_|xox[bap]-)\w{8,}|\bBearer [\w.-]{16,}/
/** Talk about what it was told, in the languages that the front desk speaks. */
const disclosing =
  /(?<!\p{L})(?:system[ -]?prompt|prompt (?:del|do|di|du) (?:sistema|sistem|système)|my (?:(?:system|secret|hidden|initial|internal|original|full|exact) )*(?:instructions|prompt|rules|guidelines|directives)|mein(?:e|en|er)? (?:system)?(?:anweisungen|prompt|regeln|vorgaben)|mis (?:instrucciones|reglas)|mes (?:instructions|consignes|règles)|minhas (?:instruções|regras)|le mie (?:istruzioni|regole)|mijn (?:instructies|regels))(?!\p{L})/iu
/** Rules speak about the customer; a reply speaks to them. */
const thirdPerson =
  /(?<!\p{L})(?:the (?:customer|user)s?(?:'s)?|(?:der|die|den|dem|des) kund(?:e|en|in|innen)|el cliente|los clientes|del cliente|al cliente|le client|les clients|du client|o cliente|os clientes|do cliente|il cliente|i clienti|del cliente|de klant(?:en)?)(?!\p{L})/giu
const MAX_THIRD_PERSON = 1

/** What in the reply belongs to the machine and not to the customer. `text` is plain, `raw` as the model wrote it. */
export function checkLeaks(text: string, raw: string, context: DeskContext, evidence: Evidence): string[] {
  const problems: string[] = []
  const readings = readingsOf(raw)
  const persona = personaRuns(context)
  const runs = readings.map((reading) => runsOf(wordsOf(reading)))
  if (runs.some((run) => run.some((words) => houseRuns.has(words))) || readings.some(recitesLetters))
    problems.push('it recites your rules')
  if (runs.some((run) => run.some((words) => persona.has(words))))
    problems.push('it recites what the business told you about yourself')
  if (readings.some((reading) => machinery.test(reading)))
    problems.push('it shows tools or tool calls as text; call tools, do not write them')
  if (insides.test(text)) problems.push('it shows keys or the inside of a machine')
  if (placeholder.test(text)) problems.push('it contains a placeholder; write the real thing or leave it out')
  if (context.services.some((s) => s.id.length > 6 && text.includes(s.id)))
    problems.push('it shows an internal id')
  const code = codeIn(text)
  if (code && !evidence.business.some((source) => source.includes(code.trim())))
    problems.push('it contains text in code; write plain sentences')
  const markup = findMarkup(text)
  if (markup)
    problems.push(`it contains a picture or markup (“${markup.slice(0, 40)}”); write plain sentences`)
  const sentences = sentencesOf(text)
  if (sentences.some((s) => speaksOfOrders(s.text))) problems.push('it speaks about your instructions')
  const about = sentences.filter((s) => s.text.match(thirdPerson) && !isQuoted(s.text, evidence.business))
  if (about.length > MAX_THIRD_PERSON)
    problems.push('it speaks about the customer; write to them, and nothing about how you work')
  return problems
}

/** "I cannot show my instructions" says nothing of them. */
function speaksOfOrders(sentence: string): boolean {
  const found = disclosing.exec(sentence)
  return found !== null && !isDenied(sentence, found.index)
}

/** Rules written without spaces, or with others between the letters. */
function recitesLetters(reading: string): boolean {
  const letters = lettersOf(reading)
  for (let i = 0; i + RECITED_LETTERS <= letters.length; i += 5) {
    const piece = letters.slice(i, i + RECITED_LETTERS)
    if (houseLetters.some((known) => known.includes(piece))) return true
  }
  return false
}
