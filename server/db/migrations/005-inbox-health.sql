-- What an inbox does by itself, what its provider says about it, and how sending went, by the day.

-- Work that recurs: where it stands and when it is due. A run takes it by moving next_at, so that processes share it.
create table inbox_chores (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  name text not null,
  state jsonb,
  next_at timestamptz not null,
  ran_at timestamptz,
  failures int not null default 0,
  primary key (workspace_id, inbox_id, name),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);
create index inbox_chores_due on inbox_chores (next_at);

-- The newest word on each matter (a token's end, a number's quality): it replaces the one before.
create table inbox_notices (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  code text not null,
  level text not null check (level in ('info', 'warning', 'error')),
  text text not null,
  data jsonb not null default '{}',
  at timestamptz not null,
  primary key (workspace_id, inbox_id, code),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);

create table inbox_days (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  day date not null,
  sent int not null default 0,
  signature_failures int not null default 0,
  primary key (workspace_id, inbox_id, day),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);

-- Failures are few; health counts them by their reasons.
create index messages_failed on messages (inbox_id, created_at) where status = 'failed';
