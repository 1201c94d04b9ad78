import { patch } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { keys } from '#web/store/keys.ts'
import type { Me, WorkspaceSettings } from '#wire/api/settings.ts'

/** Changes workspace settings: shown at once, taken back if the server refuses (the error is the caller's to tell). */
export async function saveSettings(change: Partial<WorkspaceSettings>): Promise<void> {
  const before = client.getQueryData<Me>(keys.me)
  const put = (settings: Partial<WorkspaceSettings>): void => {
    client.setQueryData<Me>(keys.me, (me) => {
      if (!me?.workspace) return me
      return { ...me, workspace: { ...me.workspace, settings: { ...me.workspace.settings, ...settings } } }
    })
  }
  put(change)
  try {
    put(await patch<WorkspaceSettings>('/settings', change))
    // Whether the AI answers in a conversation hangs on these.
    void client.invalidateQueries({ queryKey: ['conversation'] })
    void client.invalidateQueries({ queryKey: keys.checklist })
  } catch (error) {
    client.setQueryData(keys.me, before)
    throw error
  }
}
