// Where the business is and how to reach it, around its own words, which stay as they are.
import { citeProfile } from '#ai/answerer/replies/place.ts'
import type { Session } from '#ai/answerer/session.ts'
import { formsOf } from '#ai/knowledge/forms/forms.ts'
import type { WordForms } from '#ai/knowledge/word-forms.ts'
import { splitWords } from '#ai/knowledge/words.ts'
import { readLanguage } from '#ai/understanding/language.ts'
import type { Topic } from './asking/asking.ts'
import { around } from './carry.ts'
import type { Language } from './tongue.ts'

/** The business's own text as it stands; in another language than the customer's, that is said. */
export function asWritten(text: string, language: Language): string {
  const written = text ? readLanguage(text) : null
  if (!written || written === language || !formsOf(written)) return text
  return nameForeign(text, written, language)
}

/** "Our information says (in English): ..." */
export function nameForeign(text: string, written: string, language: Language): string {
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return around(language, 'foreign', names.of(written) ?? written, text)
}

/** '' where the profile does not say. */
export function tellPlace(session: Session, topic: Topic, language: Language): string {
  const { name, address, directions, phone, email, website } = session.context.profile
  const told = (title: string, value: string, said: string) => {
    if (value) citeProfile(session, title, value)
    return value ? said : ''
  }
  switch (topic) {
    case 'phone':
      return told('Phone', phone, around(language, 'phone', phone))
    case 'email':
      return told('Email', email, around(language, 'email', email))
    case 'website':
      return told('Website', website, around(language, 'website', website))
    case 'location':
      return [
        told('Address', address, around(language, 'address', name, address)),
        session.brief && address ? '' : told('Directions', directions, asWritten(directions, language)),
      ]
        .filter(Boolean)
        .join(' ')
    default:
      return ''
  }
}

/** What the way there says of parking, where that is asked; else ''. */
export function tellParking(session: Session, words: string[], forms: WordForms, language: Language): string {
  const group = (word: string) => forms.groupOf(forms.stem(word))
  const park = 'park'
  if (!words.some((word) => group(word) === park)) return ''
  const about =
    session.context.profile.directions
      .match(/[^.!?]+[.!?]*/g)
      ?.filter((s) => splitWords(s).some((w) => group(w) === park || w.startsWith('park')))
      .join('')
      .trim() ?? ''
  if (about) citeProfile(session, 'Directions', about)
  return asWritten(about, language)
}
