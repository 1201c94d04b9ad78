// How well mail is read, measured on mails that others collected: `node bench/samples/email.ts [folder] [--misses]
// [--write]`. The collection is not part of this repository; where it is absent, this says so and measures nothing.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { measureBounces } from './bounces.ts'
import { measureLoops } from './loops.ts'
import { measureRawMails } from './raw-mails.ts'
import { measureReplies } from './replies.ts'
import type { Row } from './sample.ts'

const root = path.join(import.meta.dirname, '../..')
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const samples = path.resolve(given ?? path.join(root, '../shared/samples'))

if (!existsSync(path.join(samples, 'email'))) {
  console.log(`There are no samples in ${samples}: nothing was measured. Give their folder as the argument.`)
} else {
  const rows: Row[] = []
  for (const measure of [measureRawMails, measureReplies, measureLoops, measureBounces])
    rows.push(...(await measure(samples)))
  const table = tableOf(rows)
  console.log(table)
  if (process.argv.includes('--misses')) printMisses(rows)
  if (process.argv.includes('--write')) {
    const folder = path.join(root, 'docs/measurements')
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'email.md'), pageOf(table))
  }
}

function tableOf(rows: Row[]): string {
  const lines = rows.map(({ set, what, cases, anchor }) => {
    const right = cases.filter((one) => one.right).length
    return `| ${set} | ${what} | ${right}/${cases.length} | ${anchor} |`
  })
  return ['| set | what is right | ours | to reach or beat |', '|---|---|---|---|', ...lines].join('\n')
}

function printMisses(rows: Row[]): void {
  for (const { set, what, cases } of rows)
    for (const one of cases.filter(({ right }) => !right))
      console.log(`\n${set}, ${what}: ${one.name}\n  ${one.seen ?? ''}`)
}

function pageOf(table: string): string {
  return `# How well mail is read

Measured on mails that others collected and that are no part of this repository. Made by
\`node bench/samples/email.ts <folder of the samples> --write\`; \`--misses\` lists the cases that are not right.

${table}
`
}
