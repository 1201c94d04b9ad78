// Channels of which nobody writes in a chat, in the simulator: reviews that are asked for, and calls that an AI agent has
// had. What comes of each is seen in the product, and a forger gets nowhere.
import { describe, expect, it } from 'vitest'
import { channels } from '#channels/registry.ts'
import { outcomes } from '#simulator/agents/outcomes.ts'
import { findSimulated } from '#simulator/registry.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { Call } from '#wire/api/calls.ts'
import type { Message } from '#wire/api/messages.ts'
import type {
  ReceiptMode,
  SimulatorAgentCall,
  SimulatorOverview,
  SimulatorReview,
  SimulatorThread,
} from '#wire/simulator.ts'

const { api, url } = await startProduct({ config: { sampleData: true } })
const simulated = channels.map((channel) => {
  const { provider, capabilities } = channel
  return [channel.id, findSimulated({ channel: capabilities.channel, provider }), channel] as const
})
const reviewed = simulated.filter(([, one]) => one?.reviews)
const answered = simulated.filter(([, one]) => one?.agent)

const connect = async (channel: string, provider: string): Promise<string> => {
  const made = await api.post<{ id: string }>('/simulator/inboxes', { channel, provider })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}
const passes = async (inboxId: string) => {
  const { body } = await api.post<{ steps: { step: string; ok: boolean | null }[] }>(
    `/inboxes/${inboxId}/test`,
  )
  const asked = body.steps.filter((one) => one.step === 'credentials' || one.step === 'sender')
  return asked.map((one) => one.ok)
}
const device = async (customer: string) =>
  (await api.get<SimulatorThread>(`/simulator/devices/${customer}/items`)).body
const conversationOf = async (customer: string, inboxId: string) =>
  (await device(customer)).conversations.find((one) => one.inboxId === inboxId)?.conversationId
const thread = async (customer: string, inboxId: string): Promise<Message[]> => {
  const id = await conversationOf(customer, inboxId)
  return id ? (await api.get<{ items: Message[] }>(`/conversations/${id}/messages`)).body.items : []
}

describe.each(reviewed)('%s', (_id, _simulated, channel) => {
  const place = { inboxId: '' }
  const write = (customer: string, stars: number, text: string, more: Record<string, unknown> = {}) =>
    api.post<SimulatorReview>(`/simulator/devices/${customer}/reviews`, { ...place, stars, text, ...more })
  const review = async (customer: string) =>
    (await device(customer)).items.findLast(
      (one): one is SimulatorReview => one.kind === 'review' && one.inboxId === place.inboxId,
    )
  const come = (customer: string, count: number) =>
    until(async () => {
      const all = await thread(customer, place.inboxId)
      return all.filter((one) => one.direction === 'in').length === count ? all : null
    }, `${count} messages of ${customer}`)
  const answer = async (customer: string, text: string) => {
    const id = (await conversationOf(customer, place.inboxId)) ?? ''
    return api.post<Message>(`/conversations/${id}/messages`, { text })
  }
  const settled = (customer: string, id: string, ...statuses: string[]) =>
    until(async () => {
      const one = (await thread(customer, place.inboxId)).find((m) => m.id === id)
      return one && statuses.includes(one.status) ? one : null
    }, statuses.join(' or '))
  const behave = (customer: string, receipts: ReceiptMode) =>
    api.put(`/simulator/devices/${customer}/settings`, { receipts, lateSeconds: 1, carrierKeywords: false })

  it('is connected with one click, and passes the test of the inbox', async () => {
    place.inboxId = await connect(channel.capabilities.channel, channel.provider)
    expect(await passes(place.inboxId)).toEqual([true, true])
  })

  it('a review, told three times at once, is one message with its stars', async () => {
    const written = await write('riley', 5, 'Quick and clean work.', { copies: 3 })
    expect(written.body.answers.map((one) => one.status)).toEqual([200, 200, 200])
    const [message] = await come('riley', 1)
    expect(message).toMatchObject({ review: { rating: 5, edited: false }, author: { name: 'Riley Park' } })
    expect(message?.text).toContain('Quick and clean work.')
  })

  it('a changed review is something new, and says that it was changed', async () => {
    await write('riley', 1, 'It drips again.')
    const all = await come('riley', 2)
    expect(all.at(-1)).toMatchObject({ review: { rating: 1, edited: true } })
    expect(await review('riley')).toMatchObject({ stars: 1, edited: true })
  })

  it('the answer stands under the review in public, and a second one replaces it', async () => {
    const sent = await answer('riley', 'We are sorry, and come tomorrow.')
    expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(300)
    await settled('riley', sent.body.id, 'delivered')
    expect((await review('riley'))?.reply?.text).toBe('We are sorry, and come tomorrow.')
    await settled('riley', (await answer('riley', 'It is mended.')).body.id, 'delivered')
    expect((await review('riley'))?.reply?.text).toBe('It is mended.')
  })

  it('a forged push is refused; the review itself is found when it is asked for', async () => {
    const forged = await write('noor', 4, 'Fair price.', { signature: 'wrong' })
    expect(forged.body.answers).toMatchObject([{ status: 403 }])
    expect(await conversationOf('noor', place.inboxId)).toBeUndefined()
    // The next true push wakes the same asking.
    await write('callum', 3, '')
    await come('noor', 1)
    expect((await come('callum', 1))[0]?.review).toEqual({ rating: 3, edited: false })
  })

  it('what goes wrong is told, a lost answer is found, and nothing is written twice', async () => {
    await behave('noor', 'filtered')
    expect(
      (await settled('noor', (await answer('noor', 'Thanks!')).body.id, 'failed')).error?.reason,
    ).toBeTruthy()
    await behave('noor', 'no_answer')
    await settled('noor', (await answer('noor', 'Thank you!')).body.id, 'sent', 'delivered')
    expect((await review('noor'))?.reply?.text).toBe('Thank you!')
    await behave('noor', 'outage')
    const held = (await answer('noor', 'Come again!')).body.id
    await until(async () => {
      const one = (await thread('noor', place.inboxId)).find((m) => m.id === held)
      return one?.error ? one : null
    }, 'a failed attempt')
    expect((await review('noor'))?.reply?.text).toBe('Thank you!')
    await behave('noor', 'normal')
    await settled('noor', held, 'delivered')
  })

  it('a review that is taken down is gone, and answering it says so', async () => {
    const gone = await api.delete(`/simulator/devices/callum/reviews/${place.inboxId}`)
    expect(gone.status).toBe(204)
    expect(await review('callum')).toBeUndefined()
  })
})

let lastNumber = 1_000
describe.each(answered)('%s', (_id, _simulated, channel) => {
  const place = { inboxId: '' }
  // A call belongs to the talk that is going on at its number: so each agent meets people of its own.
  const [mara, ben] = [`+1212736${lastNumber++}`, `+1212736${lastNumber++}`] as const
  const report = async (customer: string, outcome: string, more: Record<string, unknown> = {}) => {
    const made = await api.post<SimulatorAgentCall>(`/simulator/devices/${customer}/agent-calls`, {
      ...place,
      outcome,
      ...more,
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body
  }
  const calls = async (customer: string): Promise<Call[]> => {
    const messages = await thread(customer, place.inboxId)
    return Promise.all(
      messages.flatMap((one) =>
        one.call ? [api.get<Call>(`/calls/${one.call.id}`).then((a) => a.body)] : [],
      ),
    )
  }

  it('is connected with one click, passes its test, and is met in the program of calls', async () => {
    place.inboxId = await connect(channel.capabilities.channel, channel.provider)
    expect(await passes(place.inboxId)).toEqual([true, true])
    const { inboxes } = (await api.get<SimulatorOverview>('/simulator')).body
    const inbox = inboxes.find((one) => one.id === place.inboxId)
    expect(inbox).toMatchObject({ app: 'calls' })
    expect(inbox?.outcomes.map((one) => one.id)).toEqual(outcomes.map((one) => one.id))
  })

  it('a forged report is refused and leaves nothing', async () => {
    const { answers } = await report(mara, 'booked', { signature: 'wrong' })
    expect(answers.map((one) => one.status)).toEqual(answers.map(() => 403))
    expect(await calls(mara)).toEqual([])
  })

  it('a call, told three times at once, is one, with what was said and a recording that plays', async () => {
    const told = await report(mara, 'booked', { copies: 3 })
    expect(new Set(told.answers.map((one) => one.status))).toEqual(new Set([200]))
    const call = await until(async () => {
      const [one, second] = await calls(mara)
      return one?.recordings[0]?.url && !second ? one : null
    }, 'the recording')
    expect(call).toMatchObject({
      direction: 'in',
      state: 'completed',
      seconds: told.seconds,
      answeredBy: 'AI agent',
      recorded: true,
      disclosure: expect.stringContaining('AI assistant'),
      summary: expect.stringContaining('drain'),
      outcome: expect.stringContaining('Successful'),
    })
    expect(call.transcript.map((line) => line.text)).toEqual(told.lines.map((line) => line.text))
    const audio = await fetch(new URL(call.recordings[0]?.url ?? '', url))
    expect((await audio.arrayBuffer()).byteLength).toBe(44 + told.seconds * 16_000)
  })

  it.each(outcomes.map((one) => [one.id, one] as const))('“%s” ends as it should', async (id, outcome) => {
    await report(ben, id)
    const call = await until(async () => (await calls(ben)).at(-1) ?? null, 'the call')
    expect(call.direction).toBe(outcome.direction)
    expect(call.state).toBe(outcome.lines ? 'completed' : 'no_answer')
    expect(call.outcome?.includes('Not successful') ?? false).toBe(outcome.lines !== null && !outcome.success)
    expect(call.recordings.length).toBe(outcome.lines ? 1 : 0)
  })
})
