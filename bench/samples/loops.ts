// What must not be answered, what must be, and which address a bounce is about.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { parseMail } from '#channels/protocols/mail/parse.ts'
import { type Case, filesBelow, inboxAt, type Row, readJson } from './sample.ts'

const Manifest = z.array(
  z.looseObject({
    file: z.string(),
    must_not_auto_reply: z.boolean().nullable(),
    header_marks: z.array(z.string()),
  }),
)

/** These say how we are addressed, not what the mail is: a sample mail is not addressed to us. */
const ABOUT_THE_INBOX = /^This inbox is neither|^It comes from this inbox itself/

export async function measureLoops(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'email')
  const rows = Manifest.parse(await readJson(path.join(folder, 'loop_manifest.json')))
  const must = rows.filter((row) => row.must_not_auto_reply === true)
  const judged = await Promise.all(
    must.map(async (row) => {
      const reason = await judge(path.join(folder, row.file))
      return {
        name: row.file,
        right: reason !== null,
        seen: reason ?? '',
        marked: row.header_marks.length > 0,
      }
    }),
  )
  const set = 'loop-protection'
  return [
    {
      set,
      what: 'not answered, marked by a header',
      cases: judged.filter((one) => one.marked),
      anchor: '366/366',
    },
    {
      set,
      what: 'not answered, marked by none',
      cases: judged.filter((one) => !one.marked),
      anchor: '10, hard',
    },
    {
      set: 'reply-stripping',
      what: 'personal mails that may be answered',
      cases: await personal(path.join(folder, 'reply-stripping')),
      anchor: 'all',
    },
  ]
}

/** Why a mail is not answered, judged by itself: the inbox is taken to be whom it is addressed to. */
async function judge(file: string): Promise<string | null> {
  const raw = await readFile(file)
  const first = await parseMail(raw, inboxAt([]), { receivedAt: new Date(0) })
  if (!first.ok) return first.reason
  const { email, from } = first.message
  const named = [...(email?.to ?? []), ...(email?.cc ?? [])].filter((address) => address !== from)
  const again = await parseMail(raw, inboxAt(named), { receivedAt: new Date(0) })
  if (!again.ok) return again.reason
  const reason = again.message.automaticReason ?? null
  return reason !== null && ABOUT_THE_INBOX.test(reason) ? null : reason
}

/** Mails of people: the four whole ones, and the texts of the other sets as plain mails. */
async function personal(folder: string): Promise<Case[]> {
  const whole = (await filesBelow(path.join(folder, 'talon/fixtures/standard_replies')))
    .filter((file) => file.endsWith('.eml'))
    .map((file) => path.join(folder, 'talon/fixtures/standard_replies', file))
  const texts = [
    ...(await filesBelow(path.join(folder, 'discourse-trimmer/emails'))).map((file) =>
      path.join(folder, 'discourse-trimmer/emails', file),
    ),
    ...(await filesBelow(path.join(folder, 'crisp/fixtures'))).map((file) =>
      path.join(folder, 'crisp/fixtures', file),
    ),
  ]
  const cases: Case[] = []
  for (const file of whole) {
    const reason = await judge(file)
    cases.push({ name: path.relative(folder, file), right: reason === null, seen: reason ?? '' })
  }
  for (const file of texts) {
    const head = 'From: ada@customer.example\r\nTo: desk@sample.invalid\r\nSubject: Re: Visit\r\n\r\n'
    const raw = Buffer.concat([Buffer.from(head), await readFile(file)])
    const parsed = await parseMail(raw, inboxAt(['desk@sample.invalid']), { receivedAt: new Date(0) })
    const reason = parsed.ok ? (parsed.message.automaticReason ?? null) : parsed.reason
    cases.push({ name: path.relative(folder, file), right: reason === null, seen: reason ?? '' })
  }
  return cases
}
