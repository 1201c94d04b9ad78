// Text messages: how they are cut, which words are keywords, and which numbers are one number.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { normaliseAddress } from '#domain/address.ts'
import { matchKeyword } from '#domain/consent.ts'
import { findStopRequest } from '#domain/consent-language.ts'
import { countSegments } from '#domain/segments.ts'
import { type Case, type Row, readJson } from './sample.ts'

export async function measureTexts(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'sms')
  return [
    {
      set: 'segmentation_vectors',
      what: 'encoding, parts and units',
      cases: await segments(path.join(folder, 'segmentation_vectors.jsonl')),
      anchor: '1,106/1,106',
    },
    await ordinaryTexts(path.join(folder, 'segmentation_vectors.jsonl')),
    ...(await keywords(path.join(folder, 'opt_out_phrases.json'))),
    ...(await numbers(path.join(folder, 'phone_numbers.json'))),
  ]
}

type Vector = { body: string; encoding: 'GSM-7' | 'UCS-2'; segments: number; units: number }

async function segments(file: string): Promise<Case[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const vector = JSON.parse(line) as Vector
    const ours = countSegments(vector.body)
    const encoding = ours.encoding === 'gsm7' ? 'GSM-7' : 'UCS-2'
    const right =
      encoding === vector.encoding && ours.segments === vector.segments && ours.units === vector.units
    return {
      name: vector.body.slice(0, 40),
      right,
      seen: `${encoding} ${ours.segments} ${ours.units}, expected ${vector.encoding} ${vector.segments} ${vector.units}`,
    }
  })
}

type Phrases = {
  must_opt_out_exact: { text: string }[]
  must_opt_in_exact: { text: string }[]
  must_help_exact: { text: string }[]
  should_opt_out_free_text: { text: string }[]
  must_not_opt_out: string[]
}

/** A keyword or a request in plain words: what the ingest obeys. */
function optsOut(text: string): string | null {
  const keyword = matchKeyword(text, false)
  if (keyword) return keyword
  const request = findStopRequest(text)
  return request && `asked in ${request.language}: ${request.words}`
}

/** In any case and with what people type after a word. */
const written = (text: string) => [text, text.toLowerCase(), ` ${text}. `, `${text}!`]

async function keywords(file: string): Promise<Row[]> {
  const phrases = (await readJson(file)) as Phrases
  const exact = (list: { text: string }[], means: string, optedOut: boolean): Case[] =>
    list.map(({ text }) => {
      const seen = written(text).map((one) => matchKeyword(one, optedOut))
      return { name: text, right: seen.every((one) => one === means), seen: seen.join(', ') }
    })
  return [
    {
      set: 'opt_out_phrases',
      what: 'exact words opt out',
      cases: exact(phrases.must_opt_out_exact, 'opt_out', false),
      anchor: '22/22',
    },
    {
      set: 'opt_out_phrases',
      what: 'START and HELP words',
      cases: [
        ...exact(phrases.must_opt_in_exact, 'opt_in', true),
        ...exact(phrases.must_help_exact, 'help', false),
      ],
      anchor: '6/6',
    },
    {
      set: 'opt_out_phrases',
      what: 'ordinary sentences do not',
      cases: phrases.must_not_opt_out.map((text) => {
        const seen = optsOut(text)
        return { name: text, right: seen === null, seen: String(seen) }
      }),
      anchor: '33/33',
    },
    {
      set: 'opt_out_phrases',
      what: 'requests in free text opt out',
      cases: phrases.should_opt_out_free_text.map(({ text }) => {
        const seen = optsOut(text)
        return {
          name: text,
          right: seen === 'opt_out' || seen?.startsWith('asked') === true,
          seen: String(seen),
        }
      }),
      anchor: '6, one of them debatable',
    },
  ]
}

/** Texts that people wrote to each other, and offers that name STOP: none of them asks us for anything. */
async function ordinaryTexts(file: string): Promise<Row> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  const bodies = lines
    .map((line) => JSON.parse(line) as Vector & { source: string })
    .filter(({ source }) => source.startsWith('SMSSpamCollection'))
  return {
    set: 'segmentation_vectors',
    what: 'texts of people and of advertisers ask for no opt-out in plain words',
    cases: bodies.map(({ body }) => {
      const seen = findStopRequest(body)
      return { name: body.slice(0, 60), right: seen === null, seen: seen?.words ?? 'nothing' }
    }),
    anchor: 'all',
  }
}

type Example = { region: string; e164: string; national: string; international: string }
type Numbers = {
  examples: Example[]
  negatives: { input: string; region: string }[]
}

async function numbers(file: string): Promise<Row[]> {
  const { examples, negatives } = (await readJson(file)) as Numbers
  const same = examples.map(({ region, e164, national, international }): Case => {
    const seen = [e164, national, international].map((one) => normaliseAddress('phone', one, region))
    return { name: e164, right: seen.every((one) => one === e164), seen: seen.join(', ') }
  })
  const refused = negatives.map(({ input, region }): Case => {
    const seen = normaliseAddress('phone', input, region)
    return { name: input, right: seen === null, seen: String(seen) }
  })
  return [
    { set: 'phone_numbers', what: 'all spellings are one number', cases: same, anchor: '250/250' },
    { set: 'phone_numbers', what: 'altered ones are refused', cases: refused, anchor: '127/127' },
  ]
}
