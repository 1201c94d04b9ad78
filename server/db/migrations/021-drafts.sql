-- Replies of the AI that wait for a person, what people did with them, and what the AI has earned by it.

-- What waits here for a person, and what will be compared with a person's answer: in the row that the list reads anyway.
alter table conversations add column draft_id text collate "C";
alter table conversations add column shadow_id text collate "C";
create index conversations_with_draft on conversations (workspace_id, last_message_at desc) where draft_id is not null;

create table drafts (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  agent_id text collate "C" not null,
  inbox_id text collate "C" not null,
  channel text not null,
  -- Everything that the turn wants to do, the text among it.
  commands jsonb not null,
  text text not null,
  trace jsonb not null,
  turn_id text collate "C" not null,
  intent text,
  risk text not null,
  -- Why it waits.
  reasons jsonb not null default '[]',
  -- The conversation's turn and changes under which it may still be approved, and the messages that it answers.
  turn int not null,
  changes int not null,
  from_seq int not null,
  to_seq int not null,
  state text not null check (state in ('open', 'shadow', 'approved', 'edited', 'rejected', 'stale', 'expired')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by text collate "C",
  closed_by_name text,
  -- What the person said when rejecting, or what overtook it.
  why text,
  final_text text,
  message_id text collate "C",
  -- Where a person's own words began that answer the same messages: they are compared.
  answered_seq int,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index drafts_of_conversation on drafts (workspace_id, conversation_id, created_at);
create index drafts_open on drafts (workspace_id, expires_at) where state in ('open', 'shadow');

-- What people did with what the AI wrote, and whether that agreed with it.
create table comparisons (
  workspace_id text collate "C" not null,
  draft_id text collate "C" not null,
  agent_id text collate "C" not null,
  intent text not null,
  conversation_id text collate "C" not null,
  fate text not null check (fate in ('approved', 'edited', 'rejected', 'answered')),
  agreed boolean not null,
  score real not null,
  reasons jsonb not null default '[]',
  judged_by text not null check (judged_by in ('builtin', 'model', 'person')),
  question text not null,
  ai_text text not null,
  person_text text not null,
  at timestamptz not null,
  primary key (workspace_id, draft_id),
  foreign key (workspace_id, draft_id) references drafts (workspace_id, id) on delete cascade
);
create index comparisons_of_intent on comparisons (workspace_id, agent_id, intent, at desc);

-- Every change of what an agent may do about an intent, by the record or by a person, with why.
create table autonomy_log (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  position bigint generated always as identity,
  agent_id text collate "C" not null,
  intent text,
  what text not null check (what in ('promoted', 'fell_back', 'changed', 'stopped', 'started')),
  from_mode text,
  to_mode text,
  why text not null,
  by_id text collate "C",
  by_name text,
  at timestamptz not null,
  primary key (workspace_id, position)
);
create index autonomy_log_of_intent on autonomy_log (workspace_id, agent_id, intent, position desc);

alter table turns drop constraint turns_outcome_check;
alter table turns add constraint turns_outcome_check
  check (outcome in ('answered', 'silent', 'stale', 'failed', 'drafted'));

-- Whatever overtakes a draft does so in its own transaction, by whichever way it came: a message that comes in, an edit
-- of one, a person's act, a close. The pointer is taken away first, so nobody who looks afterwards finds it.
create function overtake_draft() returns trigger
language plpgsql as $$
declare
  gone text := coalesce(old.draft_id, old.shadow_id);
  by_customer boolean := new.last_inbound_seq > old.last_inbound_seq or new.changes <> old.changes;
  began int;
begin
  -- A person's words: the first after the messages that it was to answer are what it is compared with.
  if new.last_seq > old.last_seq and new.last_direction = 'out' and new.last_author in ('member', 'api', 'phone') then
    update drafts d set answered_seq = new.last_seq
    where d.workspace_id = new.workspace_id and d.id = coalesce(old.shadow_id, old.draft_id) and d.answered_seq is null;
    if found then
      perform graphile_worker.add_job('compare_draft',
        payload => json_build_object('workspaceId', new.workspace_id, 'draftId', coalesce(old.shadow_id, old.draft_id)),
        run_at => now() + interval '45 seconds', max_attempts => 8, job_key => 'compare:' || coalesce(old.shadow_id, old.draft_id));
    end if;
    new.shadow_id := null;
  end if;

  if old.draft_id is not null and new.draft_id is not distinct from old.draft_id
    and (by_customer or new.turn <> old.turn) then
    new.draft_id := null;
    -- What the person writes next may still be compared with it.
    if not by_customer and new.handler = 'human' then
      new.shadow_id := old.draft_id;
    end if;
  elsif old.shadow_id is not null and new.shadow_id is not distinct from old.shadow_id and by_customer then
    new.shadow_id := null;
    gone := old.shadow_id;
  else
    return new;
  end if;

  update drafts d set state = 'stale', closed_at = clock_timestamp(),
    why = case when new.changes <> old.changes then 'The customer changed the message'
      when by_customer then 'The customer wrote again'
      when new.status = 'closed' then 'The conversation was closed'
      when new.status = 'escalated' then 'The conversation was escalated to a person'
      when new.handler = 'ai' then 'The AI was resumed'
      else coalesce(new.handled_by_name, 'A person') || ' took the conversation over' end
  where d.workspace_id = new.workspace_id and d.id = gone and d.state in ('open', 'shadow')
  returning d.from_seq into began;
  if found then
    -- The messages that it was to answer are open again: the next turn answers them together with the new one.
    if by_customer then
      new.answered_seq := least(new.answered_seq, began);
    end if;
    insert into events (workspace_id, type, conversation_id, contact_id, actor, data)
    values (new.workspace_id, 'draft.closed', new.id, new.contact_id, 'system', jsonb_build_object('draftId', gone, 'state', 'stale'));
  end if;
  return new;
end
$$;

create trigger conversations_overtake_draft before update on conversations
  for each row when (old.draft_id is not null or old.shadow_id is not null)
  execute function overtake_draft();
