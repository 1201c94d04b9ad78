// How far a message got, in words. Never a tick that means "we tried". Pure.
import type { Message } from '#wire/api/messages.ts'

export type Delivery = {
  label: string
  tone: 'quiet' | 'good' | 'bad' | 'wait'
  /** Why, where there is something to explain. */
  reason: string | null
  /** What a person can do. */
  action: string | null
  retryable: boolean
}

const plain: Partial<Record<Message['status'], [string, Delivery['tone']]>> = {
  sending: ['Sending', 'wait'],
  sent: ['Sent', 'quiet'],
  delivered: ['Delivered', 'quiet'],
  read: ['Read', 'good'],
}

/** Null for what came in. */
export function describeDelivery(message: Message): Delivery | null {
  const { status, verdict, error } = message
  if (status === 'received') return null
  const blocked = verdict?.reasons[0]
  if (status === 'failed')
    return {
      label: 'Not delivered',
      tone: 'bad',
      reason: error?.reason ?? blocked?.text ?? 'The provider gave no reason',
      action: error?.action ?? blocked?.action ?? null,
      retryable: true,
    }
  if (status === 'canceled')
    return {
      label: 'Not sent',
      tone: 'bad',
      reason: blocked?.text ?? 'A person took over before it left',
      action: blocked?.action ?? null,
      retryable: false,
    }
  if (status === 'queued')
    return {
      label: verdict?.decision === 'defer' ? 'Waiting' : 'Queued',
      tone: 'wait',
      reason: verdict?.decision === 'defer' ? (blocked?.text ?? null) : null,
      action: null,
      retryable: false,
    }
  const [label, tone] = plain[status] ?? ['Sent', 'quiet']
  // What was told about it after it left and did not stop it: a delay, a complaint.
  const note = status === 'sending' ? null : error
  const { overridden } = verdict ?? {}
  const anyway = overridden
    ? `Sent anyway by ${overridden.by.name ?? 'a person'}: “${overridden.reason}”`
    : null
  return { label, tone, reason: note?.reason ?? anyway, action: note?.action ?? null, retryable: false }
}
