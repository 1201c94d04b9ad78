// Sources that are read by a job: uploaded files and web sites.
import { appendEvents } from '#db/events.ts'
import { deleteFileRows } from '#db/files.ts'
import { saveAudience } from '#db/knowledge.ts'
import { insertFileSource, insertSiteSource, markWaiting, replaceFile } from '#db/knowledge-sources.ts'
import { Refusal } from '#domain/errors.ts'
import type { KnowledgeAudience, SiteFields } from '#domain/knowledge.ts'
import type { Flow } from '#flow/deps.ts'
import { storeFile } from '#flow/files.ts'
import { enqueueDeleteFiles, enqueueReadSource } from '#jobs/queue.ts'
import { startAddress } from './site-address.ts'

/** A handbook with pictures. What is larger is no knowledge for a front desk. */
export const MAX_KNOWLEDGE_FILE = 20_971_520
const MAX_TITLE = 300

type Uploaded = { name: string; type: string; content: Uint8Array }
const changed = (actor: string) => ({
  type: 'knowledge.updated' as const,
  actor,
  data: { what: 'knowledge' },
})

function checkSize(file: Uploaded): void {
  if (file.content.byteLength > MAX_KNOWLEDGE_FILE)
    throw new Refusal(
      'invalid_input',
      'The file is larger than 20 MB. Upload only the part that customers ask about.',
    )
}

/** Keeps a file and has it read; the id of the new source. */
export async function addFileSource(
  flow: Flow,
  workspaceId: string,
  actor: string,
  file: Uploaded,
): Promise<string> {
  checkSize(file)
  const fileId = await storeFile(flow, workspaceId, file)
  const at = flow.clock.now()
  const id = flow.ids.next('kb', at)
  await flow.store.transaction(async (tx) => {
    await insertFileSource(tx, workspaceId, {
      id,
      title: titleOf(file.name),
      fileId,
      fileName: file.name.slice(0, 200) || 'file',
      fileSize: file.content.byteLength,
      at,
    })
    await enqueueReadSource(tx, workspaceId, id)
    await appendEvents(tx, workspaceId, [changed(actor)])
  })
  return id
}

/** "Price_list-2026.pdf" is "Price list-2026". */
function titleOf(name: string): string {
  return (
    name
      .replace(/\.\w{1,8}$/, '')
      .replaceAll('_', ' ')
      .trim()
      .slice(0, MAX_TITLE) || 'File'
  )
}

/** Puts a newer version in the place of a source's file. What was read of the old one is used until the new one is read. */
export async function renewFile(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
  file: Uploaded,
): Promise<void> {
  checkSize(file)
  const fileId = await storeFile(flow, workspaceId, file)
  await flow.store.transaction(async (tx) => {
    const old = await replaceFile(tx, workspaceId, id, {
      fileId,
      fileName: file.name.slice(0, 200) || 'file',
      fileSize: file.content.byteLength,
      at: flow.clock.now(),
    })
    if (!old) throw new Refusal('not_found', 'There is no such file.')
    await deleteFileRows(tx, workspaceId, [old])
    await enqueueDeleteFiles(tx, workspaceId, [old])
    await enqueueReadSource(tx, workspaceId, id)
    await appendEvents(tx, workspaceId, [changed(actor)])
  })
}

/** Has a web site read; the id of the new source. */
export async function addSiteSource(
  flow: Flow,
  workspaceId: string,
  actor: string,
  given: Omit<SiteFields, 'address'> & { address: string },
  audience?: KnowledgeAudience,
): Promise<string> {
  const address = startAddress(given.address)
  if (!address) throw new Refusal('invalid_input', 'Write the address of a web site, such as acme.com.')
  const at = flow.clock.now()
  const id = flow.ids.next('kb', at)
  await flow.store.transaction(async (tx) => {
    await insertSiteSource(tx, workspaceId, {
      id,
      title: new URL(address).host.replace(/^www\./, ''),
      site: { ...given, address },
      at,
    })
    if (audience) await saveAudience(tx, workspaceId, id, audience)
    await enqueueReadSource(tx, workspaceId, id)
    await appendEvents(tx, workspaceId, [changed(actor)])
  })
  return id
}

/** Reads a file or site again; refused where there is nothing to read. */
export async function readAgain(flow: Flow, workspaceId: string, id: string): Promise<void> {
  await flow.store.transaction(async (tx) => {
    if (await markWaiting(tx, workspaceId, id)) await enqueueReadSource(tx, workspaceId, id)
  })
}
