-- The consent ledger as a chain: each row carries the hash of the one before it in its workspace, so that a row that was
-- changed, left out or put in between is found (domain/consent-chain.ts reads the same form). Contacts merge, so the
-- contact is no part of the hash; the address is, as it was spelled then.

alter table consents drop constraint consents_source_check;
alter table consents add constraint consents_source_check
  check (source in ('keyword', 'words', 'carrier', 'member', 'api', 'unsubscribe', 'complaint'));

-- No value: a row of the sample data, which is nobody's consent and goes when the sample goes.
alter table consents add column position bigint;
alter table consents add column address_kind text;
alter table consents add column address_value text;
alter table consents add column previous text;
alter table consents add column hash text;
create unique index consents_chain on consents (workspace_id, position) where position is not null;

-- The end of each chain. Whoever adds to a chain holds its row: positions have no gap and no double.
create table consent_heads (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  position bigint not null,
  hash text not null,
  primary key (workspace_id)
);

create function consent_field(name text, value text) returns text
language sql stable as $$
  select name || '=' || coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-') || E'\n'
$$;

create function consent_hash(c consents) returns text
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
    || consent_field('message', c.message_id), 'UTF8')), 'hex')
$$;

-- Puts a row at the end of its workspace's chain. Harmless to repeat.
create function chain_consent(workspace text, consent text) returns void
language plpgsql as $$
#variable_conflict use_column
declare
  link consents;
  head consent_heads;
begin
  insert into consent_heads (workspace_id, position, hash) values (workspace, 0, '') on conflict do nothing;
  select * into strict head from consent_heads h where h.workspace_id = workspace for update;
  select * into link from consents c
  where c.workspace_id = workspace and c.id = consent and c.position is null
    and not exists (select 1 from contacts p where p.workspace_id = c.workspace_id and p.id = c.contact_id and p.sample);
  if not found then
    return;
  end if;
  link.position := head.position + 1;
  link.previous := head.hash;
  select a.kind, a.value into strict link.address_kind, link.address_value
  from addresses a where a.workspace_id = workspace and a.id = link.address_id;
  link.hash := consent_hash(link);
  update consents c set position = link.position, previous = link.previous, hash = link.hash,
    address_kind = link.address_kind, address_value = link.address_value
  where c.workspace_id = workspace and c.id = consent;
  update consent_heads h set position = link.position, hash = link.hash where h.workspace_id = workspace;
end
$$;

do $$
declare
  row record;
begin
  for row in select workspace_id, id from consents order by workspace_id, at, id loop
    perform chain_consent(row.workspace_id, row.id);
  end loop;
end
$$;

-- At the commit, whoever wrote the row: the chain's end is then the last thing a transaction waits for, so that it is
-- held for a moment only, and nobody who holds it waits for anything else.
create function chain_new_consent() returns trigger
language plpgsql as $$
begin
  perform chain_consent(new.workspace_id, new.id);
  return null;
end
$$;
create constraint trigger consents_chained after insert on consents
  deferrable initially deferred for each row execute function chain_new_consent();

-- As in 002, and: what was asked in plain words is told apart from a keyword, and rows enter the ledger in the order
-- of the messages, workspace by workspace.
create or replace function ingest_consent(places ingest_place[], moment timestamptz) returns void
language plpgsql as $$
begin
  with changed as (
    update addresses a set opted_out_at = case when p.means = 'opt_out' then moment end
    from (
      select distinct on ((p.item).workspace_id, p.address_id) p.*, (p.item).workspace_id as workspace_id
      from unnest(places) p where p.means in ('opt_out', 'opt_in')
      order by (p.item).workspace_id, p.address_id, (p.item).ord desc
    ) p
    where a.workspace_id = p.workspace_id and a.id = p.address_id and (a.opted_out_at is null) = (p.means = 'opt_out')
    returning a.workspace_id, a.id, a.contact_id, p.item, p.means, p.conversation_id
  ), ledger as (
    insert into consents (workspace_id, id, address_id, contact_id, channel, action, source, text, message_id, at)
    select workspace_id, 'cns' || substr((item).message_id, 4), id, contact_id, (item).channel, means,
      case when (item).keyword_handled then 'carrier'
        when means = 'opt_out' and (item).meta ? 'stopRequest' then 'words'
        else 'keyword' end,
      (item).body, (item).message_id, moment
    from changed
    order by workspace_id, (item).ord
  ), dropped as (
    update messages m set status = 'canceled',
      verdict = jsonb_build_object('decision', 'block', 'decidedAt', to_jsonb(moment), 'reasons', jsonb_build_array(
        jsonb_build_object('code', 'opted_out', 'text', 'The customer opted out before this was sent', 'action', 'Nothing can be sent here until the customer writes START.')))
    from changed o
    where m.workspace_id = o.workspace_id and m.address_id = o.id and o.means = 'opt_out' and m.status = 'queued'
    returning m.workspace_id, m.id, m.conversation_id
  )
  insert into events (workspace_id, type, conversation_id, contact_id, message_id, actor)
  select workspace_id, 'contact.' || case means when 'opt_out' then 'opted_out' else 'opted_in' end, conversation_id, contact_id, (item).message_id, 'contact'
  from changed
  union all
  select workspace_id, 'message.canceled', conversation_id, null, id, 'system' from dropped;
end
$$;
