-- Several AI agents in a workspace, one of them for every inbox that names none; keys of models per workspace; and what
-- the models cost per day.

create table agents (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  -- AgentFields of domain/agent.ts. Secrets are not among them.
  fields jsonb not null,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index agents_default on agents (workspace_id) where is_default;

-- Workspaces that come later get theirs when it is first asked for.
insert into agents (workspace_id, id, fields, is_default)
  select id, 'agt_' || substr(id, 4), '{"name": "Front desk"}'::jsonb, true from workspaces;

-- No value: the default agent.
alter table inboxes add column agent_id text collate "C";
alter table inboxes add constraint inboxes_agent
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete set null (agent_id);
create index inboxes_by_agent on inboxes (workspace_id, agent_id) where agent_id is not null;

-- A key belongs to one provider and, where the address is free to choose, to one address: whoever changes the address
-- of a server does not send it the key of another.
create table model_keys (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  provider text not null check (provider in ('openai', 'anthropic', 'google', 'compatible')),
  place text not null default '',
  secret bytea not null,
  -- The last four characters, by which people know it again.
  hint text not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, provider, place)
);

-- What models did on a day of the workspace's zone; agent '' is the sum over all, on which the workspace's limit rests.
create table model_usage (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  day date not null,
  agent_id text collate "C" not null,
  turns int not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  -- In millionths of a US dollar, open reservations included.
  cost_micros bigint not null default 0,
  -- Of models without a price: these tokens are in no sum of money.
  unpriced_tokens bigint not null default 0,
  -- Turns that the built-in answerer took, because the day's money was spent.
  refused int not null default 0,
  -- Of the day's limit, in per cent: which warning has been given.
  warned int not null default 0,
  primary key (workspace_id, day, agent_id)
);
