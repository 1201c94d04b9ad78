-- What each inbound message is about and how it is meant (domain/intent.ts), and the examples that a workspace adds.

create table understandings (
  workspace_id text collate "C" not null,
  message_id text collate "C" not null,
  conversation_id text collate "C" not null,
  seq int not null,
  intent text not null,
  confidence real not null,
  out_of_scope boolean not null default false,
  language text,
  mood text not null check (mood in ('happy', 'neutral', 'unhappy', 'angry')),
  urgency text not null check (urgency in ('low', 'normal', 'high', 'emergency')),
  by text not null check (by in ('builtin', 'model')),
  evidence jsonb not null default '[]',
  why text not null default '',
  repeated text,
  -- What a member has said it is, and what had been read before.
  corrected_by text collate "C",
  corrected_from text,
  at timestamptz not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade
);
create index understandings_in_order on understandings (workspace_id, conversation_id, seq);

create table intent_examples (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  intent text not null,
  text text not null,
  -- Set where it was made by correcting a message.
  message_id text collate "C",
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
-- One sentence means one thing.
create unique index intent_examples_text on intent_examples (workspace_id, lower(text));

-- What the newest understood message of the customer says, for the list and its filters. No index over all of them: the
-- ingest writes this table for every message. The few that cannot wait have one.
alter table conversations add column intent text;
alter table conversations add column mood text;
alter table conversations add column urgency text;
create index conversations_pressing on conversations (workspace_id, last_message_at desc, id desc)
  where kind = 'customer' and urgency in ('high', 'emergency');
