// What became of a message, in the few words that fit under a bubble. Pure.
import type { SimulatorItem, SimulatorText } from '#wire/simulator.ts'

export type Said = { text: string; detail: string | null; bad: boolean }

/** What the business's door said to what the customer sent; null while it has said nothing. */
export function sayAnswers(answers: SimulatorItem['answers']): Said | null {
  const [first] = answers
  if (!first) return null
  const refused = answers.filter((answer) => answer.status < 200 || answer.status >= 300)
  const worst = refused[0]
  if (answers.length === 1)
    return worst
      ? { text: `Not taken (${statusWord(worst.status)})`, detail: worst.note, bad: true }
      : { text: 'Delivered', detail: null, bad: false }
  if (!worst)
    return { text: `Sent ${answers.length} times at once, taken each time`, detail: null, bad: false }
  const text = `Sent ${answers.length} times at once, ${refused.length} not taken (${statusWord(worst.status)})`
  return { text, detail: worst.note, bad: true }
}

function statusWord(status: number): string {
  return status === 0 ? 'no answer' : String(status)
}

/** Why a message of the business never reached this phone. */
export function sayLost(failure: SimulatorText['failure']): string {
  if (!failure) return 'A message did not get through'
  return `A message did not get through: ${failure.words}${failure.code ? ` (${failure.code})` : ''}`
}
