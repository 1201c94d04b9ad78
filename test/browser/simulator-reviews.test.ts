// Be the customer where nobody chats: a review in public with its answer, and a call that an AI agent has taken.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startBrowser } from '#test/harness/browser.ts'
import { startProduct } from '#test/harness/product.ts'
import type { SimulatorOverview } from '#wire/simulator.ts'
import { findViolations } from './axe.ts'
import { inboxOf } from './desk.ts'
import { makeOwner } from './owner.ts'

const { newVisitor } = await startBrowser()
const product = await startProduct({ config: { sampleData: true } })
const owner = await makeOwner(product)

async function open(device: string, app: string): Promise<Page> {
  const page = await newVisitor()
  await owner.signIn(page)
  await page.goto(`${product.url}/simulator?device=${device}&app=${app}`)
  return page
}

async function add(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a channel to try' }).click()
  await page.getByRole('button', { name: `Add ${name}` }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function isReadable(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await findViolations(page), colorScheme).toEqual([])
  }
}

it('a review is written, answered in public from the inbox, changed and taken down', async () => {
  const page = await open('riley', 'texts')
  await add(page, 'Google reviews by Google Business Profile')
  const phone = page.getByRole('region', { name: /’s phone$/ })
  expect(await phone.getByRole('button', { name: 'Post' }).isDisabled()).toBe(true)
  await phone.getByText('4 stars').check({ force: true })
  await phone.getByLabel('Your review').fill('Quick and clean work.')
  await isReadable(page)
  await phone.getByRole('button', { name: 'Post' }).click()
  const review = phone.getByRole('article', { name: 'Review by Riley Park' })
  await review.getByRole('img', { name: '4 of 5 stars' }).waitFor()
  await review.getByText('The business was told').waitFor()
  await isReadable(page)

  await page.getByRole('link', { name: 'Open the conversation' }).click()
  const inbox = inboxOf(page)
  await inbox.said('Quick and clean work.').waitFor()
  await inbox.composer.fill('Thank you, Riley!')
  await inbox.composer.press('Enter')
  await inbox.said('Thank you, Riley!').getByText('Delivered').waitFor()
  await page.goBack()
  await review.getByText('Thank you, Riley!').waitFor()

  await phone.getByRole('button', { name: 'Change or delete the review' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await phone.getByText('1 star').check({ force: true })
  await phone.getByRole('button', { name: 'Save' }).click()
  await review.getByRole('img', { name: '1 of 5 stars' }).waitFor()
  await review.getByText('Edited').waitFor()
  await phone.getByRole('button', { name: 'Change or delete the review' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await phone.getByRole('button', { name: 'Post' }).waitFor()
})

it('an AI agent’s call is chosen, and is in the inbox with what was said', async () => {
  const page = await open('noor', 'texts')
  await add(page, 'Call by Vapi')
  const phone = page.getByRole('region', { name: /’s telephone$/ })
  await phone.getByRole('heading', { name: 'The AI agent took this call' }).waitFor()
  await isReadable(page)
  await phone.getByRole('button', { name: /^It took a message/ }).click()
  await phone.getByText('Reported in 2 requests, and taken').waitFor()
  await phone.getByText('Any day after four.').waitFor()
  await isReadable(page)
  await page.getByRole('link', { name: 'Open the conversation' }).click()
  await inboxOf(page).messages.waitFor()
  await page
    .locator('#thread')
    .getByText(/asks to be called/)
    .first()
    .waitFor()

  await page.goBack()
  await page.getByRole('switch', { name: 'Forged signature' }).click()
  await phone.getByRole('button', { name: /^The caller wanted a person/ }).click()
  await phone.getByText(/Reported, and not taken/).waitFor()
})

it('all programs beside each other keep the page as wide as the screen', async () => {
  const { offers } = (await product.api.get<SimulatorOverview>('/simulator')).body
  for (const { channel, provider, added } of offers)
    if (!added) await product.api.post('/simulator/inboxes', { channel, provider })
  const page = await open('riley', 'texts')
  const programs = page.getByRole('navigation', { name: 'Programs' })
  await programs.getByRole('link', { name: 'TikTok' }).waitFor()
  expect(await programs.getByRole('link').count()).toBe(10)
  const overflow = () =>
    programs.evaluate((nav) => {
      const row = nav.firstElementChild as HTMLElement
      return { row: row.scrollWidth - row.clientWidth, page: document.body.scrollWidth - window.innerWidth }
    })
  expect(await overflow()).toEqual({ row: 0, page: 0 })
  await page.setViewportSize({ width: 390, height: 844 })
  expect((await overflow()).page).toBeLessThanOrEqual(0)
  // The chosen one is in sight wherever it stands in the row.
  await programs.getByRole('link', { name: 'Web site' }).click()
  const [link, row] = await Promise.all([
    programs.getByRole('link', { name: 'Web site' }).boundingBox(),
    programs.boundingBox(),
  ])
  expect((link?.x ?? 0) + (link?.width ?? 0)).toBeLessThanOrEqual((row?.x ?? 0) + (row?.width ?? 0))
})
