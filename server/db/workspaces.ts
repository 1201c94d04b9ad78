// Workspaces: one business each, with its profile, hours and switches.
import type { Hours } from '#domain/hours.ts'
import type { Profile } from '#domain/knowledge.ts'
import { query, type Store, type Tx } from './pool.ts'
import type { StoredSettings } from './schema.ts'

export type WorkspaceRecord = {
  id: string
  name: string
  profile: Profile
  hours: Hours
  settings: StoredSettings
  has_sample: boolean
  created_at: Date
}
const columns = 'id, name, profile, hours, settings, has_sample, created_at'

export async function findWorkspace(store: Store, id: string, tx?: Tx): Promise<WorkspaceRecord | null> {
  const text = `select ${columns} from workspaces where id = $1`
  const [row] = tx
    ? await query<WorkspaceRecord>(tx, text, [id])
    : await store.run<WorkspaceRecord>('workspace', text, [id])
  return row ?? null
}

/** The oldest workspace: the one that the API token and the owner of the environment belong to. */
export async function findFirstWorkspace(store: Store): Promise<WorkspaceRecord | null> {
  const [row] = await store.run<WorkspaceRecord>(
    'workspace-first',
    `select ${columns} from workspaces order by created_at, id limit 1`,
    [],
  )
  return row ?? null
}

export async function insertWorkspace(
  tx: Tx,
  w: Omit<WorkspaceRecord, 'has_sample'> & { has_sample?: boolean },
): Promise<void> {
  await tx
    .insertInto('workspaces')
    .values({
      ...w,
      profile: JSON.stringify(w.profile),
      hours: JSON.stringify(w.hours),
      settings: JSON.stringify(w.settings),
    })
    .execute()
}

/** Lets one process at a time make the first workspace; false where there is one already. */
export async function mayMakeFirst(tx: Tx): Promise<boolean> {
  await query(tx, 'select pg_advisory_xact_lock(70)')
  return (await query(tx, 'select 1 from workspaces limit 1')).length === 0
}

export async function markSample(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('workspaces').set({ has_sample: true }).where('id', '=', id).execute()
}

/** Does the database answer? */
export async function ping(store: Store): Promise<void> {
  await store.run('ping', 'select 1 from workspaces limit 1', [])
}

export async function saveProfile(tx: Tx, id: string, profile: Profile): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ profile: JSON.stringify(profile), name: profile.name })
    .where('id', '=', id)
    .execute()
}
export async function saveHours(tx: Tx, id: string, hours: Hours): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ hours: JSON.stringify(hours) })
    .where('id', '=', id)
    .execute()
}
/** Merges a change into the settings, one level deep, and returns what they are then. */
export async function patchSettings(
  tx: Tx,
  id: string,
  change: Partial<StoredSettings>,
): Promise<StoredSettings> {
  const [row] = await query<{ settings: StoredSettings }>(
    tx,
    'update workspaces set settings = settings || $2::jsonb where id = $1 returning settings',
    [id, JSON.stringify(change)],
  )
  if (!row) throw new Error(`workspace ${id} is gone`)
  return row.settings
}

/** How autonomy is earned here; null where nobody has changed it. */
export async function readEarnedSettings(tx: Tx, id: string): Promise<StoredSettings['earned'] | null> {
  const [row] = await query<{ earned: StoredSettings['earned'] | null }>(
    tx,
    `select settings -> 'earned' as earned from workspaces where id = $1`,
    [id],
  )
  return row?.earned ?? null
}

export const defaultSettings: StoredSettings = {
  aiEnabled: true,
  aiChannels: {},
  disclosure: { enabled: true, text: 'You are chatting with our AI assistant.' },
  smsAllowance: 1000,
  alerts: { phone: null, email: null },
}
export const defaultHours: Hours = {
  timeZone: 'America/New_York',
  week: {
    monday: [{ opens: '08:00', closes: '17:00' }],
    tuesday: [{ opens: '08:00', closes: '17:00' }],
    wednesday: [{ opens: '08:00', closes: '17:00' }],
    thursday: [{ opens: '08:00', closes: '17:00' }],
    friday: [{ opens: '08:00', closes: '17:00' }],
    saturday: [],
    sunday: [],
  },
  holidays: [],
}
