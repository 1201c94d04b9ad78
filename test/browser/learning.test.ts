// What was learned, in the settings: a question becomes an entry by one click, and a changed price is seen before it is live.
import { beforeAll, expect, it } from 'vitest'
import { PHONE, startBrowser } from '#test/harness/browser.ts'
import { until } from '#test/harness/product.ts'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'
import type { CheckQuestion, LearnedPair, UnansweredCluster } from '#wire/api/learning.ts'
import { findViolations } from './axe.ts'
import { startDesk } from './desk.ts'

const { newVisitor } = await startBrowser()
const { product, owner, newCustomer } = await startDesk()
const { api } = product
const listOf = async <T>(path: string) => (await api.get<{ items: T[] }>(path)).body.items

const asked = async () =>
  (await listOf<UnansweredCluster>('/knowledge/unanswered')).reduce((sum, c) => sum + c.asked, 0)

beforeAll(async () => {
  for (const text of [
    'Hi, this is Maria Lopez. Do you have wheelchair access?',
    'Is your shop accessible by wheelchair?',
    'Do you sell gift vouchers?',
  ]) {
    const before = await asked()
    await newCustomer().write(text)
    // One after the other: the first wording names the question.
    await until(async () => (await asked()) > before, `“${text}” to be collected`, 20_000)
  }
  const wheelchair = await until(
    async () => {
      const items = await listOf<UnansweredCluster>('/knowledge/unanswered')
      return items.length === 2 && items.find((c) => c.asked === 2)
    },
    'the questions',
    20_000,
  )
  const [first] = wheelchair.questions
  await owner.post(`/conversations/${first?.conversationId}/messages`, {
    text: 'Yes, there is a ramp at the side door.',
  })
  await until(
    async () => (await listOf<LearnedPair>('/knowledge/suggestions')).length === 1,
    'the suggestion',
  )
  const { body: entry } = await api.post<KnowledgeItem>('/knowledge', {
    kind: 'faq',
    title: 'How much is kettle descaling?',
    body: 'Kettle descaling is $50.',
  })
  await api.post('/knowledge/check', { knowledgeId: entry.id })
  await api.post('/knowledge/check', {
    question: 'How can I pay?',
    answer: 'By card, cash or bank transfer.',
  })
  await until(
    async () => (await listOf<CheckQuestion>('/knowledge/check')).every((c) => c.verdict === 'same'),
    'the check',
  )
})

it('shows a changed price before it is live, and goes back or saves', async () => {
  const page = await newVisitor()
  await owner.signIn(page)
  await page.goto(`${product.url}/settings/knowledge`)
  await page.getByRole('button', { name: 'Edit How much is kettle descaling?' }).click()
  await page.getByRole('textbox', { name: 'Answer' }).fill('Kettle descaling is $65.')
  await page.getByRole('button', { name: 'Save' }).click()
  const dialog = page.getByRole('dialog', { name: '1 of 2 questions would be answered differently' })
  await dialog.waitFor()
  expect(await dialog.innerText()).toMatch(/\$50[\s\S]*\$65[\s\S]*Another price: 65 instead of 50/)
  expect(await findViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Go back' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect((await listOf<KnowledgeItem>('/knowledge?q=kettle'))[0]?.body).toBe('Kettle descaling is $50.')
  await page.getByRole('button', { name: 'Save' }).click()
  await dialog.getByLabel('The new answer is right').check()
  await dialog.getByRole('button', { name: 'Save and approve' }).click()
  await until(async () => {
    const check = (await listOf<CheckQuestion>('/knowledge/check')).find((c) => c.question.includes('kettle'))
    return check?.verdict === 'same' && check.answer.includes('$65')
  }, 'the new answer to be approved')
})

it('makes an entry of what nobody could answer, and shows what people answered', async () => {
  const page = await newVisitor({ viewport: PHONE })
  await owner.signIn(page)
  await page.goto(`${product.url}/settings/knowledge`)
  await page.getByRole('tab', { name: /^Suggestions/ }).click()
  await page.getByRole('button', { name: 'Look and approve' }).waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('tab', { name: /^Check/ }).click()
  await page.getByRole('list', { name: 'Approved answers' }).waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('tab', { name: /^Unanswered/ }).click()
  const item = page.getByRole('listitem').filter({ hasText: 'wheelchair access?' }).first()
  expect(await item.innerText()).not.toContain('Maria Lopez. Do')
  expect(await findViolations(page)).toEqual([])
  const [width, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(width).toBeLessThanOrEqual(inner ?? 0)
  await item.getByRole('button', { name: 'Make it an FAQ' }).click()
  expect(await page.getByRole('textbox', { name: 'Answer' }).inputValue()).toBe(
    'Yes, there is a ramp at the side door.',
  )
  await page.getByRole('button', { name: 'Add to knowledge' }).click()
  await expect
    .poll(async () => (await listOf<KnowledgeItem>('/knowledge?q=ramp')).map((k) => k.title))
    .toEqual(['Do you have wheelchair access?'])
  await item.waitFor({ state: 'hidden' })
})

it('keeps a right answer from the thread by one click', async () => {
  const page = await newVisitor()
  await owner.signIn(page)
  const customer = newCustomer()
  await customer.write('How can I pay?')
  await customer.arrived(1)
  await page.goto(`${product.url}/inbox/${(await customer.conversation()).id}`)
  const article = page.getByRole('article', { name: /^Front desk/ }).last()
  await article.hover()
  await article.getByRole('button', { name: 'This answer is right' }).click()
  await expect
    .poll(async () => (await listOf<CheckQuestion>('/knowledge/check')).some((c) => c.origin === 'message'))
    .toBe(true)
})
