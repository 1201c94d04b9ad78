// Why Twilio placed no call, in words, and what to do.
import type { DeliveryError } from '#domain/message.ts'

const known: Record<string, { reason: string; action: string }> = {
  '20003': {
    reason: 'Twilio refused the credentials',
    action: 'Check account SID and auth token in the settings of the inbox.',
  },
  '10001': { reason: 'The Twilio account is not active', action: 'Look into the Twilio console.' },
  '20429': { reason: 'Twilio allows no more calls at the moment', action: 'Wait a moment and call again.' },
  '21201': {
    reason: 'There is no telephone to ring first',
    action: 'Enter your number under Settings, You.',
  },
  '21211': {
    reason: 'Your own telephone number is not one that Twilio can call',
    action: 'Correct it under Settings, You.',
  },
  '21205': {
    reason: 'Twilio cannot reach this installation',
    action: 'Set PUBLIC_URL to the address under which the internet reaches it.',
  },
  '21210': {
    reason: 'The number of the inbox does not belong to this Twilio account',
    action: 'Buy or verify it at Twilio, or correct it in the settings of the inbox.',
  },
  '21212': { reason: 'The number of the inbox is none', action: 'Correct it in the settings of the inbox.' },
  '21213': {
    reason: 'The inbox has no number to call from',
    action: 'Enter it in the settings of the inbox.',
  },
  '21215': {
    reason: 'Twilio may not call this country for your account',
    action: 'Allow it in the Twilio console under Voice, Geo permissions.',
  },
  '21216': { reason: 'Twilio does not call this number', action: 'Call it by another telephone.' },
  '21219': {
    reason: 'A trial account calls verified numbers only',
    action: 'Verify the number at Twilio, or upgrade the account.',
  },
}

export function describeCallError(code: string | null, said: string | null): DeliveryError {
  const words = code === null ? undefined : known[code]
  if (words) return { code: code ?? 'refused', ...words }
  return {
    code: code ?? 'refused',
    reason: said ? `Twilio refused the call: ${said.slice(0, 200)}` : 'Twilio refused the call',
    action: code ? `See https://www.twilio.com/docs/errors/${encodeURIComponent(code)}` : 'Call again.',
  }
}
