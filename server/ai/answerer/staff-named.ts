// With whom a customer wants to come: names of people and rooms that can be booked, where they stand as such.
import type { DeskContext } from '#domain/desk.ts'

export type StaffNamed = Pick<NonNullable<DeskContext['staff']>[number], 'id' | 'name'>

const anyone =
  /\b(?:any(?:body|one)|whoever|who ?ever|no preference|does(?:n['’]?t| not) matter who|don['’]?t (?:mind|care) who|any (?:stylist|doctor|dentist|therapist|person|of them))\b(?: (?:who )?(?:is|s) (?:free|available))?/i
const before = '(?:with|by|to see|see|for|from|at|in|prefer|want|like|have|dr\\.?|doctor|mr\\.?|mrs\\.?|ms\\.?)'
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Finds the staff that a text names. A full name counts anywhere; a first or last name alone where it is written as a
 * name or stands after "with" and its like ("with may" is no month then). `rest` is the text without them.
 */
export function findStaff(
  text: string,
  staff: StaffNamed[],
): { staff: StaffNamed[]; anybody: boolean; rest: string } {
  let rest = text
  const found: StaffNamed[] = []
  for (const one of staff) {
    const words = one.name.split(/\s+/).filter((w) => w.length > 1 && !/^(?:dr|mr|mrs|ms|prof)\.?$/i.test(w))
    const full = new RegExp(`(?:\\b(?:with|by) )?(?<![\\p{L}])(?:dr\\.? |doctor )?${escape(one.name)}(?:['’]s)?(?![\\p{L}])`, 'iu')
    const alone = words.map((w) => new RegExp(`\\b${before} (?:dr\\.? |doctor )?${escape(w)}(?:['’]s)?(?![\\p{L}])`, 'iu'))
    const written = words.map((w) => new RegExp(`(?<![\\p{L}])${escape(w)}(?:['’]s)?(?![\\p{L}])`, 'u'))
    const self = new RegExp(`\\b(?:my name is|i am|i['’]m|this is|it['’]s|name's) [^.,!?]*${escape(words[0] ?? one.name)}`, 'iu')
    const pattern = [full, ...alone, ...(self.test(text) ? [] : written.filter(() => isDistinct(one, staff)))].find((p) => p.test(rest))
    if (!pattern || (self.test(text) && pattern !== full)) continue
    found.push(one)
    rest = rest.replace(pattern, ' ')
  }
  const anybody = found.length === 0 && staff.length > 0 && anyone.test(rest)
  return { staff: found, anybody, rest: (anybody ? rest.replace(anyone, ' ') : rest).replace(/ {2,}/g, ' ') }
}

/** A name that is also a word of the calendar ("May", "June") counts only after "with". */
const isDistinct = (one: StaffNamed, staff: StaffNamed[]): boolean =>
  !/\b(?:april|may|june|august|will|mark|bill|grace|hope|joy|rose|art|sunday|summer|dawn)\b/i.test(one.name) &&
  staff.filter((s) => s.name.split(' ')[0] === one.name.split(' ')[0]).length === 1
