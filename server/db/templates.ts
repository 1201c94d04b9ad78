// Templates of an inbox, as the provider last told of them.
import type { Template } from '#domain/template.ts'
import { query, type Tx } from './pool.ts'

export type TemplateRecord = { id: string; inbox_id: string; content: Template; synced_at: Date }

/** All of an inbox, those that may be sent first, then by name. */
export function listTemplates(tx: Tx, workspaceId: string, inboxId: string): Promise<TemplateRecord[]> {
  return query(
    tx,
    `select id, inbox_id, content, synced_at from templates where workspace_id = $1 and inbox_id = $2
     order by state <> 'approved', name, language, id`,
    [workspaceId, inboxId],
  )
}

export async function findTemplate(tx: Tx, workspaceId: string, id: string): Promise<TemplateRecord | null> {
  const [row] = await query<TemplateRecord>(
    tx,
    'select id, inbox_id, content, synced_at from templates where workspace_id = $1 and id = $2',
    [workspaceId, id],
  )
  return row ?? null
}

/** Makes the stored templates of an inbox those that are given: new ones, changed ones, and what is gone. */
export async function replaceTemplates(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  templates: { id: string; content: Template }[],
  at: Date,
): Promise<void> {
  await query(
    tx,
    `with given as (
       select id, content from jsonb_to_recordset($3::jsonb) as g (id text, content jsonb)
     ), gone as (
       delete from templates t where t.workspace_id = $1 and t.inbox_id = $2
         and not exists (select 1 from given g where g.content ->> 'externalId' = t.external_id)
     )
     insert into templates (workspace_id, id, inbox_id, external_id, name, language, category, state, content, synced_at)
     select $1, id, $2, content ->> 'externalId', content ->> 'name', content ->> 'language', content ->> 'category',
       content ->> 'state', content, $4 from given
     on conflict (workspace_id, inbox_id, external_id) do update set name = excluded.name, language = excluded.language,
       category = excluded.category, state = excluded.state, content = excluded.content, synced_at = excluded.synced_at`,
    [workspaceId, inboxId, JSON.stringify(templates), at],
  )
}

/** Changes one that is known; false where it is not. */
export async function changeTemplate(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  externalId: string,
  change: Partial<Template>,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update templates set content = content || $4::jsonb, state = coalesce($4::jsonb ->> 'state', state),
       category = coalesce($4::jsonb ->> 'category', category)
     where workspace_id = $1 and inbox_id = $2 and external_id = $3 returning id`,
    [workspaceId, inboxId, externalId, JSON.stringify(change)],
  )
  return rows.length > 0
}
