-- Telephone calls. A call is also a message row of its conversation (order, unread, preview, search); here is what only
-- a call has. `facts` grows and never shrinks (domain/call.ts); the columns beside it are computed from it.

create table calls (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  message_id text collate "C" not null,
  contact_id text collate "C" not null,
  inbox_id text collate "C" not null,
  address_id text collate "C" not null,
  provider text not null,
  -- The provider's id; null while a call of ours has not been taken by the provider.
  external_id text collate "C",
  direction text not null check (direction in ('in', 'out')),
  from_address text collate "C" not null,
  to_address text collate "C" not null,
  state text not null check (state in ('ringing', 'in_progress', 'missed', 'no_answer', 'busy', 'failed', 'voicemail', 'completed')),
  facts jsonb not null default '{}',
  answered_by text,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  seconds int,
  -- [{id, kind, url, seconds, fileId, problem, removed}]: what was recorded, and where it lies with us.
  recordings jsonb not null default '[]',
  transcript jsonb not null default '[]',
  summary text,
  outcome text,
  disclosure text,
  recorded boolean not null default false,
  quality jsonb,
  -- A later call with them was answered, or somebody acted: nothing is owed any more.
  settled_at timestamptz,
  text_back jsonb,
  text_back_at timestamptz,
  -- A call of ours on its way to the provider.
  place_state text check (place_state in ('waiting', 'claimed', 'done')),
  claimed_at timestamptz,
  member_id text collate "C",
  member_phone text,
  client_id text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
-- The key of exactly-once: whatever a provider tells, and how often, is about one row.
create unique index calls_external on calls (workspace_id, inbox_id, external_id) where external_id is not null;
-- The same press of the button twice is one call.
create unique index calls_client on calls (workspace_id, client_id) where client_id is not null;
create index calls_by_contact on calls (contact_id, started_at desc);
create index calls_by_address on calls (address_id, text_back_at desc) where text_back_at is not null;
create index calls_open on calls (started_at) where state in ('ringing', 'in_progress');

-- Where a member is rung when they call a customer from the app.
alter table members add column phone text;

-- What the list shows in place of "wrote": the call that is a conversation's last item.
alter table conversations add column last_call_id text collate "C";
alter table conversations add column last_call_state text;
-- A call that nobody took, and nobody has dealt with since: a person is expected here.
alter table conversations add column missed_call_at timestamptz;

drop index conversations_action;
create index conversations_action on conversations (workspace_id, last_message_at desc, id desc)
  where kind = 'customer' and status <> 'closed'
    and (status = 'escalated' or missed_call_at is not null or (handler = 'human' and last_direction = 'in'));
