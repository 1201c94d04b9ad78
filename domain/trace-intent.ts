// What a turn's trace says it was about, as an intent: the built-in answerer has finer words of its own.
import { Intent } from './intent.ts'

const own: Record<string, Intent> = {
  hours: 'question',
  price: 'question',
  services: 'question',
  duration: 'question',
  location: 'question',
  contact: 'question',
  about_ai: 'question',
  // What it was answered from.
  faq: 'question',
  document: 'question',
  service: 'question',
  profile: 'question',
  calendar: 'question',
  my_appointment: 'question',
  change_appointment: 'reschedule',
  book: 'booking',
  need: 'interested',
  lead: 'interested',
  person: 'wants_person',
  yes: 'confirmation',
  no: 'confirmation',
  bye: 'thanks',
  never_mind: 'other',
}

/** Null where the trace does not say. */
export function intentOfTrace(name: string | null): Intent | null {
  if (name === null) return null
  const parsed = Intent.safeParse(name)
  return parsed.success ? parsed.data : (own[name] ?? null)
}
