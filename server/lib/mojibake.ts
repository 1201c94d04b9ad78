// Text in UTF-8 that its sender declared to be Latin: every accent came as two or three strange characters.

/** Enough for one accent; a lone pair could be meant. */
const SUSPECT =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac]/

/** The byte of windows-1252 that each of its characters above ASCII stands for. */
const BYTES = new Map(
  Array.from({ length: 128 }, (_, i): [string, number] => [
    new TextDecoder('windows-1252').decode(new Uint8Array([i + 128])),
    i + 128,
  ]),
)

/**
 * The text as it was meant, where all of it is UTF-8 that was read as windows-1252; else the text itself. Text that
 * is really Latin is left alone: its bytes are hardly ever valid UTF-8.
 */
export function mend(text: string): string {
  if (!SUSPECT.test(text)) return text
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 128 ? code : (BYTES.get(text.charAt(i)) ?? -1)
    if (byte < 0) return text
    bytes[i] = byte
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return text
  }
}
