// How well what others wrote is read, measured on material that others collected: `npm run measure -- [folder]
// [--misses] [--write]`. The collection is not part of this repository; where it is absent, this says so and measures
// nothing.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { measureBounces } from './bounces.ts'
import { measureDialogues } from './dialogues.ts'
import { measureIntents } from './intents.ts'
import { measureLoops } from './loops.ts'
import { measureMailWebhooks } from './mail-webhooks.ts'
import { measureRawMails } from './raw-mails.ts'
import { measureReplies } from './replies.ts'
import { measureRetrieval } from './retrieval.ts'
import type { Row } from './sample.ts'
import { measureTexts } from './texts.ts'
import { measureWebhooks } from './webhooks.ts'

const root = path.join(import.meta.dirname, '../..')
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const samples = path.resolve(given ?? path.join(root, '../shared/samples'))

if (!existsSync(path.join(samples, 'email'))) {
  console.log(`There are no samples in ${samples}: nothing was measured. Give their folder as the argument.`)
} else {
  const rows: Row[] = []
  for (const measure of [
    measureRawMails,
    measureReplies,
    measureLoops,
    measureBounces,
    measureMailWebhooks,
    measureWebhooks,
    measureTexts,
    measureRetrieval,
    measureDialogues,
    measureIntents,
  ])
    rows.push(...(await measure(samples)))
  const table = tableOf(rows)
  console.log(table)
  if (process.argv.includes('--misses')) printMisses(rows)
  if (process.argv.includes('--write')) {
    const folder = path.join(root, 'docs/measurements')
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'samples.md'), pageOf(table))
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
  return `# How well what comes in is read

Measured on mails, texts and requests that others collected and that are no part of this repository. Made by
\`npm run measure -- <folder of the samples> --write\`; \`--misses\` lists the cases that are not right.

${table}

How the lines were counted:

- **Fields** are compared as both are written in their one spelling: addresses without comments and routes (RFC 5322
  A.5), white space as one space. Where neither reference reads a text out of HTML, ours is no difference. An id or a
  sender that a mail does not have, and that we make up, stands for none; so does a date that a reference replaced by the
  day of its own making.
- **HTML pairs** are compared by the words that are kept, without white space and quote marks.
- **Not answered** is judged by the mail alone: the inbox is taken to be whom it is addressed to. **May be answered**
  are four whole mails of people, and the texts of the other sets, each as a plain mail of a customer.
- **Intents** are read by the classifier of the front desk (server/ai/understanding/), trained on the training part alone.
  "Also where it is less than … sure": the limit refuses one in fifty of the right readings in a held-back fifth of the
  training part. The figures of others on test parts are for orientation: those parts are not in the collection.
- **Requests of providers** that the sample does not sign with a known key are given a signature by the fakes of the tests.

- **Own paragraph**: each paragraph is one knowledge entry without a title; the question goes through the product's search
  on the embedded PostgreSQL, by words alone (BM25 over word forms, then how close the question's words stand together).
  How much the closeness counts was chosen on this very set, so a new set would come out a little lower; BM25 without it
  finds 469 of 493 here.
- **Booking dialogues**: the built-in answerer reads the customer's turns; of the other side's turns only what it *offers*
  stands in the frame (as what we offer would), not what it reads back. Right is the last booking of a dialogue. Whom the
  other side ever names is the staff. The published figure counts all slots of all services after every turn.

What stays wrong, and why:

- *trimmed text*: a mail that is nothing but a quote is shown whole and not empty; quoted lines between answers are left
  out; "Best regards" at the end goes with the signature.
- *plain pairs*: one expects its library's limit on lines.
- *assertions*: one expects an answer below a quote to be hidden, one two pieces of a quote that lost their marks.
- *bookings*: two lose the day or the time after "no, that is too late" and "no, with somebody else"; two lose the time
  that was named before anything was asked; two do not find whom, by a name beside other words.
- *dates*: one, with comments in it, is read here and by neither reference.
- *failed addresses*: two reports name a local part without its domain.
- *own paragraph*: questions whose words stand in a neighbouring paragraph of the same article too, and questions in other
  words than the answer's; an endpoint for embeddings is for those, and none was at hand to measure with.
- *requests in free text*: "goodbye" alone ends a talk and not the permission to write; the collection calls it debatable.
`
}
