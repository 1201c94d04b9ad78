// What a message is made of beside its text: an approved template, answers to tap, the message that it answers. Kept
// with the message, so that every attempt sends the same.
import { z } from 'zod'
import { Choice } from './message.ts'
import { FilledTemplate } from './template.ts'

export const Parts = z.object({
  template: FilledTemplate.optional().catch(undefined),
  choices: z.array(Choice).optional().catch(undefined),
  /** The provider's id of the message that this one answers. */
  quotes: z.string().optional().catch(undefined),
})
export type Parts = z.infer<typeof Parts>

/** The parts of a stored message; none where it has none. */
export function partsOf(meta: Record<string, unknown> | null): Parts {
  if (!meta || !('template' in meta || 'choices' in meta || 'quotes' in meta)) return {}
  const parsed = Parts.safeParse(meta)
  return parsed.success ? parsed.data : {}
}

type Limits = {
  buttons: number
  rows: number
  idLength: number
  buttonTitle: number
  rowTitle: number
  rowDescription: number
  textLength: number
}

/** What a channel would refuse in answers to tap; empty where they may go. They go as buttons where they are few and short. */
export function checkChoices(
  choices: Choice[],
  text: string,
  limits: Limits | undefined,
): { path: string; message: string }[] {
  if (choices.length === 0) return []
  if (!limits) return [{ path: 'choices', message: 'This channel has no answers to tap.' }]
  const problems: { path: string; message: string }[] = []
  if (choices.length > limits.rows)
    problems.push({ path: 'choices', message: `At most ${limits.rows} answers can be tapped here.` })
  if (text.trim() === '') problems.push({ path: 'text', message: 'Write what is to be chosen.' })
  if (text.length > limits.textLength)
    problems.push({
      path: 'text',
      message: `With answers to tap, a text may have ${limits.textLength} characters.`,
    })
  const titleLength = asButtons(choices, limits) ? limits.buttonTitle : limits.rowTitle
  choices.forEach((choice, at) => {
    const wrong = (field: keyof Choice, message: string) =>
      problems.push({ path: `choices.${at}.${field}`, message })
    if (choice.title.length > titleLength) wrong('title', `At most ${titleLength} characters.`)
    if (choice.id.length > limits.idLength) wrong('id', `At most ${limits.idLength} characters.`)
    if ((choice.description?.length ?? 0) > limits.rowDescription)
      wrong('description', `At most ${limits.rowDescription} characters.`)
    if (choices.findIndex((other) => other.id === choice.id) !== at)
      wrong('id', 'Another one has it already.')
    if (choices.findIndex((other) => other.title === choice.title) !== at)
      wrong('title', 'Another one says the same.')
  })
  return problems
}

/** Few, and nothing to explain: buttons. More, or with a line of explanation: rows of a list. */
export function asButtons(choices: Choice[], limits: Pick<Limits, 'buttons'>): boolean {
  return choices.length <= limits.buttons && choices.every((choice) => !choice.description)
}
