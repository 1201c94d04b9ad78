// The classifier that reads customers' messages, trained and tried on collections of others: the same code, their labels.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readWith, trainClassifier } from '#ai/understanding/classifier.ts'
import { type Row, readJson } from './sample.ts'

type Pair = [text: string, intent: string]
/** What is none of the intents; a label like the others, and every reading that is not sure. */
const OUTSIDE = 'oos'

export async function measureIntents(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'intents')
  if (!existsSync(folder)) return []
  return [...(await clinc(folder)), ...(await banking(folder))]
}

type Clinc = { train: Pair[]; val: Pair[]; oos_train: Pair[]; oos_val: Pair[] }

async function clinc(folder: string): Promise<Row[]> {
  const sets = (await readJson(path.join(folder, 'clinc150/train_val.json'))) as Clinc
  const outside = sets.oos_train.map(([text]): Pair => [text, OUTSIDE])
  const { read, note } = train([...sets.train, ...outside])
  const readings = [...sets.val, ...sets.oos_val.map(([text]): Pair => [text, OUTSIDE])].map(
    ([text, intent]) => ({
      text,
      intent,
      ...read(text),
    }),
  )
  // How unsure is too unsure was chosen on the training part (`chooseFloor`), never on what is counted here.
  const plain = 0
  const careful = chooseFloor([...sets.train, ...outside])
  return [plain, careful].flatMap((floor) => {
    const how =
      floor === 0 ? 'by its own label' : `also where it is less than ${Math.round(floor * 100)} % sure`
    const judged = readings.map(({ text, intent, label, confidence }) => {
      const said = confidence < floor ? OUTSIDE : label
      return { name: text, intent, right: said === intent, seen: `${said}, expected ${intent}` }
    })
    return [
      {
        set: 'clinc150',
        what: `val: the intent, out of scope ${how} (${note})`,
        cases: judged.filter((one) => one.intent !== OUTSIDE),
        anchor:
          floor === 0
            ? 'TF-IDF 93.2 %; on the test part: BERT 96.9, Dialogflow 91.7, Rasa 91.5'
            : 'see above',
      },
      {
        set: 'clinc150',
        what: `val: out of scope recognised, ${how}`,
        cases: judged.filter((one) => one.intent === OUTSIDE),
        anchor:
          floor === 0
            ? 'TF-IDF 24.0 %; on the test part: BERT 40.3, Dialogflow 14.0, Rasa 45.3'
            : 'see above',
      },
    ]
  })
}

/** Of texts that were held back, one in fifty may be refused for the sake of those that are out of scope. */
const REFUSED = 0.02

function chooseFloor(pairs: Pair[]): number {
  const isHeld = (text: string): boolean => fifth(text) === 0
  const { read } = train(pairs.filter(([text]) => !isHeld(text)))
  const sure = pairs
    .filter(([text, intent]) => isHeld(text) && intent !== OUTSIDE)
    .map(([text, intent]) => ({ intent, ...read(text) }))
    .filter(({ label, intent }) => label === intent)
    .map(({ confidence }) => confidence)
    .sort((a, b) => a - b)
  return sure[Math.floor(sure.length * REFUSED)] ?? 0
}

async function banking(folder: string): Promise<Row[]> {
  const pairs = readPairs(await readFile(path.join(folder, 'banking77/train.csv'), 'utf8'))
  const { read, note } = train(pairs.filter(([text]) => fifth(text) !== 0))
  return [
    {
      set: 'banking77',
      what: `the category of the fifth that was held back (${note})`,
      cases: pairs
        .filter(([text]) => fifth(text) === 0)
        .map(([text, category]) => {
          const { label } = read(text)
          return { name: text, right: label === category, seen: `${label}, expected ${category}` }
        }),
      anchor: 'TF-IDF 91.8 % of the same fifth; on the test part: USE+ConveRT 93.4',
    },
  ]
}

const fifth = (text: string): number =>
  Number(BigInt(`0x${createHash('md5').update(text).digest('hex')}`) % 5n)

/** A trained reader, and how long training took. */
function train(pairs: Pair[]) {
  const began = performance.now()
  const classifier = trainClassifier(pairs.map(([text, label]) => ({ text, label })))
  const seconds = (performance.now() - began) / 1_000
  return {
    read: (text: string) => readWith(classifier, text),
    note: `trained with its doubt in ${seconds.toFixed(0)} s`,
  }
}

/** `text,category`; a text with commas or quotes stands in quotes. */
function readPairs(csv: string): Pair[] {
  const rows = csv.matchAll(/^(?:"((?:[^"]|"")*)"|([^",\n]*)),([^,\n\r]+)\r?$/gm)
  return [...rows].slice(1).map((row) => [(row[1] ?? row[2] ?? '').replaceAll('""', '"'), row[3] ?? ''])
}
