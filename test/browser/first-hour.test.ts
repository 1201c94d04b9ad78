// The first visitor of a fresh installation, in the page: the account, the sample business, the way out and in again.
import { expect, it } from 'vitest'
import { startBrowser } from '#test/harness/browser.ts'
import { startProduct, until } from '#test/harness/product.ts'
import { inboxOf } from './desk.ts'
import { OWNER } from './owner.ts'

const product = await startProduct({ config: { sampleData: true } })
const { newVisitor } = await startBrowser()

it('makes the owner’s account, meets the sample business, and comes in again', async () => {
  const page = await newVisitor()
  const inbox = inboxOf(page)
  await page.goto(`${product.url}/inbox`)
  await page.getByRole('heading', { name: 'Open your front desk' }).waitFor()
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('Email').fill(OWNER.email)
  await page.getByLabel('Password').fill('short')
  const enter = page.getByRole('button', { name: 'Open the front desk' })
  await enter.click()
  expect(
    await page.getByLabel('Password').evaluate((field) => (field as HTMLInputElement).validity.valid),
  ).toBe(false)
  await page.getByLabel('Password').fill(OWNER.password)
  await enter.click()

  await inbox.row('Dana Whitfield').waitFor()
  await page.getByRole('heading', { name: `Welcome, ${OWNER.name.split(' ')[0]}` }).waitFor()
  const rows = await inbox.rows.allInnerTexts()
  expect(rows).toHaveLength(7)
  expect(rows.every((row) => row.includes('Sample'))).toBe(true)
  for (const channel of ['SMS', 'WhatsApp', 'Email', 'Web chat'])
    expect(rows.some((row) => row.includes(channel))).toBe(true)
  await inbox.row('Marcus Bell').getByText('Escalated').waitFor()

  await page.getByRole('button', { name: OWNER.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  // A second owner is out of the question, and a wrong password is said in plain words.
  await page.getByLabel('Email').fill(OWNER.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('do not fit together').waitFor()
  await page.getByLabel('Password').fill(OWNER.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await inbox.row('Dana Whitfield').waitFor()

  // A pasted link leads there after the sign-in, too.
  const href = await inbox.row('Dana Whitfield').getAttribute('href')
  const other = await newVisitor()
  await other.goto(product.url + href)
  await other.getByLabel('Email').fill(OWNER.email)
  await other.getByLabel('Password').fill(OWNER.password)
  await other.keyboard.press('Enter')
  await inboxOf(other).said('draining super slowly').waitFor()

  // One click (and a yes) removes the sample, in every open window.
  await page.goto(`${product.url}/settings/sample`)
  await page.getByRole('button', { name: 'Remove the sample data' }).click()
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: /^Remove/ })
    .click()
  await until(
    async () => (await product.api.get<{ items: unknown[] }>('/conversations')).body.items.length === 0,
    'no conversation is left',
  )
  await page.goto(`${product.url}/inbox`)
  await page.getByText('No conversation yet').waitFor()
})
