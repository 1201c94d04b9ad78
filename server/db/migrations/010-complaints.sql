-- Who marks a mail of ours as unwanted has opted out: a source of its own beside keyword, carrier, member and API.
alter table consents drop constraint consents_source_check;
alter table consents add constraint consents_source_check
  check (source in ('keyword', 'carrier', 'member', 'api', 'complaint'));
