// `format=flowed` (RFC 3676) marks lines that go on in the next one by a space at their end. Lines of different quote
// depth never go on in each other, which postal-mime does not see: it would pull an answer into the quote above it,
// and cutting the quote would lose the answer.

const FLOWED_PART = /^content-type:[^\n]*(?:\n[ \t][^\n]*)*format\s*=\s*"?flowed/gim

/** The same mail in which no quoted line goes on in the next one. Only lines that begin with `>` change. */
export function endQuotedLines(raw: Uint8Array): Uint8Array {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (!mail.includes('flowed') && !mail.includes('Flowed')) return raw
  // One character a byte, so that everything else comes back as it was.
  const text = mail.toString('latin1')
  let fixed = ''
  let from = 0
  for (const match of text.matchAll(FLOWED_PART)) {
    const body = /\r?\n\r?\n/g
    body.lastIndex = match.index + match[0].length
    if (match.index < from || !body.test(text)) continue
    const next = text.indexOf('\n--', body.lastIndex)
    const end = next < 0 ? text.length : next
    fixed += text.slice(from, body.lastIndex) + endLines(text.slice(body.lastIndex, end))
    from = end
  }
  return Buffer.from(fixed + text.slice(from), 'latin1')
}

/** The space may be written as `=20` (quoted-printable). */
function endLines(part: string): string {
  const lines = part.split('\n')
  return lines
    .map((line) => (line.startsWith('>') ? line.replace(/(?: |=20){1,20}(\r?)$/, '$1') : line))
    .join('\n')
}
