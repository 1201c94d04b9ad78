// What of a reply is shown: the text without the mail that it answers.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { parseMail } from '#channels/protocols/mail/parse.ts'
import { htmlToText } from '#lib/html.ts'
import { visibleText } from '#lib/mail-text.ts'
import { type Case, filesBelow, inboxAt, oneSpaced, type Row, readJson, withoutSpace } from './sample.ts'

const Pairs = z.array(z.looseObject({ test: z.string(), input: z.string(), expected: z.string() }))
const Crisp = z.looseObject({
  cases: z.array(
    z.looseObject({
      test: z.string(),
      fixture: z.string(),
      asserts: z.array(
        z.looseObject({
          fragment: z.number().optional(),
          visible: z.boolean().optional(),
          equals_trimmed: z.string().optional(),
          regex: z.string().optional(),
          must_match: z.boolean().optional(),
        }),
      ),
    }),
  ),
})
type Assert = z.infer<typeof Crisp>['cases'][number]['asserts'][number]

export async function measureReplies(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'email/reply-stripping')
  return [
    {
      set: 'discourse-trimmer',
      what: 'visible text equals the trimmed one, white space normalised',
      cases: await discourse(path.join(folder, 'discourse-trimmer')),
      anchor: 'email-reply-parser 16/26',
    },
    {
      set: 'talon',
      what: 'plain text pairs',
      cases: pairs(await readJson(path.join(folder, 'talon/plain_pairs.json')), visibleText, String),
      anchor: 'email-reply-parser 8/18',
    },
    {
      set: 'talon',
      what: 'HTML pairs, the words that are kept',
      cases: pairs(
        await readJson(path.join(folder, 'talon/html_pairs_whitespace_insensitive.json')),
        visibleHtml,
        htmlToText,
      ),
      anchor: 'none',
    },
    {
      set: 'talon',
      what: 'HTML replies of four mail programs',
      cases: await htmlReplies(path.join(folder, 'talon')),
      anchor: 'none',
    },
    {
      set: 'talon',
      what: 'whole mails of four mail programs',
      cases: await standardReplies(path.join(folder, 'talon')),
      anchor: 'none',
    },
    {
      set: 'crisp',
      what: 'assertions on the visible text',
      cases: await crisp(path.join(folder, 'crisp')),
      anchor: 'the library as visible text 58/61',
    },
  ]
}

function visibleHtml(html: string): string {
  return visibleText(htmlToText(html))
}

function compared(name: string, ours: string, expected: string, by: (text: string) => string): Case {
  return {
    name,
    right: by(ours) === by(expected),
    seen: `${JSON.stringify(ours)} <> ${JSON.stringify(expected)}`,
  }
}

/** Whether a quote that is kept bears a mark is no matter of words. */
function words(text: string): string {
  return withoutSpace(text.replace(/^> ?/gm, ''))
}

async function discourse(folder: string): Promise<Case[]> {
  const names = await filesBelow(path.join(folder, 'emails'))
  return Promise.all(
    names.map(async (name) => {
      const mail = await readFile(path.join(folder, 'emails', name), 'utf8')
      const trimmed = await readFile(path.join(folder, 'trimmed', name), 'utf8')
      return compared(name, visibleText(mail), trimmed, oneSpaced)
    }),
  )
}

function pairs(rows: unknown, visible: (text: string) => string, kept: (text: string) => string): Case[] {
  return Pairs.parse(rows).map((row) => compared(row.test, visible(row.input), kept(row.expected), words))
}

async function htmlReplies(folder: string): Promise<Case[]> {
  const expected = z
    .looseObject({ expected_text: z.string(), files: z.array(z.string()) })
    .parse(await readJson(path.join(folder, 'html_replies_expected.json')))
  return Promise.all(
    expected.files.map(async (file) => {
      const html = await readFile(path.join(folder, file), 'utf8')
      return compared(file, visibleHtml(html), expected.expected_text, withoutSpace)
    }),
  )
}

/** A signature that a telephone adds is expected by talon and cut by us: both readings count as right. */
async function standardReplies(folder: string): Promise<Case[]> {
  const rows = z
    .array(z.looseObject({ file: z.string(), expected_reply: z.string() }))
    .parse(await readJson(path.join(folder, 'standard_replies_expected.json')))
  return Promise.all(
    rows.map(async ({ file, expected_reply }) => {
      const raw = await readFile(path.join(folder, file))
      const parsed = await parseMail(raw, inboxAt([]), { receivedAt: new Date(0) })
      const text = parsed.ok ? parsed.message.text : parsed.reason
      const bare = expected_reply.replace(/\n\nSent from my .*$/, '')
      const right = [expected_reply, bare].some((one) => withoutSpace(one) === withoutSpace(text))
      return { name: file, right, seen: `${JSON.stringify(text)} <> ${JSON.stringify(expected_reply)}` }
    }),
  )
}

async function crisp(folder: string): Promise<Case[]> {
  const { cases } = Crisp.parse(await readJson(path.join(folder, 'assertions.json')))
  return Promise.all(
    cases.map(async ({ test, fixture, asserts }) => {
      const text = visibleText(await readFile(path.join(folder, fixture), 'utf8'))
      const failed = asserts
        .filter((one) => one.visible || one.fragment === 0)
        .filter((one) => !holds(one, text))
      return {
        name: `${test} (${fixture})`,
        right: failed.length === 0,
        seen: `${JSON.stringify(text)} <> ${JSON.stringify(failed)}`,
      }
    }),
  )
}

function holds(assert: Assert, text: string): boolean {
  if (assert.equals_trimmed !== undefined) return text.trim() === assert.equals_trimmed.trim()
  if (assert.regex === undefined) return true
  return new RegExp(assert.regex).test(text) === (assert.must_match ?? true)
}
