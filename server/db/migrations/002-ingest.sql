-- Step 2 of the flow as one function: a batch of inbound messages becomes contacts, conversations, messages, events
-- and jobs in one round trip and one commit. Set-based, because messages that arrive together are written together.
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

create function ingest_messages(batch jsonb)
returns table (ord int, message_id text, conversation_id text, stored boolean)
language plpgsql as $$
#variable_conflict use_column
declare
  items ingest_item[];
  fresh ingest_item[];
  moment timestamptz := clock_timestamp();
  jobs_made bigint;
begin
  items := array(select r from jsonb_populate_recordset(null::ingest_item, batch) r);

  -- The same message at once from two connections: the second waits here and then finds the first.
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(i.inbox_id || ' ' || i.external_id, 7) as h from unnest(items) i order by 1
  ) locks;

  fresh := array(
    select i from (
      select distinct on (i.workspace_id, i.inbox_id, i.external_id) i as i from unnest(items) i
      order by i.workspace_id, i.inbox_id, i.external_id, i.ord
    ) once
    where not exists (
      select 1 from messages m
      where m.workspace_id = (once.i).workspace_id and m.inbox_id = (once.i).inbox_id and m.external_id = (once.i).external_id
    )
    order by (once.i).ord
  );

  if cardinality(fresh) > 0 then
    -- Unknown senders become contacts.
    with missing as (
      select distinct on (i.workspace_id, i.address_kind, i.address) i.*
      from unnest(fresh) i
      where not exists (
        select 1 from addresses a
        where a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
      )
      order by i.workspace_id, i.address_kind, i.address, i.ord
    ), person as (
      insert into contacts (workspace_id, id, name, created_at)
      select workspace_id, contact_id, nullif(from_name, ''), moment from missing
      returning workspace_id, id
    ), identity as (
      insert into addresses (workspace_id, id, contact_id, kind, value, created_at)
      select workspace_id, address_id, contact_id, address_kind, address, moment from missing
      on conflict (workspace_id, kind, value) do nothing
      returning workspace_id, contact_id
    )
    insert into events (workspace_id, type, contact_id, actor)
    select workspace_id, 'contact.created', contact_id, 'system' from identity;

    -- Somebody else may have made the same contact between the two looks: ours, without an address, goes again.
    delete from contacts c using unnest(fresh) i
    where c.workspace_id = i.workspace_id and c.id = i.contact_id
      and not exists (select 1 from addresses a where a.workspace_id = c.workspace_id and a.contact_id = c.id);

    -- Threads: a pointer for each address and inbox that has none, and the conversation it points to.
    with missing as (
      select distinct on (i.workspace_id, i.inbox_id, a.id) i.*, a.id as known_address, a.contact_id as known_contact
      from unnest(fresh) i
      join addresses a on a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
      where i.thread = 'pointer'
        and not exists (
          select 1 from threads t
          where t.workspace_id = i.workspace_id and t.inbox_id = i.inbox_id and t.address_id = a.id
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

    -- Every item knows its place now; the lock gives each conversation one writer, in one order.
    perform 1 from conversations c
    where (c.workspace_id, c.id) in (
      select i.workspace_id,
        case i.thread when 'new' then i.conversation_id when 'pointer' then t.conversation_id else i.thread end
      from unnest(fresh) i
      join addresses a on a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
      left join threads t on i.thread = 'pointer'
        and t.workspace_id = i.workspace_id and t.inbox_id = i.inbox_id and t.address_id = a.id
    )
    order by c.workspace_id, c.id
    for update;

    with placed as materialized (
      select i.*, a.id as known_address, a.opted_out_at, c.id as place, c.contact_id as owner, c.last_seq, c.status as was_status,
        case when a.opted_out_at is not null then i.keyword_if_out else i.keyword end as means,
        row_number() over (partition by c.workspace_id, c.id order by i.ord) as nth
      from unnest(fresh) i
      join addresses a on a.workspace_id = i.workspace_id and a.kind = i.address_kind and a.value = i.address
      left join threads t on i.thread = 'pointer'
        and t.workspace_id = i.workspace_id and t.inbox_id = i.inbox_id and t.address_id = a.id
      join conversations c on c.workspace_id = i.workspace_id
        and c.id = case i.thread when 'new' then i.conversation_id when 'pointer' then t.conversation_id else i.thread end
    ), written as (
      insert into messages (
        workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, external_id, author, author_name,
        body, subject, attachments, email, meta, automatic, keyword, status, client_id, created_at
      )
      select workspace_id, message_id, place, last_seq + nth, 'in', channel, inbox_id, known_address, external_id, 'contact',
        nullif(from_name, ''), body, subject, attachments, email, meta, automatic, means, 'received', client_id, created_at
      from placed
      returning workspace_id, id, conversation_id, seq
    ), bodies as (
      insert into mail_bodies (workspace_id, message_id, html, full_text, raw_file_id)
      select workspace_id, message_id, html, full_text, raw_file_id from placed
      where html is not null or full_text is not null or raw_file_id is not null
    ), moved as (
      update conversations c set
        last_seq = c.last_seq + n.count,
        last_inbound_seq = c.last_seq + n.count,
        inbound_count = c.inbound_count + n.count,
        last_inbound_at = greatest(c.last_inbound_at, n.created_at),
        last_message_at = greatest(c.last_message_at, n.created_at),
        last_message_id = n.message_id,
        last_direction = 'in',
        last_author = 'contact',
        preview = left(n.preview, 160),
        inbox_id = n.inbox_id,
        address_id = n.known_address,
        channel = n.channel,
        status = case when c.status = 'closed' then 'active' else c.status end,
        burst_started_at = coalesce(c.burst_started_at, moment)
      from (
        select distinct on (workspace_id, place) workspace_id, place, inbox_id, known_address, channel, message_id,
          case when body <> '' then body when attachments is not null then '📎 ' || coalesce(attachments -> 0 ->> 'name', 'file') else '' end as preview,
          max(created_at) over w as created_at,
          count(*) over w as count
        from placed
        window w as (partition by workspace_id, place)
        order by workspace_id, place, ord desc
      ) n
      where c.workspace_id = n.workspace_id and c.id = n.place
      returning c.workspace_id, c.id, c.contact_id, c.burst_started_at
    ), out_now as (
      -- STOP and START are in force with the message itself, not when somebody gets round to them.
      update addresses a set opted_out_at = case when p.means = 'opt_out' then moment else null end
      from (
        select distinct on (workspace_id, known_address) * from placed
        where means in ('opt_out', 'opt_in') order by workspace_id, known_address, ord desc
      ) p
      where a.workspace_id = p.workspace_id and a.id = p.known_address
        and (a.opted_out_at is null) = (p.means = 'opt_out')
      returning a.workspace_id, a.id, a.contact_id, p.channel, p.means, p.keyword_handled, p.body, p.message_id, p.place
    ), ledger as (
      insert into consents (workspace_id, id, address_id, contact_id, channel, action, source, text, message_id, at)
      select workspace_id, 'cns' || substr(message_id, 4), id, contact_id, channel, means,
        case when keyword_handled then 'carrier' else 'keyword' end, body, message_id, moment
      from out_now
    ), dropped as (
      update messages m set status = 'canceled',
        verdict = jsonb_build_object('decision', 'block', 'decidedAt', to_jsonb(moment), 'reasons', jsonb_build_array(
          jsonb_build_object('code', 'opted_out', 'text', 'The customer opted out before this was sent', 'action', 'Nothing can be sent here until the customer writes START.')))
      from out_now o
      where m.workspace_id = o.workspace_id and m.address_id = o.id and o.means = 'opt_out' and m.status = 'queued'
      returning m.workspace_id, m.id, m.conversation_id
    ), log as (
      insert into events (workspace_id, type, conversation_id, contact_id, message_id, actor)
      select p.workspace_id, 'message.received', p.place, p.owner, p.message_id, 'contact' from placed p
      union all
      select distinct on (p.workspace_id, p.place) p.workspace_id, 'conversation.reopened', p.place, p.owner, null, 'contact'
      from placed p where p.was_status = 'closed'
      union all
      select o.workspace_id, 'contact.' || case o.means when 'opt_out' then 'opted_out' else 'opted_in' end, o.place, o.contact_id, o.message_id, 'contact'
      from out_now o
      union all
      select d.workspace_id, 'message.canceled', d.conversation_id, null, d.id, 'system' from dropped d
    ), heard as (
      -- Once a second is often enough for "last received", and spares the hot row.
      update inboxes b set last_received_at = moment
      from (select distinct workspace_id, inbox_id from placed) p
      where b.workspace_id = p.workspace_id and b.id = p.inbox_id
        and (b.last_received_at is null or b.last_received_at < moment - interval '1 second')
    ), jobs as (
      select graphile_worker.add_jobs(array_agg((
        'respond',
        json_build_object('workspaceId', m.workspace_id, 'conversationId', m.id),
        'c:' || m.id,
        case when k.instant then moment
          else least(moment + make_interval(secs => k.quiet / 1000.0), m.burst_started_at + make_interval(secs => k.longest / 1000.0)) end,
        25, 'respond:' || m.id, 0, null
      )::graphile_worker.job_spec)) as made
      from moved m
      join (
        select workspace_id, place, bool_or(means is not null) as instant, max(quiet_ms) as quiet, max(max_ms) as longest
        from placed group by 1, 2
      ) k on k.workspace_id = m.workspace_id and k.place = m.id
    ), fetches as (
      select graphile_worker.add_jobs(array_agg((
        'fetch_media', json_build_object('workspaceId', p.workspace_id, 'messageId', p.message_id),
        null, moment, 8, 'media:' || p.message_id, 0, null
      )::graphile_worker.job_spec)) as made
      from placed p
      where p.attachments @? '$[*] ? (@.id == null && exists(@.sourceUrl))'
      having count(*) > 0
    )
    select (select count(*) from jobs) + (select count(*) from fetches) into jobs_made;

    perform pg_notify('frontdesk_events', '');
  end if;

  return query
    select i.ord, m.id, m.conversation_id,
      exists (select 1 from unnest(fresh) f where f.ord = i.ord)
    from unnest(items) i
    join messages m on m.workspace_id = i.workspace_id and m.inbox_id = i.inbox_id and m.external_id = i.external_id;
end
$$;
