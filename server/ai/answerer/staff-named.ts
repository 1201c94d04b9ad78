// With whom a customer wants to come: names of people and rooms that can be booked, where they stand as such.
import type { DeskContext } from '#domain/desk.ts'

export type StaffNamed = Pick<NonNullable<DeskContext['staff']>[number], 'id' | 'name'> & {
  kind?: 'person' | 'resource'
}

const anyone =
  /\b(?:any(?:body|one)|whoever|who ?ever|no preference|does(?:n['’]?t| not) matter who|don['’]?t (?:mind|care) who|any (?:stylist|doctor|dentist|therapist|person|of them))\b(?: (?:who )?(?:is|s) (?:free|available))?/i
const before =
  '(?:with|by|to see|see|for|from|at|in|prefer|want|like|have|dr\\.?|doctor|mr\\.?|mrs\\.?|ms\\.?)'
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
  const self = /\b(?:my name is|i am|i['’]m|this is|it['’]s|name['’]?s)\b/i.test(text)
  // The longest name first: "Great Clips Danville" is not "Great Clips".
  for (const one of [...staff].sort((a, b) => b.name.length - a.name.length)) {
    const patterns = patternsOf(one, staff, self)
    const pattern = patterns.find((p) => p.test(rest))
    if (!pattern) continue
    found.push(one)
    rest = rest.replace(pattern, ' ')
  }
  const anybody = found.length === 0 && staff.length > 0 && anyone.test(rest)
  return { staff: found, anybody, rest: (anybody ? rest.replace(anyone, ' ') : rest).replace(/ {2,}/g, ' ') }
}

const known = new WeakMap<StaffNamed, [RegExp[], RegExp[]]>()

function patternsOf(one: StaffNamed, staff: StaffNamed[], self: boolean): RegExp[] {
  let made = known.get(one)
  if (!made) {
    // Titles, initials and degrees are said or left out.
    const core = one.name.split(/[\s,:;&/()-]+/).filter((w) => {
      const bare = w.replace(/[^\p{L}\p{N}]/gu, '')
      return bare.length > 1 && !/^(?:dr|mr|mrs|ms|prof|md|dds|dmd|phd|psyd|mft|lmft|lcsw)$/i.test(bare)
    })
    const whole = core.map(escape).join(String.raw`(?:[\s,:;&/()-]+(?:\p{L}|\d|and|dr)\.?)*[\s,:;&/()-]+`)
    const full = new RegExp(
      String.raw`(?:\b(?:with|by) )?(?<!\p{L})(?:dr\.? |doctor )?${whole}(?:['’]s)?(?!\p{L})`,
      'iu',
    )
    const person = one.kind !== 'resource'
    const alone = person
      ? core.map(
          (w) => new RegExp(String.raw`\b${before} (?:dr\.? |doctor )?${escape(w)}(?:['’]s)?(?!\p{L})`, 'iu'),
        )
      : []
    const written =
      person && isDistinct(one, staff)
        ? core.map((w) => new RegExp(String.raw`(?<!\p{L})${escape(w)}(?:['’]s)?(?!\p{L})`, 'u'))
        : []
    made = [core.length > 0 ? [full, ...alone] : [], written]
    known.set(one, made)
  }
  // "This is Maria" is who writes.
  return self ? made[0] : [...made[0], ...made[1]]
}

/** A name that is also a word of the calendar ("May", "June") counts only after "with". */
const isDistinct = (one: StaffNamed, staff: StaffNamed[]): boolean =>
  !/\b(?:april|may|june|august|will|mark|bill|grace|hope|joy|rose|art|sunday|summer|dawn)\b/i.test(
    one.name,
  ) && staff.filter((s) => s.name.split(' ')[0] === one.name.split(' ')[0]).length === 1
