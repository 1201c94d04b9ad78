// The guard between a model and a customer. Pure: it reads a reply, what the tools of this turn really did and what is
// known, and refuses what nothing stands behind. It knows no intent: a model that was talked into a lie, one that
// guessed, and one that is simply wrong are refused alike, with words that tell the model what to mend.
import { checkActions, proofsOf } from './guard/actions.ts'
import { type Checked, gatherEvidence } from './guard/evidence.ts'
import { checkContacts, checkMoney } from './guard/facts.ts'
import { checkLeaks } from './guard/leaks.ts'
import { checkHonesty, countsQuestions } from './guard/manners.ts'
import { plain, sentencesOf } from './guard/sentences.ts'
import { checkTimes, knownTimes } from './guard/times.ts'
import { cleanText, fitLength } from './guard/wording.ts'

/** `advice`: it may go as it is, and would be better otherwise. */
export type GuardVerdict = { ok: true; text: string; advice?: string[] } | { ok: false; problems: string[] }

/** A reply this many times too long is not read to its end. */
const MAX_EXCESS = 4
const MAX_PROBLEMS = 8

/** May this text go to the customer? `text` in the answer is cleaned, and cut at a sentence where it was too long. */
export function checkReply(checked: Checked): GuardVerdict {
  const { context } = checked
  const max = context.capabilities.text.maxLength
  const cleaned = cleanText(checked.text)
  if (!cleaned) return { ok: false, problems: ['the reply is empty; write the reply to the customer'] }
  if (cleaned.length > max * MAX_EXCESS) return { ok: false, problems: [tooLong(max)] }
  const text = fitLength(cleaned, max)
  const reading = plain(text ?? cleaned)

  const sentences = sentencesOf(reading)
  const evidence = gatherEvidence(checked)
  const proofs = proofsOf(checked)
  const known = knownTimes(checked, evidence)
  const problems = [
    ...(text === null ? [tooLong(max)] : []),
    ...checkLeaks(reading, cleaned, context, evidence),
    ...checkHonesty(reading, context),
    ...checkContacts(reading, evidence),
    ...sentences.flatMap((sentence) => [
      ...checkActions(sentence, proofs, evidence),
      ...checkTimes(sentence, checked, evidence, known),
      ...checkMoney(sentence, reading, evidence),
    ]),
  ]
  if (text === null || problems.length > 0)
    return { ok: false, problems: [...new Set(problems)].slice(0, MAX_PROBLEMS) }
  const advice = countsQuestions(sentences, context)
  return { ok: true, text, ...(advice.length > 0 && { advice }) }
}

function tooLong(max: number): string {
  return `the reply is too long; write at most ${max} characters`
}
