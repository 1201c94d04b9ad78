// A message as the provider's REST API describes it.
import type { SimulatorRow } from '#db/simulator.ts'
import type { StoredText } from '#simulator/items.ts'

export const API_VERSION = '2010-04-01'

/** RFC 2822 in UTC, as the API writes dates. */
export function apiDate(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000')
}

/** `price` is null until a message is billed, which nobody does here. */
export function toResource(row: SimulatorRow, text: StoredText): Record<string, unknown> {
  const uri = `/${API_VERSION}/Accounts/${text.account}/Messages/${text.externalId}`
  return {
    account_sid: text.account,
    api_version: API_VERSION,
    body: text.text,
    date_created: apiDate(row.at),
    date_sent: text.sentAt ? apiDate(new Date(text.sentAt)) : null,
    date_updated: apiDate(text.sentAt ? new Date(text.sentAt) : row.at),
    direction: row.direction === 'to_customer' ? 'outbound-api' : 'inbound',
    error_code: text.failure?.code ? Number(text.failure.code) : null,
    error_message: text.failure?.words ?? null,
    from: text.from,
    messaging_service_sid: text.extra['messagingServiceSid'] ?? null,
    num_media: String(text.files.length),
    num_segments: String(text.segments),
    price: null,
    price_unit: 'USD',
    sid: text.externalId,
    status: text.status === 'refused' ? 'received' : text.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: text.to,
    uri: `${uri}.json`,
  }
}
