// One call is many requests to one address; a query tells them apart. Each carries all that it takes to know which call
// it is about, so that none has to come before another.
import type { RawRequest } from '#channels/channel.ts'

export const steps = [
  'incoming',
  'dial',
  'leg',
  'whisper',
  'press',
  'agent',
  'go',
  'tell',
  'voicemail',
  'recording',
  'status',
  'transcript',
  'intelligence',
] as const
export type Step = (typeof steps)[number]

export type Context = {
  /** The CallSid of the call as a whole. */
  parent: string | null
  direction: 'in' | 'out' | null
  customer: string | null
  /** Our id, for calls that we place. */
  callId: string | null
}

/** The address for a step of this call. `base` is the inbox's webhook address without a query. */
export function stepUrl(base: string, step: Step, context: Context): string {
  const query = new URLSearchParams({ step })
  if (context.parent) query.set('p', context.parent)
  if (context.direction) query.set('d', context.direction)
  if (context.customer) query.set('n', context.customer)
  if (context.callId) query.set('c', context.callId)
  return `${base}?${query}`
}

export function readStep(raw: RawRequest): { step: Step | null; context: Context; base: string } {
  const url = URL.parse(raw.url)
  const get = (name: string) => url?.searchParams.get(name) || null
  const direction = get('d')
  const callId = get('c')
  const step = get('step')
  return {
    step: steps.find((one) => one === step) ?? null,
    context: {
      parent: get('p'),
      direction: direction === 'in' || direction === 'out' ? direction : null,
      customer: get('n'),
      callId: callId && /^call_[0-9A-Za-z]{1,64}$/.test(callId) ? callId : null,
    },
    base: raw.url.replace(/[?#].*$/s, ''),
  }
}
