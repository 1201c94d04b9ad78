// What waits for a person, decided without a pointer; the draft in its conversation; stopping the AI.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { PHONE, startBrowser } from '#test/harness/browser.ts'
import { until } from '#test/harness/product.ts'
import type { QueuedDraft } from '#wire/api/drafts.ts'
import { findViolations } from './axe.ts'
import { ANSWER, type Customer, inboxOf, QUESTION, startDesk } from './desk.ts'

const { newVisitor } = await startBrowser()
const { product, owner, newCustomer } = await startDesk()

beforeAll(async () => {
  await product.api.patch('/autonomy', { mode: 'assisted' })
})

const queue = async () => (await product.api.get<{ items: QueuedDraft[] }>('/drafts')).body.items
/** A customer whose answer waits. */
async function newWaiting(): Promise<Customer> {
  const customer = newCustomer()
  await customer.write(QUESTION)
  await until(
    async () => (await queue()).some((d) => d.conversation.contact.display === customer.display),
    'a draft',
  )
  return customer
}
/** Every queue begins with what this test lets wait. */
async function clear(): Promise<void> {
  for (const draft of await queue()) await product.api.post(`/drafts/${draft.id}/reject`, {})
}
const parts = (page: Page) => ({
  article: (name: string) => page.getByRole('article', { name: `Answer to ${name}` }),
  place: page.getByText(/^\d+ of \d+$/),
  nothing: page.getByText('Nothing waits for you'),
  link: page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Approvals/ })
    .first(),
})

describe('the queue', () => {
  it('is gone through by keys: next, why, approve, edit, reject', async () => {
    await clear()
    const page = await newVisitor()
    await owner.signIn(page)
    const [first, second, third] = [await newWaiting(), await newWaiting(), await newWaiting()]
    await page.goto(`${product.url}/approvals`)
    const { article, place, nothing } = parts(page)
    await article(first.display).waitFor()
    await expect.poll(() => article(first.display).innerText()).toMatch(ANSWER)

    // What expires first is on top; J and K look without deciding.
    await page.keyboard.press('j')
    await article(second.display).waitFor()
    await page.keyboard.press('k')
    await article(first.display).waitFor()
    expect(await place.textContent()).toBe('1 of 3')

    await page.keyboard.press('y')
    expect((await first.arrived(1))[0]?.body).toMatch(ANSWER)
    await article(second.display).waitFor()

    await page.keyboard.press('e')
    const field = page.getByRole('textbox', { name: 'The answer, to be changed' })
    await expect.poll(() => field.evaluate((f) => f === document.activeElement)).toBe(true)
    await field.fill('Card or cash, both are fine.')
    await page.keyboard.press('Control+Enter')
    expect((await second.arrived(1))[0]?.body).toBe('Card or cash, both are fine.')
    await article(third.display).waitFor()

    await page.keyboard.press('x')
    await page.getByRole('textbox', { name: /What is wrong with it/ }).fill('We take no cards any more')
    await page.keyboard.press('Enter')
    await nothing.waitFor()
    // The screen is ahead of the server.
    await expect.poll(() => third.conversation()).toMatchObject({ draft: false, handler: 'human' })
    const message = (await second.thread()).at(-1)
    expect(message).toMatchObject({ author: { kind: 'ai' }, approved: { edited: true } })
  })

  it('fills while it is looked at, and what a colleague decides goes away', async () => {
    await clear()
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/approvals`)
    const { article, nothing, link } = parts(page)
    await nothing.waitFor()
    const customer = await newWaiting()
    await article(customer.display).waitFor()
    await expect.poll(() => link.textContent()).toContain('1')
    const [draft] = await queue()
    await product.api.post(`/drafts/${draft?.id}/approve`, {})
    await nothing.waitFor()
  })

  it('is usable by everybody, also on a phone and in the dark', async () => {
    await clear()
    await newWaiting()
    await newWaiting()
    for (const more of [{}, { viewport: PHONE }, { colorScheme: 'dark' as const }]) {
      const page = await newVisitor(more)
      await owner.signIn(page)
      await page.goto(`${product.url}/approvals`)
      await page.getByRole('region', { name: 'What the AI suggests' }).waitFor()
      await page.getByText('Why it waits').click()
      await page.getByText('every answer waits for you').waitFor()
      expect(await findViolations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
  })
})

describe('in its conversation', () => {
  it('a draft is used without touching what is being written, and goes when the customer writes', async () => {
    await clear()
    const customer = await newWaiting()
    const { id } = await customer.conversation()
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/inbox/${id}`)
    const { composer, said, row } = inboxOf(page)
    const offer = page.getByRole('region', { name: 'What the AI suggests' })
    await offer.waitFor()
    await row(customer.display).getByText('Approve the reply').waitFor()
    await composer.fill('Something of my own')
    await offer.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'The answer, to be changed' }).fill('By card.')
    await offer.getByRole('button', { name: 'Send this' }).click()
    await said('By card.').getByText('edited and approved by').waitFor()
    expect(await composer.inputValue()).toBe('Something of my own')
    await offer.waitFor({ state: 'detached' })

    await customer.write(QUESTION)
    await offer.waitFor()
    const before = (await queue()).map((d) => d.id)
    await customer.write(QUESTION)
    await until(async () => (await queue()).some((d) => !before.includes(d.id)), 'a newer draft')
    // The page hears of it a moment later; both read alike.
    await page.reload()
    await offer.getByRole('button', { name: 'Approve and send' }).click()
    await customer.arrived(2)
  })
})

describe('the rules', () => {
  it('say in sentences what they mean, before they are saved', async () => {
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/settings/autonomy`)
    await page.getByRole('radio', { name: /Answers by itself/ }).check()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    const fate = page.getByText(/^A refund on .* waits for you\.$/)
    await fate.waitFor()
    await page.getByRole('combobox', { name: 'What happens by rule 1' }).selectOption('off')
    await page.getByText(/^A refund on .* is left alone by the AI\.$/).waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Discard the changes' }).click()
    await page.getByText('No exceptions').waitFor()
  })
})

describe('stopping the AI', () => {
  it('is one button away, is seen on every screen, and ends only by hand', async () => {
    await newWaiting()
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/approvals`)
    await page.getByRole('button', { name: 'Stop the AI' }).click()
    const dialog = page.getByRole('dialog', { name: 'Stop the AI now?' })
    await dialog.getByRole('textbox').fill('It quotes old prices')
    await dialog.getByRole('button', { name: 'Stop the AI' }).click()
    const banner = page.getByText('The AI is stopped.')
    await banner.waitFor()
    await page.getByText('Nothing waits for you').waitFor()
    await page.goto(`${product.url}/contacts`)
    await page.getByText('“It quotes old prices”').waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Let it answer again' }).click()
    await banner.waitFor({ state: 'detached' })
    await newWaiting()
  })
})
