// Everybody can use every screen: axe finds nothing in light and dark, on a desk and on a phone; nothing sticks out.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DESKTOP, PHONE, startBrowser } from '#test/harness/browser.ts'
import { startProduct } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import { findViolations } from './axe.ts'
import { startDesk } from './desk.ts'
import { OWNER } from './owner.ts'

const { newVisitor } = await startBrowser()
const { product, owner } = await startDesk()
const fresh = await startProduct()
// What is only there once such a channel is: telephone calls and a log by hand.
await product.api.post('/simulator/inboxes', { channel: 'voice', provider: 'twilio' })
await product.api.post('/simulator/inboxes', { channel: 'whatsapp', provider: 'meta' })
await product.api.post('/inboxes', {
  channel: 'linkedin',
  provider: 'log',
  name: 'LinkedIn',
  address: '',
  settings: {},
})

const conversations = (await owner.get<{ items: ConversationRow[] }>('/conversations?limit=100')).items
const of = (name: string) => conversations.find((row) => row.contact.name === name)

/** Every address of the app, with something that is only there once its content is. */
const routes: [path: string, shows: string | RegExp][] = [
  ['/inbox', 'Marcus Bell'],
  ['/inbox?q=basement', /\d found/],
  ['/inbox?view=unread&channel=whatsapp', 'Lucía Romero'],
  // A booking, an escalation, a mail, an opt-out: each shows what the others do not.
  [`/inbox/${of('Dana Whitfield')?.id}`, 'yes please, something thursday morning?'],
  [`/inbox/${of('Marcus Bell')?.id}`, 'main valve is off'],
  [`/inbox/${of('Priya Nair')?.id}`, 'Court Street'],
  [`/inbox/${of('Tom Avery')?.id}`, 'You are unsubscribed'],
  ['/inbox/nobody', 'This conversation is not here'],
  ['/contacts', 'Greta Holm'],
  [`/contacts/${of('Dana Whitfield')?.contact.id}`, 'Third floor, no elevator.'],
  ['/contacts?show=duplicates', 'No probable duplicates'],
  ['/appointments', 'Drain cleaning'],
  ['/needs-a-person', 'Nobody waits for a person'],
  ['/simulator?app=texts', 'Say hello to Harbor Street Plumbing'],
  ['/simulator?app=whatsapp', 'Say hello to Harbor Street Plumbing'],
  ['/simulator?app=mail', 'Nothing has come or gone yet.'],
  ['/simulator?app=calls', 'Not in a call'],
  ['/simulator?app=site', 'New visitor'],
  ['/settings', 'Opening hours'],
  ['/settings/profile', 'How to find you'],
  ['/settings/hours', 'Monday'],
  ['/settings/services', 'Toilet installation'],
  ['/settings/knowledge', 'How can I pay?'],
  ['/settings/inboxes', 'Text messages (sample)'],
  ['/settings/links', 'What the customer finds written'],
  ['/settings/widget', 'Install'],
  ['/settings/sms', /month/],
  ['/settings/ai', 'SMS Replies'],
  ['/settings/alerts', 'Again, until somebody takes it'],
  ['/settings/members', OWNER.email],
  ['/settings/tokens', 'Make a token'],
  ['/settings/you', 'Single-key shortcuts'],
  ['/settings/sample', 'Remove the sample data'],
  ['/nowhere', 'There is nothing at this address'],
]

/** Goes there as a link of the app does, without loading the page again. */
async function go(page: Page, path: string, shows: string | RegExp): Promise<void> {
  await page.evaluate((href) => {
    history.pushState(null, '', href)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await page.getByText(shows).filter({ visible: true }).first().waitFor()
  const waiting = page.getByRole('status', { name: /^(Loading|Searching)/ })
  await expect.poll(() => waiting.count(), { timeout: 10_000 }).toBe(0)
}

/** What is wrong with the page as it stands, in both themes. */
async function judge(page: Page): Promise<string[]> {
  const wrong: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found = await findViolations(page, colorScheme === 'light' ? 'all' : 'colours')
    wrong.push(...found.map((line) => `${colorScheme}: ${line}`))
  }
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }))
  if (scrollWidth > clientWidth) wrong.push(`it is ${scrollWidth} wide in a window of ${clientWidth}`)
  return wrong
}

describe.each([
  ['a desk', DESKTOP],
  ['a phone', PHONE],
])('on %s', (_name, viewport) => {
  it('every screen is free of violations, and fits', { timeout: 240_000 }, async () => {
    const page = await newVisitor({ viewport, reducedMotion: 'reduce' })
    await owner.signIn(page)
    await page.goto(`${product.url}/inbox`)
    const wrong: Record<string, string[]> = {}
    for (const [path, shows] of routes) {
      await go(page, path, shows)
      const found = await judge(page)
      const site = page.frames().find((frame) => frame.url().includes('/simulator/site/'))
      if (site) found.push(...(await findViolations(site)).map((line) => `site: ${line}`))
      if (found.length > 0) wrong[path] = found
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

it('the judge sees: what is wrong is found', async () => {
  const page = await newVisitor({ viewport: PHONE })
  await page.goto(fresh.url)
  await page.getByRole('heading', { name: 'Open your front desk' }).waitFor()
  await page.evaluate(() => {
    const wrong = document.createElement('main')
    wrong.innerHTML = '<img src="/icon.svg"><p style="color:#ccc;background:#fff">faint</p><button></button>'
    wrong.style.width = '700px'
    document.body.append(wrong)
  })
  const found = (await judge(page)).join('\n')
  for (const word of ['image-alt', 'color-contrast', 'button-name', /it is \d+ wide/])
    expect(found).toMatch(word)
})
