// The provider's refusals, in the shape and with the codes that it documents.

const CATALOGUE = {
  20003: { status: 401, message: 'Authenticate' },
  20404: { status: 404, message: 'The requested resource was not found' },
  21211: { status: 400, message: "The 'To' number is not a valid phone number." },
  21602: { status: 400, message: 'Message body is required.' },
  21603: { status: 400, message: "A 'From' phone number is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21606: {
    status: 400,
    message:
      "The 'From' phone number provided is not a valid, SMS-capable inbound phone number or short code for your account.",
  },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21617: { status: 400, message: 'The concatenated message body exceeds the 1600 character limit' },
  21655: { status: 400, message: 'The ContentSid is invalid.' },
  63007: { status: 400, message: 'Twilio could not find a Channel with the specified From address' },
} as const
export type RefusalNumber = keyof typeof CATALOGUE

export type ProviderRefusal = {
  status: number
  body: { code: number; message: string; more_info: string; status: number }
}

export function providerRefusal(code: RefusalNumber): ProviderRefusal {
  const { status, message } = CATALOGUE[code]
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } }
}

/** What a gateway in front of the API says while the API is down. */
export const OUTAGE: ProviderRefusal = {
  status: 503,
  body: {
    code: 20503,
    message: 'Service unavailable',
    more_info: 'https://www.twilio.com/docs/errors/20503',
    status: 503,
  },
}
