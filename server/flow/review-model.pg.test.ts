// A review by the agent's model, within its budget, and what stands where it cannot be had.
import { afterAll, expect, it } from 'vitest'
import { findReview } from '#db/reviews.ts'
import { patchSettings } from '#db/workspaces.ts'
import { startOpenAiServer } from '#test/fakes/openai-server.ts'
import { makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { reviewConversation } from './review.ts'

const store = await createStore()
const server = await startOpenAiServer({ model: 'tiny-7b', key: 'sk-review-0123456789' })
afterAll(() => server.stop())

async function world() {
  const desk = await makeBareFlow(store)
  desk.flow.ai = {
    model: {
      provider: 'openai-compatible',
      model: 'tiny-7b',
      apiKey: 'sk-review-0123456789',
      baseUrl: server.url,
    },
    timeoutMs: 5_000,
  }
  const sms = await desk.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550100' })
  const id = await desk.write(sms, { from: '+12125550141', text: 'Do you repair boilers in Queens?' })
  const review = async () => {
    await reviewConversation(desk.flow, desk.workspaceId, id, { force: true })
    return (await findReview(store.db, desk.workspaceId, id))?.review
  }
  return { ...desk, id, review }
}
const answer = {
  wanted: 'A boiler repair in Queens.',
  happened: 'Nothing yet.',
  stands: 'They wait for an answer.',
  stage: 'qualified',
  stageWhy: 'They name the job and the place',
  items: [{ key: 'content', share: 1, why: 'Calm', evidence: [{ seq: 1, quote: 'Do you repair boilers' }] }],
  promises: [],
}

it('is the model’s where it answers in the agreed form', async () => {
  const w = await world()
  server.will(JSON.stringify(answer))
  expect(await w.review()).toMatchObject({
    by: 'model',
    summary: { wanted: 'A boiler repair in Queens.' },
    stage: { value: 'qualified' },
    fallback: null,
  })
})

it('is written from the facts where the model says something else, or its day’s money is spent; and says so', async () => {
  const w = await world()
  server.will('I cannot do that.')
  const odd = await w.review()
  expect(odd).toMatchObject({ by: 'builtin' })
  expect(odd?.fallback).toBeTruthy()
  expect(odd?.summary.wanted).toContain('Do you repair boilers')

  await patchSettings(store.db, w.workspaceId, {
    aiBudgetPerDayMicros: 0,
    modelPrices: { 'tiny-7b': { inputMicros: 1, outputMicros: 1 } },
  })
  const asked = server.requests.length
  expect((await w.review())?.fallback).toMatch(/budget/)
  expect(server.requests).toHaveLength(asked)

  await patchSettings(store.db, w.workspaceId, {
    review: { reviewedOnly: false, byModel: false, stages: [{ id: 'new', name: 'New' }] },
  })
  expect(await w.review()).toMatchObject({ by: 'builtin', fallback: null, stage: { value: 'new' } })
})
