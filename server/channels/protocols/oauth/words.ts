// What a service says when it gives out no token, in words for whoever set up the inbox (RFC 6749 5.2, and the numbers
// that Microsoft adds).
import { z } from 'zod'
import type { DeliveryError } from '#domain/message.ts'
import { type Service, serviceNames } from './services.ts'

const Failure = z.looseObject({
  error: z.string(),
  error_description: z.string().optional(),
  suberror: z.string().optional(),
})

export type TokenFailure = {
  /** Only a person can help: sign in again, or correct the settings. */
  final: boolean
  error: DeliveryError
}

/** Reads a refusal of a token endpoint. */
export function explainRefusedToken(service: Service, status: number, json: unknown): TokenFailure {
  const name = serviceNames[service]
  const read = Failure.safeParse(json)
  const code = read.success ? read.data.error : `http_${status}`
  const said = read.success ? firstSentence(read.data.error_description) : ''
  const final = (reason: string, action: string): TokenFailure => ({
    final: true,
    error: { code, reason: said ? `${reason} It said: ${said}` : reason, action },
  })
  if (/^(invalid_client|unauthorized_client)$/.test(code))
    return final(
      `${name} does not know the app with this client ID and secret.`,
      /AADSTS7000222/.test(said)
        ? 'The client secret has expired: make a new one at Microsoft and put it into the settings of the inbox.'
        : 'Check client ID, client secret and tenant in the settings of the inbox.',
    )
  if (code === 'invalid_scope' || code === 'access_denied')
    return final(
      `${name} does not let this app use the account.`,
      'Give the app the permissions that the guide of this channel names, then sign in again.',
    )
  if (/^(invalid_grant|interaction_required|consent_required|login_required)$/.test(code))
    return final(
      `${name} no longer accepts the sign-in of this inbox: the password was changed, the access was taken back, or it lay unused for too long.`,
      'Sign in again in the settings of the inbox.',
    )
  if (status >= 400 && status < 500 && status !== 429 && status !== 408)
    return final(`${name} refused the sign-in of this inbox.`, 'Sign in again in the settings of the inbox.')
  return outOfReach(service, code)
}

/** Nobody answered, or not now. */
export function outOfReach(service: Service, code: string): TokenFailure {
  const name = serviceNames[service]
  return {
    final: false,
    error: {
      code,
      reason: `${name} gave out no access just now.`,
      action: 'It is tried again by itself.',
    },
  }
}

export function notSignedIn(service: Service): TokenFailure {
  const name = serviceNames[service]
  return {
    final: true,
    error: {
      code: 'not_signed_in',
      reason: `Nobody has signed in to ${name} for this inbox yet.`,
      action: `Choose “Sign in with ${name}” at the inbox.`,
    },
  }
}

/** Microsoft goes on with trace numbers, which say nothing to people. */
function firstSentence(text: string | undefined): string {
  return (
    (text ?? '')
      .split(/\r?\n| Trace ID:/)[0]
      ?.trim()
      .slice(0, 300) ?? ''
  )
}
