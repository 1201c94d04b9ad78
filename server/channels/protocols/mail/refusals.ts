// Refusals that every way of sending mail knows.
import type { SendResult } from '#channels/channel.ts'

export function noAddress(to: string): SendResult {
  return {
    outcome: 'rejected',
    error: {
      code: 'bad_address',
      reason: `${to.slice(0, 100)} is not an email address.`,
      action: 'Ask the customer for the right address.',
    },
    effect: 'address_unusable',
  }
}
