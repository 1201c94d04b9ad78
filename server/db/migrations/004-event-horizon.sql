-- How far the event log is settled: every transaction of this database with a number below the horizon has ended.
-- pg_snapshot_xmin would say so too, but it also waits for transactions of other databases on the same server.
-- Called in a statement of its own before the one that reads: what ends between the two is then visible to the second.
create function event_horizon() returns xid8
language plpgsql volatile as $$
declare
  top bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  oldest bigint;
begin
  -- backend_xid has 32 bits: its distance to the top gives it back its epoch. What lies beyond the top began later.
  select min(top - distance) into oldest from (
    select ((top % 4294967296) - backend_xid::text::bigint + 4294967296) % 4294967296 as distance
    from pg_stat_activity
    where datid = (select oid from pg_database where datname = current_database()) and backend_xid is not null
  ) running
  where distance < 2147483648;
  return coalesce(oldest, top)::text::xid8;
end
$$;
