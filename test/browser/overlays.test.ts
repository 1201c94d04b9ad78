// Whatever opens over a screen: free of violations, closed by Escape, and the focus is back where it was.
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PHONE, startBrowser } from '#test/harness/browser.ts'
import { findViolations } from './axe.ts'
import { startDesk } from './desk.ts'
import { OWNER } from './owner.ts'

const { newVisitor } = await startBrowser()
const { product, owner, newTalk } = await startDesk()
const talk = `/inbox/${(await (await newTalk()).conversation()).id}`

type Overlay = {
  at: string
  opener: (page: Page) => Locator
  /** Chosen in the menu that the opener opens; the focus then goes back to the opener all the same. */
  item?: string
  role: 'dialog' | 'menu'
  name: string | RegExp
}
const button =
  (name: string | RegExp, nth = 0) =>
  (page: Page) =>
    page.getByRole('button', { name }).nth(nth)
const thread = (name: string | RegExp) => (page: Page) =>
  page.locator('#thread').getByRole('button', { name })

const overlays: Record<string, Overlay> = {
  'the filters': { at: '/inbox', opener: button(/^Filter/), role: 'menu', name: 'Filter conversations' },
  'the member’s menu': { at: '/inbox', opener: button(OWNER.name), role: 'menu', name: /./ },
  escalating: {
    at: talk,
    opener: thread('More'),
    item: 'Escalate…',
    role: 'dialog',
    name: 'Escalate this conversation',
  },
  'a new text': { at: talk, opener: thread('More'), item: 'Text or email them…', role: 'dialog', name: /./ },
  'the AI’s reasons': {
    at: talk,
    opener: thread(/^AI.*1 source/),
    role: 'dialog',
    name: 'Why the AI wrote this',
  },
  'the ways to reply': { at: talk, opener: thread(/^Reply by/), role: 'menu', name: 'Reply by' },
  'an opt-out': { at: talk, opener: thread('Opt out…'), role: 'dialog', name: /^Opt .* out$/ },
  'a booking': { at: talk, opener: thread('Book'), role: 'dialog', name: /^Book for/ },
  'a new contact': { at: '/contacts', opener: button('New'), role: 'dialog', name: 'New contact' },
  'a new service': {
    at: '/settings/services',
    opener: button('Add a service'),
    role: 'dialog',
    name: 'Add a service',
  },
  'a service': {
    at: '/settings/services',
    opener: button('Edit Leak repair'),
    role: 'dialog',
    name: 'Edit the service',
  },
  'removing a service': {
    at: '/settings/services',
    opener: button('Remove Leak repair'),
    role: 'dialog',
    name: /^Remove/,
  },
  'an answer': {
    at: '/settings/knowledge',
    opener: button('Edit How can I pay?'),
    role: 'dialog',
    name: /./,
  },
  'a new inbox': {
    at: '/settings/inboxes',
    opener: button('Connect a channel'),
    role: 'dialog',
    name: 'Connect a channel',
  },
  'an inbox': {
    at: '/settings/inboxes',
    opener: (page) =>
      page
        .getByRole('article', { name: 'Texts', exact: true })
        .getByRole('button', { name: /Settings|Edit/ }),
    role: 'dialog',
    name: 'Texts',
  },
  'a new member': {
    at: '/settings/members',
    opener: button('Add a member'),
    role: 'dialog',
    name: 'Add a member',
  },
  'a new token': {
    at: '/settings/tokens',
    opener: button('Make a token'),
    role: 'dialog',
    name: 'Make a token',
  },
  'the end of the sample': {
    at: '/settings/sample',
    opener: button('Remove the sample data'),
    role: 'dialog',
    name: 'Remove the sample data?',
  },
  'emptying a phone': {
    at: '/simulator?app=texts',
    opener: button('Empty this phone and mailbox'),
    role: 'dialog',
    name: /^Empty/,
  },
}

/** Opens it by keyboard, judges, closes it, and says what is wrong. */
async function check(page: Page, { at, opener, item, role, name }: Overlay): Promise<string[]> {
  await page.goto(product.url + at)
  const from = opener(page)
  await from.focus()
  await page.keyboard.press('Enter')
  if (item) {
    const entry = page.getByRole('menuitem', { name: item })
    await entry.waitFor()
    for (let n = 0; n < 8 && !(await isFocused(entry)); n++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  const overlay = page.getByRole(role, { name })
  await overlay.waitFor()
  const wrong = await findViolations(page)
  await expect
    .poll(() => overlay.evaluate((box) => box.contains(document.activeElement)), 'focus is inside')
    .toBe(true)
  await page.keyboard.press('Escape')
  await overlay.waitFor({ state: 'hidden' })
  const back = await expect
    .poll(() => isFocused(from), { timeout: 1_500 })
    .toBe(true)
    .then(
      () => true,
      () => false,
    )
  if (!back) {
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))
    wrong.push(`focus did not return to its opener but is on ${where}`)
  }
  return wrong
}

const isFocused = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => element === document.activeElement)

describe('what opens over a screen', () => {
  it.each(Object.keys(overlays))('%s', async (which) => {
    const page = await newVisitor({ reducedMotion: 'reduce' })
    await owner.signIn(page)
    const overlay = overlays[which]
    expect(overlay && (await check(page, overlay))).toEqual([])
  })
})

describe('on a phone', () => {
  it.each(['the contact beside the thread', 'what to try'])('%s', async (which) => {
    const page = await newVisitor({ viewport: PHONE, reducedMotion: 'reduce' })
    await owner.signIn(page)
    const contact: Overlay = { at: talk, opener: button('Show the contact'), role: 'dialog', name: 'Contact' }
    const tries: Overlay = {
      at: '/simulator?app=texts',
      opener: button('What to try'),
      role: 'dialog',
      name: 'Try things out',
    }
    expect(await check(page, which === 'what to try' ? tries : contact)).toEqual([])
  })
})
