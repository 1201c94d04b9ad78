// Bounces: which address failed, and whether for good.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import PostalMime from 'postal-mime'
import { z } from 'zod'
import { readFailures } from '#channels/protocols/mail/failures.ts'
import { type Case, filesBelow, type Row, readJson } from './sample.ts'

const Expected = z.array(
  z.looseObject({ file: z.string(), failed_addresses: z.array(z.string()), temporary: z.boolean() }),
)

export async function measureBounces(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'email/loop-protection/flufl-bounce')
  const rows = Expected.parse(await readJson(path.join(folder, 'expected.json')))
  const addresses: Case[] = []
  const duration: Case[] = []
  // Two rows may be about one mail, read by two of the library's detectors: together they say what is in it.
  const byFile = Map.groupBy(rows, ({ file }) => file)
  for (const [file, rowsOfFile] of byFile) {
    const row = {
      file,
      failed_addresses: [...new Set(rowsOfFile.flatMap((one) => one.failed_addresses))],
      temporary: rowsOfFile.some((one) => one.temporary),
    }
    const failures = readFailures(await PostalMime.parse(await readFile(path.join(folder, row.file))))
    const ours = failures.map(({ address }) => address)
    const expected = row.failed_addresses.map((address) => address.toLowerCase())
    addresses.push({
      name: row.file,
      right: ours.toSorted().join() === expected.toSorted().join(),
      seen: `${ours.join()} <> ${expected.join()}`,
    })
    if (expected.length === 0) continue
    const temporary = failures.some((one) => one.temporary)
    duration.push({ name: row.file, right: temporary === row.temporary, seen: String(temporary) })
  }
  return [
    {
      set: 'flufl-bounce',
      what: 'the failed addresses',
      cases: addresses,
      anchor: 'the library all, by construction',
    },
    {
      set: 'flufl-bounce',
      what: 'temporary or permanent',
      cases: duration,
      anchor: 'the library all, by construction',
    },
    {
      set: 'sisimai',
      what: 'a failed address is found in a bounce',
      cases: await foundIn(samples),
      anchor: 'none',
    },
  ]
}

/** No answers are published with these: how many bounces name an address to us at all. */
async function foundIn(samples: string): Promise<Case[]> {
  const folder = path.join(samples, 'email/loop-protection/sisimai')
  const manifest = z
    .array(z.looseObject({ file: z.string(), kind: z.string() }))
    .parse(await readJson(path.join(samples, 'email/loop_manifest.json')))
  const files = new Set(
    manifest.filter(({ kind }) => kind === 'bounce').map(({ file }) => path.basename(file)),
  )
  const cases: Case[] = []
  for (const file of (await filesBelow(folder)).filter((one) => files.has(path.basename(one)))) {
    const failures = readFailures(await PostalMime.parse(await readFile(path.join(folder, file))))
    cases.push({ name: file, right: failures.length > 0 })
  }
  return cases
}
