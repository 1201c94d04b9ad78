// Something the business's own people should know that is about no conversation: to the phone and the mail address of the
// alerts, through the same gate and outbox as everything.
import type { Tx } from '#db/pool.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { findAlertPlace, writeAlert } from './alerts.ts'
import type { Flow } from './deps.ts'
import { toAlertAddress } from './handover-facts.ts'

/** Writes to whom the settings name; where nobody is named, or no inbox can, it is in the app only. */
export async function tellOwners(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  words: { text: string; subject: string },
): Promise<void> {
  const workspace = await findWorkspace(flow.store, workspaceId, tx)
  if (!workspace) return
  const { phone, email } = workspace.settings.alerts
  const targets: { raw: string | null; kind: 'phone' | 'email' }[] = [
    { raw: phone, kind: 'phone' },
    { raw: email, kind: 'email' },
  ]
  for (const { raw, kind } of targets) {
    const value = raw ? toAlertAddress(kind, raw, workspace.profile.country) : null
    const place = value && (await findAlertPlace(flow, tx, workspaceId, kind, value))
    if (!place) continue
    await writeAlert(flow, tx, workspaceId, place, {
      text: words.text,
      subject: kind === 'email' ? words.subject : null,
    })
  }
}
