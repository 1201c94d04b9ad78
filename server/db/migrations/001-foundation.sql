-- The foundation. Every table carries workspace_id first in its primary key, unique keys and foreign keys.
-- Ids are text in collation "C": they sort by time (lib/ids.ts) and compare by bytes. Secondary indexes that serve one
-- parent row begin with its id, which is unique over all workspaces: on a table without statistics yet the planner would
-- otherwise take any index that begins with workspace_id for any lookup. Every query still names the workspace.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists unaccent;

-- `simple` without accents for customers' messages in any language; English word forms for knowledge.
create text search configuration frontdesk_simple (copy = pg_catalog.simple);
alter text search configuration frontdesk_simple
  alter mapping for hword, hword_part, word with unaccent, simple;
create text search configuration frontdesk_english (copy = pg_catalog.english);
alter text search configuration frontdesk_english
  alter mapping for hword, hword_part, word with unaccent, english_stem;

create table workspaces (
  id text collate "C" primary key,
  name text not null,
  profile jsonb not null,
  hours jsonb not null,
  settings jsonb not null,
  has_sample boolean not null default false,
  created_at timestamptz not null default now()
);

create table members (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  user_id text collate "C" not null,
  name text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'agent')),
  -- Conversations whose last customer message is older count as read by this member.
  read_baseline timestamptz not null default '-infinity',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index members_by_user on members (user_id);

create table api_tokens (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  name text not null,
  hash text collate "C" not null,
  hint text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, hash)
);

create table inboxes (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  -- Names the inbox in webhook addresses. Its part before the dash is the workspace's id, so that a
  -- lookup by key stays inside one workspace.
  key text collate "C" not null,
  channel text not null,
  provider text not null,
  name text not null,
  address text not null default '',
  settings jsonb not null default '{}',
  secrets bytea,
  status text not null default 'active' check (status in ('active', 'paused')),
  ai_enabled boolean not null default true,
  sample boolean not null default false,
  last_received_at timestamptz,
  last_sent_at timestamptz,
  signature_failures int not null default 0,
  last_signature_failure_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);

create table contacts (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  name text,
  company text,
  -- Who set the name: what a person entered is not overwritten by what a provider or the AI heard.
  name_source text not null default 'channel' check (name_source in ('channel', 'ai', 'member', 'api')),
  lead_status text not null default 'new',
  temperature_by_hand text,
  need text,
  ai_paused_at timestamptz,
  ai_paused_reason text,
  internal boolean not null default false,
  sample boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index contacts_by_name on contacts using gin (name gin_trgm_ops);

create table addresses (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  kind text not null,
  value text collate "C" not null,
  opted_out_at timestamptz,
  unusable_reason text,
  unusable_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, kind, value),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index addresses_by_contact on addresses (contact_id);
-- Few at any time: whether a contact opted out is asked for every row of the list.
create index addresses_opted_out on addresses (contact_id) where opted_out_at is not null;
create index addresses_by_value on addresses using gin (value gin_trgm_ops);

create table conversations (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  kind text not null default 'customer' check (kind in ('customer', 'internal')),
  -- Where the customer wrote last: the default way to answer.
  inbox_id text collate "C" not null,
  address_id text collate "C" not null,
  channel text not null,
  status text not null default 'active' check (status in ('active', 'escalated', 'closed')),
  handler text not null default 'ai' check (handler in ('ai', 'human')),
  handled_by text collate "C",
  handled_by_name text,
  -- Bumped by every act of a person: AI text written at an older turn never leaves.
  turn int not null default 1,
  escalation_reason text,
  escalation_note text,
  escalated_at timestamptz,
  subject text,
  last_seq int not null default 0,
  last_message_at timestamptz not null,
  last_message_id text collate "C",
  last_direction text,
  last_author text,
  preview text not null default '',
  last_inbound_seq int not null default 0,
  -- Unread is this minus what the reader has seen (reads.inbound_seen): counted without looking at messages.
  inbound_count int not null default 0,
  last_inbound_at timestamptz,
  -- The last customer message that a turn has dealt with, and when the burst after it began.
  answered_seq int not null default 0,
  burst_started_at timestamptz,
  ai_spoke boolean not null default false,
  desk_state jsonb not null default '{}',
  sample boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
create index conversations_newest on conversations (workspace_id, last_message_at desc, id desc) where kind = 'customer';
create index conversations_by_status on conversations (workspace_id, status, last_message_at desc, id desc) where kind = 'customer';
create index conversations_by_channel on conversations (workspace_id, channel, last_message_at desc, id desc) where kind = 'customer';
create index conversations_action on conversations (workspace_id, last_message_at desc, id desc)
  where kind = 'customer' and status <> 'closed' and (status = 'escalated' or (handler = 'human' and last_direction = 'in'));
-- Bursts that no turn has dealt with yet: few at any time; the sweep reads them.
create index conversations_waiting on conversations (burst_started_at) where burst_started_at is not null;
create index conversations_by_contact on conversations (contact_id, last_message_at desc);

-- Where the next message from an address on an inbox goes: the thread it wrote in, or the one from which we last
-- wrote to it.
create table threads (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  address_id text collate "C" not null,
  conversation_id text collate "C" not null,
  primary key (workspace_id, inbox_id, address_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index threads_by_conversation on threads (conversation_id);

create table messages (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  seq int not null,
  direction text not null check (direction in ('in', 'out')),
  channel text not null,
  inbox_id text collate "C" not null,
  address_id text collate "C" not null,
  external_id text collate "C",
  author text not null,
  author_id text collate "C",
  author_name text,
  purpose text not null default 'reply',
  body text not null,
  subject text,
  attachments jsonb,
  email jsonb,
  meta jsonb,
  automatic boolean not null default false,
  keyword text,
  status text not null,
  -- Turn number under which it was written; compared by the gate for AI text.
  turn int not null default 0,
  turn_id text collate "C",
  attempts int not null default 0,
  next_attempt_at timestamptz,
  claimed_at timestamptz,
  error jsonb,
  verdict jsonb,
  segments int,
  client_id text,
  created_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create unique index messages_in_order on messages (workspace_id, conversation_id, seq);
-- The key of exactly-once: what a provider sends twice is stored once.
create unique index messages_external on messages (workspace_id, inbox_id, external_id) where external_id is not null;
create index messages_outbox on messages (workspace_id, conversation_id, seq) where status in ('queued', 'sending');
create index messages_text on messages using gin (to_tsvector('frontdesk_simple', body)) with (fastupdate = on);
-- Body statistics decide between the two shapes of search (db/search.ts).
alter index messages_text alter column 1 set statistics 1000;

-- The long parts of a mail, apart from the rows that threads read.
create table mail_bodies (
  workspace_id text collate "C" not null,
  message_id text collate "C" not null,
  html text,
  full_text text,
  raw_file_id text collate "C",
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade
);

create table reads (
  workspace_id text collate "C" not null,
  reader_id text collate "C" not null,
  conversation_id text collate "C" not null,
  seq int not null,
  inbound_seen int not null,
  primary key (workspace_id, reader_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);

-- What the AI did about each burst, and why it stayed silent.
create table turns (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  from_seq int not null,
  to_seq int not null,
  outcome text not null check (outcome in ('answered', 'silent', 'stale', 'failed')),
  reasons jsonb not null default '[]',
  trace jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index turns_by_conversation on turns (conversation_id, to_seq desc);
-- A burst is answered once.
create unique index turns_answer_once on turns (workspace_id, conversation_id, to_seq) where outcome = 'answered';

create table consents (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  address_id text collate "C" not null,
  contact_id text collate "C" not null,
  channel text,
  action text not null check (action in ('opt_out', 'opt_in')),
  source text not null check (source in ('keyword', 'carrier', 'member', 'api')),
  actor text,
  text text,
  message_id text collate "C",
  at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, address_id) references addresses (workspace_id, id) on delete cascade
);
create index consents_by_contact on consents (contact_id, at desc);
create index consents_by_message on consents (message_id);

create table notes (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  body text not null,
  author text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index notes_by_contact on notes (contact_id, created_at desc);

create table services (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  name text not null,
  description text not null default '',
  price_minor int,
  price_kind text not null default 'on_request',
  duration_minutes int not null default 60,
  bookable boolean not null default true,
  position int not null default 0,
  sample boolean not null default false,
  primary key (workspace_id, id)
);

create table knowledge (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  kind text not null check (kind in ('faq', 'document')),
  title text not null,
  body text not null,
  sample boolean not null default false,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- What is searched: one passage for a question, several for a document.
create table passages (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  knowledge_id text collate "C" not null,
  kind text not null,
  position int not null,
  title text not null,
  text text not null,
  words tsvector not null generated always as (
    setweight(to_tsvector('frontdesk_english', title), 'A') || setweight(to_tsvector('frontdesk_english', text), 'B')
  ) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, knowledge_id) references knowledge (workspace_id, id) on delete cascade
);
create index passages_words on passages using gin (words);
create index passages_similar on passages using gin ((title || ' ' || text) gin_trgm_ops);

create table appointments (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  contact_id text collate "C" not null,
  conversation_id text collate "C",
  service_id text collate "C",
  service_name text not null,
  -- Who or what is booked; one calendar for now.
  resource text not null default 'main',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null,
  status text not null check (status in ('held', 'booked', 'canceled', 'expired')),
  held_until timestamptz,
  name text not null default '',
  note text not null default '',
  created_by text not null,
  sample boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  check (ends_at > starts_at),
  -- Two customers never get the same time, whoever is faster.
  exclude using gist (workspace_id with =, resource with =, tstzrange(starts_at, ends_at) with &&)
    where (status in ('held', 'booked'))
);
create index appointments_by_time on appointments (workspace_id, starts_at);
create index appointments_by_contact on appointments (contact_id, starts_at);

create table files (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  name text not null,
  type text not null,
  size int not null,
  sha256 text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- What arrived and could not be read: kept raw, shown under the inbox's health, replayable.
create table quarantine (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  inbox_id text collate "C" not null,
  reason text not null,
  method text not null,
  url text not null,
  headers jsonb not null,
  body bytea not null,
  -- The same bytes for the same reason are kept once, whatever a provider retries.
  digest text collate "C" not null,
  received_at timestamptz not null default now(),
  replayed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, inbox_id, digest),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);

create table usage (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  month text not null,
  sms int not null default 0,
  segments int not null default 0,
  primary key (workspace_id, month)
);

create table idempotency_keys (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  route text not null,
  key text not null,
  fingerprint text not null,
  -- null while the first request is running.
  status int,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, route, key)
);

create table mailbox_cursors (
  workspace_id text collate "C" not null,
  inbox_id text collate "C" not null,
  mailbox text not null,
  state jsonb not null,
  primary key (workspace_id, inbox_id, mailbox),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);

-- The event log: append-only. A reader orders by (xact, position) and passes only rows whose transaction is older
-- than the oldest running one, so that a row which commits late is never skipped.
create table events (
  workspace_id text collate "C" not null,
  xact xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  type text not null,
  conversation_id text collate "C",
  contact_id text collate "C",
  message_id text collate "C",
  actor text,
  data jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, xact, position)
);
create index events_in_order on events (xact, position);
create index events_by_conversation on events (conversation_id, xact, position);

-- The running processes, so that the jobs of one that was killed are freed soon.
create table processes (
  id text collate "C" primary key,
  worker_id text,
  seen_at timestamptz not null default now()
);

-- The simulator's outside world: what its phones and mailboxes sent and received.
create table simulator_items (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  device text not null,
  direction text not null check (direction in ('to_business', 'to_customer')),
  external_id text collate "C" not null,
  body jsonb not null,
  at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index simulator_by_device on simulator_items (workspace_id, device, id);
create unique index simulator_external on simulator_items (workspace_id, external_id);
