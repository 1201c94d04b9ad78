// Twilio's younger products answer at hosts of their own, with the same credentials. An emulator has one address for all.
import type { ChannelIo } from '#channels/channel.ts'
import { type Answer, callOnce } from '#channels/protocols/http-call/call.ts'
import { encodeForm, type Form } from './form.ts'
import { apiBaseOf } from './rest.ts'
import { authorizationOf, TWILIO_API, type TwilioSettings } from './settings.ts'

/** Calls `https://<product>.twilio.com<path>`: GET without a form, POST with one. */
export function callProduct(
  { io, settings }: { io: ChannelIo; settings: TwilioSettings },
  product: 'content' | 'messaging',
  path: string,
  form: Form | null,
): Promise<Answer> {
  const base = apiBaseOf(io)
  return callOnce(io, {
    url: (base === TWILIO_API ? `https://${product}.twilio.com` : base) + path,
    headers: { authorization: authorizationOf(settings) },
    body: form === null ? null : { type: 'application/x-www-form-urlencoded', content: encodeForm(form) },
  })
}
