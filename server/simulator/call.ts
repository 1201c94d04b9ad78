// The provider calling the business: a signed request over real HTTP to the real door.
import { type Outside, toLoopback } from '#simulator/outside.ts'
import type { WebhookCall } from './provider.ts'

/** Providers give a webhook so long, at most, before they hang up. */
const TIMEOUT_MS = 15_000

export type Answer = { status: number; note: string | null }

/** Makes one call to the product. Status 0 where nobody answered; null where the address is not the product's. */
export async function callBusiness(outside: Outside, call: WebhookCall): Promise<Answer | null> {
  const target = toLoopback(call.url, outside.http.flow.publicUrl(), outside.loopback())
  if (!target) return null
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: call.headers,
      body: call.body,
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
