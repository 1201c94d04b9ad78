// Sentences of a reply, and the words around a claim that turn it into something else: a denial, a condition, an
// offer. English first; the small words of six other languages stand beside.

export type Sentence = { text: string; start: number; question: boolean }

const germanMonth = /^(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** Straight quotes, plain spaces, no invisible signs: what is compared, not what is sent. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[^\S\n]/g, ' ')
}

/** The sentences of a text; a line break ends one too. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  for (const { segment, index } of segmenter.segment(text)) {
    const end = index + segment.length
    // "Dienstag, 3. März" is no end of a sentence.
    if (/(?<!\d)\d{1,2}\.\s*$/.test(segment) && germanMonth.test(text.slice(end))) continue
    for (const part of text.slice(start, end).split('\n')) {
      if (part.trim()) sentences.push({ text: part, start, question: /\?["')\]\s]*$/.test(part) })
      start += part.length + 1
    }
    start = end
  }
  return sentences
}

const word = (list: string) => new RegExp(`(?<!\\p{L})(?:${list})(?!\\p{L})`, 'iu')

const negation = word(
  "not|no|never|none|nothing|nobody|neither|nor|without|cannot|can't|won't|isn't|aren't|wasn't|haven't|hasn't|don't|doesn't|didn't|couldn't|" +
    'nicht|nichts|kein|keine|keinen|keiner|nie|pas|jamais|aucun|aucune|nunca|ningún|ninguna|tampoco|não|nenhum|nenhuma|non|nessun|nessuna|niet|geen|nooit',
)
const condition = word(
  'if|once|when|whenever|until|unless|before|after|as soon as|whether|in case|should you|' +
    'wenn|falls|sobald|sofern|bevor|si|quand|lorsque|dès que|avant que|cuando|en cuanto|antes de|se|quando|assim que|appena|als|zodra|wanneer|voordat',
)
const conditionFirst = /^(?:if|once(?! (?:again|more))|when|as soon as|after|unless|until)\b/i
/** What one says to get something from the customer; the promise after it waits for the answer. */
const request = word(
  'just (?:say|tell|send|reply|let)|tell me|let me know|send me|give me|share|reply with|provide|please|then|would you like|do you want|shall|should i|can i|may i|want me|' +
    'sagen sie|nennen sie|bitte|möchten sie|soll ich|dites|voulez-vous|souhaitez-vous|merci de|dígame|quiere que|desea que|por favor|mi dica|vuole che|vul|zal ik|wilt u',
)

/** The clause up to `at`: where a "not" or an "if" belongs to what follows. */
function clauseBefore(sentence: string, at: number): string {
  const before = sentence.slice(0, at)
  const cut = Math.max(...[',', ';', ':', '—', '–', '.', '!'].map((mark) => before.lastIndexOf(mark)))
  return before.slice(cut + 1).replace(idle, ' ')
}

/** A "no" that denies nothing. */
const idle = /\b(?:no (?:problem|worries|doubt)|not a problem)\b/gi

/** Is what begins at `at` denied? */
export function isDenied(sentence: string, at: number): boolean {
  return negation.test(clauseBefore(sentence, at))
}

/** Does a condition govern what stands from `at` to `end`: one before it in its clause, or one right after it? */
export function isConditional(sentence: string, at: number, end: number): boolean {
  const after = sentence.slice(end).replace(/^\s*(?:only\s+)?/, '')
  return condition.test(clauseBefore(sentence, at)) || conditionFirst.test(after)
}

/** Is a promise in this sentence open: a question, under a condition, or waiting for what the customer is asked for? */
export function isOpen(sentence: Sentence): boolean {
  return sentence.question || condition.test(sentence.text) || request.test(sentence.text)
}

/** Does a denial stand anywhere in the sentence? */
export function hasDenial(sentence: string): boolean {
  return negation.test(sentence)
}
