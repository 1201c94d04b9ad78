// What an answer of a provider says about the credentials that were shown, for the test of an inbox.
import type { TestStep } from '#channels/channel.ts'
import type { Answer } from './call.ts'

/**
 * The step `credentials`. Any answer that is no refusal of the credentials proves them, also "there is no such thing":
 * what was asked for is a step of its own. `remedy` says where the right ones are found.
 */
export function judgeCredentials(provider: string, answer: Answer, remedy: string): TestStep {
  const step = 'credentials' as const
  if (answer.outcome !== 'answered')
    return {
      step,
      ok: false,
      detail: `${provider} could not be reached (${answer.code}).`,
      remedy: 'Check the API address in the settings and the network of this server, then test again.',
    }
  if (answer.status === 401 || answer.status === 403)
    return { step, ok: false, detail: `${provider} refuses the credentials.`, remedy }
  if (answer.status === 429 || answer.status >= 500)
    return {
      step,
      ok: false,
      detail: `${provider} cannot answer just now (HTTP ${answer.status}).`,
      remedy: 'Test again in a minute.',
    }
  return { step, ok: true, detail: `${provider} takes the credentials.`, remedy: null }
}

/** The JSON of a good answer, or null: then there is nothing to read. */
export function jsonOf(answer: Answer): unknown {
  return answer.outcome === 'answered' && answer.status >= 200 && answer.status < 300 ? answer.json : null
}

export function senderStep(ok: boolean, detail: string, remedy: string | null = null): TestStep {
  return { step: 'sender', ok, detail, remedy: ok ? null : remedy }
}

/** Does the provider call this inbox for that sender? `named` is the address that stands in its settings. */
export function calledElsewhere(
  provider: string,
  named: string | null | undefined,
  ours: string,
): TestStep | null {
  if (!named || named.split(/[?#]/)[0] === ours) return null
  return senderStep(
    false,
    `${provider} delivers what comes in to ${named}.`,
    `Put the webhook address of this inbox there: ${ours}`,
  )
}
