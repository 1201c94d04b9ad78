// Somebody is needed: the bar over every screen, the list, the brief; taken care of by keyboard alone.
import { describe, expect, it } from 'vitest'
import { PHONE, startBrowser } from '#test/harness/browser.ts'
import { findViolations } from './axe.ts'
import { inboxOf, startDesk } from './desk.ts'
import { OWNER } from './owner.ts'

const { newVisitor } = await startBrowser()
const { product, newTalk } = await startDesk()

async function signIn(options: Parameters<typeof newVisitor>[0] = {}) {
  const page = await newVisitor(options)
  await page.goto(`${product.url}/inbox`)
  await page.getByLabel('Email').fill(OWNER.email)
  await page.getByLabel('Password').fill(OWNER.password)
  await page.keyboard.press('Enter')
  await inboxOf(page).row('Marcus Bell').waitFor()
  return page
}
const escalate = async (id: string, note: string) =>
  expect((await product.api.post(`/conversations/${id}/escalate`, { note })).status).toBe(200)

describe('a customer who needs a person', () => {
  it('is told over every screen, opened with N and taken with A', async () => {
    const customer = await newTalk()
    const { id } = await customer.conversation()
    const page = await signIn()
    expect(await page.getByRole('region', { name: 'Somebody is needed' }).count()).toBe(0)
    await page.goto(`${product.url}/contacts`)
    await escalate(id, 'The boiler is leaking')
    const bar = page.getByRole('region', { name: 'Somebody is needed' })
    await bar.waitFor()
    expect(await bar.textContent()).toContain(customer.display)
    await expect.poll(() => page.title()).toContain('1 needs a person')
    expect(await findViolations(page)).toEqual([])

    await page.keyboard.press('n')
    await page.waitForURL(`**/inbox/${id}`)
    const card = page.getByRole('region', { name: 'For whoever takes over' })
    await card.waitFor()
    expect(await card.textContent()).toContain('The boiler is leaking')
    // The thread that is open says it itself.
    await expect.poll(() => bar.count()).toBe(0)
    expect(await findViolations(page)).toEqual([])

    await page.keyboard.press('a')
    await card.getByRole('button', { name: 'You have it' }).waitFor()
    await expect
      .poll(
        async () =>
          (await product.api.get(`/conversations/${id}/handover`)).body.escalation.acknowledged?.how,
      )
      .toBe('app')
    await expect.poll(() => page.title()).not.toContain('needs a person')
    await page.getByText('takes care of this').first().waitFor()
  })

  it('stands in a list, the most urgent first, on a phone too', async () => {
    const quiet = await newTalk()
    const { id } = await quiet.conversation()
    await escalate(id, 'A question about the bill')
    const page = await signIn({ viewport: PHONE })
    await page.goto(`${product.url}/needs-a-person`)
    const item = page.getByRole('article').filter({ hasText: quiet.display })
    await item.waitFor()
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await item.getByRole('button', { name: 'I take care of it' }).click()
    await page.getByRole('heading', { name: /Somebody takes care/ }).waitFor()
  })
})
