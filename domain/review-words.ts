// What can be read from a message without a model: how it is meant, whether it waits for an answer, in which language.

import { fold } from './promise.ts'
import type { ReviewLine } from './rubric.ts'

const angry =
  /\b(?:furious|outrageous|unacceptable|disgusting|ridiculous|scam|fraud|worst|lawyer|sue you|fed up|unverschamt|frechheit|betrug|anwalt|inaceptable|estafa|abogado|verguenza|inadmissible|inacceptable|arnaque|scandaleux|inaceitavel|absurdo|golpe|inaccettabile|truffa|vergognoso|avvocato)\b/
const unhappy =
  /\b(?:unhappy|disappointed|disappointing|annoyed|annoying|frustrat\w+|upset|complain\w*|terrible|awful|horrible|not happy|not good enough|poor service|still (?:not|no|waiting)|nobody (?:has |ever )?(?:called|answered|came)|enttauscht|argerlich|unzufrieden|beschwer\w+|schlecht\w*|decepcionad\w+|molest[oa]|enfadad\w+|quej\w+|decu\w*|mecontent\w*|plainte|decepcionad\w+|insatisfeit\w+|reclam\w+|delus[oa]|insoddisfatt\w+|reclamo|pessim[oa])\b/
const happy =
  /\b(?:great|perfect|awesome|excellent|wonderful|amazing|lovely|fantastic|brilliant|super|toll|prima|wunderbar|klasse|hervorragend|perfekt|genial|perfecto|estupendo|excelente|maravilloso|parfait|formidable|merci beaucoup|perfeito|otimo|maravilhoso|perfetto|ottimo|fantastico|thank you so much|many thanks|vielen dank|muchas gracias|muito obrigad[oa]|grazie mille)\b/
const negated =
  /\b(?:not|isn't|wasn't|no|nicht|kein\w*|pas|nao|non) (?:so |very |really |that |sehr |so |muy |tres |muito |molto )?$/

export function moodOf(text: string): ReviewLine['mood'] {
  const folded = fold(text)
  if (angry.test(folded)) return 'angry'
  if (unhappy.test(folded)) return 'unhappy'
  const glad = happy.exec(folded)
  if (glad) return negated.test(folded.slice(0, glad.index)) ? 'unhappy' : 'happy'
  if (/[😡🤬]/u.test(text)) return 'angry'
  if (/[😞😠☹🙁😢]/u.test(text)) return 'unhappy'
  return /[😀😊🙂😍❤👍🎉🙏]/u.test(text) ? 'happy' : 'neutral'
}

const small =
  /^(?:(?:ok(?:ay)?|k|yes|yep|yeah|no|nope|sure|great|perfect|super|good|fine|nice|cool|awesome|got it|understood|thanks?|thank you|thx|ty|many thanks|so much|very much|a lot|cheers|bye|goodbye|see you|have a (?:good|nice|great) (?:day|one|weekend)|you too|no problem|sounds good|that works|works|ja|nein|gut|passt|alles klar|danke(?: schon| sehr)?|vielen dank|tschuss|bis (?:dann|bald|morgen)|si|vale|perfecto|gracias|muchas gracias|adios|hasta luego|oui|non|d'accord|merci(?: beaucoup)?|au revoir|bonne journee|parfait|sim|nao|obrigad[oa]|muito obrigad[oa]|ate logo|tchau|perfeito|grazie(?: mille)?|va bene|perfetto|ciao|arrivederci|until then|then|and|und|y|et|e)[\s,.!;:)👍🙏😊🙂❤]*)+$/u

/** Does a customer's message wait for an answer? A thank-you, a yes or a goodbye does not. */
export function wantsAnswer(text: string): boolean {
  const folded = fold(text).trim()
  if (!/[\p{L}\p{N}]/u.test(folded)) return false
  return folded.includes('?') || !small.test(folded)
}

const smallWords: Record<string, string> = {
  en: 'the and you is are for we your our to of with at have can will this that my it do what how i a',
  de: 'der die das und ist wir sie ich nicht ein eine fur mit auf ihr ihnen um uhr haben am konnen wie was mein bei es',
  fr: "le les des et vous nous est pour une du je votre dans avec pas sur nos au c'est bonjour que qui un",
  es: 'el los las y usted para que por es una su con nos esta del mi un hola cuando como lo',
  pt: 'os e voce para nao com uma um seu em nos da do meu minha ola quando como que o',
  it: 'il gli per che non una un con sono alle di del della vi mio mia buongiorno quando come lei',
}
const known = Object.entries(smallWords).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}))
const CLEAR = 2

/** The language that a text is clearly written in; null where it is too short or too mixed to tell. */
export function clearLanguage(text: string): string | null {
  const words = fold(text).match(/[\p{L}']+/gu) ?? []
  const votes = known
    .map(({ language, words: own }) => ({ language, count: words.filter((word) => own.has(word)).length }))
    .sort((a, b) => b.count - a.count)
  const [first, second] = votes
  return first && first.count >= CLEAR && first.count >= (second?.count ?? 0) + CLEAR ? first.language : null
}
