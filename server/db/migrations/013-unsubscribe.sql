-- An opt-out can come by the link in a mail, and by a complaint that a mail provider reports.
alter table consents drop constraint consents_source_check;
alter table consents add constraint consents_source_check
  check (source in ('keyword', 'carrier', 'member', 'api', 'unsubscribe', 'complaint'));
