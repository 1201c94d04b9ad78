// Is the passage found that answers a question? Each paragraph of XQuAD is one knowledge entry; each question must find
// its own paragraph, through the search of the product on the embedded PostgreSQL, by words alone.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { saveKnowledge } from '#db/knowledge.ts'
import { migrate } from '#db/migrate.ts'
import { openStore, type Store } from '#db/pool.ts'
import { findPassages } from '#flow/find-knowledge.ts'
import { makePassages } from '#flow/sources/passages.ts'
import { startThrowawayPostgres } from '#postgres/throwaway.ts'
import { bareFlow } from '#test/harness/search-flow.ts'
import { type Case, type Row, readJson } from './sample.ts'

const Squad = z.looseObject({
  data: z.array(
    z.looseObject({
      paragraphs: z.array(
        z.looseObject({
          context: z.string(),
          qas: z.array(z.looseObject({ id: z.string(), question: z.string() })),
        }),
      ),
    }),
  ),
})

/** BM25 (k1 1.2, b 0.75), as the samples' own page gives it for this half of the articles. */
const ANCHORS: Record<string, { first: string; five: string }> = {
  en: { first: 'BM25 .947', five: 'BM25 first three .988' },
}
const FIVE = 5

export async function measureRetrieval(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'kb-retrieval/xquad')
  if (!existsSync(folder)) return []
  const files = (await readdir(folder)).filter((name) => /^xquad\.\w+\.json$/.test(name)).sort()
  const server = await startThrowawayPostgres()
  const store = openStore(server.connection, { max: 4, onError: () => undefined })
  try {
    await migrate(store)
    const rows: Row[] = []
    for (const name of files) {
      const language = name.split('.')[1] ?? ''
      rows.push(
        ...(await measureLanguage(store, language, Squad.parse(await readJson(path.join(folder, name))))),
      )
    }
    return rows
  } finally {
    await store.close()
    await server.stop()
  }
}

async function measureLanguage(
  store: Store,
  language: string,
  { data }: z.infer<typeof Squad>,
): Promise<Row[]> {
  const workspaceId = `xquad_${language}`
  const flow = await bareFlow(store, workspaceId, language)
  const questions: { question: string; id: string }[] = []
  for (const [i, paragraph] of data.flatMap((article) => article.paragraphs).entries()) {
    const id = `paragraph_${String(i).padStart(4, '0')}`
    const title = `Article ${i}`
    const passages = await makePassages(flow, { title: '', body: paragraph.context, whole: true }, language)
    await saveKnowledge(
      store.db,
      workspaceId,
      { id, kind: 'document', title, body: paragraph.context, at: new Date() },
      passages,
    )
    questions.push(...paragraph.qas.map(({ question }) => ({ question, id })))
  }
  await store.run('measure-analyze', 'analyze passages', [])
  const first: Case[] = []
  const five: Case[] = []
  for (const { question, id } of questions) {
    const found = await findPassages(flow, workspaceId, {
      question,
      limit: FIVE,
      seer: { channel: null, audiences: [] },
    })
    const place = found.findIndex((passage) => passage.sourceId === id)
    const seen =
      place < 0
        ? `not among the first five: ${found[0]?.text.slice(0, 80) ?? 'nothing'}`
        : `place ${place + 1}`
    first.push({ name: question, right: place === 0, seen })
    five.push({ name: question, right: place >= 0, seen })
  }
  const anchor = ANCHORS[language] ?? { first: 'none', five: 'none' }
  return [
    {
      set: `xquad.${language}`,
      what: 'the question’s own paragraph is found first',
      cases: first,
      anchor: anchor.first,
    },
    { set: `xquad.${language}`, what: 'it is among the first five', cases: five, anchor: anchor.five },
  ]
}
