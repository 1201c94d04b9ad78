-- Booking whole: who performs which service and when, buffers around it, notice and horizon, moving without a gap; and
-- where each thing that is known about a contact came from.

alter table services
  add column buffer_before_minutes int not null default 0,
  add column buffer_after_minutes int not null default 0,
  -- No value: as the workspace's booking rules say.
  add column notice_minutes int,
  add column horizon_days int;

-- Who or what is booked: people, rooms, bays. Without any, the business is one calendar ('main').
create table staff (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  name text not null,
  kind text not null default 'person' check (kind in ('person', 'resource')),
  -- Their own week; no value: the opening hours.
  week jsonb,
  days_off jsonb not null default '[]',
  active boolean not null default true,
  position int not null default 0,
  sample boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create table staff_services (
  workspace_id text collate "C" not null,
  staff_id text collate "C" not null,
  service_id text collate "C" not null,
  primary key (workspace_id, staff_id, service_id),
  foreign key (workspace_id, staff_id) references staff (workspace_id, id) on delete cascade,
  foreign key (workspace_id, service_id) references services (workspace_id, id) on delete cascade
);

alter table appointments
  add column staff_id text collate "C",
  add column staff_name text,
  -- All services of a visit, the first one included; empty in rows from before.
  add column service_ids text[] not null default '{}',
  -- What the calendar gives away: the visit with its buffers. No value: the visit itself.
  add column blocked_from timestamptz,
  add column blocked_to timestamptz,
  -- A hold for another time of this appointment.
  add column moves text collate "C",
  -- A hold for moving may overlap what it moves, and nothing else.
  add column claim text collate "C" not null generated always as (coalesce(moves, id)) stored,
  -- The customer's zone, where it differs from the business's.
  add column customer_zone text,
  add column moved_from timestamptz,
  add column times_moved int not null default 0,
  add column canceled_at timestamptz,
  add column canceled_by text,
  add column cancel_reason text;

do $$
declare old text;
begin
  select conname into strict old from pg_constraint where conrelid = 'appointments'::regclass and contype = 'x';
  execute format('alter table appointments drop constraint %I', old);
end $$;
alter table appointments add constraint appointments_no_double
  exclude using gist (
    workspace_id with =, resource with =,
    tstzrange(coalesce(blocked_from, starts_at), coalesce(blocked_to, ends_at)) with &&,
    claim with <>)
  where (status in ('held', 'booked'));
create index appointments_by_staff on appointments (workspace_id, resource, starts_at) where status in ('held', 'booked');

alter table contacts add column time_zone text;

-- Where a field of a contact came from. What a person entered is never overwritten by what the front desk learned.
create table contact_facts (
  workspace_id text collate "C" not null,
  contact_id text collate "C" not null,
  field text not null,
  value text not null,
  source text not null check (source in ('ai', 'member', 'api', 'channel')),
  message_id text collate "C",
  -- 0 to 1, of what was read from words.
  confidence real,
  at timestamptz not null,
  primary key (workspace_id, contact_id, field),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
