// In which language a customer writes, by small words: enough to answer in it, careful enough to leave English alone.
import type { DeskContext } from '#domain/desk.ts'
import { type Language, languages } from './tongue.ts'

const words: Record<Language | 'en', string> = {
  en: 'the and you is are for we your my to of with at have can will this that i me please hi hello yes no need book cancel appointment',
  de: 'ich sie wir ist und nicht ein eine einen der die das mein meinen für mit auf haben habe kann können bitte um uhr termin absagen verschieben buchen danke hallo guten tag ja nein möchte morgen freitag montag dienstag mittwoch donnerstag samstag mensch wann wo wie kostet kosten gibt habt ihr nehmen geöffnet offen öffnungszeiten sonntag sonntags heute bezahlen preis wieviel welche es am bei auch mir',
  fr: 'je le les des une un pour avec est vous mon ma votre pas que rendez-vous bonjour merci heure puis voudrais oui non annuler déplacer réserver bonsoir demain lundi mardi mercredi jeudi vendredi samedi quelqu combien coûte où quand est-ce êtes avez acceptez ouvert ouverts dimanche quel quelle quels du prix chez la ce y-a-t-il il me',
  es: 'el la los las que de para por con una un mi es quiero puedo tengo necesito cita gracias hola mañana hora sí cancelar reservar mover cambiar lunes martes miércoles jueves viernes sábado buenos días hablar estoy hablando hablo eres usted persona quién cuánto cuándo dónde cómo cuesta abren tienen hay aceptan domingo domingos puede del precio horario qué su no me',
  pt: 'o os um uma para com não meu minha você que quero posso preciso tenho obrigado obrigada olá oi consulta marcação às sim marcar desmarcar remarcar cancelar segunda terça quarta quinta sexta sábado gostaria falar quanto custa onde quando abrem vocês tem têm aceitam fica domingo domingos preço horário são ao me',
  it: 'il lo gli un una per con non è mio mia che vorrei posso devo ho grazie ciao buongiorno appuntamento alle sì annullare spostare prenotare lunedì martedì mercoledì giovedì venerdì sabato parlare sto parlando parlo sei lei quanto costa dove quando siete avete aperti aprite domenica accettate orari prezzo la si può di del della qual no i mi',
}
const lists = Object.entries(words).map(([language, list]) => ({
  language: language as Language | 'en',
  words: new Set(list.split(' ')),
}))

function votes(text: string): Map<Language | 'en', number> {
  const said = text.toLowerCase().match(/[\p{L}-]+/gu) ?? []
  return new Map(
    lists.map(({ language, words: known }) => [language, said.filter((w) => known.has(w)).length]),
  )
}

/**
 * The language of this burst: by its own words, else by what the customer wrote before. Null is English, or one that is
 * not known here.
 */
export function detectLanguage({ pending, thread, understanding, profile }: DeskContext): Language | null {
  const text = pending.map((line) => line.text).join(' ')
  const own = winner(text, 2)
  if (own) return own === 'en' ? null : own
  // What was read letter by letter counts where small words do not speak for English.
  const read = languages.find((language) => language === understanding?.language)
  if (understanding?.language === 'en') return null
  const counted = votes(text)
  const notEnglish = (language: Language) => (counted.get('en') ?? 0) <= (counted.get(language) ?? 0)
  if (read && notEnglish(read)) return read
  const before = thread.filter((line) => line.author === 'contact').slice(-6)
  const all = winner(before.map((line) => line.text).join(' '), 3)
  if (all) return all === 'en' ? null : all
  // In doubt the language of the business: whoever writes to a German dentist in three words writes German.
  const home = languages.find((language) => profile.locale.toLowerCase().startsWith(language))
  return home && notEnglish(home) ? home : null
}

function winner(text: string, least: number): Language | 'en' | null {
  const counted = [...votes(text)].sort((a, b) => b[1] - a[1])
  const [first, second] = counted
  if (!first || first[1] < least || (second && second[1] === first[1])) return null
  return first[0]
}
