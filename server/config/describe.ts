// The schema as documentation: the table of docs/configuration.md and the text of .env.example.
import { aboutVariable, type VariableName, variableNames } from './variables.ts'

/** Both texts, made of the schema alone. They change when the schema changes and never otherwise. */
export function describeConfig(): { markdown: string; envExample: string } {
  return { markdown: markdown(), envExample: envExample() }
}

function byGroup(): Map<string, VariableName[]> {
  return Map.groupBy(variableNames, (name) => aboutVariable(name).group)
}

function markdown(): string {
  const parts: string[] = []
  for (const [group, names] of byGroup()) {
    parts.push(`### ${group}`, '', '| variable | what it does | when not set |', '| --- | --- | --- |')
    for (const name of names) {
      const { about, unset, secret } = aboutVariable(name)
      parts.push(`| \`${name}\`${secret ? ' *' : ''} | ${about} | ${unset} |`)
    }
    parts.push('')
  }
  parts.push('\\* May also come from a file: write its path into the same name with `_FILE` behind it.', '')
  return parts.join('\n')
}

function envExample(): string {
  const parts = ['# Every setting is optional. Remove the # in front of a line to set it.', '']
  for (const [group, names] of byGroup()) {
    parts.push(`# ---- ${group}`, '')
    for (const name of names) {
      const { about, unset } = aboutVariable(name)
      parts.push(`# ${plain(about)}${unset ? ` When not set: ${plain(unset)}.` : ''}`)
      // A default that is a word or a number can be shown as the value; one that is a sentence cannot.
      parts.push(`#${name}=${/^[\w./]+$/.test(unset) ? unset : ''}`, '')
    }
  }
  return parts.join('\n')
}

const plain = (text: string) => text.replaceAll('`', '')
