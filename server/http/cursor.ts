// Opaque cursors: the sort key of the last row of a page.
import { Refusal } from '#domain/errors.ts'

export function encodeCursor(parts: (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** The parts of a cursor of ours. Refuses anything else: a cursor is not to be made up. */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(parts) &&
      parts.length === length &&
      parts.every((p) => typeof p === 'string' || typeof p === 'number')
    )
      return parts
  } catch {
    // Falls through to the refusal.
  }
  throw new Refusal(
    'invalid_input',
    'The cursor is not one that this list gave out. Ask for the first page again.',
    {
      fields: [{ path: 'cursor', message: 'not a cursor of this list' }],
    },
  )
}
