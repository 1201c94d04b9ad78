// A telephone line with no account anywhere: the customer calls, nobody picks up, they leave a voicemail and get a text;
// the product fetches the recording from the simulator, and calls back through it.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Product, startProduct, until } from '#test/harness/product.ts'
import type { Call } from '#wire/api/calls.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { SimulatorCall, SimulatorOverview, SimulatorThread } from '#wire/simulator.ts'

let product: Product
let inboxId: string
beforeAll(async () => {
  product = await startProduct({ config: { sampleData: true } })
  const made = await product.api.post<{ id: string }>('/simulator/inboxes', {
    channel: 'voice',
    provider: 'twilio',
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  inboxId = made.body.id
})

const step = async (name: string, call?: SimulatorCall, seconds = 0): Promise<SimulatorCall> => {
  const answer = await product.api.post<SimulatorCall>('/simulator/devices/callum/calls', {
    inboxId,
    step: name,
    seconds,
    ...(call ? { call } : {}),
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const conversation = async (): Promise<ConversationRow | undefined> => {
  const { items } = (await product.api.get<{ items: ConversationRow[] }>('/conversations?channel=voice')).body
  return items[0]
}
const thread = async (): Promise<Message[]> => {
  const row = await conversation()
  return row
    ? (await product.api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)).body.items
    : []
}
const lastCall = async (): Promise<Call> => {
  const id = (await thread()).findLast((m) => m.call)?.call?.id
  return (await product.api.get<Call>(`/calls/${id}`)).body
}

describe('the simulated telephone', () => {
  it('is offered, and met by the customers who have a number', async () => {
    const { inboxes } = (await product.api.get<SimulatorOverview>('/simulator')).body
    expect(inboxes.find((one) => one.id === inboxId)).toMatchObject({ app: 'calls', by: 'Twilio' })
  })

  it('nobody picks up: a voicemail that plays, and a text on the customer’s phone', async () => {
    const ringing = await step('dial')
    expect(ringing).toMatchObject({
      phase: 'ringing',
      hears: ['This call will be recorded.'],
      rings: ['+12125550123'],
    })
    expect((await thread())[0]?.text).toBe('Incoming call')
    const greeted = await step('let_ring', ringing)
    expect(greeted).toMatchObject({ phase: 'voicemail', hears: [expect.stringContaining('leave a message')] })
    expect((await step('hang_up', greeted, 6)).phase).toBe('ended')
    const call = await until(async () => {
      const one = await lastCall()
      return one.recordings[0]?.url ? one : null
    }, 'the voicemail')
    expect(call).toMatchObject({ state: 'voicemail', seconds: 6 })
    const audio = await fetch(new URL(call.recordings[0]?.url ?? '', product.url))
    expect((await audio.arrayBuffer()).byteLength).toBe(44 + 6 * 16_000)
    const text = await until(async () => {
      const { items } = (await product.api.get<SimulatorThread>('/simulator/devices/callum/items')).body
      return items.find((item) => item.kind === 'text' && item.from === 'business')
    }, 'the text back on the phone')
    expect(text).toMatchObject({ text: expect.stringContaining('missed your call') })
  })

  it('somebody picks up: they spoke, it was recorded, and the missed call is dealt with', async () => {
    const ringing = await step('dial')
    const speaking = await step('answer', ringing)
    expect((await lastCall()).state).toBe('in_progress')
    await step('hang_up', speaking, 9)
    const call = await until(async () => {
      const one = await lastCall()
      return one.recordings[0]?.url ? one : null
    }, 'the recording')
    expect(call).toMatchObject({ state: 'completed', seconds: 9, answeredBy: 'Front office', recorded: true })
    expect(await conversation()).toMatchObject({ missedCall: false, preview: 'Call 0:09' })
  })

  it('the business calls back: both pick up', async () => {
    const row = await conversation()
    const placed = await product.api.post(`/conversations/${row?.id}/call`, { clientId: 'simulated-1' })
    expect(placed.status).toBe(201)
    const call = await until(async () => {
      const one = await lastCall()
      return one.state === 'completed' && one.direction === 'out' ? one : null
    }, 'the call back')
    expect(call.seconds).toBe(12)
  })
})
