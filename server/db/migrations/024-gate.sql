-- What the send gate counts and is told besides: purposes that people allow and forbid one by one, what a contact asked
-- for, how often machines wrote to whom, what the month cost, and messages that are to leave later.

-- Where and when a contact can be reached, as people entered it (domain/do-not-disturb.ts).
alter table contacts add column reach jsonb;

-- What was last said of one purpose at an address. STOP, which is about everything, stays at the address itself.
create table address_purposes (
  workspace_id text collate "C" not null,
  address_id text collate "C" not null,
  purpose text not null check (purpose in ('transactional', 'service', 'marketing')),
  state text not null check (state in ('in', 'out')),
  at timestamptz not null,
  primary key (workspace_id, address_id, purpose),
  foreign key (workspace_id, address_id) references addresses (workspace_id, id) on delete cascade
);

-- The ledger says which purpose an entry is about; empty is everything. Entries that name one have it under their hash.
alter table consents add column purpose text check (purpose in ('transactional', 'service', 'marketing'));

create or replace function consent_hash(c consents) returns text
language sql stable as $$
  select encode(sha256(convert_to(
    E'frontdesk consent 1\n'
    || consent_field('workspace', c.workspace_id)
    || consent_field('position', c.position::text)
    || consent_field('previous', c.previous)
    || consent_field('id', c.id)
    || consent_field('at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || consent_field('address kind', c.address_kind)
    || consent_field('address', c.address_value)
    || consent_field('address id', c.address_id)
    || consent_field('action', c.action)
    || consent_field('source', c.source)
    || consent_field('actor', c.actor)
    || consent_field('channel', c.channel)
    || consent_field('text', c.text)
    || consent_field('message', c.message_id)
    || case when c.purpose is null then '' else consent_field('purpose', c.purpose) end, 'UTF8')), 'hex')
$$;

-- What machines sent unasked: the caps on how often are counted here.
create table unasked_sends (
  workspace_id text collate "C" not null,
  message_id text collate "C" not null,
  address_id text collate "C" not null,
  channel text not null,
  marketing boolean not null,
  at timestamptz not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, address_id) references addresses (workspace_id, id) on delete cascade
);
create index unasked_sends_to on unasked_sends (workspace_id, address_id, at);
create index unasked_sends_at on unasked_sends (at);

-- Millionths of the workspace's currency.
alter table usage add column cost_micros bigint not null default 0;
alter table messages add column cost_micros bigint;

-- One warning for each limit, threshold and month.
create table usage_warnings (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  month text not null,
  meter text not null check (meter in ('messages', 'segments', 'budget')),
  percent int not null,
  at timestamptz not null,
  primary key (workspace_id, month, meter, percent)
);

-- Written to leave at a time; and what a person said about sending it: anyway and why, not if they write first.
alter table messages add column send_at timestamptz;
alter table messages add column sending jsonb;
create index messages_later on messages (workspace_id, conversation_id) where send_at is not null and status = 'queued';
