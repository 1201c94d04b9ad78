// From texts to the passages that are searched: cut, each with its language.
import { chunkDocument } from '#ai/knowledge/chunk.ts'
import { detectLanguage, languageOfLocale } from '#ai/knowledge/language.ts'
import type { NewPassage } from '#db/knowledge.ts'
import { findWorkspace } from '#db/workspaces.ts'
import type { Flow } from '#flow/deps.ts'

/** So many passages are looked at one by one for their language. */
const FEW = 20

/** The language to believe in where a text is too short to tell. */
export async function houseLanguage(flow: Flow, workspaceId: string): Promise<string> {
  const workspace = await findWorkspace(flow.store, workspaceId)
  return languageOfLocale(workspace?.profile.locale ?? 'en')
}

/**
 * The passages of one text, a question with its answer whole. `fallback` is the language where the text does not tell.
 */
export async function makePassages(
  flow: Flow,
  text: { title: string; body: string; whole: boolean; headings?: 'marked' | 'guessed' },
  fallback: string,
): Promise<NewPassage[]> {
  const at = flow.clock.now()
  const pieces = text.whole
    ? [{ title: text.title, text: text.body }]
    : chunkDocument({ title: text.title, text: text.body, headings: text.headings ?? 'guessed' })
  const language = await detectLanguage(`${text.title}\n${text.body}`, fallback)
  // A long text is in one language; a short one may hold the same in two.
  const each = pieces.length > 1 && pieces.length <= FEW
  return Promise.all(
    pieces.map(async (piece) => ({
      ...piece,
      id: flow.ids.next('psg', at),
      language: each ? await detectLanguage(piece.text, language) : language,
    })),
  )
}
