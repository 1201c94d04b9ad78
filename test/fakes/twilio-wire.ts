// The shapes in which Twilio speaks, as its documentation shows them: resources, lists, and the forms of its webhooks.
import { randomBytes } from 'node:crypto'

export const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex')

/** A message as it exists at the provider. */
export type FakeMessage = {
  sid: string
  to: string
  from: string | null
  service: string | null
  body: string
  mediaUrls: string[]
  status: string
  errorCode: number | null
  statusCallback: string | null
  createdAt: Date
  /** Every field of the form, as it came. */
  form: Record<string, string | string[]>
}

export type Inbound = {
  from: string
  to: string
  body?: string
  sid?: string
  media?: { url: string; type: string }[]
  fields?: Record<string, string>
}

export function findRefusal(form: URLSearchParams): number | null {
  if (!form.get('To')) return 21604
  if (!form.get('From') && !form.get('MessagingServiceSid')) return 21603
  if (!form.get('Body') && form.getAll('MediaUrl').length === 0) return 21619
  if ((form.get('Body')?.length ?? 0) > 1_600) return 21617
  return /^(whatsapp:)?\+[1-9]\d{6,14}$/.test(form.get('To') ?? '') ? null : 21211
}

export function toMessage(form: URLSearchParams): FakeMessage {
  const mediaUrls = form.getAll('MediaUrl')
  const service = form.get('MessagingServiceSid')
  const names = [...new Set(form.keys())]
  return {
    sid: newSid(mediaUrls.length > 0 ? 'MM' : 'SM'),
    to: form.get('To') ?? '',
    from: form.get('From'),
    service,
    body: form.get('Body') ?? '',
    mediaUrls,
    status: service ? 'accepted' : 'queued',
    errorCode: null,
    statusCallback: form.get('StatusCallback'),
    createdAt: new Date(),
    form: Object.fromEntries(
      names.map((name) => [name, form.getAll(name).length > 1 ? form.getAll(name) : (form.get(name) ?? '')]),
    ),
  }
}

export function resource(message: FakeMessage, accountSid: string): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`
  const date = message.createdAt.toUTCString().replace('GMT', '+0000')
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: date,
    // A message that waits in the queue was not sent yet.
    date_sent: message.status === 'queued' || message.status === 'accepted' ? null : date,
    date_updated: date,
    direction: 'outbound-api',
    error_code: message.errorCode,
    error_message: null,
    from: message.from,
    messaging_service_sid: message.service,
    num_media: String(message.mediaUrls.length),
    num_segments: message.service ? '0' : '1',
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  }
}

export function list(url: URL, messages: FakeMessage[], accountSid: string): Record<string, unknown> {
  const q = url.searchParams
  const size = Math.min(1_000, Number(q.get('PageSize') ?? 50))
  const page = Number(q.get('Page') ?? 0)
  const after = q.get('DateSent>')
  const all = messages
    .filter((m) => !q.has('To') || m.to === q.get('To'))
    .filter((m) => !q.has('From') || m.from === q.get('From'))
    .filter((m) => !after || (m.status !== 'queued' && m.createdAt >= new Date(after)))
    .toReversed()
  const next = new URLSearchParams([...q.entries()].filter(([name]) => name !== 'Page'))
  next.set('Page', String(page + 1))
  return {
    messages: all.slice(page * size, (page + 1) * size).map((m) => resource(m, accountSid)),
    page,
    page_size: size,
    uri: url.pathname + url.search,
    next_page_uri: all.length > (page + 1) * size ? `${url.pathname}?${next}` : null,
  }
}

export function inboundFields(message: Inbound, accountSid: string): Record<string, string> {
  const media = message.media ?? []
  const sid = message.sid ?? newSid(media.length > 0 ? 'MM' : 'SM')
  return {
    ToCountry: 'US',
    ToState: 'NY',
    ToCity: '',
    ToZip: '',
    FromCountry: 'US',
    FromState: 'NY',
    FromCity: 'NEW YORK',
    FromZip: '10001',
    SmsMessageSid: sid,
    SmsSid: sid,
    MessageSid: sid,
    SmsStatus: 'received',
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    NumMedia: String(media.length),
    NumSegments: '1',
    From: message.from,
    To: message.to,
    Body: message.body ?? '',
    ...Object.fromEntries(
      media.flatMap((m, n) => [
        [`MediaUrl${n}`, m.url],
        [`MediaContentType${n}`, m.type],
      ]),
    ),
    ...message.fields,
  }
}

export function receiptFields(
  message: FakeMessage,
  status: string,
  accountSid: string,
): Record<string, string> {
  return {
    MessageSid: message.sid,
    SmsSid: message.sid,
    MessageStatus: status,
    SmsStatus: status,
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: message.from ?? '',
    To: message.to,
  }
}
