-- Reviews of conversations, their stage, and what was promised in them as dated tasks.

-- In the row that the list reads anyway. `review_seq` is the last message that the final review has seen.
alter table conversations add column review_seq int not null default 0;
alter table conversations add column reviewed_at timestamptz;
alter table conversations add column score smallint check (score between 0 and 100);
alter table conversations add column stage text;
-- Set where a person chose the stage: no review changes it any more.
alter table conversations add column stage_by text collate "C";
create index conversations_to_review on conversations (last_message_at) where kind = 'customer' and review_seq < last_seq;
create index conversations_by_score on conversations (workspace_id, score, id) where kind = 'customer' and score is not null;
create index conversations_by_stage on conversations (workspace_id, stage, last_message_at desc, id desc) where kind = 'customer' and stage is not null;

create table reviews (
  workspace_id text collate "C" not null,
  conversation_id text collate "C" not null,
  -- The last message that it has read; more may have come since.
  upto_seq int not null,
  provisional boolean not null,
  review jsonb not null,
  tokens jsonb,
  cost_micros bigint,
  at timestamptz not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);

create table tasks (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  conversation_id text collate "C",
  text text not null,
  due_at timestamptz,
  -- No time was said: it is held to the end of the next working day.
  due_assumed boolean not null default false,
  promised_by text check (promised_by in ('us', 'them')),
  quote text,
  message_id text collate "C",
  message_seq int,
  assigned_to text collate "C",
  assigned_name text,
  created_by text collate "C",
  created_by_name text,
  created_at timestamptz not null,
  -- Somebody changed it: what a review reads later leaves it alone.
  edited_at timestamptz,
  done_at timestamptz,
  done_by text collate "C",
  done_by_name text,
  -- A message that looks as if the promise was kept; only a person says that it was.
  seems_done_seq int,
  -- Taken away by a person: its promise makes no new one.
  deleted_at timestamptz,
  notified_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
-- One promise is one task, however often it is read.
create unique index tasks_of_promise on tasks (workspace_id, message_id, quote) where message_id is not null;
create index tasks_open on tasks (workspace_id, due_at) where done_at is null and deleted_at is null;
create index tasks_to_tell on tasks (due_at) where done_at is null and deleted_at is null and notified_at is null;
create index tasks_of_contact on tasks (workspace_id, contact_id);
create index tasks_of_conversation on tasks (workspace_id, conversation_id);
