-- The mail service's own thread of a mail (Gmail, Microsoft 365): answers that name no mail of ours are found by it.
create index messages_mail_thread on messages (inbox_id, (email ->> 'thread')) where email ->> 'thread' is not null;
