-- Handing over: escalations with their ladder of alerts, who took care of them, when the AI answers again.

-- One row for each time that a conversation goes to people, open until the AI has it again or it is closed.
create table escalations (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  reason text not null,
  note text,
  by_id text,
  by_name text,
  at timestamptz not null,
  -- A worse reason, or a customer who waits again, begins the ladder anew: each row of alerts says in which series.
  series int not null default 1,
  rung int not null default 0,
  -- When the next rung is due; none where the ladder is over.
  due_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  acknowledged_how text,
  ended_at timestamptz,
  -- What the customer was told, and in which case; or why not.
  told_at timestamptz,
  told_case text,
  told_why_not text,
  brief jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create unique index escalations_open on escalations (workspace_id, conversation_id) where ended_at is null;
create index escalations_due on escalations (due_at) where due_at is not null;

-- Who was alerted on which rung: its key is what keeps anybody from being alerted twice.
create table escalation_alerts (
  workspace_id text collate "C" not null,
  escalation_id text collate "C" not null,
  series int not null,
  rung int not null,
  person_id text collate "C" not null,
  kind text not null check (kind in ('phone', 'email')),
  person_name text not null,
  -- Behind the link of this one alert.
  key text collate "C" not null,
  conversation_id text collate "C" not null,
  message_id text collate "C",
  at timestamptz not null,
  primary key (workspace_id, escalation_id, series, rung, person_id, kind),
  unique (workspace_id, key),
  foreign key (workspace_id, escalation_id) references escalations (workspace_id, id) on delete cascade
);
-- By the internal conversation in which the alert was written: where an answer to it comes in.
create index escalation_alerts_thread on escalation_alerts (workspace_id, conversation_id, at);

-- What the list and the head of a thread show, without another table.
alter table conversations add column acknowledged_at timestamptz;
alter table conversations add column acknowledged_by text;
alter table conversations add column resume_at timestamptz;
alter table conversations add column resume_why text;
-- Somebody called the rule off here: it stays off until the AI has the conversation again.
alter table conversations add column resume_off boolean not null default false;
-- The customer's message about which people were called because nobody had answered it.
alter table conversations add column unanswered_seq int not null default 0;
create index conversations_resume on conversations (resume_at) where resume_at is not null;
create index conversations_unanswered on conversations (last_inbound_at)
  where handler = 'human' and last_direction = 'in' and kind = 'customer' and status <> 'closed';

alter table contacts add column ai_paused_until timestamptz;
create index contacts_paused_until on contacts (ai_paused_until) where ai_paused_until is not null;
