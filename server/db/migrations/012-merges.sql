-- The same person twice: what contacts give away about who they are, the pairs that may be one person, and merges that
-- can be taken back.

-- One canonical spelling a row: two contacts that share a clue may be one person. Rewritten whole by the job
-- `match_contact`, never by the ingest.
create table contact_clues (
  workspace_id text collate "C" not null,
  contact_id text collate "C" not null,
  clue text collate "C" not null,
  how text not null check (how in ('address', 'message', 'signature', 'name')),
  -- As it was written, for the sentence that people read.
  words text not null,
  primary key (workspace_id, contact_id, clue, how),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index contact_clues_shared on contact_clues (workspace_id, clue);

-- The sweep looks once at every contact that no job has looked at: up to which one it came.
create table contact_match_progress (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  upto text collate "C" not null,
  primary key (workspace_id)
);

-- A pair that may be one person, in the order of the ids. Merged pairs are rows of contact_merges.
create table contact_suggestions (
  workspace_id text collate "C" not null,
  contact_a text collate "C" not null,
  contact_b text collate "C" not null,
  evidence jsonb not null,
  score int not null,
  state text not null default 'open' check (state in ('open', 'dismissed')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, contact_a, contact_b),
  check (contact_a < contact_b),
  foreign key (workspace_id, contact_a) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_b) references contacts (workspace_id, id) on delete cascade
);
create index contact_suggestions_open on contact_suggestions (workspace_id, score desc, updated_at desc) where state = 'open';
create index contact_suggestions_by_b on contact_suggestions (contact_b);

-- `from_id` became a part of `into_id`. Its row is gone; what it was and what moved is kept here, and takes everything
-- back. An old id leads to the survivor through this table, so neither id has a foreign key.
create table contact_merges (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  -- Merges of one workspace happen one after the other; this is their order.
  position bigint generated always as identity,
  into_id text collate "C" not null,
  from_id text collate "C" not null,
  -- The merged contact as it was, and the suggestions that it had.
  from_row jsonb not null,
  suggestions jsonb not null default '[]',
  -- Fields of the survivor: what they were, and what the merge made of them.
  former jsonb not null,
  made jsonb not null,
  -- Ids that moved, by table.
  moved jsonb not null,
  -- Where both contacts' conversations answered, and which conversation their addresses pointed to.
  places jsonb not null,
  threads jsonb not null,
  by_name text not null,
  created_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by text,
  primary key (workspace_id, id)
);
create index contact_merges_into on contact_merges (into_id, position desc);
create unique index contact_merges_from on contact_merges (workspace_id, from_id) where undone_at is null;
