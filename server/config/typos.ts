// A misspelt optional variable is a setting that silently does nothing. Names that begin like ours and are a
// few letters away from one of ours are reported; other programs' variables are none of our business.
import { aboutVariable, type VariableName, variableNames } from './variables.ts'

const PREFIXES = ['AI_', 'S3_', 'SMTP_IN_']
const FURTHEST = 3

/** One sentence for every variable name that looks like a slip. */
export function findTypos(env: Record<string, string | undefined>): string[] {
  const problems: string[] = []
  for (const name of Object.keys(env)) {
    if (env[name] === undefined || isKnown(name)) continue
    if (name.endsWith('_FILE') && isVariable(name.slice(0, -5))) {
      const plain = name.slice(0, -5)
      problems.push(`${name} is not read: only secrets can come from a file. Write ${plain} itself`)
    } else if (PREFIXES.some((prefix) => name.startsWith(prefix))) {
      const meant = nearest(name)
      if (meant) problems.push(`${name} is not a variable of this program: did you mean ${meant}?`)
    }
  }
  return problems
}

function isVariable(name: string): name is VariableName {
  return (variableNames as readonly string[]).includes(name)
}

function isKnown(name: string): boolean {
  if (isVariable(name)) return true
  const plain = name.slice(0, -'_FILE'.length)
  return name.endsWith('_FILE') && isVariable(plain) && aboutVariable(plain).secret === true
}

function nearest(name: string): string | undefined {
  const prefix = PREFIXES.find((one) => name.startsWith(one)) ?? ''
  const candidates = variableNames
    .filter((known) => known.startsWith(prefix))
    .map((known) => ({ known, distance: editDistance(name, known) }))
    .toSorted((a, b) => a.distance - b.distance)
  const best = candidates[0]
  return best && best.distance <= FURTHEST ? best.known : undefined
}

/** Levenshtein's distance: how many letters to insert, remove or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
