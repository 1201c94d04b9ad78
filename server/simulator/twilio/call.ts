// The provider calling the business: a signed form over real HTTP to the real door.
import { randomUUID } from 'node:crypto'
import type { InboxAccount } from '#channels/channel.ts'
import { computeSignature } from '#channels/protocols/twilio/signature.ts'
import { type Outside, toLoopback } from '#simulator/outside.ts'
import { type Form, setting } from './form.ts'

/** The provider gives a webhook so long before it hangs up. */
const TIMEOUT_MS = 15_000

export type Answer = { status: number; note: string | null }

/**
 * Posts a form to an address of the product, signed with the inbox's own token over the address that the product
 * gave out. Status 0 where nobody answered; null where the address is not the product's.
 */
export async function callBusiness(
  outside: Outside,
  account: InboxAccount,
  url: string,
  form: Form,
  signature: 'right' | 'wrong' = 'right',
): Promise<Answer | null> {
  // The part behind # is for the provider alone: how often and when to try again.
  const signedUrl = url.split('#', 1)[0] ?? ''
  const target = toLoopback(signedUrl, outside.http.flow.publicUrl(), outside.loopback())
  if (!target) return null
  const token = setting(account, 'authToken')
  const signed = computeSignature(signedUrl, form, signature === 'right' ? token : `${token}x`)
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'user-agent': 'TwilioProxy/1.1',
        'x-twilio-signature': signed,
        'i-twilio-idempotency-token': randomUUID(),
      },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { status: response.status, note: response.ok ? null : await readNote(response) }
  } catch (error) {
    return { status: 0, note: error instanceof Error ? error.message : String(error) }
  }
}

/** Why the door refused, in its own words. */
async function readNote(response: Response): Promise<string | null> {
  const text = await response.text()
  try {
    const problem: unknown = JSON.parse(text)
    if (typeof problem === 'object' && problem !== null && 'detail' in problem) return String(problem.detail)
  } catch {
    // Not a problem document: the text itself is the word.
  }
  return text.slice(0, 300) || null
}
