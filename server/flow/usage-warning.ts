// Tells the business's own people that a limit comes near: job, so that it holds no message up. The warning was noted once
// for its month when it was enqueued; what the gate lets through is sent as an alert.
import { readUsage } from '#db/usage.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { formatMicros, readGateSettings } from '#domain/gate-settings.ts'
import { warningText } from '#domain/usage-warning.ts'
import type { JobPayload } from '#jobs/catalog.ts'
import type { Flow } from './deps.ts'
import { tellOwners } from './tell-owners.ts'

/** Job `usage_warning`. Tried once: told twice is worse than told in the app only. */
export async function warnOfUsage(flow: Flow, warning: JobPayload<'usage_warning'>): Promise<void> {
  const { workspaceId, month, meter, percent } = warning
  const workspace = await findWorkspace(flow.store, workspaceId)
  if (!workspace) return
  const settings = readGateSettings(workspace.settings.gate ? JSON.stringify(workspace.settings.gate) : null)
  const usage = await readUsage(flow.store.db, workspaceId, month)
  const money = (micros: number) => formatMicros(micros, settings.budget.currency)
  const [used, limit] = {
    messages: [String(usage.sms), String(workspace.settings.smsAllowance ?? '')],
    segments: [String(usage.segments), String(settings.segmentAllowance ?? '')],
    budget: [money(usage.micros), money(settings.budget.monthly ?? 0)],
  }[meter]
  const link = `${flow.publicUrl()}/settings/sms`
  const text = warningText(workspace.name, { meter, percent, used: used ?? '', limit: limit ?? '' }, link)
  await flow.store.transaction((tx) =>
    tellOwners(flow, tx, workspaceId, {
      text,
      subject: `${workspace.name}: ${percent} % of a limit is used`,
    }),
  )
}
