import type { Segment } from '#domain/call.ts'

/** The line that is being said at a moment of the recording; -1 before the first. Lines without a time are passed over. */
export function currentLine(lines: Segment[], at: number): number {
  let found = -1
  for (const [index, line] of lines.entries()) if (line.at !== null && line.at <= at + 0.05) found = index
  return found
}
