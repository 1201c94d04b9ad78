import { describe, expect, it } from 'vitest'
import { messageStatuses } from '#domain/message-status.ts'
import { aMessage } from '#web/store/test-rows.ts'
import { describeDelivery } from './delivery.ts'

const out = { direction: 'out' as const }

describe('describeDelivery', () => {
  it('has a word for every state of what goes out, and none for what came in', () => {
    for (const status of messageStatuses)
      expect(describeDelivery(aMessage(1, { ...out, status })) === null).toBe(status === 'received')
  })
  it('gives the provider’s reason, what to do, and a retry', () => {
    const error = { code: '30005', reason: 'The number does not exist', action: 'Ask for another number.' }
    expect(describeDelivery(aMessage(1, { ...out, status: 'failed', error }))).toMatchObject({
      reason: 'The number does not exist',
      action: 'Ask for another number.',
      retryable: true,
    })
  })
  it('says what the gate said about a message that was not sent', () => {
    const verdict = {
      decision: 'block' as const,
      reasons: [
        {
          code: 'human_managed' as const,
          text: 'Dana is handling this conversation',
          action: 'Resume the AI.',
        },
      ],
      decidedAt: '2026-11-20T09:00:00.000Z',
    }
    expect(describeDelivery(aMessage(1, { ...out, status: 'canceled', verdict }))).toMatchObject({
      label: 'Not sent',
      reason: 'Dana is handling this conversation',
      retryable: false,
    })
  })
  it('says why a message waits', () => {
    const verdict = {
      decision: 'defer' as const,
      reasons: [{ code: 'inbox_paused' as const, text: 'The inbox Main line is paused', action: '' }],
      decidedAt: '2026-11-20T09:00:00.000Z',
    }
    expect(describeDelivery(aMessage(1, { ...out, status: 'queued', verdict }))).toMatchObject({
      label: 'Waiting',
      reason: 'The inbox Main line is paused',
    })
  })
})
