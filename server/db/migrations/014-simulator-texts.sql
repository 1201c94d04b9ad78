-- Texts in the simulator are told in words of no provider's own, since every channel has its phone there.
update simulator_items
set body = (body - '{sid,accountSid,statusCallback,messagingServiceSid,errorCode}'::text[]) || jsonb_build_object(
  'provider', 'twilio',
  'account', body -> 'accountSid',
  'externalId', body -> 'sid',
  'callback', body -> 'statusCallback',
  'reference', null,
  'failure', case when body ->> 'errorCode' is null then null
    else jsonb_build_object('code', body ->> 'errorCode', 'words', 'not delivered') end,
  'extra', case when body ->> 'messagingServiceSid' is null then '{}'::jsonb
    else jsonb_build_object('messagingServiceSid', body -> 'messagingServiceSid') end,
  'choices', '[]'::jsonb,
  'reactions', '{"customer": null, "business": null}'::jsonb,
  'quotes', null,
  'edits', 0,
  'unsent', false
)
where body ->> 'kind' = 'text' and body ? 'accountSid';
