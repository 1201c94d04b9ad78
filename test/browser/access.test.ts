// Everybody can use every screen: axe finds nothing in light and dark, on a desk and on a phone; nothing sticks out.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { settingsPath } from '#web/router/routes.ts'
import { DESKTOP, PHONE, startBrowser } from '#test/harness/browser.ts'
import { startProduct } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import { findViolations } from './axe.ts'
import { inboxOf, startDesk } from './desk.ts'

const { newVisitor } = await startBrowser()
const { product, owner, newTalk } = await startDesk()
const fresh = await startProduct()

const sections = [
  'profile',
  'hours',
  'services',
  'knowledge',
  'inboxes',
  'widget',
  'sms',
  'ai',
  'alerts',
  'members',
  'tokens',
  'you',
  'sample',
]
const simulated = ['texts', 'whatsapp', 'mail', 'site'].map((app) => `/simulator?app=${app}`)
const conversations = (await owner.get<{ items: ConversationRow[] }>('/conversations?limit=100')).items
const of = (name: string) => conversations.find((row) => row.contact.name === name)
const routes = [
  '/inbox',
  '/inbox?q=pipe',
  '/inbox?view=unread&channel=email',
  // A booking, an escalation, a mail, an opt-out: each shows what the others do not.
  ...['Dana Whitfield', 'Marcus Bell', 'Priya Nair', 'Tom Avery'].map((name) => `/inbox/${of(name)?.id}`),
  '/inbox/nobody',
  '/contacts',
  `/contacts/${of('Dana Whitfield')?.contact.id}`,
  '/appointments',
  ...simulated,
  settingsPath(),
  ...sections.map((section) => settingsPath(section)),
  '/nowhere',
]

/** What is wrong with the page as it stands, in both themes. */
async function judge(page: Page): Promise<string[]> {
  const wrong: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found = await findViolations(page)
    wrong.push(...found.map((line) => `${colorScheme}: ${line}`))
  }
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
  if (scrollWidth > clientWidth) wrong.push(`it is ${scrollWidth} wide in a window of ${clientWidth}`)
  return wrong
}

/** Nothing is loading any more, and the one heading or list of the screen is there. */
async function isThere(page: Page): Promise<void> {
  await page.locator('main').first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  await page.waitForLoadState('networkidle')
}

describe.each([
  ['a desk', DESKTOP],
  ['a phone', PHONE],
])('on %s', (_name, viewport) => {
  it('every screen is free of violations, and fits', { timeout: 120_000 }, async () => {
    const page = await newVisitor({ viewport, reducedMotion: 'reduce' })
    await owner.signIn(page)
    const wrong: Record<string, string[]> = {}
    for (const route of routes) {
      const t0 = performance.now()
      await page.goto(product.url + route)
      await isThere(page)
      const t1 = performance.now()
      const found = await judge(page)
      console.log(route, Math.round(t1 - t0), Math.round(performance.now() - t1))
      if (found.length > 0) wrong[route] = found
    }
    expect(wrong).toEqual({})
  })

  it('the doors are, too', async () => {
    const page = await newVisitor({ viewport, reducedMotion: 'reduce' })
    for (const [door, heading] of [
      [fresh.url, 'Open your front desk'],
      [product.url, 'Welcome back'],
    ] as const) {
      await page.goto(door)
      await page.getByRole('heading', { name: heading }).waitFor()
      expect(await judge(page)).toEqual([])
    }
  })
})
