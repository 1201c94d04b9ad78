-- Step 2 of the flow as one function: a batch of inbound messages becomes contacts, conversations, messages, events
-- and jobs in one round trip and one commit. Set-based, because messages that arrive together are written together;
-- what is rare (a new sender, a keyword, a mail) costs a statement only when it is there.
-- graphile-worker's schema is installed before these migrations run.

create type ingest_item as (
  ord int,
  workspace_id text,
  inbox_id text,
  channel text,
  external_id text,
  address_kind text,
  address text,
  from_name text,
  body text,
  subject text,
  attachments jsonb,
  email jsonb,
  meta jsonb,
  automatic boolean,
  keyword text,
  -- The keyword it is where the sender is opted out already (YES).
  keyword_if_out text,
  keyword_handled boolean,
  client_id text,
  created_at timestamptz,
  -- 'pointer': the thread of this address on this inbox; 'new': a thread of its own; otherwise a conversation's id.
  thread text,
  quiet_ms int,
  max_ms int,
  html text,
  full_text text,
  raw_file_id text,
  -- Ids for what may have to be made.
  message_id text,
  address_id text,
  contact_id text,
  conversation_id text
);

-- A message that has found its place; what the later statements of the function work on.
create type ingest_place as (
  item ingest_item,
  address_id text,
  conversation_id text,
  contact_id text,
  means text,
  -- The burst begins with this message: it gets the job that will answer it.
  begins boolean,
  -- A provider had said that this address cannot be reached. Who writes from it can.
  revives boolean
);

create function ingest_messages(batch jsonb)
returns table (ord int, message_id text, conversation_id text, stored boolean)
language plpgsql
-- Joins here are a few rows against large tables: by index, one row at a time, and planned once per connection.
set plan_cache_mode = force_generic_plan
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  items ingest_item[];
  fresh ingest_item[];
  places ingest_place[];
  moment timestamptz := clock_timestamp();
  unknown_senders boolean;
  unknown_threads boolean;
begin
  items := array(select r from jsonb_populate_recordset(null::ingest_item, batch) r);

  -- The same message at once from two connections: the second waits here and then finds the first.
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(i.inbox_id || ' ' || i.external_id, 7) as h from unnest(items) i order by 1
  ) locks;

  fresh := array(
    select once from (
      select distinct on (i.inbox_id, i.external_id) i as once from unnest(items) i order by i.inbox_id, i.external_id, i.ord
    ) o
    where not exists (
      select 1 from messages m
      where m.workspace_id = (once).workspace_id and m.inbox_id = (once).inbox_id and m.external_id = (once).external_id
    )
  );

  if cardinality(fresh) > 0 then
    select bool_or(a.id is null), bool_or(i.thread = 'new' or (i.thread = 'pointer' and t.conversation_id is null))
    into unknown_senders, unknown_threads
    from unnest(fresh) i
    left join addresses a on a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
    left join threads t on t.workspace_id = i.workspace_id and t.inbox_id = i.inbox_id and t.address_id = a.id;

    if unknown_senders then
      perform ingest_senders(fresh, moment);
    end if;
    if unknown_threads then
      perform ingest_threads(fresh, moment);
    end if;

    -- Every item knows its place now. The lock gives each conversation one writer, in one order; it also sees what
    -- the writer before has left.
    with held as (
      select i, a.id as address_id, a.opted_out_at, a.unusable_reason is not null and not (i).automatic as revives,
        c.id as place, c.workspace_id, c.contact_id, c.last_seq, c.status, c.burst_started_at
      from (select i from unnest(fresh) i order by i.address, i.ord) o
      join addresses a on a.workspace_id = (i).workspace_id and a.kind = (i).address_kind and a.value = (i).address
      left join threads t on t.workspace_id = (i).workspace_id and t.inbox_id = (i).inbox_id and t.address_id = a.id
      join conversations c on c.workspace_id = (i).workspace_id
        and c.id = case (i).thread when 'new' then (i).conversation_id when 'pointer' then t.conversation_id else (i).thread end
      for update of c
    ), placed as materialized (
      select h.*,
        case when h.opted_out_at is not null then (i).keyword_if_out else (i).keyword end as means,
        row_number() over w as nth,
        count(*) over (partition by h.workspace_id, h.place) as of
      from held h
      window w as (partition by h.workspace_id, h.place order by (i).ord)
    ), written as (
      insert into messages (
        workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, external_id, author, author_name,
        body, subject, attachments, email, meta, automatic, keyword, status, client_id, created_at
      )
      select workspace_id, (i).message_id, place, last_seq + nth, 'in', (i).channel, (i).inbox_id, address_id, (i).external_id,
        'contact', nullif((i).from_name, ''), (i).body, (i).subject, (i).attachments, (i).email, (i).meta, (i).automatic, means,
        'received', (i).client_id, (i).created_at
      from placed
    ), moved as (
      update conversations c set
        last_seq = c.last_seq + p.of,
        last_inbound_seq = c.last_seq + p.of,
        inbound_count = c.inbound_count + p.of,
        last_inbound_at = greatest(c.last_inbound_at, (p.i).created_at),
        last_message_at = greatest(c.last_message_at, (p.i).created_at),
        last_message_id = (p.i).message_id,
        last_direction = 'in',
        last_author = 'contact',
        preview = left(case when (p.i).body <> '' then (p.i).body else '📎 ' || coalesce((p.i).attachments -> 0 ->> 'name', '') end, 160),
        -- What a machine wrote (a bounce, an absence note) does not move the place where we answer.
        inbox_id = case when (p.i).automatic then c.inbox_id else (p.i).inbox_id end,
        address_id = case when (p.i).automatic then c.address_id else p.address_id end,
        channel = case when (p.i).automatic then c.channel else (p.i).channel end,
        status = case when c.status = 'closed' then 'active' else c.status end,
        burst_started_at = coalesce(c.burst_started_at, moment)
      from placed p
      where p.nth = p.of and c.workspace_id = p.workspace_id and c.id = p.place
    ), log as (
      insert into events (workspace_id, type, conversation_id, contact_id, message_id, actor)
      select workspace_id, 'message.received', place, contact_id, (i).message_id, 'contact' from placed
      union all
      select workspace_id, 'conversation.reopened', place, contact_id, null, 'contact' from placed where status = 'closed' and nth = 1
    )
    select array_agg(row(i, address_id, place, contact_id, means, burst_started_at is null and nth = 1, revives)::ingest_place order by (i).ord)
    into places from placed;

    perform ingest_consequences(places, moment);
    perform pg_notify('frontdesk_events', '');
  end if;

  return query
    select i.ord, m.id, m.conversation_id, exists (select 1 from unnest(fresh) f where f.ord = i.ord)
    from unnest(items) i
    join messages m on m.workspace_id = i.workspace_id and m.inbox_id = i.inbox_id and m.external_id = i.external_id;
end
$$;

-- Unknown senders become contacts. Somebody else may make the same one at this moment: theirs counts, ours is not kept.
create function ingest_senders(fresh ingest_item[], moment timestamptz) returns void
language plpgsql as $$
begin
  with missing as (
    select distinct on (i.workspace_id, i.address_kind, i.address) i.*
    from unnest(fresh) i
    where not exists (
      select 1 from addresses a where a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
    )
    order by i.workspace_id, i.address_kind, i.address, i.ord
  ), person as (
    insert into contacts (workspace_id, id, name, created_at)
    select workspace_id, contact_id, nullif(from_name, ''), moment from missing
  ), identity as (
    insert into addresses (workspace_id, id, contact_id, kind, value, created_at)
    select workspace_id, address_id, contact_id, address_kind, address, moment from missing
    on conflict (workspace_id, kind, value) do nothing
    returning workspace_id, contact_id
  )
  insert into events (workspace_id, type, contact_id, actor)
  select workspace_id, 'contact.created', contact_id, 'system' from identity;

  delete from contacts c using unnest(fresh) i
  where c.workspace_id = i.workspace_id and c.id = i.contact_id
    and not exists (select 1 from addresses a where a.workspace_id = c.workspace_id and a.contact_id = c.id);
end
$$;

-- A pointer for each address and inbox that has none, and the conversation it points to; a mail that names no thread
-- begins one of its own.
create function ingest_threads(fresh ingest_item[], moment timestamptz) returns void
language plpgsql as $$
begin
  with missing as (
    select distinct on (i.workspace_id, i.inbox_id, a.id) i.*, a.id as known_address, a.contact_id as known_contact
    from unnest(fresh) i
    join addresses a on a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
    where i.thread = 'pointer'
      and not exists (
        select 1 from threads t where t.workspace_id = i.workspace_id and t.inbox_id = i.inbox_id and t.address_id = a.id
      )
    order by i.workspace_id, i.inbox_id, a.id, i.ord
  ), own as (
    select i.*, a.id as known_address, a.contact_id as known_contact
    from unnest(fresh) i
    join addresses a on a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
    where i.thread = 'new'
  ), pointer as (
    insert into threads (workspace_id, inbox_id, address_id, conversation_id)
    select workspace_id, inbox_id, known_address, conversation_id from missing
    on conflict do nothing
    returning workspace_id, conversation_id
  ), made as (
    insert into conversations (workspace_id, id, contact_id, inbox_id, address_id, channel, subject, last_message_at, created_at)
    select m.workspace_id, m.conversation_id, m.known_contact, m.inbox_id, m.known_address, m.channel, m.subject, m.created_at, moment
    from missing m join pointer p using (workspace_id, conversation_id)
    union all
    select o.workspace_id, o.conversation_id, o.known_contact, o.inbox_id, o.known_address, o.channel, o.subject, o.created_at, moment
    from own o
    returning workspace_id, id, contact_id
  )
  insert into events (workspace_id, type, conversation_id, contact_id, actor)
  select workspace_id, 'conversation.created', id, contact_id, 'system' from made;
end
$$;

-- What follows from stored messages: the job that answers, keywords obeyed at once, mails kept whole, files to fetch.
create function ingest_consequences(places ingest_place[], moment timestamptz) returns void
language plpgsql as $$
begin
  -- One job for a burst: a job that finds newer messages puts itself off (3-respond), so a burst costs one.
  perform graphile_worker.add_jobs(specs) from (
    select array_agg((
      'respond',
      json_build_object('workspaceId', p.workspace_id, 'conversationId', p.conversation_id),
      null,
      case when p.instant then moment else moment + make_interval(secs => p.quiet / 1000.0) end,
      25, 'respond:' || p.conversation_id, 0, null
    )::graphile_worker.job_spec) as specs
    from (
      select (p.item).workspace_id, p.conversation_id, bool_or(p.means is not null) as instant, max((p.item).quiet_ms) as quiet
      from unnest(places) p
      group by 1, 2
      having bool_or(p.begins) or bool_or(p.means is not null)
    ) p
  ) due where specs is not null;

  -- Once a second is often enough for "last received", and spares the hot row.
  update inboxes b set last_received_at = moment
  from (select distinct (p.item).workspace_id, (p.item).inbox_id from unnest(places) p) p
  where b.workspace_id = p.workspace_id and b.id = p.inbox_id
    and (b.last_received_at is null or b.last_received_at < moment - interval '1 second');

  if exists (select 1 from unnest(places) p where p.means in ('opt_out', 'opt_in')) then
    perform ingest_consent(places, moment);
  end if;

  if exists (select 1 from unnest(places) p where p.revives) then
    with revived as (
      update addresses a set unusable_reason = null, unusable_at = null
      from (select distinct (p.item).workspace_id, p.address_id from unnest(places) p where p.revives) p
      where a.workspace_id = p.workspace_id and a.id = p.address_id
      returning a.workspace_id, a.id, a.contact_id
    )
    insert into events (workspace_id, type, contact_id, actor, data)
    select workspace_id, 'contact.address_usable', contact_id, 'contact', jsonb_build_object('addressId', id) from revived;
  end if;

  if exists (select 1 from unnest(places) p where (p.item).html is not null or (p.item).full_text is not null or (p.item).raw_file_id is not null) then
    insert into mail_bodies (workspace_id, message_id, html, full_text, raw_file_id)
    select (p.item).workspace_id, (p.item).message_id, (p.item).html, (p.item).full_text, (p.item).raw_file_id
    from unnest(places) p
    where (p.item).html is not null or (p.item).full_text is not null or (p.item).raw_file_id is not null;
  end if;

  if exists (select 1 from unnest(places) p where (p.item).attachments is not null) then
    perform graphile_worker.add_jobs(specs) from (
      select array_agg((
        'fetch_media', json_build_object('workspaceId', (p.item).workspace_id, 'messageId', (p.item).message_id),
        null, moment, 8, 'media:' || (p.item).message_id, 0, null
      )::graphile_worker.job_spec) as specs
      from unnest(places) p
      where (p.item).attachments @? '$[*] ? (@.id == null && exists(@.sourceUrl))'
    ) due where specs is not null;
  end if;
end
$$;

-- STOP and START are in force with the message itself, not when somebody gets round to them: the address is marked,
-- the ledger says how, and what was queued to it is dropped.
create function ingest_consent(places ingest_place[], moment timestamptz) returns void
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
      case when (item).keyword_handled then 'carrier' else 'keyword' end, (item).body, (item).message_id, moment
    from changed
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
