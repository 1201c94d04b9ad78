// A customer changes their mind while the AI is still thinking: nothing is answered that was not said in the end.
import { afterAll, expect, it } from 'vitest'
import { startOpenAiServer } from '#test/fakes/openai-server.ts'
import { startPaging } from '#test/harness/paging.ts'
import { until } from '#test/harness/product.ts'
import type { Turn } from '#wire/api/messages.ts'

const model = await startOpenAiServer({ model: 'tiny', key: null })
afterAll(() => model.stop())
const page = await startPaging('messenger', {
  config: { ai: { provider: 'openai-compatible', model: 'tiny', baseUrl: model.url, timeoutMs: 1_500 } },
})
const turns = async (who: string) =>
  (
    await page.product.api.get<{ items: Turn[] }>(
      `/conversations/${(await page.conversation(who))?.id}/turns`,
    )
  ).body.items

it('a message that is taken back meanwhile is not answered, and the model never sees it again', async () => {
  const [who, mid] = [page.newCustomer(), page.newMid()]
  // So that the conversation can be told from others when the message is gone.
  await page.write(who, 'Hello')
  await until(async () => (await turns(who)).some((t) => t.outcome === 'answered'), 'the first answer')
  const before = await until(() => page.sentTo(who).length, 'the first answer at Meta')
  model.will({ hang: true })
  const hanging = model.hanging()
  await page.write(who, 'The code of my door is 4711', mid)
  await hanging
  const asked = model.requests.length
  await page.tell(page.event(who, { message: { mid, is_deleted: true } }))
  const silent = await until(
    async () => (await turns(who)).find((t) => t.outcome === 'silent'),
    'the AI to stay silent',
    20_000,
  )
  expect(silent.reasons.map((reason) => reason.code)).toEqual(['taken_back'])
  expect(page.sentTo(who)).toHaveLength(before)
  expect(JSON.stringify(model.requests.slice(asked))).not.toContain('4711')
}, 40_000)

it('an edit meanwhile is what is answered', async () => {
  const [who, mid] = [page.newCustomer(), page.newMid()]
  model.will({ hang: true })
  const hanging = model.hanging()
  await page.write(who, 'At 10, please', mid)
  await hanging
  model.will('We will see whether that time is free.')
  await page.tell(page.event(who, { message_edit: { mid, text: `At 11, please (${who})`, num_edit: 1 } }))
  await until(async () => (await turns(who)).some((t) => t.outcome === 'answered'), 'the answer', 20_000)
  const last = model.requests.at(-1)
  expect(JSON.stringify(last)).toContain('At 11')
  expect(JSON.stringify(last)).not.toContain('At 10')
  await until(() => page.sentTo(who).length > 0, 'the answer at Meta')
  await page.reaches(who, 'sent')
  expect(page.sentTo(who)).toHaveLength(1)
}, 40_000)
