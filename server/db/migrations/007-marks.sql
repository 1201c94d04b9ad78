-- What happens to a message after it was written: reactions, edits, taking back; and marks that came before it.

-- `reactions`: one entry for each sender, with the time of its last change; taken back ones stay with a null emoji, so
-- that an earlier copy which arrives later finds a newer one. Read with the message, hence in its row.
alter table messages
  add column reactions jsonb,
  add column edited_at timestamptz,
  add column unsent_at timestamptz;

-- What a message said before it was edited, for people who ask. Gone when the message is taken back.
create table message_versions (
  workspace_id text collate "C" not null,
  message_id text collate "C" not null,
  -- Counts the versions of one message, the first is 1.
  version int not null,
  body text not null,
  -- Until when it stood so.
  until timestamptz not null,
  primary key (workspace_id, message_id, version),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade
);

-- How often customers changed what they had written here. A turn of the front desk that read an older text is stale;
-- and a burst that was changed after it was answered may be answered once more.
alter table conversations add column changes int not null default 0;
alter table turns add column changes int not null default 0;
drop index turns_answer_once;
create unique index turns_answer_once on turns (workspace_id, conversation_id, to_seq, changes) where outcome = 'answered';

-- Marks of messages that we do not know yet: providers keep no order. Applied when the message arrives.
create table pending_marks (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  target_id text collate "C" not null,
  -- The same mark twice is one.
  digest text collate "C" not null,
  mark jsonb not null,
  received_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, inbox_id, target_id, digest),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);
create index pending_marks_by_expiry on pending_marks (expires_at);

-- Up to when what we sent to an address has been delivered and read. A watermark may be faster than the answer to the
-- send that it covers, so it is kept and asked once more then.
create table watermarks (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  address_id text collate "C" not null,
  delivered_to timestamptz,
  read_to timestamptz,
  primary key (workspace_id, inbox_id, address_id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, address_id) references addresses (workspace_id, id) on delete cascade
);
-- When a provider was asked for the name of whoever is behind an address.
alter table addresses add column profile_at timestamptz;
