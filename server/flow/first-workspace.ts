// The first workspace of an installation: an empty business, or the sample one, clearly marked and removable.
import {
  defaultHours,
  defaultSettings,
  findFirstWorkspace,
  insertWorkspace,
  mayMakeFirst,
} from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { newWorkspaceId } from '#lib/ids.ts'
import type { Flow } from './deps.ts'

/** Makes the first workspace where there is none. Several processes at once: one makes it. */
export async function ensureWorkspace(
  flow: Flow,
  options: { sample: boolean },
): Promise<{ id: string; made: boolean }> {
  const known = await findFirstWorkspace(flow.store)
  if (known) return { id: known.id, made: false }
  const id = newWorkspaceId()
  const made = await flow.store.transaction(async (tx) => {
    if (!(await mayMakeFirst(tx))) return false
    await insertWorkspace(tx, {
      id,
      name: 'My business',
      profile: Profile.parse({ name: 'My business' }),
      hours: defaultHours,
      settings: defaultSettings,
      created_at: flow.clock.now(),
    })
    return true
  })
  if (!made) return { id: (await findFirstWorkspace(flow.store))?.id ?? id, made: false }
  if (options.sample) {
    const { writeSample } = await import('#server/sample/write.ts')
    await writeSample(flow, id)
  }
  return { id, made: true }
}
