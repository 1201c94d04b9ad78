// A burst of messages cut into the things that it says, so that each is answered.

/** What a new question or wish begins with; "and" before anything else joins words of one thought. */
const STARTS =
  /^(?:what|whats|what's|when|where|wheres|where's|who|which|why|how|hows|do|does|did|are|is|can|could|would|will|should|may|have|has|i|i'd|id|i'm|im|i'll|we|we'd|my|please|pls|book|schedule|call|let|also|if|you|your|any|tell|give|send|thanks|thank|there)\b/i

/** More than this is a letter, not a burst; what comes later is still read by the search, as one piece. */
const MAX_CLAUSES = 12

/** "Dr. Lee" and "9 a.m. on" are no ends of sentences. */
const SENTENCE_END =
  /(?<=[.!?])(?<!\b(?:dr|mr|mrs|ms|st|no|prof|[ap]\.m|e\.g|i\.e|approx)\.)(?=\s)|\n+|(?<=\?)/i

/** The clauses of a text in order, without empty ones. Pure. */
export function splitClauses(text: string): string[] {
  const clauses: string[] = []
  // "Hi, can you come tomorrow?": the greeting stands alone, or it would colour what follows.
  const greeting =
    /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|dear \w+|greetings)(?: there| all| team| everyone| guys)?\s*[,.!-]*\s+(?=\S+\s+\S)/i.exec(
      text,
    )
  if (greeting) push(clauses, greeting[0])
  for (const sentence of text.slice(greeting?.[0].length ?? 0).split(SENTENCE_END)) {
    let rest = sentence.trim()
    for (;;) {
      const cut = findJoint(rest)
      if (cut === null) break
      push(clauses, rest.slice(0, cut.end))
      rest = rest.slice(cut.next).trim()
    }
    push(clauses, rest)
  }
  return clauses.length <= MAX_CLAUSES
    ? clauses
    : [...clauses.slice(0, MAX_CLAUSES - 1), clauses.slice(MAX_CLAUSES - 1).join(' ')]
}

function push(clauses: string[], text: string): void {
  const clause = text
    .trim()
    .replace(/^(?:and|also|plus|but|so)\s+/i, '')
    .replace(/[,;\s]+$/, '')
  if (/[\p{L}\p{N}\p{Emoji}]/u.test(clause)) clauses.push(clause)
}

function findJoint(text: string): { end: number; next: number } | null {
  for (const m of text.matchAll(/(?:,|;)?\s+(?:and|also|plus|but)\s+(?:also\s+)?|[,;]\s+/gi)) {
    const after = text.slice(m.index + m[0].length)
    const before = text.slice(0, m.index)
    // "my sink and my tub": too short on the left to stand alone.
    if (!STARTS.test(after) || before.trim().split(/\s+/).length < 2 || after.split(/\s+/).length < 2)
      continue
    if (
      /^(?:my|your|the|you|any|i)\b/i.test(after) &&
      !/\b(?:is|are|was|need|want|would|like|have|has|do|does|can|will|'m|'d|name|email|phone|number|am|live|work|come|book|smell|think|see)\b/i.test(
        after,
      )
    )
      continue
    return { end: m.index, next: m.index + m[0].length }
  }
  return null
}

/** Is a clause put as a question? */
export function isQuestion(clause: string): boolean {
  return (
    /\?\s*$/.test(clause) ||
    /^(?:hi|hello|hey)?[\s,!]*(?:what|whats|what's|when|where|who|which|why|how|do|does|did|are|is|can|could|would|will|should|may|have you|has|any)\b/i.test(
      clause.trim(),
    )
  )
}
