// Answers to tap: buttons where they are few and short, a list otherwise.
import type { Choice } from '#domain/message.ts'
import { asButtons } from '#domain/parts.ts'

/** The narrower of what Meta's documentation says in several places. */
export const CHOICES = {
  buttons: 3,
  rows: 10,
  idLength: 200,
  buttonTitle: 20,
  rowTitle: 24,
  rowDescription: 72,
  textLength: 1_024,
}

/** What opens the list. */
const OPEN = 'Choose'

export function interactiveOf(text: string, choices: Choice[]): Record<string, unknown> {
  const action = asButtons(choices, CHOICES)
    ? { buttons: choices.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })) }
    : {
        button: OPEN,
        sections: [
          {
            title: OPEN,
            rows: choices.map(({ id, title, description }) => ({
              id,
              title,
              ...(description ? { description } : {}),
            })),
          },
        ],
      }
  const type = 'buttons' in action ? 'button' : 'list'
  return { type: 'interactive', interactive: { type, body: { text }, action } }
}
