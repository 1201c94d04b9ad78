// Facts for the first-run checklist.
import type { Store } from './pool.ts'

export type Progress = {
  customerWrote: boolean
  memberAnswered: boolean
  ownProfile: boolean
  ownKnowledge: boolean
  ownInbox: boolean
  alerts: boolean
}

export async function readProgress(store: Store, workspaceId: string): Promise<Progress> {
  const [row] = await store.run<Progress>(
    'progress',
    `select
       exists (select 1 from events e where e.workspace_id = w.id and e.type = 'ai.answered') as "customerWrote",
       exists (select 1 from events e where e.workspace_id = w.id and e.type = 'conversation.taken_over') as "memberAnswered",
       exists (select 1 from events e where e.workspace_id = w.id and e.type = 'knowledge.updated' and e.data ->> 'what' = 'profile') as "ownProfile",
       exists (select 1 from knowledge k where k.workspace_id = w.id and not k.sample)
         or exists (select 1 from services s where s.workspace_id = w.id and not s.sample) as "ownKnowledge",
       exists (select 1 from inboxes i where i.workspace_id = w.id and not i.sample and i.deleted_at is null) as "ownInbox",
       coalesce(w.settings -> 'alerts' ->> 'phone', w.settings -> 'alerts' ->> 'email') is not null as alerts
     from workspaces w where w.id = $1`,
    [workspaceId],
  )
  return (
    row ?? {
      customerWrote: false,
      memberAnswered: false,
      ownProfile: false,
      ownKnowledge: false,
      ownInbox: false,
      alerts: false,
    }
  )
}
