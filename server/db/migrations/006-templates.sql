-- Approved templates of an inbox as its provider told of them, the pace of senders, and identities that are no numbers.

create table templates (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  inbox_id text collate "C" not null,
  external_id text collate "C" not null,
  name text not null,
  language text not null,
  category text not null check (category in ('marketing', 'utility', 'authentication')),
  state text not null check (state in ('approved', 'pending', 'rejected', 'paused', 'disabled')),
  -- The whole template as domain/template.ts knows it; the columns beside it are those that are asked for.
  content jsonb not null,
  synced_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, inbox_id, external_id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);

-- When the next message of a sender, or to one person, may leave. Not logged: losing it in a crash costs a moment's
-- politeness, while writing it costs no flush to disk.
create unlogged table pace (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  key text collate "C" not null,
  free_at timestamptz not null,
  primary key (workspace_id, inbox_id, key)
);

-- Ids of people without a visible number stood among the numbers. They are identities of their own.
update addresses set kind = 'whatsapp_user' where kind = 'phone' and value ~ '^[A-Z]{2}\.[A-Za-z0-9_.-]+$';
